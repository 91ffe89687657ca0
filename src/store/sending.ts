/** How the ward wants its bulk messages sent: `sending` of its settings. */
import { z } from 'zod';
import { one, type Sql } from './db.ts';

export const sendingSettings = z.object({
  /** messages a second that the Telegram bot may send: 30, or more where it pays for more */
  telegramPerSecond: z.int().min(1).max(1000).default(30),
  /** requests a minute that the Official Account's package allows, until the answers say it themselves */
  zaloPerMinute: z.int().min(1).max(4000).default(60),
  /** a second person must say yes before anything goes to many */
  approval: z.boolean().default(false),
  /** an officer must say yes before what the head of a group announces goes to the group */
  headsApproval: z.boolean().default(true),
});
export type SendingSettings = z.infer<typeof sendingSettings>;

export async function sendingOf(sql: Sql, wardId: string): Promise<SendingSettings> {
  const row = await one<{ value: unknown }>(
    sql,
    `SELECT value FROM setting WHERE ward_id = $1 AND key = 'sending'`,
    [wardId],
  );
  const set = sendingSettings.safeParse(row?.value ?? {});
  return set.success ? set.data : sendingSettings.parse({});
}

export async function setSending(
  sql: Sql,
  wardId: string,
  value: z.input<typeof sendingSettings>,
  officerId: string | null,
): Promise<void> {
  await sql.query(
    `INSERT INTO setting (ward_id, key, value, updated_by) VALUES ($1, 'sending', $2, $3)
ON CONFLICT (ward_id, key) DO UPDATE SET value = excluded.value, updated_at = now(), updated_by = excluded.updated_by`,
    [wardId, JSON.stringify(sendingSettings.parse(value)), officerId],
  );
}
