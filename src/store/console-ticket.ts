/** One ticket as an officer reads it, and its files. */

import type { SendFailure, TicketKind, TicketState } from '../core/types.ts';
import type { WarningStep } from '../law/index.ts';
import { one, type Sql } from './db.ts';
import { type InfoRow, infoOf } from './info-requests.ts';
import type { Vault } from './vault.ts';

export interface Delivery {
  readonly state: 'queued' | 'sending' | 'sent' | 'held' | 'dead';
  readonly reason: SendFailure | null;
  readonly sentAt: Date | null;
}

export interface TimelineEvent {
  readonly id: string;
  readonly kind:
    | 'opened'
    | 'added'
    | 'answered'
    | 'noted'
    | 'closed'
    | 'reopened'
    | 'held'
    | 'assigned'
    | 'accepted'
    | 'asked'
    | 'transferred'
    | 'kind'
    | 'split'
    | 'merged'
    | 'paused'
    | 'resumed'
    | 'extended'
    | 'milestone'
    | 'undone'
    | 'proposal'
    | 'feedback';
  readonly actor: 'resident' | 'officer' | 'bot';
  readonly actorName: string | null;
  readonly text: string | null;
  /** what the act was about: codes, kinds, days, an officer's name */
  readonly detail: Readonly<Record<string, unknown>>;
  readonly at: Date;
  /** messages to the resident that came of it */
  readonly deliveries: readonly Delivery[];
}

export interface TicketClock {
  /** id of the rule, or `promise` */
  readonly rule: string;
  /** which of the rule's several days; null where it has one */
  readonly variant: string | null;
  /** `YYYY-MM-DD` */
  readonly dueOn: string;
  readonly state: 'running' | 'paused' | 'met' | 'missed' | 'stopped';
  readonly citation: string;
  /** the first date, once it was moved */
  readonly firstDueOn: string | null;
  /** rests on days off that no notice has fixed yet */
  readonly provisional: boolean;
  /** what was done to it, oldest first */
  readonly history: readonly ClockLine[];
  readonly warned: ClockWarned | null;
}

/** The last step at which officers were reminded of a clock's last day. */
export interface ClockWarned {
  readonly step: WarningStep;
  /** ISO instant */
  readonly at: string;
  /** names of those it went to */
  readonly names: readonly string[];
}

export interface ClockLine {
  /** ISO instant */
  readonly at: string;
  readonly what: 'paused' | 'resumed' | 'extended' | 'stopped' | 'recounted';
  readonly why: string;
  readonly by: string;
  /** `YYYY-MM-DD` */
  readonly old?: string;
  readonly new?: string;
}

export interface TicketFile {
  readonly id: string;
  readonly kind: string;
  readonly name: string | null;
  readonly mime: string | null;
  readonly size: number | null;
  readonly state: 'pending' | 'stored' | 'failed';
}

export interface Related {
  readonly code: string;
  readonly how: 'parent' | 'part' | 'into' | 'merged';
}

export interface TicketPage {
  readonly id: string;
  readonly code: string;
  readonly kind: TicketKind;
  readonly category: string;
  readonly state: TicketState;
  readonly text: string;
  readonly place: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly group: string | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  /** platform the resident wrote on; null when there is nobody to answer to */
  readonly platform: string | null;
  /** raised by every act: a form carries it, so that an officer on an older page is told */
  readonly version: number;
  readonly holder: { readonly id: string; readonly name: string } | null;
  readonly kindConfirmed: boolean;
  readonly transferredTo: string | null;
  /** tickets this one was split from or into, merged into or with */
  readonly related: readonly Related[];
  /** the resident wrote after our last answer */
  readonly replied: boolean;
  /** what is recorded of a request for information */
  readonly info: InfoRow | null;
  readonly clocks: readonly TicketClock[];
  readonly files: readonly TicketFile[];
  readonly events: readonly TimelineEvent[];
}

interface TicketRow {
  id: string;
  code: string;
  kind: TicketKind;
  category: string;
  state: TicketState;
  text: string;
  place_label: string | null;
  latitude: number | null;
  longitude: number | null;
  group_name: string | null;
  opened_at: Date;
  closed_at: Date | null;
  platform: string | null;
  version: number;
  holder_id: string | null;
  holder_name: string | null;
  kind_confirmed_at: Date | null;
  transferred_to: string | null;
  replied: boolean;
}

/** A ticket of this ward by its code; null for an unknown code, another ward's, and anything sealed. */
export async function ticketPage(sql: Sql, wardId: string, code: string): Promise<TicketPage | null> {
  const t = await one<TicketRow>(
    sql,
    `SELECT t.id, t.code, t.kind, t.category, t.state, t.text, t.place_label, t.latitude, t.longitude, t.opened_at, t.closed_at,
  t.version, t.holder_id, o.name AS holder_name, t.kind_confirmed_at, t.transferred_to, g.name AS group_name, ch.platform, t.waiting_since IS NOT NULL AS replied
FROM ticket t LEFT JOIN "group" g ON g.id = t.group_id LEFT JOIN contact c ON c.id = t.contact_id LEFT JOIN channel ch ON ch.id = c.channel_id
LEFT JOIN officer o ON o.id = t.holder_id
WHERE t.ward_id = $1 AND t.code = $2 AND t.kind <> 'toCao'`,
    [wardId, code],
  );
  if (!t) return null;
  const [clocks, files, events, related, info] = await Promise.all([
    clocksOf(sql, t.id),
    filesOf(sql, t.id),
    eventsOf(sql, t.id),
    relatedTo(sql, t.id),
    t.kind === 'thongTin' ? infoOf(sql, t.id) : null,
  ]);
  const { id, kind, category, state, text, latitude, longitude, platform } = t;
  return {
    ...{ id, code: t.code, kind, category, state, text, latitude, longitude, platform },
    place: t.place_label,
    group: t.group_name,
    openedAt: t.opened_at,
    closedAt: t.closed_at,
    version: t.version,
    holder: t.holder_id === null ? null : { id: t.holder_id, name: t.holder_name ?? '' },
    kindConfirmed: t.kind_confirmed_at !== null,
    transferredTo: t.transferred_to,
    related,
    replied: t.replied,
    info,
    clocks,
    files,
    events,
  };
}

/** Name and phone the resident left with the ticket: only for roles that may see them. */
export async function identityOf(
  sql: Sql,
  vault: Vault,
  ticketId: string,
): Promise<{ readonly name: string | null; readonly phone: string | null }> {
  const row = await one<{ contact_name: Buffer | null; contact_phone: Buffer | null }>(
    sql,
    'SELECT contact_name, contact_phone FROM ticket WHERE id = $1',
    [ticketId],
  );
  const open = (purpose: string, sealed: Buffer | null | undefined) =>
    sealed ? vault.open(purpose, sealed) : null;
  return {
    name: open('ticket.contact_name', row?.contact_name),
    phone: open('ticket.contact_phone', row?.contact_phone),
  };
}

async function clocksOf(sql: Sql, ticketId: string): Promise<TicketClock[]> {
  const result = await sql.query<TicketClock>(
    `SELECT rule, variant, to_char(due_on, 'YYYY-MM-DD') AS "dueOn", state, citation, to_char(first_due_on, 'YYYY-MM-DD') AS "firstDueOn", provisional, history,
  (SELECT jsonb_build_object('step', w.level, 'at', w.at, 'names', (SELECT coalesce(jsonb_agg(o.name ORDER BY o.name), '[]') FROM officer o WHERE o.id = ANY(w.officer_ids)))
   FROM clock_warning w WHERE w.clock_id = clock.id AND w.due_on = clock.due_on ORDER BY w.at DESC LIMIT 1) AS warned
FROM clock WHERE ticket_id = $1 ORDER BY due_on, rule, created_at`,
    [ticketId],
  );
  return result.rows;
}

async function relatedTo(sql: Sql, ticketId: string): Promise<Related[]> {
  const result = await sql.query<Related>(
    `SELECT b.code, CASE WHEN b.id = a.split_from THEN 'parent' WHEN b.split_from = a.id THEN 'part' WHEN b.id = a.merged_into THEN 'into' ELSE 'merged' END AS how
FROM ticket a JOIN ticket b ON b.id IN (a.split_from, a.merged_into) OR b.split_from = a.id OR b.merged_into = a.id
WHERE a.id = $1 AND b.kind <> 'toCao' ORDER BY b.opened_at, b.code`,
    [ticketId],
  );
  return result.rows;
}

async function filesOf(sql: Sql, ticketId: string): Promise<TicketFile[]> {
  const result = await sql.query<TicketFile>(
    `SELECT id, kind, name, mime, size, state FROM attachment WHERE ticket_id = $1 AND state <> 'dropped' ORDER BY created_at, id`,
    [ticketId],
  );
  return result.rows;
}

async function eventsOf(sql: Sql, ticketId: string): Promise<TimelineEvent[]> {
  const [events, sends] = await Promise.all([
    sql.query<
      Omit<TimelineEvent, 'deliveries' | 'actorName'> & { actor_name: string | null; key: string | null }
    >(
      'SELECT id, kind, actor, actor_name, text, detail, at, key FROM ticket_event WHERE ticket_id = $1 ORDER BY id',
      [ticketId],
    ),
    sql.query<{ key: string; state: Delivery['state']; reason: SendFailure | null; sent_at: Date | null }>(
      `SELECT key, state, reason, sent_at FROM outbox WHERE ticket_id = $1 AND contact_id IS NOT NULL ORDER BY id`,
      [ticketId],
    ),
  ]);
  return events.rows.map(({ actor_name, key, ...event }) => ({
    ...event,
    actorName: actor_name,
    // a message's key is `<notice>:<key of the event>:<part>`
    deliveries: sends.rows
      .filter((s) => s.key.slice(s.key.indexOf(':') + 1, s.key.lastIndexOf(':')) === key)
      .map((s) => ({ state: s.state, reason: s.reason, sentAt: s.sent_at })),
  }));
}

export interface FileToServe {
  readonly name: string | null;
  readonly mime: string | null;
  readonly size: number;
  readonly sha256: string;
}

/** A stored file of a ticket of this ward that is not sealed; null for anything else. */
export async function fileToServe(sql: Sql, wardId: string, id: string): Promise<FileToServe | null> {
  return await one<{ name: string | null; mime: string | null; size: number; sha256: string }>(
    sql,
    `SELECT a.name, a.mime, a.size, a.sha256 FROM attachment a JOIN ticket t ON t.id = a.ticket_id
WHERE a.id = $1 AND a.ward_id = $2 AND t.ward_id = $2 AND t.kind <> 'toCao' AND a.state = 'stored' AND a.sha256 IS NOT NULL AND a.size IS NOT NULL`,
    [id, wardId],
  );
}
