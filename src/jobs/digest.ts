/** At half past seven on working days: what is due, to the officers' group and to each officer who linked an account. */
import { render, say, verbatim } from '../core/say.ts';
import type { Text } from '../core/types.ts';
import { type Calendar, isWorkingDay, minuteOfDay, nextWorkingDay, vietnamDay } from '../law/index.ts';
import { accountsOf } from '../store/accounts.ts';
import { wardCalendar } from '../store/clocks.ts';
import { transaction } from '../store/db.ts';
import { type Urgent, urgentTickets } from '../store/digest.ts';
import { officersOf } from '../store/officers.ts';
import { claimDay } from '../store/retention.ts';
import { type Place, postTo } from './desk/post.ts';
import { learnDesk } from './desk/where.ts';
import { lookEvery } from './look.ts';
import type { Runtime } from './runtime.ts';

const FROM = 7 * 60 + 30;
const UNTIL = 11 * 60 + 30;
const SHOWN = 8;
const LOOK_MS = 60_000;

/** Send the morning's list if it is time and nobody has. Returns whether it was sent. */
export async function digestRound(rt: Runtime): Promise<boolean> {
  const now = rt.now();
  const minute = minuteOfDay(now);
  if (minute < FROM || minute >= UNTIL) return false;
  const today = vietnamDay(now);
  const calendar = await wardCalendar(rt.store.pool, rt.wardId);
  if (!isWorkingDay(calendar, today)) return false;
  const rings = await transaction(rt.store, async (tx) => {
    if (!(await claimDay(tx, rt.wardId, 'digest', today))) return null;
    const soon = soonUntil(calendar, today);
    const outbox: string[] = [];
    const desk = await learnDesk(rt, tx);
    if (desk) {
      const urgent = await urgentTickets(tx, rt.wardId, today, soon);
      const place: Place = { ...desk, kind: 'group' };
      outbox.push(
        ...(await postTo(rt, tx, place, `digest:${today}:group`, { text: words(rt, today, urgent) })),
      );
    }
    for (const officer of await officersOf(tx, rt.wardId)) {
      const accounts = await accountsOf(tx, rt.wardId, officer.id);
      if (accounts.length === 0) continue;
      const urgent = await urgentTickets(tx, rt.wardId, today, soon, officer.id);
      if (isNothing(urgent)) continue;
      const text = [say('digest.yours', { name: verbatim(officer.name) }), words(rt, today, urgent)];
      for (const account of accounts) {
        const { channelId, platform, chat } = account;
        const place: Place = { channelId, platform, chat, kind: 'private' };
        outbox.push(...(await postTo(rt, tx, place, `digest:${today}:${account.id}`, { text })));
      }
    }
    return outbox;
  });
  rt.queues.ring('send', rings ?? []);
  return rings !== null;
}

/** Three working days ahead. */
function soonUntil(calendar: Calendar, today: string): string {
  let day = today;
  for (let n = 0; n < 3; n++) day = nextWorkingDay(calendar, after(day));
  return day;
}

const after = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

const isNothing = (u: Urgent): boolean =>
  [u.late, u.today, u.soon, u.replied].every((codes) => codes.length === 0);

function words(rt: Runtime, today: string, u: Urgent): Text {
  const line = (key: 'late' | 'today' | 'soon' | 'nobody' | 'replied'): Text[] => {
    const codes = u[key];
    if (codes.length === 0) return [];
    const more = codes.length > SHOWN ? ', …' : '';
    return [
      say(`digest.${key}`, { count: codes.length, codes: verbatim(codes.slice(0, SHOWN).join(', ') + more) }),
    ];
  };
  const found = (['late', 'today', 'soon', 'nobody', 'replied'] as const).flatMap(line);
  const head = say('digest.head', { day: today.split('-').reverse().join('/') });
  const link = !rt.publicUrl
    ? []
    : [say('digest.link', { url: verbatim(new URL('/console', rt.publicUrl).href) })];
  const said = [head, ...(found.length === 0 ? [say('digest.none')] : found), ...link];
  return verbatim(said.map((t) => render(t, rt.words.vi)).join('\n'));
}

/** Looks every minute. */
export const startDigest = (rt: Runtime): { stop(): Promise<void> } =>
  lookEvery(rt, LOOK_MS, 'the morning list', () => digestRound(rt));
