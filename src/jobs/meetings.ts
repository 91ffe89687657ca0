/**
 * What is due to be told of meetings: notices, changes, reminders, results. Each telling is worked off in batches, each
 * batch one transaction that locks its telling (another scheduler passes it by) and moves its cursor, so a killed
 * process loses none and doubles none. Who is to be told, and whether still, is asked anew at each batch.
 */
import type { Notice, Outgoing } from '../core/types.ts';
import { type Sql, transaction } from '../store/db.ts';
import { type Invited, type InvitedChat, invitedChats, nextInvited } from '../store/meetings/audience.ts';
import { type Meeting, meetingById } from '../store/meetings/rows.ts';
import {
  advance,
  type DueTelling,
  endTelling,
  nextDue,
  noticeOf,
  takeBack,
} from '../store/meetings/tellings.ts';
import { changedSince } from '../store/meetings/versions.ts';
import { enqueue, type NewMessage } from '../store/outbox.ts';
import type { Runtime } from './runtime.ts';

/** Messages queued in one transaction. */
const BATCH = 500;
/** A reminder that could not be queued in time (nothing was running) is dropped after this, ms: it would only confuse. */
const STALE_REMINDER_MS = 6 * 3_600_000;

/** Work off everything due now; returns how many messages were queued. `most` batches, so that a caller stays lively. */
export async function meetingsRound(rt: Runtime, most = 400): Promise<number> {
  let queued = 0;
  for (let n = 0; n < most; n++) {
    const ids = await transaction(rt.store, async (tx) => await oneBatch(rt, tx));
    if (ids === null) break;
    rt.queues.ring('send', ids);
    queued += ids.length;
  }
  return queued;
}

async function oneBatch(rt: Runtime, tx: Sql): Promise<string[] | null> {
  const now = rt.now();
  const due = await nextDue(tx, rt.wardId, now);
  if (!due) return null;
  const meeting = await meetingById(tx, rt.wardId, due.meetingId);
  if (due.kind === 'over') {
    await takeBack(tx, due.meetingId);
    await endTelling(tx, due.id, 'done', now);
    return [];
  }
  if (!meeting || !stillTrue(due, meeting, now)) {
    await endTelling(tx, due.id, 'dead', now);
    return [];
  }
  const payload = await payloadOf(rt, tx, due, meeting);
  const people = await nextInvited(tx, rt.wardId, meeting, due.cursor, BATCH);
  const chats = due.cursor === null ? await invitedChats(tx, rt.wardId, meeting) : [];
  const say = speaker(rt, payload);
  const messages = [
    ...chats.flatMap((c) => toChat(rt, due, c, say(c.platform, 'vi', 'group'))),
    ...people.flatMap((p) => toPerson(rt, due, p, say(p.platform, p.locale, 'person'))),
  ];
  const ids = await enqueue(tx, rt.store.vault, messages);
  const last = people.at(-1);
  if (last) await advance(tx, due.id, last.id, people.length);
  if (people.length < BATCH) await endTelling(tx, due.id, 'done', now);
  return ids;
}

/** Told of the version that holds, while it is still of use. */
function stillTrue(due: DueTelling, meeting: Meeting, now: Date): boolean {
  if (due.kind === 'minutes') return meeting.state === 'published';
  if (due.kind === 'cancel') return meeting.state === 'cancelled' && meeting.startsAt > now;
  if (meeting.state !== 'published' || meeting.version !== due.version || meeting.startsAt <= now)
    return false;
  return !due.kind.startsWith('remind:') || now.getTime() - due.dueAt.getTime() < STALE_REMINDER_MS;
}

type Payload = Readonly<Record<string, string>>;

async function payloadOf(rt: Runtime, tx: Sql, due: DueTelling, m: Meeting): Promise<Payload> {
  const what = due.kind.startsWith('remind:') ? 'remind' : due.kind;
  const changed = what === 'change' ? await changedSince(tx, m) : null;
  const minutes =
    what === 'minutes'
      ? (await tx.query<{ text: string }>('SELECT text FROM minutes WHERE meeting_id = $1', [m.id])).rows[0]
      : undefined;
  const url = rt.publicUrl ?? '';
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

type Say = (platform: string, locale: Invited['locale'], to: 'person' | 'group') => readonly Outgoing[];

/** The same words for everybody of one platform and language: rendered once. */
function speaker(rt: Runtime, payload: Payload): Say {
  const notice: Notice | undefined = rt.notices.get('meeting');
  if (!notice) throw new Error('there is no notice called meeting');
  const made = new Map<string, readonly Outgoing[]>();
  return (platform, locale, to) => {
    const key = `${platform} ${locale} ${to}`;
    const found = made.get(key);
    if (found) return found;
    if (!rt.channels.has(platform)) return [];
    const reply = notice.say({ ...payload, to }, null);
    const fresh = rt.render(platform, locale, reply, `m${payload.id}`);
    made.set(key, fresh);
    return fresh;
  };
}

const keyOf = (due: DueTelling, who: string, part: number): string =>
  `meeting:${due.meetingId}:${due.version}:${due.kind}:${who}:${part}`;

function toPerson(rt: Runtime, due: DueTelling, who: Invited, said: readonly Outgoing[]): NewMessage[] {
  return said.map((message, part) => ({
    wardId: rt.wardId,
    channelId: who.channelId,
    chat: who.chat,
    chatKind: 'private',
    contactId: who.id,
    key: keyOf(due, who.id, part),
    notice: noticeOf(due.meetingId),
    lane: 'bulk',
    message,
  }));
}

function toChat(rt: Runtime, due: DueTelling, chat: InvitedChat, said: readonly Outgoing[]): NewMessage[] {
  return said.map((message, part) => ({
    wardId: rt.wardId,
    channelId: chat.channelId,
    chat: chat.chat,
    chatKind: 'group',
    contactId: null,
    key: keyOf(due, chat.id, part),
    notice: noticeOf(due.meetingId),
    lane: 'bulk',
    message,
  }));
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
