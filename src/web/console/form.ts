/** What a form sent, as plain text; and the fields that the console itself adds. */
import type { Context } from 'hono';
import { clean } from '../../core/text.ts';

/** Most bytes of a form: far above anything the console takes, so that what is too long comes back to be shortened. */
export const MAX_FORM_BYTES = 2 * 1024 * 1024;
const OURS = new Set(['csrf', 'key']);

export type Fields = Readonly<Record<string, string>>;

/** The text fields of a form; files and repeated fields are left out. NUL and other control characters go. */
export async function readForm(c: Context): Promise<Fields> {
  const body = await c.req.parseBody().catch(() => ({}));
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, clean(value, Number.MAX_SAFE_INTEGER)]] : [],
    ),
  );
}

/** What the officer typed or chose, without the console's own fields. */
export function typedFields(fields: Fields): [name: string, value: string][] {
  return Object.entries(fields).filter(([name, value]) => !OURS.has(name) && value !== '');
}

/** A whole number from 1 out of a query; anything else is 1. */
export function pageNumber(text: string | undefined): number {
  return /^[1-9]\d{0,5}$/.test(text ?? '') ? Number(text) : 1;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isId = (text: string | undefined): text is string => text !== undefined && UUID.test(text);
