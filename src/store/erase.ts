/** Personal data goes, cases stay without the person (Luật 91/2025/QH15 Đ.4; the case file is kept by the ward's duty). */
import type { Sql } from './db.ts';
import { leaveResident } from './own-channels.ts';
import type { Line } from './turn.ts';

/**
 * Erase what is held about a contact. Its row stays, bare, so that the channel goes on working; messages that are
 * still to be sent to it are sent, and forgotten then (reason `erased`).
 */
export async function eraseContact(sql: Sql, contactId: string): Promise<void> {
  // the code first: who types it just now finds it gone
  await sql.query('DELETE FROM own_code WHERE contact_id = $1', [contactId]);
  await leaveResident(sql, contactId);
  await sql.query(
    `UPDATE contact SET name = NULL, phone = NULL, address = NULL, consent_at = NULL, group_id = NULL, quiet_until = NULL WHERE id = $1`,
    [contactId],
  );
  await sql.query(
    'UPDATE info_request SET asker = NULL WHERE ticket_id IN (SELECT id FROM ticket WHERE contact_id = $1)',
    [contactId],
  );
  await sql.query(
    'UPDATE ticket SET contact_id = NULL, contact_name = NULL, contact_phone = NULL, contact_address = NULL WHERE contact_id = $1',
    [contactId],
  );
  await sql.query('DELETE FROM paper WHERE contact_id = $1', [contactId]);
  // nobody could be told any more of a time that is still to come
  await sql.query(
    `UPDATE reception_booking b SET name = NULL, contact_id = NULL, remind_at = NULL, changed_at = now(),
state = CASE WHEN b.state = 'booked' AND s.starts_at > now() THEN 'cancelled' ELSE b.state END,
ended_by = CASE WHEN b.state = 'booked' AND s.starts_at > now() THEN 'erased' ELSE b.ended_by END
FROM reception_slot s WHERE s.id = b.slot_id AND b.contact_id = $1`,
    [contactId],
  );
  await sql.query('UPDATE data_request SET contact_id = NULL WHERE contact_id = $1', [contactId]);
  await sql.query('DELETE FROM data_export WHERE contact_id = $1', [contactId]);
  // whose answers, offices and lists the person stands in; counts of meetings that are over stay as they were
  for (const table of ['ticket_follow', 'takeover', 'rsvp', 'group_head', 'board_member'])
    await sql.query(`DELETE FROM ${table} WHERE contact_id = $1`, [contactId]);
  // who is gone is told nothing more, not even what is being sent just now
  await sql.query(
    `UPDATE broadcast_recipient SET state = 'skipped', reason = 'erased' WHERE contact_id = $1 AND state = 'waiting'`,
    [contactId],
  );
  for (const table of ['meeting_question', 'attendance', 'announcement', 'broadcast_recipient'])
    await sql.query(`UPDATE ${table} SET contact_id = NULL WHERE contact_id = $1`, [contactId]);
  await sql.query('UPDATE question SET contact_id = NULL, text = NULL WHERE contact_id = $1', [contactId]);
  await sql.query(
    `UPDATE attachment SET contact_id = NULL, name = NULL, ref = NULL,
state = CASE WHEN ticket_id IS NULL OR state = 'pending' THEN 'dropped' ELSE state END WHERE contact_id = $1`,
    [contactId],
  );
  await forgetMessages(sql, contactId);
  await sql.query('DELETE FROM rsvp WHERE contact_id = $1', [contactId]);
  await sql.query('DELETE FROM meeting_question WHERE contact_id = $1', [contactId]);
  await sql.query('UPDATE attendance SET contact_id = NULL WHERE contact_id = $1', [contactId]);
  await sql.query('DELETE FROM group_head WHERE contact_id = $1', [contactId]);
  await sql.query('UPDATE announcement SET contact_id = NULL WHERE contact_id = $1', [contactId]);
}

/**
 * What was said between a contact and the machine, and the dialogue that is open. What is still to be handled or sent is,
 * and is forgotten then (reason `erased`).
 */
export async function forgetMessages(sql: Sql, contactId: string): Promise<void> {
  await sql.query(
    `UPDATE outbox SET body = NULL, state = CASE WHEN state = 'held' THEN 'dead' ELSE state END
WHERE contact_id = $1 AND state IN ('sent', 'held', 'dead')`,
    [contactId],
  );
  await sql.query(
    `UPDATE outbox SET reason = 'erased' WHERE contact_id = $1 AND state IN ('queued', 'sending')`,
    [contactId],
  );
  await sql.query(
    `UPDATE inbox i SET body = NULL FROM contact c
WHERE c.id = $1 AND i.channel_id = c.channel_id AND i.sender = c.external_id AND i.state <> 'new'`,
    [contactId],
  );
  await sql.query('UPDATE conversation SET handler = NULL, version = 0, state = NULL WHERE contact_id = $1', [
    contactId,
  ]);
}

/**
 * Wipe what was said in one chat since then, both ways, and what was kept of it as a question. What is still to be sent is
 * sent, and forgotten then.
 */
export async function forgetTalk(sql: Sql, line: Line, contactId: string, since: Date): Promise<void> {
  const gone = await sql.query<{ id: string }>(
    `UPDATE inbox SET body = NULL WHERE channel_id = $1 AND chat = $2 AND sender = $3 AND received_at >= $4 AND state <> 'new' RETURNING id`,
    [line.channelId, line.chat, line.sender, since],
  );
  await sql.query('UPDATE question SET text = NULL WHERE inbox_id = ANY($1)', [gone.rows.map((r) => r.id)]);
  await sql.query(
    `UPDATE outbox SET body = CASE WHEN state IN ('queued', 'sending') THEN body END,
reason = CASE WHEN state IN ('queued', 'sending') THEN 'erased' ELSE reason END
WHERE contact_id = $1 AND channel_id = $2 AND chat = $3 AND created_at >= $4`,
    [contactId, line.channelId, line.chat, since],
  );
}
