/** A batch of recipients becomes messages: at most a hundred, and each batch first asks whether the broadcast still runs. */
import type { Contact, Locale, Outgoing } from '../../core/types.ts';
import { one, type Sql, type Store, transaction } from '../db.ts';
import { LANE } from '../outbox.ts';
import { stoppedBy, type Texts } from './types.ts';

export const BATCH = 100;

/** What is said, to be rendered for one recipient. */
export interface Said {
  readonly id: string;
  readonly kind: string;
  readonly texts: Texts | null;
  readonly notice: string | null;
  readonly payload: Readonly<Record<string, string>>;
  readonly files: readonly {
    readonly kind: 'photo' | 'document';
    readonly ref: string;
    readonly name?: string;
  }[];
}

export interface Told {
  readonly recipientId: string;
  readonly platform: string;
  readonly locale: Locale;
  /** null for a group chat */
  readonly contact: Contact | null;
  /** name of the residential group */
  readonly group: string | null;
}

/** Messages for one recipient, or why there is none (`no-group`: the text names a group and none is known). */
export type Say = (said: Said, told: Told) => readonly Outgoing[] | string;

interface WaitingRow {
  id: string;
  chat: string;
  chat_kind: 'private' | 'group';
  contact_id: string | null;
  tries: number;
  locale: string | null;
  name: string | null;
  hindered: string | null;
  group_id: string | null;
  group_name: string | null;
}

const NEXT = `SELECT id, kind, texts, notice, payload, files FROM broadcast b WHERE b.ward_id = $1 AND b.state = 'running'
AND EXISTS (SELECT 1 FROM broadcast_recipient r WHERE r.broadcast_id = b.id AND r.channel_id = $2 AND r.state = 'waiting')
ORDER BY (kind = 'khan') DESC, fed_at LIMIT 1 FOR UPDATE SKIP LOCKED`;

const WAITING = `SELECT r.id, r.chat, r.chat_kind, r.contact_id, r.tries, c.locale, c.name, r.group_id, g.name AS group_name,
CASE WHEN c.left_at IS NOT NULL THEN 'left' WHEN NOT c.notices OR $3::text[] && c.stopped THEN 'stopped' END AS hindered
FROM broadcast_recipient r LEFT JOIN contact c ON c.id = r.contact_id LEFT JOIN "group" g ON g.id = coalesce(c.group_id, r.group_id)
WHERE r.broadcast_id = $1 AND r.channel_id = $2 AND r.state = 'waiting' ORDER BY r.id LIMIT $4 FOR UPDATE OF r SKIP LOCKED`;

/** Feed one batch of the broadcast whose turn it is. Returns how many recipients were taken up. */
export async function feedBatch(
  store: Store,
  wardId: string,
  channel: { readonly id: string; readonly platform: string },
  say: Say,
  size: number = BATCH,
): Promise<number> {
  return await transaction(store, async (tx) => {
    const said = await one<Said & Record<string, unknown>>(tx, NEXT, [wardId, channel.id], 'feed-next');
    if (!said) return 0;
    const waiting = await tx.query<WaitingRow>(WAITING, [said.id, channel.id, stoppedBy(said.kind), size]);
    const rows: { who: WaitingRow; messages: readonly Outgoing[] }[] = [];
    const not: { id: string; why: string; state: 'skipped' | 'failed' }[] = [];
    for (const who of waiting.rows) {
      if (who.hindered !== null) {
        not.push({ id: who.id, why: who.hindered, state: 'skipped' });
        continue;
      }
      const messages = say(said, toldOf(channel.platform, who));
      if (typeof messages === 'string') not.push({ id: who.id, why: messages, state: 'failed' });
      else if (messages.length === 0) not.push({ id: who.id, why: 'nothing-said', state: 'failed' });
      else rows.push({ who, messages });
    }
    await putOut(tx, store, wardId, channel.id, said.id, rows);
    if (not.length > 0)
      await tx.query(
        `UPDATE broadcast_recipient r SET state = n.state, reason = n.why, settled_at = now()
FROM unnest($1::bigint[], $2::text[], $3::text[]) AS n(id, why, state) WHERE r.id = n.id`,
        [not.map((n) => n.id), not.map((n) => n.why), not.map((n) => n.state)],
      );
    await tx.query('UPDATE broadcast SET fed_at = clock_timestamp() WHERE id = $1', [said.id]);
    return waiting.rows.length;
  });
}

function toldOf(platform: string, who: WaitingRow): Told {
  const locale: Locale = who.locale === 'en' ? 'en' : 'vi';
  const group =
    who.group_id === null || who.group_name === null
      ? {}
      : { group: { id: who.group_id, name: who.group_name } };
  return {
    recipientId: who.id,
    platform,
    locale,
    group: who.group_name,
    contact:
      who.contact_id === null
        ? null
        : {
            id: who.contact_id,
            channel: platform,
            locale,
            notices: true,
            ...(who.name === null ? {} : { name: who.name }),
            ...group,
          },
  };
}

/** Keys of a later try differ, so that it is a message of its own. */
async function putOut(
  tx: Sql,
  store: Store,
  wardId: string,
  channelId: string,
  broadcastId: string,
  rows: readonly { readonly who: WaitingRow; readonly messages: readonly Outgoing[] }[],
): Promise<void> {
  if (rows.length === 0) return;
  const parts = rows.flatMap(({ who, messages }) =>
    messages.map((message, n) => ({
      who,
      key: `b${who.id}.${who.tries + 1}.${n}`,
      body: store.vault.sealJson('outbox.body', message),
    })),
  );
  await tx.query({
    name: 'feed-out',
    text: `INSERT INTO outbox (ward_id, channel_id, chat, chat_kind, contact_id, key, notice, lane, body, broadcast_id, recipient_id)
SELECT $1, $2, n.chat, n.chat_kind, n.contact_id, n.key, 'broadcast', ${LANE.bulk}, n.body, $3, n.recipient_id
FROM unnest($4::text[], $5::text[], $6::uuid[], $7::text[], $8::bytea[], $9::bigint[]) AS n(chat, chat_kind, contact_id, key, body, recipient_id)
ON CONFLICT (key) DO NOTHING`,
    values: [
      wardId,
      channelId,
      broadcastId,
      parts.map((p) => p.who.chat),
      parts.map((p) => p.who.chat_kind),
      parts.map((p) => p.who.contact_id),
      parts.map((p) => p.key),
      parts.map((p) => p.body),
      parts.map((p) => p.who.id),
    ],
  });
  await tx.query(
    `UPDATE broadcast_recipient r SET state = 'queued', parts = n.parts, tries = tries + 1
FROM unnest($1::bigint[], $2::smallint[]) AS n(id, parts) WHERE r.id = n.id`,
    [rows.map((r) => r.who.id), rows.map((r) => r.messages.length)],
  );
}
