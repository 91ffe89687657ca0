/**
 * Receipt codes: `DB-4827-193-554`. Nine random digits and a check digit by Damm's algorithm, which catches every single
 * wrong digit and every swap of neighbours: what goes wrong when a code is read over the phone. The first digit is 1 to 7,
 * so that it never looks like a Vietnamese phone number (these begin with 0, or with 84 abroad).
 */

// Damm's totally anti-symmetric quasigroup of order 10 (H. M. Damm, 2004).
const DAMM: readonly string[] = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

const NINE = 700_000_000n;

/** A receipt code from random bytes or a hash (6 bytes or more for even spread); the same bytes give the same code. */
export function receipt(bytes: Uint8Array): string {
  let n = 0n;
  for (const byte of bytes) n = (n * 256n + BigInt(byte)) % NINE;
  const nine = String(n + 100_000_000n);
  return format(`${nine}${check(nine)}`);
}

export type ReceiptRead = { readonly code: string } | { readonly wrong: true } | null;

// A digit, or the letter O touching one ("ở đâu" after a code is not a digit); what may stand between two digits.
const DIGIT = `(?:[0-9]|(?<=[0-9o])o|o(?=[0-9o]))`;
const NEXT = String.raw`(?:[\s.\-‐‑–—]{0,3}${DIGIT})`;
const NAME = String.raw`(?<![\p{L}\p{N}])[dđ][\s.\-]?b[\s.:#\-‐‑–—]{0,3}`;
const END = String.raw`(?![\p{L}\p{N}])`;
const NAMED = new RegExp(`${NAME}(${DIGIT}${NEXT}{9})${END}`, 'iu');
const NAMED_WRONG = new RegExp(`${NAME}${DIGIT}${NEXT}{6,13}${END}`, 'iu');
const BARE = new RegExp(String.raw`(?<![\p{L}\p{N}+.,\-])([1-7]${NEXT}{9})${END}`, 'iu');

/**
 * The receipt code in a text: "DB-4827-193-554", "db 4827193554", "4827 193 554", the letter O for 0, also inside a
 * sentence. `wrong`: it is meant as a code, but a digit is mistyped, missing or too many. Null: no code. A bare number
 * inside a sentence counts only when its check digit is right: it might be money.
 */
export function readReceipt(text: string): ReceiptRead {
  const plain = text.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  const named = NAMED.exec(plain);
  if (named) return verdict(named[1] ?? '');
  if (NAMED_WRONG.test(plain)) return { wrong: true };
  const bare = BARE.exec(plain);
  if (!bare) return null;
  const read = verdict(bare[1] ?? '');
  const alone = plain.replace(bare[0], '').trim() === '';
  return read && 'wrong' in read && !alone ? null : read;
}

function verdict(typed: string): ReceiptRead {
  const digits = typed.replace(/o/gi, '0').replace(/\D/g, '');
  if (digits.length !== 10 || !/^[1-7]/.test(digits)) return { wrong: true };
  return check(digits.slice(0, 9)) === digits.slice(9) ? { code: format(digits) } : { wrong: true };
}

/** Damm's check digit of a string of digits. */
function check(digits: string): string {
  let row = 0;
  for (const d of digits) row = Number(DAMM[row]?.[Number(d)]);
  return String(row);
}

function format(ten: string): string {
  return `DB-${ten.slice(0, 4)}-${ten.slice(4, 7)}-${ten.slice(7)}`;
}
