/**
 * Applies prisma/migrations with `pg` alone: same table, same checksums, same advisory lock as `prisma migrate deploy`,
 * so either may follow the other. One difference: a migration and its row are one transaction, so that a start killed
 * in the middle leaves nothing behind that somebody would have to clean up.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { SetupError } from '../core/errors.ts';

export interface MigrateOptions {
  readonly url: string;
  /** folder with one folder per migration */
  readonly dir: string;
  readonly log: (line: string) => void;
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** as applied here; a checkout with other line ends is no edit */
  readonly checksum: string;
  readonly accepted: readonly string[];
}

interface Row {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

/** The key Prisma Migrate takes. */
const LOCK = 72707369;
const LOCK_TIMEOUT_MS = 60_000;

const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Bring the database up to the migrations on disk. Two starts at once: the second waits, then finds nothing to do.
 * @returns names applied now, in order
 * @throws SetupError when the history on disk and in the database disagree, or a migration fails (then nothing of it stays)
 */
export async function migrate({ url, dir, log }: MigrateOptions): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(dir);
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    await lock(client);
    const rows = await history(client);
    const faults = compare(migrations, rows);
    if (faults.length > 0) throw new SetupError(faults);
    const done = new Set(rows.map((row) => row.migration_name));
    const applied: string[] = [];
    for (const migration of migrations) {
      if (done.has(migration.name)) continue;
      await apply(client, migration);
      log(`cơ sở dữ liệu: đã áp dụng ${migration.name}`);
      applied.push(migration.name);
    }
    return { applied };
  } finally {
    await client.end().catch(() => {}); // and with it the lock
  }
}

async function readMigrations(dir: string): Promise<Migration[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  return await Promise.all(names.map((name) => readMigration(dir, name)));
}

async function readMigration(dir: string, name: string): Promise<Migration> {
  const file = join(dir, name, 'migration.sql');
  if (!existsSync(file))
    throw new SetupError([`Thiếu tệp ${file}. Bản cài đặt không đủ tệp: hãy cài lại phần mềm.`]);
  const sql = await readFile(file, 'utf8');
  const unix = sql.replaceAll('\r\n', '\n');
  const accepted = [sql, unix, unix.replaceAll('\n', '\r\n')].map(sha256);
  return { name, sql, checksum: sha256(sql), accepted };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function lock(client: pg.Client): Promise<void> {
  try {
    await client.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await client.query(`SELECT pg_advisory_lock(${LOCK})`);
    await client.query('SET lock_timeout = 0');
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error;
    throw new SetupError([
      'Một chương trình khác đang nâng cấp cơ sở dữ liệu này quá 60 giây. Hãy chờ nó xong rồi chạy lại.',
    ]);
  }
}

async function history(client: pg.Client): Promise<Row[]> {
  const table = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`);
  if (table.rows[0]?.there !== true) await client.query(TABLE);
  const { rows } = await client.query<Row>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

/** What stands in the way of applying anything: all at once, each with what to do. */
function compare(migrations: readonly Migration[], rows: readonly Row[]): string[] {
  const onDisk = new Map(migrations.map((migration) => [migration.name, migration]));
  return rows.flatMap(({ migration_name: name, checksum, finished }) => {
    const migration = onDisk.get(name);
    if (!migration)
      return [
        `Cơ sở dữ liệu đã có bước nâng cấp ${name} mà phần mềm này không có: phần mềm cũ hơn dữ liệu. Hãy cài bản phần mềm mới hơn.`,
      ];
    if (!finished)
      return [
        `Bước nâng cấp ${name} đã hỏng giữa chừng ở lần trước (bằng lệnh prisma). Hãy xem lại, rồi đánh dấu: npx prisma migrate resolve --rolled-back ${name}`,
      ];
    if (!migration.accepted.includes(checksum))
      return [
        `Tệp của bước nâng cấp ${name} đã bị sửa sau khi áp dụng. Hãy trả tệp về như cũ; thay đổi mới thì viết thành bước mới.`,
      ];
    return [];
  });
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  await client.query('BEGIN');
  try {
    await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
      id,
      checksum,
      name,
    ]);
    await client.query(sql); // the whole file as one simple query
    // clock_timestamp: now() would be the moment the transaction began, the same as started_at
    await client.query(
      'UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1',
      [id],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw new SetupError([
      `Bước nâng cấp ${name} không áp dụng được, cơ sở dữ liệu vẫn như cũ: ${explain(error, sql)}`,
    ]);
  }
}

/** PostgreSQL's message with the line it points at. */
function explain(error: unknown, sql: string): string {
  const { message, position } = error as { message?: string; position?: string };
  const line = position === undefined ? '' : ` (dòng ${sql.slice(0, Number(position)).split('\n').length})`;
  return `${message ?? String(error)}${line}`;
}
