/** From a configuration to an open, migrated, seeded database: what the server and every command begin with. */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from './config.ts';
import { SetupError } from './core/errors.ts';
import { type OpenDatabase, openDatabase } from './embedded/index.ts';
import { loadKnowledge } from './knowledge.ts';
import type { ChannelRow } from './store/accept.ts';
import { ensureChannel, ensureWard } from './store/channels.ts';
import { seedHolidayRows } from './store/clocks.ts';
import { openStore, type Store } from './store/db.ts';
import { migrate } from './store/migrate.ts';
import { ROOT } from './store/root.ts';

const MIGRATIONS = path.join(ROOT, 'prisma/migrations');
const WARD_SLUG = 'phuong';
/** Until the ward enters its own name on the settings page. */
const WARD_NAME = 'phường';

export interface Opened {
  readonly database: OpenDatabase;
  readonly store: Store;
  readonly wardId: string;
  readonly channels: ReadonlyMap<string, ChannelRow>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly as: 'server' | 'command';
  readonly log: (line: string) => void;
  readonly onError?: (error: Error) => void;
  readonly onLost?: (error: unknown) => void;
}

/** @throws SetupError when something has to be set right first */
export async function openAll(config: Config, options: OpenOptions): Promise<Opened> {
  const database = await openDatabase({
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl ?? undefined,
    as: options.as,
    log: options.log,
    ...(options.onLost ? { onLost: options.onLost } : {}),
  });
  let store: Store | null = null;
  try {
    await migrate({ url: database.url, dir: MIGRATIONS, log: options.log });
    store = await openStore({
      url: database.url,
      appKey: config.appKey ?? (await keptKey(config.dataDir)),
      ...(options.onError ? { onError: options.onError } : {}),
    });
    const wardId = await ensureWard(store.pool, WARD_SLUG, WARD_NAME, '');
    const channels = await seed(config, store, wardId, options.log);
    const opened = store;
    return {
      database,
      store,
      wardId,
      channels,
      close: async () => {
        await opened.close();
        await database.close();
      },
    };
  } catch (error) {
    await store?.close();
    await database.close();
    throw error;
  }
}

async function seed(
  config: Config,
  store: Store,
  wardId: string,
  log: (line: string) => void,
): Promise<ReadonlyMap<string, ChannelRow>> {
  await seedHolidayRows(store.pool, wardId);
  const loaded = await loadKnowledge(store, wardId);
  for (const fault of loaded.faults)
    log(`Bỏ qua một mục kiến thức: ${fault.file}:${fault.line} ${fault.say}`);
  const names = [
    'web',
    'terminal',
    ...(config.telegram ? ['telegram'] : []),
    ...(config.zalo ? ['zalo'] : []),
    ...(config.zaloBot ? ['zalo-bot'] : []),
  ];
  const rows = await Promise.all(names.map((name) => ensureChannel(store.pool, wardId, name)));
  return new Map(rows.map((row) => [row.platform, row]));
}

/** The key of a zero-set-up installation: made once, readable by its owner only. */
async function keptKey(dataDir: string): Promise<Uint8Array> {
  const file = path.join(dataDir, 'app.key');
  if (!existsSync(file)) {
    // written aside, then linked into place: whoever comes second finds a whole key
    await mkdir(dataDir, { recursive: true });
    const aside = `${file}.${randomUUID()}`;
    await writeFile(aside, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
    await link(aside, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await unlink(aside);
  }
  const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64');
  if (key.length !== 32) {
    throw new SetupError([
      `${file} không chứa một khoá 32 byte. Khôi phục tệp này từ bản sao lưu; không có nó thì dữ liệu đã mã hoá không đọc được.`,
    ]);
  }
  return key;
}
