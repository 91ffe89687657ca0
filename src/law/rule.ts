/** The shape of one line of the deadline register. */
import type { Citation } from './acts.ts';

/** How sure: V = the act was read, V2 = a public secondary source, R-* = from memory, I = inferred. */
export type Mark = 'V' | 'V2' | 'R-high' | 'R-mid' | 'R-low' | 'I';

export type Unit = 'ngày' | 'ngày làm việc' | 'tháng' | 'giờ' | 'lần';
export type Period = 'tuần' | 'tháng' | 'quý' | 'năm';

export interface Term {
  readonly value: number;
  readonly unit: 'ngày' | 'ngày làm việc' | 'tháng' | 'giờ';
}

/** What the value bounds, and with it how it is counted. */
export type Bound =
  /** done by the last day */
  | {
      readonly bound: 'at-most';
      readonly term: Term;
      readonly orEarlier?: Term;
      readonly extension?: Extension;
    }
  /** a state that lasts until the last day (a consent, a waiting time) */
  | { readonly bound: 'until'; readonly term: Term }
  /** kept up at least until the last day (a posting, a consultation) */
  | { readonly bound: 'at-least-during'; readonly term: Term }
  /** done so that at least that many full days lie between it and the event; counted back from the event */
  | { readonly bound: 'at-least-before'; readonly term: Term }
  /** done at least `times` in every period; `unit` of what is counted */
  | {
      readonly bound: 'at-least-each';
      readonly times: number;
      readonly unit: 'ngày' | 'lần';
      readonly every: Period;
    }
  /** the law is there, its value was not found: never a date */
  | { readonly bound: 'unknown' };

/** The term may be drawn out by up to `term`, at most `times` times. */
export interface Extension {
  readonly term: Term;
  readonly times: number;
}

interface RuleText {
  /** id of the register, e.g. `KN3` */
  readonly id: string;
  /** another value of the same rule: `complex`, `remote` …; absent on the usual one */
  readonly variant?: string;
  /** when the variant applies, Vietnamese: `vụ việc phức tạp` */
  readonly when?: string;
  /** what starts the clock; a clause: `phường nhận được đơn khiếu nại` */
  readonly event: string;
  /** what has to be done; a clause: `phường phải trả lời …` */
  readonly duty: string;
  /** first day of this version, `YYYY-MM-DD` in Việt Nam */
  readonly from: string;
  /** last day of this version; absent = still in force */
  readonly to?: string;
  /** the first is the one to show when there is room for one */
  readonly citations: readonly [Citation, ...Citation[]];
  readonly mark: Mark;
  /** for the officer: doubts, limits */
  readonly note?: string;
}

export type Rule = RuleText & Bound;

/** `n(10)`: calendar days. */
export const n = (value: number): Term => ({ value, unit: 'ngày' });
/** `lv(7)`: working days. */
export const lv = (value: number): Term => ({ value, unit: 'ngày làm việc' });
export const months = (value: number): Term => ({ value, unit: 'tháng' });
export const hours = (value: number): Term => ({ value, unit: 'giờ' });

export const atMost = (term: Term) => ({ bound: 'at-most', term }) as const;
export const until = (term: Term) => ({ bound: 'until', term }) as const;
export const during = (term: Term) => ({ bound: 'at-least-during', term }) as const;
export const before = (term: Term) => ({ bound: 'at-least-before', term }) as const;

/** The value and unit as the register writes them; null when the law is known but its value is not. */
export function ruleValue(rule: Rule): { readonly value: number | null; readonly unit: Unit | null } {
  switch (rule.bound) {
    case 'unknown':
      return { value: null, unit: null };
    case 'at-least-each':
      return { value: rule.times, unit: rule.unit };
    default:
      return rule.term;
  }
}

/** `cite('10/2022/QH15', '20', '3')`. */
export function cite(act: string, article: string, clause?: string): Citation {
  return clause === undefined ? { act, article } : { act, article, clause };
}
