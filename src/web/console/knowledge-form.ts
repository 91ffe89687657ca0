/** An entry as a form, and back: what the files of entries ask for is asked here too. */
import { parseCitation } from '../../core/entry.ts';
import { alike, length } from '../../core/text.ts';
import type { Citation, Entry } from '../../core/types.ts';
import { findAct } from '../../law/index.ts';
import type { Fields } from './form.ts';

export const KNOWLEDGE = '/console/kien-thuc';
export const ANSWER_LIMIT = 500;
const DETAIL_LIMIT = 6000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function typedEntry(e: Entry): Fields {
  return {
    question: e.question,
    wordings: e.wordings.join('\n'),
    answer: e.answer,
    detail: e.detail,
    cites: e.cites.map(citeText).join('\n'),
    from: e.from,
    to: e.to ?? '',
  };
}

const citeText = (c: Citation): string =>
  `${c.act} Đ.${c.article}${c.clause === undefined ? '' : ` k.${c.clause}`}`;

export type Edited =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly wrong: Readonly<Record<string, string>> };

/**
 * Read an officer's change. The mark (how sure the source was) stays: it is about the source, not the words; the
 * signature goes, because the words are others.
 * @param others every entry: no two may answer the same wording
 */
export function editedEntry(before: Entry, fields: Fields, others: readonly Entry[]): Edited {
  const wrong: Record<string, string> = {};
  const question = one(fields.question);
  const wordings = lines(fields.wordings);
  const answer = (fields.answer ?? '').trim();
  const detail = (fields.detail ?? '').trim();
  const cites = lines(fields.cites).map((line) => ({ line, cite: parseCitation(line) }));
  const from = (fields.from ?? '').trim();
  const to = (fields.to ?? '').trim();
  if (question === '') wrong.question = 'Cần có câu hỏi.';
  if (answer === '') wrong.answer = 'Cần có câu trả lời.';
  else if (length(answer) > ANSWER_LIMIT)
    wrong.answer = `Câu trả lời dài ${length(answer)} ký tự; nhiều nhất ${ANSWER_LIMIT}. Phần còn lại xin để ở chi tiết.`;
  if (length(detail) > DETAIL_LIMIT) wrong.detail = `Chi tiết dài quá ${DETAIL_LIMIT} ký tự.`;
  const unread = cites.find(({ cite }) => cite === null || !findAct(cite.act));
  if (cites.length === 0) wrong.cites = 'Cần ít nhất một căn cứ.';
  else if (unread)
    wrong.cites = `Chưa đọc được căn cứ "${unread.line}". Viết như: 59/2023/NĐ-CP Đ.3 k.3. Văn bản phải có trong danh mục.`;
  if (!isDay(from)) wrong.from = 'Ngày viết năm-tháng-ngày, như 2026-07-01.';
  if (to !== '' && (!isDay(to) || to < from)) wrong.to = 'Ngày hết hiệu lực phải sau ngày bắt đầu.';
  const taken = [question, ...wordings].flatMap((wording) =>
    others
      .filter((e) => e.id !== before.id && [e.question, ...e.wordings].some((w) => alike(w, wording)))
      .map((e) => ({ wording, by: e })),
  )[0];
  if (taken && question !== '')
    wrong.wordings = `Cách hỏi "${taken.wording}" đã có ở mục "${taken.by.question}".`;
  if (Object.keys(wrong).length > 0) return { ok: false, wrong };
  const { signed: _signed, to: _to, ...kept } = before;
  return {
    ok: true,
    entry: {
      ...kept,
      question,
      wordings,
      answer,
      detail,
      cites: cites.flatMap(({ cite }) => cite ?? []),
      from,
      ...(to === '' ? {} : { to }),
    },
  };
}

const one = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
const lines = (text: string | undefined): string[] => [
  ...new Set(
    (text ?? '')
      .split('\n')
      .map(one)
      .filter((line) => line !== ''),
  ),
];

function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}
