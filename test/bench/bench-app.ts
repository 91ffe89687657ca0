/** What every figure starts from: a private server, a migrated database, the real app with a fake Zalo's keys. */
import { randomBytes } from 'node:crypto';
import { type App, createApp } from '../../src/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { Platform } from '../../src/core/types.ts';
import { createLog } from '../../src/log.ts';
import { type Opened, openAll } from '../../src/set-up.ts';
import { SIGNATURE_HEADER, signBody } from '../../src/zalo-api-sdk/index.ts';
import { inDatabase, withClient } from '../helpers/servers.ts';

export const ZALO = {
  appId: '2890112233445566778',
  oaId: '4100112233445566771',
  secretKey: 'bench-secret-0001',
};

export interface BenchApp {
  readonly app: App;
  readonly opened: Opened;
  readonly config: Config;
  close(): Promise<void>;
}

export interface BenchOptions {
  readonly serverUrl: string;
  readonly redisUrl?: string | null;
  readonly roles: 'web' | 'worker' | 'web,worker';
  readonly platforms?: readonly Platform[];
  /** false: no Zalo channel (nobody answers behind the bench's) */
  readonly zalo?: boolean;
}

let made = 0;

export async function benchApp(options: BenchOptions): Promise<BenchApp> {
  const name = `bench_${randomBytes(4).toString('hex')}`;
  await withClient(options.serverUrl, (c) => c.query(`CREATE DATABASE ${name} TEMPLATE template0`));
  const url = inDatabase(options.serverUrl, name);
  const config = readConfig({
    DATABASE_URL: url,
    APP_KEY: randomBytes(32).toString('base64'),
    PORT: '0',
    ROLES: options.roles,
    LOG_LEVEL: 'silent',
    QUEUE_PREFIX: `bench-${process.pid}-${made++}`,
    ...(options.zalo === false
      ? {}
      : {
          ZALO_APP_ID: ZALO.appId,
          ZALO_APP_SECRET: 'bench',
          ZALO_OA_ID: ZALO.oaId,
          ZALO_OA_SECRET_KEY: ZALO.secretKey,
        }),
    ...(options.redisUrl ? { REDIS_URL: options.redisUrl } : {}),
  });
  const opened = await openAll(config, { as: 'server', log: () => {} });
  const app = await createApp({
    config,
    opened,
    log: createLog('silent'),
    ...(options.platforms ? { platforms: options.platforms } : {}),
  });
  return {
    app,
    opened,
    config,
    close: async () => {
      await app.stop();
      await withClient(options.serverUrl, (c) => c.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** Signed text events from `contacts` different residents. */
export function signedEvents(count: number, contacts: number, text: (n: number) => string, from = 0) {
  return Array.from({ length: count }, (_, i) => {
    const n = from + i;
    const body = JSON.stringify({
      app_id: ZALO.appId,
      user_id_by_app: '5500112233445566773',
      event_name: 'user_send_text',
      timestamp: String(1_790_000_000_000 + n),
      sender: { id: String(7_300_000_000_000_000_000n + BigInt(n % contacts)) },
      recipient: { id: ZALO.oaId },
      message: { text: text(n), msg_id: `bench-${n}` },
    });
    return { body, headers: { [SIGNATURE_HEADER]: signBody(Buffer.from(body), ZALO) } };
  });
}

/** A platform that takes everything at once; `onSend` sees it. */
export function swallow(name: string, onSend: () => void = () => {}): Platform {
  let n = 0;
  return {
    name,
    limits: { text: 2000, caption: 0, choices: 5, label: 100, files: false },
    mediaHosts: [],
    verify: () => true,
    parse: () => ({ kind: 'ignored', event: 'none' }),
    send: async () => {
      onSend();
      return { id: String(++n) };
    },
  };
}

export const QUESTIONS = [
  'hop to dan pho phai bao truoc may ngay',
  'bao nhieu ho dong y thi duoc thong qua',
  'phuong phai cong khai nhung gi cho dan',
  'to truong do ai bau may nam mot nhiem ky',
  'gop y bao nhieu ngay',
];
