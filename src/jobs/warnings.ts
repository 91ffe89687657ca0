/**
 * Warnings of clocks near their end, in office hours: to each officer they concern one message with all of them, and to the
 * ticket's topic in the officers' group. Row and message are written in one transaction: nothing is said twice or lost.
 */

import { lines, render, say, verbatim } from '../core/say.ts';
import { dutyOf } from '../core/stages.ts';
import type { Text } from '../core/types.ts';
import { type Calendar, isOpen, vietnamDay, warningRank, workingDaysBetween } from '../law/index.ts';
import { accountsOf } from '../store/accounts.ts';
import { wardCalendar } from '../store/clocks.ts';
import { type Sql, transaction } from '../store/db.ts';
import { officersOf } from '../store/officers.ts';
import { officeHours } from '../store/settings.ts';
import { type Warned, writeWarnings } from '../store/warnings.ts';
import { type Place, postTo } from './desk/post.ts';
import { lookEvery } from './look.ts';
import type { Runtime } from './runtime.ts';

const SHOWN = 10;
const LOOK_MS = 60_000;

/** Write and queue what is to be said now. @returns how many clocks were spoken of */
export async function warningRound(rt: Runtime): Promise<number> {
  const now = rt.now();
  const { pool } = rt.store;
  const [calendar, hours] = await Promise.all([wardCalendar(pool, rt.wardId), officeHours(pool, rt.wardId)]);
  if (!isOpen(now, calendar, hours)) return 0;
  const done = await transaction(rt.store, async (tx) => {
    const warned = await writeWarnings(tx, rt.wardId, now, calendar, hours);
    if (warned.length === 0) return { count: 0, rings: [] };
    const sorted = [...warned].sort((a, b) => warningRank(b.step) - warningRank(a.step));
    const today = vietnamDay(now);
    const line = (w: Warned) => sayWarning(rt, w, today, calendar);
    const rings = [...(await toOfficers(rt, tx, sorted, line)), ...(await toTopics(rt, tx, sorted, line))];
    return { count: warned.length, rings };
  });
  rt.queues.ring('send', done.rings);
  return done.count;
}

type SayWarning = (warned: Warned) => Text;

async function toOfficers(
  rt: Runtime,
  tx: Sql,
  warned: readonly Warned[],
  line: SayWarning,
): Promise<string[]> {
  const rings: string[] = [];
  for (const officer of await officersOf(tx, rt.wardId)) {
    const mine = warned.filter((w) => w.officerIds.includes(officer.id));
    const [first] = mine;
    if (first === undefined) continue;
    const more = mine.length - SHOWN;
    const text: Text = [
      say('warn.head', { name: verbatim(officer.name) }),
      ...mine.slice(0, SHOWN).map(line),
      ...(more > 0 ? [say('warn.more', { count: more })] : []),
      ...linkTo(rt, '/console'),
    ];
    for (const account of await accountsOf(tx, rt.wardId, officer.id)) {
      const place: Place = { ...account, kind: 'private' };
      rings.push(...(await postTo(rt, tx, place, `${keyOf(first)}:${account.id}`, { text })));
    }
  }
  return rings;
}

async function toTopics(
  rt: Runtime,
  tx: Sql,
  warned: readonly Warned[],
  line: SayWarning,
): Promise<string[]> {
  const rings: string[] = [];
  const done = new Set<string>();
  for (const { ticketId, topic } of warned) {
    if (topic === null || done.has(ticketId)) continue;
    done.add(ticketId);
    const here = warned.filter((w) => w.ticketId === ticketId);
    const [first] = here;
    if (first === undefined) continue;
    const place: Place = { ...topic, kind: 'group' };
    const text: Text = [...here.map(line), ...linkTo(rt, `/console/ho-so/${first.code}`)];
    rings.push(...(await postTo(rt, tx, place, `${keyOf(first)}:topic`, { text, ticketId })));
  }
  return rings;
}

/** A (clock, step, day) is in one batch only, so its key names the message. */
const keyOf = ({ clockId, step, dueOn }: Warned): string => `warn:${clockId}:${step}:${dueOn}`;

const linkTo = (rt: Runtime, path: string): readonly Text[] =>
  rt.publicUrl ? [say('digest.link', { url: verbatim(new URL(path, rt.publicUrl).href) })] : [];

/** Code, kind, what is to be done, by when and on what ground, and who holds it: nothing of the person or their words. */
function sayWarning(rt: Runtime, w: Warned, today: string, calendar: Calendar): Text {
  const kind = verbatim(render(say(`kind.${w.kind}`), rt.words.vi));
  const day = w.dueOn.split('-').reverse().join('/');
  return lines(
    say('warn.what', { code: w.code, kind, how: verbatim(render(sayStep(w, today, calendar), rt.words.vi)) }),
    say('warn.duty', { duty: verbatim(dutyOf(w.rule, w.variant)) }),
    w.rule === 'promise'
      ? say('warn.day-promise', { day })
      : say('warn.day', { day, citation: verbatim(w.citation) }),
    w.holder === null ? say('desk.card-nobody') : say('desk.card-holder', { name: verbatim(w.holder) }),
  );
}

function sayStep({ step, dueOn }: Warned, today: string, calendar: Calendar): Text {
  const days =
    today <= dueOn ? workingDaysBetween(today, dueOn, calendar) : workingDaysBetween(dueOn, today, calendar);
  switch (step) {
    case 'T3':
    case 'T1':
      return say('warn.left', { days });
    case 'due':
      return say('warn.today');
    default:
      return say('warn.over', { days: Math.max(1, days) });
  }
}

/** Looks every minute. */
export const startWarnings = (rt: Runtime): { stop(): Promise<void> } =>
  lookEvery(rt, LOOK_MS, 'warning of deadlines', () => warningRound(rt));
