import { splitArticle } from './articles.ts';
import { markOf, ordinal } from './marks.ts';
import { isCapitals } from './paragraphs.ts';
import { Quotes } from './quotes.ts';
import { splitSections } from './sections.ts';
import type { Paragraph, PassageDraft } from './types.ts';

/**
 * The body of a document to passages, by articles where it has them, else by its numbered headings. Signatures and
 * lists of recipients are left out; what is attached after them (a regulation, an annex) is read as a part of its own.
 */
export function splitBody(found: readonly Paragraph[]): PassageDraft[] {
  return parts(found).flatMap(({ name, paragraphs }) =>
    hasArticles(paragraphs) ? splitArticles(paragraphs, name) : splitSections(paragraphs, name),
  );
}

interface Part {
  readonly name: string;
  readonly paragraphs: readonly Paragraph[];
}

const SIGNED = /^(?:Nơi nhận|(?:TM|KT|TL|TUQ|Q)\.\s?\p{Lu}{2}|(?:CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG)$)/u;
const ATTACHED =
  /^(?:PHỤ LỤC|QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|KẾ HOẠCH|PHƯƠNG ÁN|QUY ƯỚC|HƯƠNG ƯỚC|ĐỀ ÁN|DANH MỤC|BIỂU MẪU)(?![\p{Ll}])/u;

function parts(found: readonly Paragraph[]): Part[] {
  const out: Part[] = [];
  let name = '';
  let current: Paragraph[] = [];
  let signed = false;
  const end = () => {
    if (current.length > 0) out.push({ name, paragraphs: current });
    current = [];
  };
  for (const p of found) {
    const line = p.text.replace(/^\*+/, '');
    if (!signed && current.length > 0 && SIGNED.test(line)) {
      end();
      signed = true;
    } else if (signed && ATTACHED.test(line) && isCapitals(line.split('(')[0] ?? line)) {
      signed = false;
      name = nameOf(line);
    } else if (!signed) current.push(p);
  }
  end();
  return out;
}

/** `QUY CHẾ` -> `Quy chế kèm theo`; an annex keeps its own number. */
function nameOf(line: string): string {
  const annex = /^PHỤ LỤC\s*([IVXL\d]*)/u.exec(line);
  if (annex) return annex[1] ? `Phụ lục ${annex[1]}` : 'Phụ lục';
  const name = ATTACHED.exec(line)?.[0] ?? line;
  return `${name.charAt(0)}${name.slice(1).toLowerCase()} kèm theo`;
}

const isArticle = (text: string) => markOf(text)?.kind === 'article';
const hasArticles = (found: readonly Paragraph[]) => found.some((p) => isArticle(p.text));

interface Article {
  readonly label: string;
  readonly above: readonly string[];
  readonly rest: string;
  readonly lines: string[];
  readonly name: string;
}

const LEVELS = ['part', 'chapter', 'section', 'subsection'] as const;
type Level = (typeof LEVELS)[number];

function splitArticles(found: readonly Paragraph[], name: string): PassageDraft[] {
  const articles: Article[] = [];
  const heads = articleHeads(found);
  const above = new Map<Level, string>();
  const quotes = new Quotes();
  let part = name;
  let title: Level | null = null;
  for (const [at, { text }] of found.entries()) {
    const mark = markOf(text);
    const last = articles.at(-1);
    const next = mark?.kind === 'article' && heads.has(at) && isNext(mark.label, last?.label, at, heads);
    // a quotation nobody closed ends where the next article begins
    if (next && quotes.open && mark.label === following(last?.label)) quotes.close();
    const level = LEVELS.find((l) => l === mark?.kind);
    if (!quotes.open && mark && level) {
      for (const l of LEVELS.slice(LEVELS.indexOf(level))) above.delete(l);
      above.set(level, mark.rest);
      title = level;
    } else if (!quotes.open && mark && next) {
      if (mark.label === '1' && last && last.label !== '1') part = name === '' ? 'phần kèm theo' : name;
      articles.push({
        label: mark.label,
        above: [...above.values()],
        rest: mark.rest,
        lines: [],
        name: part,
      });
      title = null;
    } else if (title !== null && isCapitals(text))
      above.set(title, [above.get(title) ?? '', text].filter((t) => t !== '').join(' '));
    else {
      title = null;
      last?.lines.push(text);
    }
    if (!next) quotes.read(text);
  }
  return articles.flatMap((a) => {
    const path = `${a.name === '' ? '' : `${a.name}, `}Điều ${a.label}`;
    // "Điều 1. Ban hành kèm theo …" says its matter at once; a heading has no full stop
    const isTitle = a.lines.length > 0 && a.rest.length <= 300 && !/[.;]$/u.test(a.rest);
    const lines = isTitle || a.rest === '' ? a.lines : [a.rest, ...a.lines];
    return splitArticle(
      path,
      a.above.filter((t) => t !== ''),
      isTitle ? a.rest : '',
      lines,
    );
  });
}

const following = (label: string | undefined) =>
  label === undefined ? '1' : String(Number.parseInt(label, 10) + 1);

/** Lines that may begin an article -> their number. Where the file marks some as headings, only those. */
function articleHeads(found: readonly Paragraph[]): ReadonlyMap<number, string> {
  const all = found.flatMap((p, at) => {
    const mark = markOf(p.text);
    return mark?.kind === 'article' ? [{ at, label: mark.label, level: p.level }] : [];
  });
  const marked = all.filter((h) => h.level !== undefined);
  return new Map((marked.length > 0 ? marked : all).map((h) => [h.at, h.label]));
}

/** The next article, `5a` after `5`, or the first of an attachment; one further on only where those between are lost. */
function isNext(
  label: string,
  last: string | undefined,
  at: number,
  heads: ReadonlyMap<number, string>,
): boolean {
  if (last === undefined || label === following(last)) return true;
  const n = ordinal('article', label);
  const before = Number.parseInt(last, 10);
  if (n === 1 || (n === before && label !== last)) return true;
  if (n < before || n > before + 5) return false;
  return ![...heads].some(([later, l]) => later > at && l === following(last));
}
