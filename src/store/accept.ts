/**
 * Messages in: durable before the platform hears 200. Messages that arrive while an insert is under way share the
 * next one (group commit), so that a burst costs few round trips and a lone message waits for nobody.
 */
import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';
import type { IncomingMessage } from '../core/types.ts';
import type { Store } from './db.ts';

export interface ChannelRow {
  readonly id: string;
  readonly wardId: string;
  readonly platform: string;
}

export interface InboxRow {
  readonly channel: ChannelRow;
  readonly externalId: string;
  readonly sender: string;
  readonly chat: string;
  readonly body: Buffer;
  readonly state: 'new' | 'unreadable';
  readonly sentAt: Date;
}

export interface Accepter {
  /** store one row; the new inbox id, or null when it was stored before */
  put(row: InboxRow): Promise<string | null>;
  /** rows waiting or under way */
  size(): number;
}

const INSERT = `INSERT INTO inbox (ward_id, channel_id, external_id, sender, chat, body, state, sent_at, received_at)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::text[], $8::timestamptz[], $9::timestamptz[])
ON CONFLICT (channel_id, external_id) DO NOTHING RETURNING id, channel_id, external_id`;

const MAX_BATCH = 200;
/** Inserts under way at once. One person's messages share one, so that none overtakes another here. */
const FLIGHTS = 2;
/** Longer than any platform's ids; an index row holds no more than 2,700 bytes. */
const MAX_ID = 300;
/** A server that is gone without a word must not hold the next deliveries up. */
const PATIENCE_MS = 5_000;

interface Waiting {
  readonly row: InboxRow;
  readonly done: (id: string | null) => void;
  readonly failed: (error: unknown) => void;
}

/** Postgres refuses NUL in text; lone surrogates cannot be sent as UTF-8. */
const plain = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed();

/** What a delivery is known by; one of absurd length by its digest. */
const deliveryId = (id: string): string =>
  id.length <= MAX_ID ? plain(id) : `sha256:${createHash('sha256').update(id).digest('hex')}`;

/** Did the database answer, and say no? (Else it is away, and would say nothing to any of them.) */
const saidNo = (error: unknown): boolean =>
  error instanceof Error && 'severity' in error && error.severity === 'ERROR';

export function createAccepter(store: Store, now: () => Date, patienceMs = PATIENCE_MS): Accepter {
  const lanes = Array.from({ length: FLIGHTS }, () => ({ waiting: [] as Waiting[], flying: false }));
  type Lane = (typeof lanes)[number];
  const laneOf = (sender: string): Lane | undefined =>
    lanes[(sender.charCodeAt(sender.length - 1) || 0) % FLIGHTS];

  async function insert(batch: readonly Waiting[]): Promise<void> {
    const rows = batch.map((w) => w.row);
    const at = now();
    const query: QueryConfig & { query_timeout: number } = {
      name: 'accept',
      text: INSERT,
      query_timeout: patienceMs,
      values: [
        rows.map((r) => r.channel.wardId),
        rows.map((r) => r.channel.id),
        rows.map((r) => deliveryId(r.externalId)),
        rows.map((r) => plain(r.sender)),
        rows.map((r) => plain(r.chat)),
        rows.map((r) => r.body),
        rows.map((r) => r.state),
        rows.map((r) => r.sentAt),
        rows.map(() => at),
      ],
    };
    const result = await store.pool.query<{ id: string; channel_id: string; external_id: string }>(query);
    const ids = new Map(result.rows.map((r) => [`${r.channel_id} ${r.external_id}`, r.id]));
    for (const w of batch) {
      const key = `${w.row.channel.id} ${deliveryId(w.row.externalId)}`;
      w.done(ids.get(key) ?? null);
      ids.delete(key); // a second copy in the same batch is not fresh
    }
  }

  async function flush(lane: Lane): Promise<void> {
    lane.flying = true;
    try {
      while (lane.waiting.length > 0) {
        const batch = lane.waiting.splice(0, MAX_BATCH);
        try {
          await insert(batch);
        } catch (error) {
          // one bad row must not take its neighbours down
          if (batch.length === 1 || !saidNo(error)) for (const w of batch) w.failed(error);
          else for (const w of batch) await insert([w]).catch(w.failed);
        }
      }
    } finally {
      lane.flying = false;
    }
  }

  return {
    put: (row) =>
      new Promise((done, failed) => {
        const lane = laneOf(row.sender);
        lane?.waiting.push({ row, done, failed });
        if (lane && !lane.flying) void flush(lane);
      }),
    size: () => lanes.reduce((n, lane) => n + lane.waiting.length + (lane.flying ? 1 : 0), 0),
  };
}

/** A message as an inbox row. Its words are sealed before they leave memory; a clock that runs ahead is set back. */
export function messageRow(store: Store, channel: ChannelRow, message: IncomingMessage, now: Date): InboxRow {
  if (message.from.id.length > MAX_ID || message.chat.id.length > MAX_ID) {
    // nobody could be answered under such an id
    return unreadableRow(store, channel, message.id, Buffer.from(JSON.stringify(message)), now);
  }
  const at = message.at.getTime();
  return {
    channel,
    externalId: message.id,
    sender: message.from.id,
    chat: message.chat.id,
    body: store.vault.sealJson('inbox.body', message),
    state: 'new',
    sentAt: Number.isFinite(at) && at < now.getTime() && at > 0 ? message.at : now,
  };
}

/** A delivery that we could not read, kept as it came. */
export function unreadableRow(
  store: Store,
  channel: ChannelRow,
  id: string,
  raw: Uint8Array,
  now: Date,
): InboxRow {
  const body = store.vault.seal('inbox.raw', Buffer.from(raw).toString('base64'));
  return { channel, externalId: id, sender: '', chat: '', body, state: 'unreadable', sentAt: now };
}
