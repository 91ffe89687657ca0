import { unanswered } from '../../learning.ts';
import type { Store } from '../../store/db.ts';
import { questionFigures } from '../../store/questions.ts';
import { type Args, type Out, percent } from './says.ts';

/** `stats [--days N]` */
export async function stats(
  store: Store,
  wardId: string,
  { options }: Args,
  now: Date,
  out: Out,
): Promise<number> {
  const days = options.get('days');
  if (days !== undefined && !/^\d{1,4}$/.test(days)) {
    out.note('--days phải là một số, ví dụ --days 30');
    return 1;
  }
  const since = days === undefined ? null : new Date(now.getTime() - Number(days) * 86_400_000);
  const f = await questionFigures(store.pool, wardId, since);
  out.say(`Câu hỏi đã giữ: ${f.asked}. Còn phải xem: ${f.open}.`);
  if (f.confidentShare !== null)
    out.say(`Câu hỏi về quy định được trả lời thẳng: ${Math.round(100 * f.confidentShare)}%.`);
  for (const r of f.routes)
    out.say(
      `  ${r.route}: ${r.asked} câu, trả lời thẳng ${percent(r.confident, r.asked)}, đúng ${r.right}, chưa đúng ${r.wrong}`,
    );
  if (f.entries.length > 0) out.say('Mục đã trả lời (bị nói chưa đúng nhiều nhất ở trên):');
  for (const e of f.entries.slice(0, 40))
    out.say(`  ${e.entry}: ${e.told} lần, đúng ${e.right}, chưa đúng ${e.wrong}`);
  return 0;
}

/** `unanswered [--limit N]`: for an officer at the machine; residents' words go to no log. */
export async function sayUnanswered(
  store: Store,
  wardId: string,
  { options }: Args,
  out: Out,
): Promise<number> {
  const limit = Number(options.get('limit') ?? 30);
  if (!Number.isInteger(limit) || limit < 1) {
    out.note('--limit phải là một số, ví dụ --limit 30');
    return 1;
  }
  const groups = await unanswered(store, wardId);
  if (groups.length === 0) out.say('Không còn câu hỏi nào chưa trả lời tốt.');
  for (const g of groups.slice(0, limit)) {
    const wrong = g.wrong > 0 ? `, ${g.wrong} câu bị nói chưa đúng` : '';
    out.say(`${g.count} câu${wrong}, gần nhất ${g.latest.toISOString().slice(0, 10)}:`);
    for (const q of g.questions.slice(0, 5))
      out.say(`  [${q.id}] ${q.text.replace(/\s+/g, ' ').slice(0, 200)}`);
    if (g.count > 5) out.say(`  … và ${g.count - 5} câu nữa`);
  }
  if (groups.length > limit) out.say(`Còn ${groups.length - limit} nhóm nữa: thêm --limit ${groups.length}`);
  return 0;
}
