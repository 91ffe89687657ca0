/** Texts that break careless programs, and bodies with one value gone wrong. Used by the platform contract. */
import fc from 'fast-check';

export const hostile: readonly { readonly why: string; readonly text: string }[] = [
  { why: 'NUL', text: 'a\u0000b' },
  { why: 'a lone high surrogate', text: 'a\ud83cb' },
  { why: 'a lone low surrogate', text: 'a\udfe0b' },
  { why: 'surrogates the wrong way round', text: '\udfe0\ud83c' },
  { why: 'right-to-left override', text: 'a\u202egpj.exe\u202c b' },
  { why: 'right-to-left letters', text: 'שלום مرحبا' },
  { why: 'zero-width characters', text: 'to\u200b\u200d\ufeff dan' },
  { why: 'HTML', text: '<b>đậm</b> & <script>alert(1)</script> &lt;' },
  { why: 'Markdown', text: '*đậm* _nghiêng_ `mã` [chữ](https://a.vn) ~~gạch~~ ||ẩn||' },
  { why: 'unclosed Markdown', text: '*_[(`' },
  { why: 'an address and a mention', text: 'https://a.vn @ai_do /lenh #the' },
  { why: 'letters put together from parts', text: 'Đường phố'.normalize('NFD') },
  { why: 'a pile of combining marks', text: `a${'\u0301'.repeat(40)}` },
  { why: 'emoji of many parts', text: '👨‍👩‍👧‍👦🇻🇳👍🏽' },
  { why: 'line ends', text: 'a\r\nb\rc\nd\u2028e' },
  { why: 'holes of a template', text: '{name} %s {{x}} \\n ${' },
  { why: 'SQL', text: "'; DROP TABLE inbox; --" },
];

/**
 * The part of a text that must survive. Gone on either side: NUL and half surrogates (nothing can show them) and what
 * stands for them; differences of line ends and of Unicode composition; what a platform's own rules for invisible
 * characters drop is not forgiven here, for our side must send it.
 */
export function visible(text: string): string {
  return text
    .replaceAll('\u0000', '')
    .replace(/\ufffd|\p{Surrogate}/gu, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
    .trim();
}

type Path = readonly (string | number)[];

function pathsOf(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return at.length > 0 ? [at] : [];
  const below = Object.entries(value).flatMap(([key, v]) => pathsOf(v, [...at, key]));
  return at.length > 0 ? [at, ...below] : below;
}

function withValue(value: unknown, path: Path, put: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return put;
  if (Array.isArray(value)) return value.map((v, i) => (String(i) === head ? withValue(v, rest, put) : v));
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([k, v]) => [k, k === head ? withValue(v, rest, put) : v]),
  );
}

/** Values that are of the right type and still odd. */
const odd = [
  '',
  '\u0000',
  '\ud800',
  'x'.repeat(5000),
  '-1',
  -1,
  0,
  1e300,
  2 ** 53 - 1,
  253_402_300_800,
  1.5,
  8.64e15,
  [],
  {},
  null,
  true,
  { id: 1 },
  [[]],
];

/** Every sample with the value at every path replaced by every odd one, in turn. */
export function* oddOnes(samples: readonly unknown[]): Generator<unknown> {
  for (const sample of samples)
    for (const path of pathsOf(sample)) for (const put of odd) yield withValue(sample, path, put);
}

/** One of the samples with one value at any depth replaced by any JSON. */
export function mutants(samples: readonly unknown[]): fc.Arbitrary<unknown> {
  const spots = samples.flatMap((sample) => pathsOf(sample).map((path) => ({ sample, path })));
  return fc
    .tuple(fc.constantFrom(...spots), fc.jsonValue())
    .map(([{ sample, path }, put]) => withValue(sample, path, put));
}
