/** The ward's days off and make-up days: rows that an officer edits. */
import { type Calendar, createCalendar, type HolidayRow } from '../../law/index.ts';
import type { Sql } from '../db.ts';

/** The days off and make-up days of a ward, as its holiday table has them now. */
export async function wardCalendar(sql: Sql, wardId: string): Promise<Calendar> {
  const rows = await sql.query<HolidayRow>(
    `SELECT to_char(date, 'YYYY-MM-DD') AS date, kind, name, source, provisional FROM holiday WHERE ward_id = $1 ORDER BY date`,
    [wardId],
  );
  return createCalendar(rows.rows);
}

/** Raise when the seed changes: installed wards then get what is new. */
const HOLIDAY_SEED = 1;

/** Seed the holiday table; what an officer has edited stays. The lunar tables are loaded only when there is something to seed. */
export async function seedHolidayRows(sql: Sql, wardId: string): Promise<void> {
  const done = await sql.query(
    `SELECT 1 FROM setting WHERE ward_id = $1 AND key = 'seed.holidays' AND value = $2`,
    [wardId, String(HOLIDAY_SEED)],
  );
  if (done.rowCount) return;
  const { seedHolidays } = await import('../../law/holidays.ts');
  const rows = seedHolidays();
  await sql.query(
    `INSERT INTO holiday (ward_id, date, kind, name, source, provisional)
SELECT $1, * FROM unnest($2::date[], $3::text[], $4::text[], $5::text[], $6::boolean[]) ON CONFLICT (ward_id, date) DO NOTHING`,
    [
      wardId,
      rows.map((r) => r.date),
      rows.map((r) => r.kind),
      rows.map((r) => r.name),
      rows.map((r) => r.source),
      rows.map((r) => r.provisional ?? false),
    ],
  );
  await sql.query(
    `INSERT INTO setting (ward_id, key, value) VALUES ($1, 'seed.holidays', $2) ON CONFLICT (ward_id, key) DO UPDATE SET value = excluded.value`,
    [wardId, String(HOLIDAY_SEED)],
  );
}
