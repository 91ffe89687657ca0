/** When something is due, why, and by which article. */
import type { Citation } from './acts.ts';
import type { Calendar } from './calendar.ts';
import {
  type Count,
  countBack,
  countTerm,
  moveToWorkingDay,
  type Pause,
  periodEnd,
  stopsOf,
  type Walk,
} from './count.ts';
import { type Day, dayNumberAt, dayText, instantOf, vietnamTime } from './days.ts';
import { LawError } from './errors.ts';
import { explain } from './explain.ts';
import { type Mark, type Rule, ruleValue, type Term, type Unit } from './rule.ts';
import { type RuleIndex, ruleAt } from './rules.ts';

export interface DueOptions {
  /** another value of the rule: `complex`, `remote` … (only with a rule given by id) */
  readonly variant?: string;
  readonly pauses?: readonly Pause[];
  /** extensions decided in writing, each in the unit of the rule's own extension */
  readonly extensions?: readonly number[];
  /** a register of the caller's own (see `indexRules`) */
  readonly rules?: RuleIndex;
}

export interface Due {
  readonly rule: string;
  readonly variant?: string;
  /** last day to act (last lawful day of notice when counted back), in Việt Nam */
  readonly due: Day;
  /** for terms in hours: the very moment, with +07:00 */
  readonly dueAt?: string;
  readonly unit: Unit;
  readonly value: number;
  readonly bound: Rule['bound'];
  /** the day of the event */
  readonly received: Day;
  /** last day counted, before it was moved to a working day */
  readonly counted: Day;
  /** days that were stepped over, in order: date and why (a weekday's or holiday's name, `tạm dừng`) */
  readonly skipped: readonly { readonly date: Day; readonly why: string }[];
  /** "the earlier of": each term with its own last day; the first to come decided */
  readonly compared?: readonly { readonly value: number; readonly unit: Unit; readonly due: Day }[];
  readonly citation: Citation;
  readonly citations: readonly Citation[];
  readonly mark: Mark;
  /** rests on days off that no notice has fixed yet: may move */
  readonly provisional?: true;
  /** one sentence for a resident */
  readonly explanation: string;
}

/**
 * When the duty of a rule falls due.
 * @param rule id of the register, or a line of it
 * @param from instant of the event (for "at least N days before": the moment of the meeting); see `instantOf`
 * @throws LawError `unknown-rule`, `not-in-force`, `unknown-value`, `bad-time`, `bad-input`, `paused`
 */
export function due(
  rule: string | Rule,
  from: Date | string,
  calendar: Calendar,
  options: DueOptions = {},
): Due {
  const instant = instantOf(from);
  const received = dayNumberAt(instant);
  const line =
    typeof rule === 'string' ? ruleAt(rule, dayText(received), options.variant, options.rules) : rule;
  const count = countRule(line, instant, received, calendar, options);
  const { value, unit } = ruleValue(line);
  if (value === null || unit === null) throw unknownValue(line);
  const { walk, compared, at } = count;
  return {
    rule: line.id,
    ...(line.variant === undefined ? {} : { variant: line.variant }),
    due: dayText(count.due),
    ...(at === undefined ? {} : { dueAt: vietnamTime(at) }),
    unit,
    value,
    bound: line.bound,
    received: dayText(received),
    counted: dayText(count.last),
    skipped: walk.skipped.map(({ day, why }) => ({ date: dayText(day), why })),
    ...(compared ? { compared: compared.map((c) => ({ ...c.term, due: dayText(c.due) })) } : {}),
    citation: line.citations[0],
    citations: line.citations,
    mark: line.mark,
    ...(walk.provisional ? { provisional: true } : {}),
    explanation: explain(line, count, options.extensions ?? []),
  };
}

function countRule(
  rule: Rule,
  instant: number,
  received: number,
  calendar: Calendar,
  { pauses = [], extensions = [] }: DueOptions,
): Count {
  const stops = stopsOf(pauses);
  if (extensions.length > 0) checkExtensions(rule, extensions);
  const newWalk = (): Walk => ({ calendar, stops, skipped: [], provisional: false });
  const walk = newWalk();
  switch (rule.bound) {
    case 'unknown':
      throw unknownValue(rule);
    case 'at-least-each': {
      refusePauses(stops.length);
      const end = periodEnd(received, rule.every);
      return { received, last: end, due: end, walk };
    }
    case 'at-least-before': {
      refusePauses(stops.length);
      const day = countBack(walk, received, rule.term);
      return { received, last: day, due: day, walk };
    }
    case 'until':
    case 'at-least-during':
      return forward(walk, received, [rule.term]);
    case 'at-most': {
      if (rule.term.unit === 'giờ') {
        refusePauses(stops.length);
        // a term in hours runs from its very moment (147.1) and does not wait for offices to open
        const at = instant + rule.term.value * 3_600_000;
        return { received, last: dayNumberAt(at), due: dayNumberAt(at), walk, at };
      }
      const unit = rule.extension?.term.unit;
      const more = extensions.map((value) => ({ value, unit: unit ?? 'ngày' }) as const);
      const main = forward(walk, received, [rule.term, ...more]);
      if (!rule.orEarlier) return main;
      const other = forward(newWalk(), received, [rule.orEarlier]);
      const compared = [
        { term: rule.term, due: main.due },
        { term: rule.orEarlier, due: other.due },
      ];
      return { ...(other.due < main.due ? other : main), compared };
    }
  }
}

/** The term, then each extension from where the one before ended (its last day as counted, not as moved: the safe side). */
function forward(walk: Walk, received: number, terms: readonly Term[]): Count {
  const last = terms.reduce((day, term) => countTerm(walk, day, term), received);
  return { received, last, due: moveToWorkingDay(walk, last), walk };
}

function checkExtensions(rule: Rule, extensions: readonly number[]): void {
  const allowed = rule.bound === 'at-most' ? rule.extension : undefined;
  if (!allowed) throw new LawError('bad-input', `Quy tắc ${rule.id} không cho gia hạn trong trường hợp này.`);
  const { term, times } = allowed;
  if (extensions.length > times) {
    throw new LawError('bad-input', `Quy tắc ${rule.id} chỉ cho gia hạn ${times} lần.`);
  }
  if (extensions.some((e) => !Number.isInteger(e) || e < 1 || e > term.value)) {
    throw new LawError('bad-input', `Mỗi lần gia hạn từ 1 đến ${term.value} ${term.unit}.`);
  }
}

function refusePauses(count: number): void {
  if (count > 0) throw new LawError('bad-input', 'Thời hạn loại này không tạm dừng được.');
}

function unknownValue(rule: Rule): LawError {
  return new LawError(
    'unknown-value',
    `Chưa rõ thời hạn của quy tắc ${rule.id}: chưa tìm được con số trong luật mới nên không tính ra ngày.`,
  );
}
