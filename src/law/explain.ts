/** The one sentence under a deadline: the date first, then what was counted, from when, what was left out, which article. */
import { sayCitation } from './acts.ts';
import { type Count, PAUSED } from './count.ts';
import { sayDate, sayDay, sayWeekday, vietnamTime } from './days.ts';
import type { Rule, Term } from './rule.ts';

/** One Vietnamese sentence a resident understands, ending with the article(s). */
export function explain(rule: Rule, count: Count, extensions: readonly number[]): string {
  const doubt = count.walk.provisional ? '; lịch nghỉ còn tạm tính nên ngày này có thể đổi' : '';
  const text = `${body(rule, count, extensions)}${doubt} (${sources(rule)}).`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function body(rule: Rule, count: Count, extensions: readonly number[]): string {
  const due = sayDay(count.due);
  const duty = rule.when === undefined ? rule.duty : `${rule.duty} (trường hợp: ${rule.when})`;
  const since = `${rule.event} hôm ${sayDay(count.received)}`;
  switch (rule.bound) {
    case 'unknown':
      return duty;
    case 'at-least-each':
      return `mỗi ${rule.every} ít nhất ${rule.times} ${rule.unit} ${duty}; kỳ này đến hết ${due}`;
    case 'at-least-before':
      return (
        `chậm nhất ${due} ${duty}: ${rule.event} vào ${sayDay(count.received)}, phải làm trước đó ít nhất ` +
        `${say(rule.term)} trọn, không kể hôm làm và chính ngày đó${leftOut(rule.term, count)}`
      );
    case 'at-least-during':
      return `ít nhất đến hết ${due} ${duty}: ${since}, đếm từ hôm sau đủ ${say(rule.term)}${leftOut(rule.term, count)}`;
    case 'until':
      return `đến hết ${due} ${duty}: ${since}, đếm từ hôm sau đủ ${say(rule.term)}${leftOut(rule.term, count)}`;
    case 'at-most': {
      const latest = count.at === undefined ? due : `${vietnamTime(count.at).slice(11, 16)} ${due}`;
      const unit = rule.extension?.term.unit ?? '';
      const more = extensions.map((e) => ` và gia hạn thêm ${e} ${unit}`).join('');
      return `chậm nhất ${latest} ${duty}: ${since}, ${counted(rule.term, count, more)}`;
    }
  }
}

function counted(term: Term, count: Count, extended: string): string {
  if (term.unit === 'giờ') return `tính ngay từ lúc đó đủ ${say(term)}`;
  if (count.compared) {
    const each = count.compared.map((c) => `${plain(c.term)} thì đến ${sayDay(c.due)}`);
    return `đếm từ hôm sau, ${each.join(', ')}, lấy ngày đến trước`;
  }
  return `đếm từ hôm sau đủ ${say(term)}${extended}${leftOut(term, count)}`;
}

const say = (term: Term) => `${term.value} ${term.unit}`;
const plain = (term: Term) => (term.unit === 'ngày' ? `${term.value} ngày thường` : say(term));

/** `, bỏ qua thứ Bảy, Chủ nhật, 24/11 (Ngày Văn hóa Việt Nam)`; for calendar days only a moved last day is told. */
function leftOut(term: Term, count: Count): string {
  const { skipped } = count.walk;
  const paused = skipped.filter((s) => s.why === PAUSED).length;
  const pause = paused > 0 ? `, không tính ${paused} ngày tạm dừng` : '';
  if (term.unit !== 'ngày làm việc') {
    if (count.last === count.due) return pause;
    return `${pause}, ngày cuối ${sayDay(count.last)} là ngày nghỉ nên dời sang ngày làm việc kế tiếp`;
  }
  const names = new Map<string, number[]>();
  for (const { day, why } of skipped) if (why !== PAUSED) names.set(why, [...(names.get(why) ?? []), day]);
  const said = [...names].map(([why, days]) => sayRest(why, days));
  return said.length === 0 ? pause : `${pause}, bỏ qua ${said.join(', ')}`;
}

function sayRest(why: string, days: readonly number[]): string {
  const [first = 0] = days;
  if (why === sayWeekday(first)) return why;
  const last = days.at(-1) ?? first;
  const from = sayDate(first).slice(0, 5);
  return first === last ? `${from} (${why})` : `${from} đến ${sayDate(last).slice(0, 5)} (${why})`;
}

/** One article, or the two that a comparison rests on. */
function sources(rule: Rule): string {
  const two = rule.bound === 'at-most' && rule.orEarlier !== undefined;
  return `theo ${rule.citations
    .slice(0, two ? 2 : 1)
    .map(sayCitation)
    .join(' và ')}`;
}
