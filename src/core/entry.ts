/**
 * One answer of the knowledge base, and the reader of the files it is kept in (`locales/vi/knowledge/*.md`).
 *
 *     # Họp tổ dân phố                      <- topic title, once
 *
 *     ## hop-bao-truoc                      <- id: a-z, 0-9, -
 *     question: Họp tổ dân phố phải báo trước mấy ngày?
 *     wordings:
 *     - họp tổ báo trước bao lâu
 *     - …                                   <- five or more
 *     cites:
 *     - 59/2023/NĐ-CP Đ.3 k.3               <- act Đ.article [k.clause]
 *     mark: V                               <- how sure: V, V2, R-high, R-mid, R-low, I (legal.md §0)
 *     from: 2023-08-15                      <- first day the answer holds
 *     to:                                   <- last day; empty = open
 *     next: hop-ai-goi, hop-bao-nhieu-ho
 *     signed:                               <- "name, 2026-11-22"; empty until an officer signs
 *
 *     The short answer: at most 500 characters, plain words, answer first.
 *
 *     ### Chi tiết
 *
 *     The longer answer.
 *
 * Holes of the ward in either text: {ward} {province} {phone} {address} {hours} {reception} {toCaoAddress}
 * {provinceAddress} {promise} {website}.
 */

export type Mark = 'V' | 'V2' | 'R-high' | 'R-mid' | 'R-low' | 'I';
export const MARKS: readonly Mark[] = ['V', 'V2', 'R-high', 'R-mid', 'R-low', 'I'];

/** `act` is the official number (`10/2022/QH15`), article and clause are strings; article `?` = number not yet known. */
export interface Citation {
  readonly act: string;
  readonly article: string;
  readonly clause?: string;
}

export interface Entry {
  readonly id: string;
  readonly topic: string;
  readonly question: string;
  readonly wordings: readonly string[];
  readonly cites: readonly Citation[];
  readonly mark: Mark;
  /** ISO date, Việt Nam */
  readonly from: string;
  readonly to?: string;
  readonly next: readonly string[];
  readonly signed?: { readonly by: string; readonly on: string };
  readonly answer: string;
  readonly detail: string;
}

/** A fault in an entry file: where, and what to do. */
export interface EntryFault {
  readonly file: string;
  readonly line: number;
  readonly say: string;
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;
const CITE = /^(\S+) Đ\.(\d+[a-zđ]?|\?)(?: k\.(\d+[a-zđ]?(?:\.[a-zđ])?))?$/u;

/** `59/2023/NĐ-CP Đ.3 k.3` -> Citation; null when it is not of that form. */
export function parseCitation(line: string): Citation | null {
  const m = CITE.exec(line.normalize('NFC').trim());
  if (!m) return null;
  const [, act = '', article = '', clause] = m;
  return clause === undefined ? { act, article } : { act, article, clause };
}

/**
 * Read one file of entries.
 * @param file name for fault messages
 * @returns the sound entries, and a fault with line and cure for each unsound one (which is left out)
 */
export function parseEntries(file: string, source: string): { entries: Entry[]; faults: EntryFault[] } {
  const lines = source.normalize('NFC').replaceAll('\r\n', '\n').split('\n');
  const entries: Entry[] = [];
  const faults: EntryFault[] = [];
  const topicAt = lines.findIndex((l) => /^# \S/.test(l));
  const topic = topicAt < 0 ? '' : (lines[topicAt] ?? '').slice(2).trim();
  if (topicAt < 0)
    faults.push({ file, line: 1, say: 'thiếu dòng tiêu đề chủ đề: thêm "# Tên chủ đề" ở đầu tệp' });
  const starts = lines.flatMap((l, i) => (/^## /.test(l) ? [i] : []));
  starts.forEach((start, n) => {
    const end = starts[n + 1] ?? lines.length;
    const found = parseOne(file, topic, lines, start, end);
    if (found.faults.length === 0 && found.entry) entries.push(found.entry);
    faults.push(...found.faults);
  });
  return { entries, faults };
}

function parseOne(file: string, topic: string, lines: readonly string[], start: number, end: number) {
  const faults: EntryFault[] = [];
  const fault = (line: number, say: string) => faults.push({ file, line: line + 1, say });
  const id = (lines[start] ?? '').slice(3).trim();
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) fault(start, `mã "${id}" phải gồm a-z, 0-9 và dấu -`);

  const fields = new Map<string, { line: number; value: string; items: { line: number; value: string }[] }>();
  let i = start + 1;
  let last = '';
  for (; i < end && (lines[i] ?? '').trim() !== ''; i++) {
    const line = lines[i] ?? '';
    const item = /^- (.*)$/.exec(line);
    const field = /^([a-z]+):(.*)$/.exec(line);
    if (item && last) fields.get(last)?.items.push({ line: i, value: (item[1] ?? '').trim() });
    else if (field) {
      last = field[1] ?? '';
      fields.set(last, { line: i, value: (field[2] ?? '').trim(), items: [] });
    } else fault(i, 'dòng không hiểu được: viết "tên: giá trị" hoặc "- mục"');
  }
  const known = ['question', 'wordings', 'cites', 'mark', 'from', 'to', 'next', 'signed'];
  for (const [name, f] of fields)
    if (!known.includes(name)) fault(f.line, `trường "${name}" không có; dùng: ${known.join(', ')}`);
  const value = (name: string) => fields.get(name)?.value ?? '';
  const at = (name: string) => fields.get(name)?.line ?? start;

  const question = value('question');
  if (!question) fault(start, 'thiếu "question:"');
  const wordings = (fields.get('wordings')?.items ?? []).map((w) => w.value).filter(Boolean);
  if (wordings.length < 5) fault(at('wordings'), `cần ít nhất 5 cách hỏi khác, đang có ${wordings.length}`);
  const cites: Citation[] = [];
  for (const c of fields.get('cites')?.items ?? []) {
    const cite = parseCitation(c.value);
    if (cite) cites.push(cite);
    else fault(c.line, `căn cứ "${c.value}" không đúng dạng "10/2022/QH15 Đ.21 k.1"`);
  }
  if (cites.length === 0) fault(at('cites'), 'cần ít nhất một căn cứ');
  const mark = MARKS.find((m) => m === value('mark'));
  if (!mark) fault(at('mark'), `"mark" phải là một trong: ${MARKS.join(', ')}`);
  const from = value('from');
  if (!isDate(from)) fault(at('from'), '"from" phải là ngày dạng 2023-07-01');
  const to = value('to');
  if (to && (!isDate(to) || to < from))
    fault(at('to'), '"to" phải là ngày dạng 2026-08-31, không trước "from"');
  const signedText = value('signed');
  const comma = signedText.lastIndexOf(',');
  const signed = signedText
    ? { by: signedText.slice(0, comma).trim(), on: signedText.slice(comma + 1).trim() }
    : undefined;
  if (signed && (!signed.by || !isDate(signed.on)))
    fault(at('signed'), '"signed" phải là "họ tên, 2026-11-22"');

  const bodyLines = lines.slice(i, end);
  const cut = bodyLines.findIndex((l) => /^### Chi tiết\s*$/u.test(l));
  const answer = (cut < 0 ? bodyLines : bodyLines.slice(0, cut)).join('\n').trim();
  const detail =
    cut < 0
      ? ''
      : bodyLines
          .slice(cut + 1)
          .join('\n')
          .trim();
  if (!answer) fault(i, 'thiếu câu trả lời ngắn (sau một dòng trống)');
  if ([...answer].length > 500) fault(i, `câu trả lời ngắn dài ${[...answer].length} ký tự; tối đa 500`);
  if (!mark || faults.length > 0) return { entry: null, faults };
  const next = value('next')
    .split(',')
    .map((s) => s.trim())
    .filter(Boolean);
  const entry: Entry = {
    id,
    topic,
    question,
    wordings,
    cites,
    mark,
    from,
    next,
    answer,
    detail,
    ...(to ? { to } : {}),
    ...(signed ? { signed } : {}),
  };
  return { entry, faults };
}

function isDate(text: string): boolean {
  if (!ISO.test(text)) return false;
  const d = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(d.getTime()) && d.toISOString().startsWith(text);
}
