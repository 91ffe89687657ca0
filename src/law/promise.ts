/** The ward's own promise of an answer, counted like a rule of the register. It is no law, and is always marked as a promise. */
import { cite, lv, type Rule } from './rule.ts';

export const PROMISE = 'promise';

/** @param days working days */
export function promiseRule(days: number): Rule {
  return {
    id: PROMISE,
    event: 'phường nhận việc của bác',
    duty: 'phường hứa trả lời vào việc (lời hứa riêng, luật không định)',
    bound: 'at-most',
    term: lv(days),
    extension: { term: lv(60), times: 10 },
    from: '2000-01-01',
    citations: [cite('lời hứa riêng của phường', '?')],
    mark: 'V',
  };
}
