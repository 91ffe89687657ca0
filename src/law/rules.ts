/** The deadline register: every rule, old and new versions side by side, and the one lookup by date. */
import { dayNumber, sayDate } from './days.ts';
import { LawError } from './errors.ts';
import type { Rule } from './rule.ts';
import { decisionRules, dialogueRules, disclosureRules } from './rules/dc.ts';
import { dataRules } from './rules/dl.ts';
import { electionRules } from './rules/election.ts';
import { complaintRules } from './rules/kn.ts';
import { denunciationRules } from './rules/tc.ts';
import { receptionRules } from './rules/tcd.ts';
import { informationRules } from './rules/tt.ts';

export const REGISTER: readonly Rule[] = [
  ...disclosureRules,
  ...decisionRules,
  ...dialogueRules,
  ...electionRules,
  ...receptionRules,
  ...complaintRules,
  ...denunciationRules,
  ...informationRules,
  ...dataRules,
];

/** Rules that took the place of one that ended without a later version of its own. */
const FOLLOWED_BY: Readonly<Record<string, string>> = { TT1: 'TT6', TT2: 'TT6', TT3: 'TT6', TT4: 'TT6' };

/** What `ruleAt` needs to answer fast: versions by `id` in small letters. */
export type RuleIndex = ReadonlyMap<string, readonly Rule[]>;

/** Index a register once when many lookups follow. */
export function indexRules(rules: readonly Rule[] = REGISTER): RuleIndex {
  const index = new Map<string, Rule[]>();
  for (const rule of rules) {
    const key = rule.id.toLowerCase();
    const versions = index.get(key);
    if (versions) versions.push(rule);
    else index.set(key, [rule]);
  }
  return index;
}

const INDEX = indexRules();

/**
 * The version of a rule in force on a day.
 * @param id of the register, capitals or not: `KN2`, `dc18a`
 * @param day `YYYY-MM-DD` in Việt Nam
 * @throws LawError `unknown-rule`; `not-in-force` when the rule began later or has ended (the message says when);
 *   `bad-time`
 */
export function ruleAt(id: string, day: string, variant?: string, index: RuleIndex = INDEX): Rule {
  const all = index.get(id.trim().toLowerCase());
  if (!all) {
    throw new LawError('unknown-rule', `Không có quy tắc "${id.slice(0, 20)}" trong bảng thời hạn.`);
  }
  const versions = all.filter((rule) => rule.variant === variant);
  if (versions.length === 0) {
    const known = [...new Set(all.flatMap((rule) => (rule.variant ? [rule.variant] : [])))];
    const cure = known.length > 0 ? `dùng: ${known.join(', ')}, hoặc bỏ trống` : 'bỏ trống';
    throw new LawError(
      'unknown-rule',
      `Quy tắc ${all[0]?.id} không có dạng "${variant?.slice(0, 20)}": ${cure}.`,
    );
  }
  const asked = dayNumber(day);
  const rule = versions.find((r) => r.from <= day && day <= (r.to ?? '9999-12-31'));
  if (rule) return rule;
  throw new LawError('not-in-force', outOfForce(versions, asked, day));
}

function outOfForce(versions: readonly Rule[], asked: number, day: string): string {
  const name = versions[0]?.id ?? '';
  const later = versions
    .map((r) => r.from)
    .filter((from) => from > day)
    .sort()[0];
  if (later !== undefined) {
    return `Quy tắc ${name} chưa có hiệu lực vào ngày ${sayDate(asked)}: chỉ có từ ngày ${sayDate(dayNumber(later))}.`;
  }
  const ended =
    versions
      .map((r) => r.to ?? '')
      .sort()
      .at(-1) ?? '';
  const next = FOLLOWED_BY[name];
  const cure = next ? ` Sau đó xem quy tắc ${next}.` : '';
  return `Quy tắc ${name} đã hết hiệu lực sau ngày ${sayDate(dayNumber(ended))}, không dùng cho ngày ${sayDate(asked)}.${cure}`;
}
