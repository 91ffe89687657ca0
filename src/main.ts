/** Starts the roles asked for; drains on SIGTERM and SIGINT. */
import { readFileSync } from 'node:fs';
import { type App, createApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { SetupError } from './core/errors.ts';
import { createLog, redact } from './log.ts';
import { type Opened, openAll } from './set-up.ts';
import { firstAdminLink } from './store/officers.ts';

/** After this the process ends, done or not (contract §4: within 15 s). */
const STOP_MS = 13_000;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Why it does not run, and what to do: no stack trace where somebody only has to set something right. */
function refuse(error: unknown): void {
  const lines =
    error instanceof SetupError
      ? `\n${error.faults.map((f) => `  - ${f}`).join('\n')}`
      : ` ${error instanceof Error ? redact(error.stack ?? error.message) : 'lỗi không rõ'}`;
  process.stderr.write(`Chưa chạy được:${lines}\n`);
}

async function main(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  let app: App | null = null;
  let opening: Promise<Opened> | null = null;
  let stopping = false;

  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    try {
      // a stop that comes while the database is being opened waits for it, else its server would be left behind
      const opened = await opening?.catch(() => null);
      if (app) await app.stop();
      else await opened?.close();
    } catch (error) {
      log.error(
        { cause: error instanceof Error ? redact(error.message) : 'unknown' },
        'did not stop cleanly',
      );
    }
    process.exit(code);
  };
  process.on('SIGTERM', () => void stop(0));
  process.on('SIGINT', () => void stop(0));
  if (config.underNpm) followParent(() => void stop(1));
  process.on('unhandledRejection', (error) =>
    log.error(
      { cause: error instanceof Error ? `${error.name}: ${redact(error.message)}` : 'unknown' },
      'unhandled',
    ),
  );

  try {
    opening = openAll(config, {
      as: 'server',
      log: (line) => log.info(line),
      onError: (error) => log.warn({ cause: redact(error.message) }, 'database connection lost'),
      onLost: () => void stop(1),
    });
    const opened = await opening;
    if (stopping) return;
    app = await createApp({ config, opened, log });
    const { address } = await app.start();
    if (stopping) return;
    say(
      `Cơ sở dữ liệu: ${opened.database.embedded ? `Postgres đi kèm, dữ liệu ở ${config.dataDir}` : 'DATABASE_URL'}`,
    );
    say(
      `Hàng đợi: BullMQ trên ${app.runtime.queues.backend === 'redis' ? 'Redis (REDIS_URL)' : 'chính Postgres đó'}`,
    );
    say(`Kênh: ${[...app.runtime.channels.keys()].filter((k) => k !== 'terminal').join(', ')}`);
    if (address !== null) {
      const base = config.publicUrl ?? address;
      say(`Trang trò chuyện của người dân: ${base}/chat`);
      say(`Trang cán bộ: ${base}/console`);
      const token = await firstAdminLink(opened.store, opened.wardId);
      if (token !== null)
        say(`Đăng nhập lần đầu cho quản trị (15 phút, dùng một lần): ${base}/console/login/${token}`);
    }
    say('Sẵn sàng. Dừng bằng Ctrl+C.');
  } catch (error) {
    refuse(error);
    await stop(1);
  }
}

/**
 * `kill -9` of npm leaves its children alone with the port and the data: they notice, and make room for the next start.
 * npm may run us through a shell, which lives on: the shell's own parent is then watched too, where the system tells.
 */
function followParent(orphaned: () => void): void {
  const parents = () => `${process.ppid} ${parentOfShell(process.ppid)}`;
  const began = parents();
  setInterval(() => {
    if (parents() !== began) orphaned();
  }, 500).unref();
}

/** Parent of a process that is a shell, on Linux; null for any other (npm's own parent may well go: somebody logged out). */
function parentOfShell(pid: number): string | null {
  try {
    const [, name = '', ppid = null] =
      /\((.*)\) \S+ (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return /^(ba|da|a|z|k)?sh$/.test(name) ? ppid : null;
  } catch {
    return null;
  }
}

try {
  await main(readConfig());
} catch (error) {
  refuse(error);
  process.exitCode = 1;
}
