/**
 * Does one report hold two matters? Pure; a proposal to the officer, who splits it (NĐ 154/2026/NĐ-CP Đ.14.4), never a
 * decision. Careful rather than complete: "đèn hỏng, tối om nên mất trộm" is one matter.
 */
import { type Category, categoryName, categoryWeights } from '../../src/core/categories.ts';
import { cut, fold, length } from '../../src/core/text.ts';
import { decisionWords } from './kind.ts';

export interface Matter {
  /** category, or `quyet-dinh` for what sounds like a decision against the writer */
  readonly id: string;
  readonly text: string;
}

const DECISION = 'quyet-dinh';
const MOST = 4;
/** A lone word may be the scene; from here on it is a matter, unless the sentence says that something is added. */
const CLEAR = 2;

const ADDS =
  /^(?:ngoai ra|voi lai|con|con ve|them nua|nua la|dong thoi|ben canh do|hai la|ba la|viec thu hai|thu hai|thu 2|viec nua|mot viec nua|va ca|tien the|nhan tien)(?= )/;
const FOLLOWS =
  /^(?:nen|vi vay|vi the|do do|the nen|khien|lam cho|dan den|hau qua|toi om|mong|de nghi|xin|kinh mong|cam on)(?= |$)/;
const BORDER =
  /(?<=[.!?;])\s+|\n+|,\s*(?=(?:ngoài ra|ngoai ra|với lại|voi lai|thêm nữa|them nua|đồng thời|dong thoi|còn về|con ve|hai là|hai la)\s)/iu;

/** The matters of a text, in order; fewer than two when it is one. */
export function mattersOf(text: string, categories: readonly Category[]): readonly Matter[] {
  const found: Matter[] = [];
  for (const part of text.split(BORDER)) {
    const folded = fold(part);
    if (FOLLOWS.test(folded)) continue;
    const against = decisionWords(part).length > 0;
    const [best] = categoryWeights(part, categories);
    const adds = ADDS.test(folded);
    const clear = best !== undefined && (best.weight >= CLEAR || (adds && best.weight >= 1));
    // the first matter may be told in one word: what is added to it decides
    const id = against
      ? DECISION
      : best && (clear || (found.length === 0 && best.weight >= 1))
        ? best.id
        : null;
    if (id !== null && !found.some((m) => m.id === id)) found.push({ id, text: part.trim() });
  }
  return found.length > 1 ? found.slice(0, MOST) : [];
}

/** The proposal as it stands on the ticket. */
export function splitProposal(matters: readonly Matter[], categories: readonly Category[]): string {
  return [
    `Có thể nêu ${matters.length} việc khác nhau:`,
    ...matters.map((m, n) => {
      const name = m.id === DECISION ? 'phản đối một quyết định, việc làm' : categoryName(m.id, categories);
      return `${n + 1}. ${name}: “${length(m.text) > 160 ? `${cut(m.text, 159)}…` : m.text}”`;
    }),
    'Nếu đúng, cán bộ tách thành các hồ sơ riêng (Nghị định 154/2026/NĐ-CP, Điều 14 khoản 4).',
  ].join('\n');
}
