/** What the ward has set. Absent means "phường chưa cập nhật": nothing is ever invented in its place. */
import { z } from 'zod';
import type { WardInfo } from '../core/types.ts';
import {
  DEFAULT_HOURS,
  isOpen,
  nextOpening,
  type OfficeHours,
  readHours,
  sayOpening,
  sayPlan,
} from '../law/index.ts';
import { wardCalendar } from './clocks/calendar.ts';
import type { Sql } from './db.ts';
import { planIn } from './reception.ts';

const text = z.string().trim().min(1).max(500);

/** The ward's own facts, as the settings page and `npm run staff -- ward` take them. */
export const wardFields = z
  .object({
    name: text,
    province: text,
    oldNames: z.array(text).max(20),
    address: text,
    phone: z.string().regex(/^[+0-9][0-9 .()-]{2,20}$/, 'số điện thoại chỉ gồm số, dấu cách, . - ( )'),
    hours: text,
    reception: text,
    toCaoAddress: text,
    provinceAddress: text,
    promiseDays: z.int().min(1).max(60),
    website: z.url({ protocol: /^https?$/ }),
  })
  .partial();

export type WardFields = z.infer<typeof wardFields>;

/**
 * Facts of a ward; name and province fall back to what the ward row holds. Where there is a plan of reception days, what
 * is said of them follows from it (`typed`: only what was typed, for the form it is typed in).
 */
export async function wardInfo(sql: Sql, wardId: string, typed = false): Promise<WardInfo> {
  const result = await sql.query<{ name: string; province: string; value: unknown; plan: unknown }>({
    name: 'ward-info',
    text: `SELECT w.name, w.province, (SELECT value FROM setting s WHERE s.ward_id = w.id AND s.key = 'ward') AS value,
(SELECT value FROM setting s WHERE s.ward_id = w.id AND s.key = 'reception') AS plan FROM ward w WHERE w.id = $1`,
    values: [wardId],
  });
  const row = result.rows[0];
  if (!row) throw new Error('the ward does not exist');
  const set = wardFields.safeParse(row.value ?? {});
  const fields = set.success ? set.data : {};
  const { name, province, oldNames, ...rest } = fields;
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const planned = typed || row.plan === null ? null : sayPlan(planIn(row.plan));
  return {
    name: name ?? row.name,
    // said inside sentences ("Chủ tịch Ủy ban nhân dân tỉnh"), so never empty
    province: province ?? (row.province === '' ? 'tỉnh' : row.province),
    oldNames: oldNames ?? [],
    ...known,
    ...(planned === null ? {} : { reception: planned }),
  };
}

/** Set some of the ward's facts, keeping the others. `null` takes one back. */
export async function setWardInfo(
  sql: Sql,
  wardId: string,
  change: { readonly [K in keyof WardFields]?: WardFields[K] | null },
  officerId: string | null,
): Promise<void> {
  const keep = Object.entries(change).filter(([, v]) => v !== null && v !== undefined);
  const drop = Object.entries(change)
    .filter(([, v]) => v === null)
    .map(([k]) => k);
  const value = wardFields.parse(Object.fromEntries(keep));
  await sql.query(
    `INSERT INTO setting (ward_id, key, value, updated_by) VALUES ($1, 'ward', $2, $3)
ON CONFLICT (ward_id, key) DO UPDATE SET value = (setting.value || excluded.value) - $4::text[], updated_at = now(), updated_by = excluded.updated_by`,
    [wardId, JSON.stringify(value), officerId, drop],
  );
}

/** The ward's office hours; the usual ones where it has set none, or in words nobody can count on. */
export async function officeHours(sql: Sql, wardId: string): Promise<OfficeHours> {
  const { hours } = await wardInfo(sql, wardId);
  return (hours === undefined ? null : readHours(hours)) ?? DEFAULT_HOURS;
}

/** When somebody will be in the office, in words; null when it is now. */
export async function openingOf(sql: Sql, wardId: string, at: Date): Promise<string | null> {
  const calendar = await wardCalendar(sql, wardId);
  const hours = await officeHours(sql, wardId);
  return isOpen(at, calendar, hours) ? null : sayOpening(nextOpening(at, calendar, hours), at);
}
