import { describe, expect, it } from 'vitest';
import { createLog, redact } from '../src/log.ts';

function heard(say: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  say(createLog('trace', { write: (line: string) => void lines.push(line) }));
  return lines.join('');
}

describe('a log line', () => {
  it('keeps ids, reasons and numbers', () => {
    const line = JSON.parse(
      heard((log) => log.warn({ outbox: '7', reason: 'quota', attempts: 2 }, 'not taken')),
    );
    expect(line).toMatchObject({ level: 40, outbox: '7', reason: 'quota', attempts: 2, msg: 'not taken' });
    expect(line).not.toHaveProperty('hostname');
    expect(line).not.toHaveProperty('pid');
  });

  it.each(['text', 'body', 'caption', 'phone', 'name', 'token', 'password', 'authorization', 'access_token'])(
    'censors what is called %s, however deep it was put by mistake',
    (key) => {
      const said = heard((log) => {
        log.info({ [key]: 'bí mật' });
        log.info({ message: { [key]: 'bí mật' } });
        log.info({ update: { message: { [key]: 'bí mật' } } });
      });
      expect(said).not.toContain('bí mật');
      expect(said.match(/\*\*\*/g)).toHaveLength(3);
    },
  );

  it('tells of an error its class and a redacted message, never its stack or what hangs on it', () => {
    const error = Object.assign(new TypeError('postgresql://u:mat-khau@db/x did not answer'), {
      detail: 'Key (text)=(bí mật) already exists',
    });
    const said = heard((log) => log.error({ err: error }, 'trouble'));
    expect(JSON.parse(said).err).toEqual({
      type: 'TypeError',
      message: 'postgresql:***db/x did not answer',
    });
    expect(heard((log) => log.error({ err: 'bí mật' }))).not.toContain('bí mật');
  });
});

describe('redacting', () => {
  it.each([
    'postgresql://user:mat-khau@127.0.0.1:5432/db',
    'redis://:mat-khau@redis:6379',
    'GET https://api.telegram.org/bot7000000001:AAmat-khauFakeFakeFakeFakeFakeFake/getMe',
    'token 7000000001:AAmat-khauFakeFakeFakeFakeFakeFake is wrong',
  ])('takes the secret out of "%s"', (text) => {
    expect(redact(text)).not.toMatch(/mat-khau/);
    expect(redact(text)).toContain('***');
  });

  it('leaves ordinary words alone', () => {
    const plain = 'connect ECONNREFUSED 127.0.0.1:5432 (lúc 10:30)';
    expect(redact(plain)).toBe(plain);
  });
});
