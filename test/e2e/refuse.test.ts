/** Real processes that are started where they cannot run. */
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { atEnd, endAll, key, runToEnd, setting } from './program.ts';

afterEach(endAll);

describe('where it cannot run', { timeout: 60_000 }, () => {
  it('it tells every fault of a half-set environment at once, and ends before it listens', async () => {
    const { code, said } = await runToEnd({
      PORT: '99999',
      DATABASE_URL: 'postgresql://u:mat-khau@127.0.0.1:1/x',
      ZALO_APP_ID: '1',
      PUBLIC_URL: 'https://x.vn',
      TELEGRAM_BOT_TOKEN: '1:a',
      LOG_LEVEL: 'loud',
    });
    expect(code).toBe(1);
    for (const name of [
      'PORT',
      'APP_KEY',
      'ZALO_APP_SECRET',
      'ZALO_OA_ID',
      'ZALO_OA_SECRET_KEY',
      'TELEGRAM_WEBHOOK_SECRET',
      'LOG_LEVEL',
    ])
      expect(said).toMatch(new RegExp(`^ {2}- ${name}: `, 'm'));
    expect(said).not.toMatch(/mat-khau|Sẵn sàng|http:\/\/127/);
    expect(said).not.toMatch(/^\s+at /m);
  });

  it.each([
    ['DATABASE_URL', { DATABASE_URL: 'postgresql://u:mat-khau@127.0.0.1:1/x', APP_KEY: key }],
    ['REDIS_URL', { REDIS_URL: 'redis://:mat-khau@127.0.0.1:1' }],
  ])('it says that %s is dead instead of doing without', async (name, env) => {
    const { env: whole } = await setting();
    const { code, said } = await runToEnd({ ...whole, ...env });
    expect(code).toBe(1);
    expect(said).toContain(name);
    expect(said).not.toMatch(/mat-khau|Sẵn sàng/);
    expect(said).not.toMatch(/^\s+at /m);
  });

  it('it says that the port is taken, and by what to change it', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    atEnd(() => other.close());
    const address = other.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    const { env } = await setting({ PORT: port });
    const { code, said } = await runToEnd(env);
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`Cổng ${port} .*PORT`));
  });
});
