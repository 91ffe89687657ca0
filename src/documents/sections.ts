import { type Mark, type MarkKind, markOf, ordinal } from './marks.ts';
import { isCapitals } from './paragraphs.ts';
import { passage, pieces } from './pieces.ts';
import type { Paragraph, PassageDraft } from './types.ts';

/** from the outermost in; a heading that the file marks without any number stands between letters and Roman numbers */
const DEPTH: readonly (MarkKind | 'titled')[] = [
  'part',
  'chapter',
  'section',
  'subsection',
  'letter',
  'titled',
  'roman',
  'number',
  'decimal',
  'point',
];
/** a line longer than this, or ended like a sentence, is text even where it carries a number */
const TITLE = 250;

interface Section {
  readonly kind: MarkKind | 'titled';
  readonly label: string;
  readonly title: string;
  /** the line as written, for a section that has nothing else */
  readonly line: string;
  readonly lines: string[];
  readonly parents: readonly Section[];
  inner: boolean;
}

/**
 * A plan, a notice, a regulation without articles: by `I.`, `1.`, `1.1.`, `a)` and the file's own headings.
 * @param before name of the attachment it stands in, or ''
 */
export function splitSections(found: readonly Paragraph[], before: string): PassageDraft[] {
  const intro: string[] = [];
  const sections: Section[] = [];
  let open: Section[] = [];
  for (const { text, level } of found) {
    const mark = markOf(text);
    const kind = mark && fits(mark, open) ? mark.kind : level === undefined ? null : 'titled';
    const last = open.at(-1);
    if (kind === null) {
      if (last === undefined) intro.push(text);
      else last.lines.push(text);
      continue;
    }
    const depth = DEPTH.indexOf(kind);
    const parents = open.filter((s) => DEPTH.indexOf(s.kind) < depth);
    for (const p of parents) p.inner = true;
    const section: Section = {
      kind,
      label: kind === 'titled' ? text : (mark?.label ?? ''),
      title: kind === 'titled' ? text : (mark?.rest ?? ''),
      line: text,
      lines: [],
      parents,
      inner: false,
    };
    sections.push(section);
    open = [...parents, section];
  }
  const rest = intro.filter((t) => !/^(?:Căn cứ|Theo đề nghị|Xét đề nghị)(?![\p{L}])/u.test(t));
  const heads = rest.join(' ').length >= 40 ? pieces(join(before, 'phần mở đầu'), undefined, rest) : [];
  return [...heads, ...sections.flatMap((s) => passagesOf(s, before))];
}

/** Does the number follow from what is open? A `5.` out of the blue is text. */
function fits(mark: Mark, open: readonly Section[]): boolean {
  if (mark.kind === 'article') return false;
  if (mark.kind === 'decimal') {
    const parent = mark.label.split('.')[0];
    const number = open.findLast((s) => s.kind === 'number');
    return number === undefined || number.label === parent;
  }
  const last = open.findLast((s) => s.kind === mark.kind);
  const n = ordinal(mark.kind, mark.label);
  if (['part', 'chapter', 'section', 'subsection'].includes(mark.kind)) return true;
  return last === undefined ? n === 1 : n === 1 || n === ordinal(mark.kind, last.label) + 1;
}

function passagesOf(s: Section, before: string): PassageDraft[] {
  const path = join(before, pathOf([...s.parents, s]));
  const above = s.parents.map(titleOf).filter((t) => t !== '');
  const bare = s.lines.length === 0 && !s.inner;
  if (bare) {
    // a heading with nothing under it says nothing; a numbered sentence does
    if (s.kind === 'titled' || isCapitals(s.title) || s.title.length < 25) return [];
    return pieces(path, above.join(' – '), [s.line]);
  }
  const titled = s.title.length <= TITLE && !/[.;]$/u.test(s.title);
  const heading = [...above, ...(titled ? [s.title] : [])].filter((t) => t !== '').join(' – ');
  const texts = titled ? s.lines : [s.line, ...s.lines];
  if (texts.length === 0) return [];
  return items(path, heading, texts);
}

/** The items of a list are quoted each by itself: `mục II.2 ý 3`. */
function items(path: string, heading: string, texts: readonly string[]): PassageDraft[] {
  const dashes = texts.filter((t) => /^[-–—+•]/u.test(t)).length;
  if (dashes < 2 || dashes < texts.length / 2) return pieces(path, heading, texts);
  const groups: string[][] = [];
  for (const text of texts) {
    // what stands under a dash with a plus belongs to it
    if (groups.length > 0 && !/^[-–—•]/u.test(text)) groups.at(-1)?.push(text);
    else groups.push([text]);
  }
  if (groups.length === 1) return pieces(path, heading, texts);
  return groups.flatMap((g, n) => {
    const text = g.join('\n');
    const at = `${path} ý ${n + 1}`;
    return text.length <= 900 ? [passage(at, heading, text)] : pieces(at, heading, g);
  });
}

const titleOf = (s: Section): string => (s.title.length <= TITLE ? s.title : '');

/** `mục III.2`, `Phần thứ nhất, mục II.1 điểm b`, `Chương I, mục 2.1`, `phần “Lịch tiếp dân”`. */
function pathOf(chain: readonly Section[]): string {
  const structure = chain.flatMap((s) => {
    switch (s.kind) {
      case 'part':
        return [`Phần ${s.label}`];
      case 'chapter':
        return [`Chương ${s.label}`];
      case 'section':
        return [`Mục ${s.label}`];
      case 'subsection':
        return [`Tiểu mục ${s.label}`];
      case 'titled':
        return [`phần “${s.title.length > 60 ? `${s.title.slice(0, 57)}…` : s.title}”`];
      default:
        return [];
    }
  });
  const decimal = chain.findLast((s) => s.kind === 'decimal');
  const numbers = chain
    .filter((s) => s.kind === 'letter' || s.kind === 'roman' || (s.kind === 'number' && !decimal))
    .map((s) => s.label);
  if (decimal) numbers.push(decimal.label);
  const points = chain.filter((s) => s.kind === 'point').map((s) => `điểm ${s.label}`);
  const item = [...(numbers.length > 0 ? [`mục ${numbers.join('.')}`] : []), ...points].join(' ');
  return [...structure, ...(item === '' ? [] : [item])].join(', ');
}

const join = (before: string, path: string): string => (before === '' ? path : `${before}, ${path}`);
