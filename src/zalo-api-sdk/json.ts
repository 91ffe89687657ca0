/**
 * JSON without loss. Zalo's ids exceed 2^53; where one arrives as a bare number (seen in `conversation` and
 * `listrecentchat`), `JSON.parse` would round it to another person's id.
 */

/** A string literal, or a number literal. Strings are matched first so that digits inside them are left alone. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;
/** Only integers of 16 digits and more can be unsafe; most bodies have none outside strings. */
const MAYBE_UNSAFE = /(?:^|[:,[\s])-?\d{16}/;
const INTEGER = /^-?\d+$/;

/**
 * Parse JSON; an integer literal beyond 2^53 becomes a string of the same digits.
 * @throws SyntaxError when the text is not JSON
 */
export function parseLossless(text: string): unknown {
  if (!MAYBE_UNSAFE.test(text)) return JSON.parse(text);
  const quoted = text.replace(TOKEN, (token) => (isUnsafe(token) ? `"${token}"` : token));
  // Quoting could make sound what was not (a bare number as a key), so the original must parse first.
  const plain: unknown = JSON.parse(text);
  return quoted === text ? plain : JSON.parse(quoted);
}

function isUnsafe(token: string): boolean {
  return INTEGER.test(token) && !Number.isSafeInteger(Number(token));
}

/** Bytes of UTF-8 -> text; a byte order mark is dropped, broken sequences become U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** A JSON object, or null for anything else (an array, a string, no JSON at all). Never throws. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value = parseLossless(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
