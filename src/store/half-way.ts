/** Dialogues left half-way: which they are, and the one question about them, put so that its choices are good. */
import type { Reply } from '../core/types.ts';
import { one, type Sql, type Store, transaction } from './db.ts';
import type { Render } from './effects.ts';
import { noticeTurn } from './feedback.ts';
import { enqueue } from './outbox.ts';

/** Left longer than this it is not asked about any more: a server that was away does not wake the past. */
const LATEST_DAYS = 3;

export interface HalfWay {
  readonly id: string;
  readonly wardId: string;
  readonly channelId: string;
  readonly platform: string;
  readonly contactId: string;
  readonly chat: string;
  readonly locale: 'vi' | 'en';
  readonly handler: string;
  readonly version: number;
  readonly updatedAt: Date;
}

/** Private dialogues of these handlers last touched before `before`, of people who still take notices. */
export async function halfWayTalks(
  sql: Sql,
  wardId: string,
  handlers: readonly string[],
  before: Date,
): Promise<HalfWay[]> {
  const { rows } = await sql.query<{
    id: string;
    channel_id: string;
    platform: string;
    contact_id: string;
    chat: string;
    locale: string;
    handler: string;
    version: number;
    updated_at: Date;
  }>(
    `SELECT v.id, v.channel_id, ch.platform, v.contact_id, v.chat, c.locale, v.handler, v.version, v.updated_at
FROM conversation v JOIN contact c ON c.id = v.contact_id JOIN channel ch ON ch.id = v.channel_id
WHERE v.ward_id = $1 AND v.handler = ANY($2) AND v.chat_kind = 'private' AND v.state IS NOT NULL
AND v.updated_at < $3 AND v.updated_at >= $3::timestamptz - $4::int * interval '1 day'
AND c.notices AND c.left_at IS NULL AND (c.quiet_until IS NULL OR c.quiet_until < now()) ORDER BY v.updated_at LIMIT 500`,
    [wardId, handlers, before, LATEST_DAYS],
  );
  return rows.map((r) => ({
    ...{ id: r.id, wardId, channelId: r.channel_id, platform: r.platform, contactId: r.contact_id },
    ...{ chat: r.chat, handler: r.handler, version: r.version, updatedAt: r.updated_at },
    locale: r.locale === 'en' ? 'en' : 'vi',
  }));
}

/** What a handler says of a state left lying. */
export type Unfinished = { readonly key: string; readonly reply: Reply; readonly next: unknown } | null;

/**
 * Ask once about one dialogue, unless its person has come back meanwhile, or it has been asked about. That it was asked
 * does not make it younger.
 * @returns outbox ids; empty when nothing was asked
 */
export async function nudge(
  store: Store,
  talk: HalfWay,
  unfinished: (own: unknown) => Unfinished,
  render: Render,
): Promise<string[]> {
  const { vault } = store;
  return await transaction(store, async (tx) => {
    const row = await one<{ state: Buffer }>(
      tx,
      'SELECT state FROM conversation WHERE id = $1 AND updated_at = $2 AND handler = $3 AND state IS NOT NULL FOR UPDATE SKIP LOCKED',
      [talk.id, talk.updatedAt, talk.handler],
    );
    if (!row) return [];
    const memory = vault.openJson('conversation.state', row.state) as { state: unknown };
    const stored = memory.state as { own?: unknown; parked?: unknown } | null;
    if (!stored || stored.own === null || stored.own === undefined || stored.parked !== undefined) return [];
    const found = unfinished(stored.own);
    if (!found) return [];
    const key = `half-way:${talk.id}:${found.key}`;
    const turn = noticeTurn(key);
    const messages = render(talk.platform, talk.locale, found.reply, turn);
    const outbox = await enqueue(
      tx,
      vault,
      messages.map((message, part) => ({
        wardId: talk.wardId,
        channelId: talk.channelId,
        chat: talk.chat,
        chatKind: 'private' as const,
        contactId: talk.contactId,
        key: `${key}:${part}`,
        notice: 'half-way',
        lane: 'notice' as const,
        message,
      })),
    );
    if (outbox.length === 0) return [];
    const shown = messages.at(-1)?.choices ?? [];
    const choices = (found.reply.choices ?? []).map((c, n) => ({ id: c.id, label: shown[n]?.label ?? '' }));
    await tx.query('UPDATE conversation SET state = $2 WHERE id = $1', [
      talk.id,
      vault.sealJson('conversation.state', {
        ...memory,
        state: { ...stored, own: found.next },
        offer: { turn, choices },
      }),
    ]);
    return outbox;
  });
}
