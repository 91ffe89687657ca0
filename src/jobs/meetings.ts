/**
 * What is due to be told of meetings: notices, changes, reminders, results. Each telling becomes one broadcast, in the
 * transaction that locks it (another scheduler passes it by), under a key of its own: a killed process loses none and
 * doubles none. Who is told, when at night, how fast and with what report is the broadcast's business.
 */
import { createBroadcast, startBroadcast } from '../store/broadcasts/index.ts';
import { type Sql, transaction } from '../store/db.ts';
import { audienceOf } from '../store/meetings/audience.ts';
import { type Meeting, meetingById } from '../store/meetings/rows.ts';
import {
  broadcastKey,
  type DueTelling,
  endTelling,
  nextDue,
  originOf,
  overAt,
} from '../store/meetings/tellings.ts';
import { changedSince } from '../store/meetings/versions.ts';
import type { Runtime } from './runtime.ts';

/** A reminder that could not be sent in time (nothing was running) is dropped after this, ms: it would only confuse. */
const STALE_REMINDER_MS = 6 * 3_600_000;
const BY = { officerId: null, name: 'Máy (lịch họp)' } as const;

/** Work off everything due now, at most `most` tellings; returns how many broadcasts began. */
export async function meetingsRound(rt: Runtime, most = 400): Promise<number> {
  let begun = 0;
  for (let n = 0; n < most; n++) {
    const did = await transaction(rt.store, async (tx) => await oneTelling(rt, tx));
    if (did === 'nothing') break;
    if (did === 'begun') begun++;
  }
  return begun;
}

async function oneTelling(rt: Runtime, tx: Sql): Promise<'begun' | 'dropped' | 'nothing'> {
  const now = rt.now();
  const due = await nextDue(tx, rt.wardId, now);
  if (!due) return 'nothing';
  const meeting = await meetingById(tx, rt.wardId, due.meetingId);
  if (!meeting || !stillTrue(due, meeting, now)) {
    await endTelling(tx, due.id, 'dead', now);
    return 'dropped';
  }
  const payload = await payloadOf(rt, tx, due, meeting);
  const expiresAt = expiryOf(due, meeting);
  const { id } = await createBroadcast(tx, {
    wardId: rt.wardId,
    kind: due.kind.startsWith('remind:') ? 'nhac-hop' : 'hop',
    title: meeting.title,
    notice: { id: 'meeting', payload },
    audience: await audienceOf(tx, rt.wardId, meeting),
    origin: originOf(meeting.id),
    ...(expiresAt === null ? {} : { expiresAt }),
    by: BY,
    key: broadcastKey(meeting.id, due.version, due.kind),
  });
  await startBroadcast(tx, rt.wardId, id, BY, { now });
  await endTelling(tx, due.id, 'done', now);
  return 'begun';
}

/** Told of the version that holds, while it is still of use. */
function stillTrue(due: DueTelling, meeting: Meeting, now: Date): boolean {
  if (due.kind === 'minutes') return meeting.state === 'published';
  if (due.kind === 'cancel') return meeting.state === 'cancelled' && overAt(meeting) > now;
  if (meeting.state !== 'published' || meeting.version !== due.version || meeting.startsAt <= now)
    return false;
  return !due.kind.startsWith('remind:') || now.getTime() - due.dueAt.getTime() < STALE_REMINDER_MS;
}

/** Whoever could not be told by then is not told any more; null = as broadcasts do. */
function expiryOf(due: DueTelling, meeting: Meeting): Date | null {
  if (due.kind === 'minutes') return null;
  if (due.kind === 'cancel') return overAt(meeting);
  if (!due.kind.startsWith('remind:')) return meeting.startsAt;
  return new Date(Math.min(meeting.startsAt.getTime(), due.dueAt.getTime() + STALE_REMINDER_MS));
}

async function payloadOf(
  rt: Runtime,
  tx: Sql,
  due: DueTelling,
  m: Meeting,
): Promise<Readonly<Record<string, string>>> {
  const what = due.kind.startsWith('remind:') ? 'remind' : due.kind;
  const changed = what === 'change' ? await changedSince(tx, m) : null;
  const minutes =
    what === 'minutes'
      ? (await tx.query<{ text: string }>('SELECT text FROM minutes WHERE meeting_id = $1', [m.id])).rows[0]
      : undefined;
  // a board's meeting has no page of its own
  const url = m.kind === 'ban' ? '' : (rt.publicUrl ?? '');
  return {
    what,
    id: m.id,
    version: String(due.version),
    reminder: due.kind.startsWith('remind:') ? due.kind.slice(7) : '',
    title: m.title,
    agenda: m.agenda,
    startsAt: m.startsAt.toISOString(),
    place: m.place,
    host: m.host,
    groups: m.groups.join(', '),
    mapUrl: m.mapUrl ?? '',
    calendar: url === '' ? '' : `${url}/lich/${m.id}.ics`,
    papers: String(m.papers.length),
    papersUrl: url === '' ? '' : `${url}/lich/${m.id}`,
    changed: changed?.fields.join(',') ?? '',
    beforeAt: changed?.before?.startsAt ?? '',
    beforePlace: changed?.before?.place ?? '',
    why: m.cancelWhy ?? '',
    minutes: minutes?.text ?? '',
  };
}

const LOOK_MS = 5_000;

/** Look every few seconds what is due; a round never overlaps the next. */
export function startMeetings(rt: Runtime, everyMs: number = LOOK_MS): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let round: Promise<unknown> = Promise.resolve();
  const tick = () => {
    round = meetingsRound(rt)
      .catch((error: unknown) =>
        rt.log.warn({ cause: error instanceof Error ? error.name : 'unknown' }, 'telling of meetings failed'),
      )
      .finally(() => {
        if (!stopped) timer = setTimeout(tick, everyMs);
      });
  };
  timer = setTimeout(tick, everyMs);
  return {
    stop: async () => {
      stopped = true;
      if (timer) clearTimeout(timer);
      await round;
    },
  };
}
