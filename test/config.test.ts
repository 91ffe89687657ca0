import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { SetupError } from '../src/core/errors.ts';

const KEY = Buffer.alloc(32, 1).toString('base64');
type Env = Record<string, string>;
function faults(env: Env): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof SetupError) return error.faults;
    throw error;
  }
}
const SERVERS = { DATABASE_URL: 'postgresql://u:p@db:5432/x', APP_KEY: KEY };
const TELEGRAM = { TELEGRAM_BOT_TOKEN: '123456:AAFake_token-1' };
const ZALO = {
  ZALO_APP_ID: '2890112233445566778',
  ZALO_APP_SECRET: 's',
  ZALO_OA_ID: '4100112233445566771',
  ZALO_OA_SECRET_KEY: 'k',
};

describe('with nothing set', () => {
  it('the program runs whole on one machine', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: null,
      databaseUrl: null,
      redisUrl: null,
      roles: { web: true, worker: true },
      appKey: null,
      telegram: null,
      zalo: null,
      zaloBot: null,
      logLevel: 'info',
    });
  });

  it('blank is nothing', () => {
    expect(readConfig({ PORT: ' ', DATABASE_URL: '', TELEGRAM_BOT_TOKEN: '  ', ZALO_APP_ID: '' })).toEqual(
      readConfig({}),
    );
  });
});

describe('with everything set', () => {
  it('everything is taken as it is', () => {
    const config = readConfig({
      ...SERVERS,
      ...TELEGRAM,
      ...ZALO,
      PORT: '8080',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://danbiet.example.vn/',
      REDIS_URL: 'redis://r:6379',
      ROLES: 'worker',
      DATA_DIR: '/srv/dan-biet',
      TELEGRAM_WEBHOOK_SECRET: 'bi-mat-0123456789',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8081',
      TELEGRAM_STAFF_CHAT_ID: '-1001234567890',
      ZALO_REFRESH_TOKEN: 'r',
      ZALO_API_ROOT: 'https://api.example.vn',
      ZALO_BOT_TOKEN: 'b',
      ZALO_BOT_WEBHOOK_SECRET: '12345678',
      LOG_LEVEL: 'debug',
    });
    expect(config).toMatchObject({
      port: 8080,
      host: '0.0.0.0',
      publicUrl: 'https://danbiet.example.vn',
      redisUrl: 'redis://r:6379',
      roles: { web: false, worker: true },
      dataDir: '/srv/dan-biet',
      telegram: {
        token: TELEGRAM.TELEGRAM_BOT_TOKEN,
        staffChat: '-1001234567890',
        apiRoot: 'http://127.0.0.1:8081',
      },
      zalo: { appId: ZALO.ZALO_APP_ID, refreshToken: 'r', apiRoot: 'https://api.example.vn' },
      zaloBot: { token: 'b' },
      logLevel: 'debug',
    });
    expect(config.appKey && Buffer.from(config.appKey)).toEqual(Buffer.alloc(32, 1));
  });

  it('a secret for webhooks without a token is no fault', () => {
    expect(faults({ TELEGRAM_WEBHOOK_SECRET: 'x' })).toEqual([]);
  });
});

describe('what is wrong', () => {
  it.each<[string, Env]>([
    ['PORT', { PORT: '80a' }],
    ['PORT', { PORT: '65536' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://danbiet.example.vn' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'danbiet' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x', APP_KEY: KEY }],
    ['REDIS_URL', { REDIS_URL: 'http://r' }],
    ['ROLES', { ...SERVERS, ROLES: 'web,boss' }],
    ['ROLES', { ROLES: 'web' }],
    ['APP_KEY', { DATABASE_URL: SERVERS.DATABASE_URL }],
    ['APP_KEY', { APP_KEY: 'short' }],
    ['APP_KEY', { APP_KEY: Buffer.alloc(31).toString('base64') }],
    ['TELEGRAM_BOT_TOKEN', { TELEGRAM_BOT_TOKEN: 'no token' }],
    ['TELEGRAM_WEBHOOK_SECRET', { ...TELEGRAM, PUBLIC_URL: 'https://x.vn' }],
    ['TELEGRAM_WEBHOOK_SECRET', { ...TELEGRAM, TELEGRAM_WEBHOOK_SECRET: 'too short' }],
    ['TELEGRAM_STAFF_CHAT_ID', { TELEGRAM_STAFF_CHAT_ID: '-100' }],
    ['TELEGRAM_STAFF_CHAT_ID', { ...TELEGRAM, TELEGRAM_STAFF_CHAT_ID: '@group' }],
    ['TELEGRAM_API_ROOT', { ...TELEGRAM, TELEGRAM_API_ROOT: 'https://x.vn/bot' }],
    ['TELEGRAM_API_ROOT', { ...TELEGRAM, TELEGRAM_API_ROOT: 'https://x.vn/' }],
    ['ZALO_OA_SECRET_KEY', { ...ZALO, ZALO_OA_SECRET_KEY: '' }],
    ['ZALO_APP_ID', { ...ZALO, ZALO_APP_ID: 'my app' }],
    ['ZALO_REFRESH_TOKEN', { ZALO_REFRESH_TOKEN: 'r' }],
    ['ZALO_OAUTH_ROOT', { ...ZALO, ZALO_OAUTH_ROOT: 'oauth.zaloapp.com' }],
    ['ZALO_BOT_WEBHOOK_SECRET', { ZALO_BOT_TOKEN: 'b' }],
    ['ZALO_BOT_TOKEN', { ZALO_BOT_WEBHOOK_SECRET: '12345678' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('is told by name, once: %s', (name, env) => {
    expect(faults(env)).toEqual([expect.stringMatching(new RegExp(`^${name}: .{20}`))]);
  });

  it('is told all at once', () => {
    const found = faults({
      PORT: 'x',
      DATABASE_URL: 'mysql://x',
      TELEGRAM_BOT_TOKEN: 'x',
      ZALO_APP_ID: '1',
      ZALO_BOT_TOKEN: 'b',
      LOG_LEVEL: 'loud',
    });
    expect(found.map((f) => f.split(':')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'APP_KEY',
      'TELEGRAM_BOT_TOKEN',
      'ZALO_APP_SECRET',
      'ZALO_OA_ID',
      'ZALO_OA_SECRET_KEY',
      'ZALO_BOT_WEBHOOK_SECRET',
      'LOG_LEVEL',
    ]);
  });

  it('is told without the value: it may be a secret', () => {
    const names = ['TELEGRAM_BOT_TOKEN', 'APP_KEY', 'DATABASE_URL', 'REDIS_URL', 'TELEGRAM_WEBHOOK_SECRET'];
    const env = Object.fromEntries(names.map((n) => [n, `bi-mat của ${n}`]));
    const found = faults(env);
    expect(found.length).toBeGreaterThanOrEqual(4);
    expect(found.join('\n')).not.toContain('bi-mat');
  });

  it('is never anything but a SetupError, whatever is set', () => {
    const names = [
      'PORT',
      'PUBLIC_URL',
      'DATABASE_URL',
      'REDIS_URL',
      'ROLES',
      'APP_KEY',
      'TELEGRAM_API_ROOT',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), (env) => {
        expect(Array.isArray(faults({ ...TELEGRAM, ...env }))).toBe(true);
      }),
    );
  });
});
