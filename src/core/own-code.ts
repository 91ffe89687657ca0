/**
 * Codes for linking one's own channels: `HKMN 2345`. Consonants that Telex leaves alone and that are not taken for digits,
 * then digits without 0 and 1: no word, phone number or receipt looks like it. 13⁴ · 8⁴ = 117 million of them.
 */
const LETTERS = 'BCGHKMNPRSTVX';
const DIGITS = '23456789';
const CODE = new RegExp(String.raw`^([${LETTERS}]{4})[\s.\-–]{0,3}([${DIGITS}]{4})$`, 'iu');
const NAMED = /^(?:nối|noi|link)(?:\s+(?:kênh|kenh|mã|ma))?[\s:]+([a-zđ]{4}[\s.\-–]{0,3}\d{4})[.!]?$/iu;

/** A code from random bytes or a digest (8 bytes or more for even spread); the same bytes give the same code. */
export function ownCode(bytes: Uint8Array): string {
  let n = 0n;
  for (const byte of bytes) n = n * 256n + BigInt(byte);
  const take = (from: string): string => {
    const at = Number(n % BigInt(from.length));
    n /= BigInt(from.length);
    return from[at] ?? '';
  };
  const four = (from: string) => Array.from({ length: 4 }, () => take(from)).join('');
  return `${four(LETTERS)} ${four(DIGITS)}`;
}

/**
 * The code a whole text is: "HKMN 2345", "hkmn2345", "nối HKMN-2345". Without the word before it only what can be one
 * counts; with it anything of that shape does, so that a mistyped one is told to be wrong. Null: no code.
 */
export function readOwnCode(text: string): string | null {
  const plain = text.normalize('NFC').trim();
  const body = NAMED.exec(plain)?.[1] ?? (CODE.test(plain) ? plain : null);
  if (body === null) return null;
  const bare = body.replace(/[\s.\-–]/g, '').toUpperCase();
  return `${bare.slice(0, 4)} ${bare.slice(4)}`;
}
