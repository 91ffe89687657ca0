/** The resident's last words were read and need no answer. */
import { one, type Store, transaction } from './db.ts';
import { type Actor, audit } from './tickets.ts';

export async function readReply(store: Store, ticketId: string, actor: Actor): Promise<void> {
  await transaction(store, async (tx) => {
    const row = await one<{ ward_id: string; code: string }>(
      tx,
      `UPDATE ticket SET waiting_since = NULL WHERE id = $1 AND waiting_since IS NOT NULL AND kind <> 'toCao' RETURNING ward_id, code`,
      [ticketId],
    );
    if (row) await audit(tx, row.ward_id, actor, 'ticket.read', row.code);
  });
}
