import { NotJson } from '../core/errors.ts';

const utf8 = new TextDecoder();

/** The JSON object in a webhook's body; throws NotJson for anything else. Bytes that are no UTF-8 become U+FFFD. */
export function jsonObject(body: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(body));
  } catch {
    // the parser's own message quotes the body: it must not travel on
    throw new NotJson('the body is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new NotJson('the body is JSON but no object');
  return { ...value };
}
