/** A Telegram platform built against the stand-in, and the recorded updates. */
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, Outgoing, Parsed, RawRequest } from '../../src/core/types.ts';
import { type TelegramOptions, type TelegramPlatform, telegram } from '../../src/platforms/telegram/index.ts';
import { type FakeTelegram, startFakeTelegram } from '../helpers/fake-telegram.ts';

export const secret = 'bi-mat-cua-webhook_0123456789';
export const now = new Date('2026-11-22T09:00:00+07:00');

const folder = new URL('../fixtures/telegram/', import.meta.url);
export const fixtures: Readonly<Record<string, { readonly update_id: number }>> = Object.fromEntries(
  readdirSync(folder).map((name) => [
    name.replace('.json', ''),
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
  ]),
);

/** Files of our store by ref, for `readFile`. */
export const files: Readonly<Record<string, { bytes: Uint8Array; name: string; mime: string }>> = {
  photo: { bytes: new Uint8Array([0xff, 0xd8, 0, 13, 10, 45, 45]), name: 'ổ gà "1".jpg', mime: 'image/jpeg' },
  paper: { bytes: new Uint8Array([37, 80, 68, 70]), name: 'Giấy mời\r\nX: y.pdf', mime: 'application/pdf' },
  empty: { bytes: new Uint8Array(), name: 'trống.pdf', mime: 'application/pdf' },
};

export function platformOn(fake: FakeTelegram, more: Partial<TelegramOptions> = {}): TelegramPlatform {
  return telegram({
    token: fake.token,
    webhookSecret: secret,
    apiRoot: fake.root,
    readFile: async (ref) => {
      const file = files[ref];
      if (!file) throw new Error('no such file');
      return file;
    },
    now: () => now,
    backoffMs: 1,
    ...more,
  });
}

export async function telegramBench(
  more: Partial<TelegramOptions> = {},
): Promise<{ fake: FakeTelegram; platform: TelegramPlatform }> {
  const fake = await startFakeTelegram();
  return { fake, platform: platformOn(fake, more) };
}

export function request(body: unknown, token: string | undefined = secret): RawRequest {
  const bytes =
    body instanceof Uint8Array
      ? body
      : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
  return { headers: { 'x-telegram-bot-api-secret-token': token }, body: bytes };
}

/** The one message of a delivery. */
export function only(parsed: Parsed): IncomingMessage {
  const [first, ...rest] = parsed.kind === 'messages' ? parsed.messages : [];
  if (!first || rest.length > 0) throw new Error(`expected one message, got ${JSON.stringify(parsed)}`);
  return first;
}

export const say = (text: string, more: Partial<Outgoing> = {}): Outgoing => ({
  text,
  choices: [],
  files: [],
  ...more,
});
