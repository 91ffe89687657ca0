/** How a line of an official document says where it stands: `Chương II`, `Điều 5.`, `III.`, `2.`, `2.1.`, `a)`, `-`. */

export type MarkKind =
  | 'part' // Phần thứ nhất
  | 'chapter' // Chương II
  | 'section' // Mục 1 (of a law)
  | 'subsection' // Tiểu mục 1
  | 'article' // Điều 5
  | 'letter' // A.
  | 'roman' // II.
  | 'number' // 2.
  | 'decimal' // 2.1.
  | 'point'; // a)

export interface Mark {
  readonly kind: MarkKind;
  /** as written, without the sign after it: `II`, `2.1`, `a`, `thứ nhất` */
  readonly label: string;
  /** the rest of the line */
  readonly rest: string;
}

const STRUCTURE: readonly [MarkKind, RegExp][] = [
  ['part', /^Phần\s+(thứ\s+\p{L}+(?:\s+\p{L}+)?|[IVXL]+|\d{1,2})(?![\p{L}\d])\s*[.:–-]?\s*(.*)$/iu],
  ['chapter', /^_?\s*Chương\s+([IVXL]+|\d{1,2})(?![\p{L}\d])\s*[.:–-]?\s*(.*)$/iu],
  ['subsection', /^Tiểu\s+mục\s+([IVXL]+|\d{1,2})(?![\p{L}\d])\s*[.:–-]?\s*(.*)$/iu],
  ['section', /^Mục\s+([IVXL]+|\d{1,2})(?![\p{L}\d])\s*[.:–-]?\s*(.*)$/iu],
];
const ARTICLE = /^Điều\s+(\d{1,4}[a-zđ]?)(?:\s*[.:]\s*(.*)|\s*)$/iu;
const NUMBERED: readonly [MarkKind, RegExp][] = [
  ['roman', /^([IVXL]{1,6})\s*[.)/:–-]\s+(.*)$/u],
  ['letter', /^([A-HK-Z])\s*[.)/]\s+(.*)$/u],
  ['decimal', /^(\d{1,2}(?:\.\d{1,2}){1,3})\s*[.)]?\s+(.*)$/u],
  ['number', /^(\d{1,3})\s*[.,)]\s+(.*)$/u],
  ['point', /^([a-zđ])\s*[).]\s+(.*)$/u],
];

/** What heads the line, read alone: whether it fits what came before is for the splitter to say. */
export function markOf(line: string): Mark | null {
  const bare = line.replace(/^_\s+/, '');
  const article = ARTICLE.exec(bare);
  if (article) return { kind: 'article', label: article[1] ?? '', rest: article[2] ?? '' };
  for (const [kind, form] of STRUCTURE) {
    const m = form.exec(bare);
    // "Mục 1 của Chương này quy định …" is a sentence, not a heading
    if (m && !/^(?:của|này|nêu|và|đến|trong|tại|thuộc)(?![\p{L}])/iu.test(m[2] ?? ''))
      return { kind, label: m[1] ?? '', rest: m[2] ?? '' };
  }
  for (const [kind, form] of NUMBERED) {
    const m = form.exec(line);
    if (m) return { kind, label: m[1] ?? '', rest: m[2] ?? '' };
  }
  return null;
}

/** Does the line begin something of its own (a mark, or a dash of a list)? */
export function isMarked(line: string): boolean {
  const quoted = /^[“"](?=\S)(.*)$/u.exec(line)?.[1];
  return /^[-–—+•]\s?/u.test(line) || markOf(quoted ?? line) !== null;
}

const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50 };

/** Place of a label in its row: `IV` 4, `12` 12, `5a` 5, `c` 3; letters in the order official papers use. */
export function ordinal(kind: MarkKind, label: string): number {
  if (kind === 'point') return 'abcdđeghiklmnopqrstuvxy'.indexOf(label) + 1;
  if (kind === 'letter') return label.charCodeAt(0) - 64;
  if (/^\d/.test(label)) return Number.parseInt(label.split('.').at(-1) ?? label, 10);
  const digits = [...label].map((c) => ROMAN[c] ?? 0);
  return digits.reduce((sum, d, i) => sum + (d < (digits[i + 1] ?? 0) ? -d : d), 0);
}
