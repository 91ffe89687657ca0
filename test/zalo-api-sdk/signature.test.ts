import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bodyTimestamp, checkSignature, secretEquals, signBody } from '../../src/zalo-api-sdk/index.ts';

const Vector = z.object({
  name: z.string(),
  app_id: z.string(),
  oa_secret_key: z.string(),
  timestamp: z.string(),
  raw_body: z.string(),
  header: z.string(),
  WRONG_if_reserialised: z.string(),
  reserialised_equals_raw: z.boolean(),
  WRONG_hmac: z.string(),
});
const file = new URL('../fixtures/zalo/signature-vectors.json', import.meta.url);
const vectors = z.array(Vector).parse(JSON.parse(readFileSync(file, 'utf8')));
const bytes = (text: string) => new TextEncoder().encode(text);

describe.each(vectors)('webhook signature, vector $name', (vector) => {
  const keys = { appId: vector.app_id, secretKey: vector.oa_secret_key };
  const header = vector.header.replace('X-ZEvent-Signature: ', '');
  const body = bytes(vector.raw_body);

  it('takes the right header', () => {
    expect(checkSignature(body, header, keys)).toEqual({ ok: true, signedWith: 'app_id' });
    expect(signBody(body, keys)).toBe(header);
    expect(bodyTimestamp(body)).toBe(vector.timestamp);
  });

  it('refuses an HMAC, and a digest over re-serialised JSON', () => {
    expect(checkSignature(body, `mac=${vector.WRONG_hmac}`, keys).ok).toBe(false);
    expect(checkSignature(body, `mac=${vector.WRONG_if_reserialised}`, keys).ok).toBe(
      vector.reserialised_equals_raw,
    );
  });

  it('refuses another secret, another app and a changed body', () => {
    expect(checkSignature(body, header, { ...keys, secretKey: 'other' }).ok).toBe(false);
    expect(checkSignature(body, header, { ...keys, appId: '1' }).ok).toBe(false);
    expect(checkSignature(bytes(vector.raw_body.replace('msg_id', 'msg_ib')), header, keys).ok).toBe(false);
  });
});

describe('webhook signature', () => {
  const keys = { appId: '289', secretKey: 'secret' };
  const body = bytes('{"app_id":"289","timestamp":"1758772193402"}');
  const hex = signBody(body, keys).slice(4);

  it.each([`mac=${hex}`, `mac = ${hex}`, ` MAC=${hex.toUpperCase()} `, hex])(
    'takes the header written %j',
    (header) => {
      expect(checkSignature(body, header, keys).ok).toBe(true);
    },
  );

  it.each([
    [undefined, 'missing'],
    ['', 'missing'],
    ['mac=', 'malformed'],
    [`mac=${hex.slice(1)}`, 'malformed'],
    [`mac=${hex}00`, 'malformed'],
    [`mac=${'0'.repeat(64)}`, 'mismatch'],
  ])('refuses %j as %s', (header, why) => {
    expect(checkSignature(body, header, keys)).toEqual({ ok: false, why });
  });

  it('reports a body signed with the OA id in front', () => {
    const header = signBody(body, { appId: '410', secretKey: 'secret' });
    expect(checkSignature(body, header, { ...keys, oaId: '410' })).toEqual({ ok: true, signedWith: 'oa_id' });
    expect(checkSignature(body, header, keys).ok).toBe(false);
  });

  it('reads a timestamp sent as a number digit by digit, also one beyond 2^53', () => {
    expect(bodyTimestamp(bytes('{"timestamp":1758772193402}'))).toBe('1758772193402');
    expect(bodyTimestamp(bytes('{"timestamp":17587721934020001}'))).toBe('17587721934020001');
  });

  it('does not take the timestamp of a nested object', () => {
    expect(bodyTimestamp(bytes('{"message":{"timestamp":"1"},"timestamp":"2"}'))).toBe('2');
    expect(bodyTimestamp(bytes('{"message":{"timestamp":"1"}}'))).toBe('');
  });

  it('can be checked on a body that is no JSON, so that it is answered as broken and not as forged', () => {
    const broken = bytes('{"timestamp":"1758772193402", oops');
    expect(checkSignature(broken, signBody(broken, keys), keys).ok).toBe(true);
    const list = bytes('[1,2]');
    expect(checkSignature(list, signBody(list, keys), keys).ok).toBe(true);
  });

  it('hashes bytes, not text: broken UTF-8 is signed as it is', () => {
    const raw = Uint8Array.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
    expect(checkSignature(raw, signBody(raw, keys), keys).ok).toBe(true);
    expect(checkSignature(bytes(new TextDecoder().decode(raw)), signBody(raw, keys), keys).ok).toBe(false);
  });

  it('never throws, whatever the bytes and the header', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ unit: 'binary' }), (raw, header) => {
        expect(checkSignature(raw, header, keys).ok).toBe(false);
      }),
    );
  });
});

describe('secret header of the Bot Platform', () => {
  it('matches only the same secret, and an unset one never', () => {
    expect(secretEquals('s3cret-s3cret', 's3cret-s3cret')).toBe(true);
    expect(secretEquals('s3cret-s3cre', 's3cret-s3cret')).toBe(false);
    expect(secretEquals(undefined, 's3cret-s3cret')).toBe(false);
    expect(secretEquals('', '')).toBe(false);
    expect(secretEquals(createHmac('sha256', 'x').digest('hex'), 's3cret-s3cret')).toBe(false);
  });
});
