/** What waits, what failed, and trying it again: for the administrator's page. Ids and reasons only, never words. */
import { type Sql, type Store, transaction } from './db.ts';
import { type Actor, audit } from './tickets.ts';

export interface DeadMessage {
  readonly id: string;
  readonly platform: string;
  readonly reason: string | null;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly code: string | null;
  /** its words are gone (retention, erased): it cannot be sent again */
  readonly wiped: boolean;
}

export interface FailedMessage {
  readonly id: string;
  readonly platform: string;
  /** handler and class of the error */
  readonly error: string | null;
  readonly receivedAt: Date;
  readonly wiped: boolean;
}

export interface Queued {
  readonly inbox: Readonly<Record<string, number>>;
  readonly outbox: Readonly<Record<string, number>>;
  readonly dead: readonly DeadMessage[];
  readonly failed: readonly FailedMessage[];
}

const SHOWN = 50;

/** What is not done yet; of what failed the newest 50. */
export async function queued(sql: Sql, wardId: string): Promise<Queued> {
  const counts = async (table: 'inbox' | 'outbox', states: readonly string[]) => {
    const found = await sql.query<{ state: string; count: number }>(
      `SELECT state, count(*)::int AS count FROM ${table} WHERE ward_id = $1 AND state = ANY($2) GROUP BY state`,
      [wardId, states],
    );
    return Object.fromEntries(found.rows.map((row) => [row.state, row.count]));
  };
  const dead = await sql.query<DeadMessage>(
    `SELECT o.id, c.platform, o.reason, o.attempts, o.created_at AS "createdAt", o.body IS NULL AS wiped,
  (SELECT t.code FROM ticket t WHERE t.id = o.ticket_id AND t.kind <> 'toCao') AS code
FROM outbox o JOIN channel c ON c.id = o.channel_id WHERE o.ward_id = $1 AND o.state = 'dead' ORDER BY o.id DESC LIMIT ${SHOWN}`,
    [wardId],
  );
  const failed = await sql.query<FailedMessage>(
    `SELECT i.id, c.platform, i.error, i.received_at AS "receivedAt", i.body IS NULL AS wiped
FROM inbox i JOIN channel c ON c.id = i.channel_id WHERE i.ward_id = $1 AND i.state = 'failed' ORDER BY i.id DESC LIMIT ${SHOWN}`,
    [wardId],
  );
  return {
    inbox: await counts('inbox', ['new', 'failed', 'unreadable']),
    outbox: await counts('outbox', ['queued', 'sending', 'held', 'dead']),
    dead: dead.rows,
    failed: failed.rows,
  };
}

/** Try a message again that was given up. False: it is not given up, or its words are gone. The sweep rings for it. */
export async function tryAgain(
  store: Store,
  wardId: string,
  what: 'outbox' | 'inbox',
  id: string,
  actor: Actor,
): Promise<boolean> {
  return await transaction(store, async (tx) => {
    const done =
      what === 'outbox'
        ? await tx.query(
            `UPDATE outbox SET state = 'queued', reason = NULL, attempts = 0, next_at = now(), lease_until = NULL
WHERE id = $1 AND ward_id = $2 AND state = 'dead' AND body IS NOT NULL`,
            [id, wardId],
          )
        : await tx.query(
            `UPDATE inbox SET state = 'new', attempts = 0, done_at = NULL WHERE id = $1 AND ward_id = $2 AND state = 'failed' AND body IS NOT NULL`,
            [id, wardId],
          );
    if (done.rowCount !== 1) return false;
    await audit(tx, wardId, actor, `${what}.again`, id);
    return true;
  });
}
