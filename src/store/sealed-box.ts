/**
 * Boxes that anybody here can fill and only the holder of the other half of a key can open: X25519 with a fresh half for
 * each box, HKDF-SHA-256, AES-256-GCM. So what a resident writes is sealed without any key that could read it.
 * A box: the fresh half (32 bytes) · iv · tag · ciphertext. `purpose` is bound in: a box cannot be moved elsewhere.
 */
import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { decrypt, encrypt } from './vault.ts';

export interface SealedPair {
  /** 32 bytes: fills boxes */
  readonly open: Buffer;
  /** 32 bytes: opens them; kept only wrapped */
  readonly secret: Buffer;
}

const HALF = 32;

/** A fresh pair of halves. */
export function sealedPair(): SealedPair {
  const jwk = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  return { open: Buffer.from(jwk.x ?? '', 'base64url'), secret: Buffer.from(jwk.d ?? '', 'base64url') };
}

/** Seal bytes so that only the other half of `to` opens them. */
export function fillBox(to: Uint8Array, purpose: string, plain: Uint8Array): Buffer {
  const fresh = sealedPair();
  const shared = diffieHellman({ privateKey: secretKey(fresh), publicKey: openKey(to) });
  return Buffer.concat([fresh.open, encrypt(boxKey(shared, fresh.open, to), purpose, plain)]);
}

/** The bytes of a box. Throws for another pair, another purpose, or a box that was changed. */
export function openBox(pair: SealedPair, purpose: string, box: Uint8Array): Buffer {
  const fresh = box.subarray(0, HALF);
  const shared = diffieHellman({ privateKey: secretKey(pair), publicKey: openKey(fresh) });
  return decrypt(boxKey(shared, fresh, pair.open), purpose, box.subarray(HALF));
}

const boxKey = (shared: Buffer, fresh: Uint8Array, to: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', shared, Buffer.concat([fresh, to]), 'dan-biet sealed box', 32));

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

function openKey(half: Uint8Array): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: text(half) }, format: 'jwk' });
}

function secretKey(pair: SealedPair): KeyObject {
  const key = { kty: 'OKP', crv: 'X25519', x: text(pair.open), d: text(pair.secret) };
  return createPrivateKey({ key, format: 'jwk' });
}
