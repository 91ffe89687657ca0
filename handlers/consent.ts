/**
 * Before a name or a phone number is taken: what, why, how long, who sees it (Luật 91/2025/QH15 Đ.9: informed, per
 * purpose, by a clear act; silence is no consent, and no is offered as plainly as yes). A petition itself rests on the
 * ward's duty (Đ.19) and needs none. Withdrawal: my-data.
 */
import { say } from '../src/core/say.ts';
import { cut } from '../src/core/text.ts';
import type { Choice, Contact, Event, Text } from '../src/core/types.ts';
import { choice } from './parts.ts';

export interface KnownContact {
  readonly name?: string;
  readonly phone: string;
}

/** A number that may be used again: one kept with a consent that was not withdrawn. */
export function knownContact(contact: Contact): KnownContact | null {
  const { phone, name, consentAt } = contact;
  if (phone === undefined || consentAt === undefined) return null;
  return { phone, ...(name === undefined ? {} : { name }) };
}

export const ANONYMOUS = choice('anonymous', 'choice.anonymous');

/** Yes and no side by side; with a number known already, that one first. */
export function consentQuestion(
  ward: string | Text,
  known: KnownContact | null,
): { text: Text; choices: readonly Choice[] } {
  if (!known)
    return { text: say('consent.ask', { ward }), choices: [choice('agree', 'choice.agree'), ANONYMOUS] };
  return {
    text: say('consent.known', { phone: sayPhone(known.phone) }),
    choices: [choice('same', 'choice.same-phone'), choice('agree', 'choice.other-phone'), ANONYMOUS],
  };
}

/** What an answer to "name and phone?" gives. `wrong`: it is meant as a number, but is none. */
export interface ContactRead {
  readonly name?: string;
  readonly phone?: string;
  readonly wrong?: true;
}

export function readContact(event: Event): ContactRead {
  if (event.kind === 'phone') {
    const read = phoneIn(event.phone);
    return read
      ? { phone: read.phone, ...(event.name === undefined ? {} : { name: event.name }) }
      : { wrong: true };
  }
  if (event.kind !== 'text') return {};
  const read = phoneIn(event.text);
  if (!read && (event.text.match(/\d/g) ?? []).length >= 6) return { wrong: true };
  const name = nameIn(read ? read.rest : event.text);
  return { ...(name === undefined ? {} : { name }), ...(read ? { phone: read.phone } : {}) };
}

/** A Vietnamese phone number in a text, as digits with a leading 0; null when there is none. */
export function phoneIn(text: string): { readonly phone: string; readonly rest: string } | null {
  const m = /(?<!\d)(?:\+?84|0)(?:[\s.-]?\d){9,10}(?!\d)/u.exec(text.normalize('NFKC'));
  if (!m) return null;
  const phone = m[0].replace(/\D/g, '').replace(/^84(?=\d{9,10}$)/, '0');
  if (!/^0(?:[35789]\d{8}|2\d{9})$/.test(phone)) return null;
  return { phone, rest: text.normalize('NFKC').replace(m[0], ' ') };
}

/** `0912 345 678`, `0221 3555 111`: as people read them. */
export function sayPhone(phone: string): string {
  return phone.length === 11
    ? phone.replace(/^(\d{4})(\d{4})(\d{3})$/, '$1 $2 $3')
    : phone.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3');
}

/** The name in what is left of an answer when the number is taken out; undefined when nothing looks like one. */
export function nameIn(text: string): string | undefined {
  const name = text
    .replace(/^[\s,]*(?:tôi|toi|em|cháu|chau|mình|minh)\s+(?:(?:tên|ten)\s+)?(?:(?:là|la)\s+)?/iu, ' ')
    .replace(/^[\s,]*(?:(?:họ|ho)\s+)?(?:tên|ten)\s*:?\s*(?:(?:tôi|toi)\s+)?(?:(?:là|la)\s+)?/iu, ' ')
    .replace(/(?<!\p{L})(?:(?:số|so)\s+)?(?:điện thoại|dien thoai|đt|dt|sđt|sdt|phone)(?!\p{L})/giu, ' ')
    .replace(/[^\p{L}\p{M}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return name.length >= 2 ? cut(name, 60) : undefined;
}
