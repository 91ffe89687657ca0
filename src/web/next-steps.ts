/** What happens next, by which day and by which article, as sentences for a resident: on the slip and at /tra-cuu. */
import { dayNumber, sayDay } from '../law/days.ts';
import { type Day, LawError, ruleAt } from '../law/index.ts';
import type { OpenClock } from '../store/lookup.ts';

/** Alarms inside the office: no duty towards the one who asks. */
const INTERNAL: ReadonlySet<string> = new Set(['TCD5a']);

/** One sentence a clock, the law's before the ward's own promise. `today`: in Việt Nam. */
export function nextSteps(clocks: readonly OpenClock[], today: Day): readonly string[] {
  const told = clocks.filter((c) => !INTERNAL.has(c.rule));
  return [...told.filter((c) => c.rule !== 'promise'), ...told.filter((c) => c.rule === 'promise')].map((c) =>
    sentence(c, today),
  );
}

function sentence({ rule, dueOn, fromOn, citation }: OpenClock, today: Day): string {
  const day = sayDay(dayNumber(dueOn));
  const what =
    rule === 'promise'
      ? 'phường hứa trả lời vào việc. Đây là lời hứa riêng của phường, luật không định.'
      : `${dutyOf(rule, fromOn)} (${citation}).`;
  return dueOn < today
    ? `Lẽ ra đến hết ${day}: ${what} Ngày này đã qua, bác gọi hỏi phường.`
    : `Chậm nhất ${day}: ${what}`;
}

function dutyOf(rule: string, from: Day): string {
  try {
    return ruleAt(rule, from).duty;
  } catch (error) {
    if (error instanceof LawError) return 'phường phải trả lời';
    throw error;
  }
}
