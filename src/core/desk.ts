/**
 * What an officer means by what was typed or tapped: in the officers' group (by a reply to a post, in a ticket's topic,
 * or with a code), or in a private chat with the bot. Pure.
 */
import { readReceipt } from './receipt.ts';
import { fold } from './text.ts';
import type { TicketState } from './types.ts';

/** The verbs of commands and buttons; a command is `/` and the verb, as officers say it without accents. */
export const VERBS = [
  'nhan',
  'giao',
  'chuyen',
  'ghichu',
  'dong',
  'molai',
  'muon',
  'hoantac',
  'xem',
  'viec',
  'tiepchuyen',
  'tralai',
  'trogiup',
] as const;
export type Verb = (typeof VERBS)[number];

/** Verbs that are about no ticket. */
const BARE: ReadonlySet<Verb> = new Set<Verb>(['viec', 'trogiup']);

export type DeskAct =
  | { readonly do: 'answer'; readonly text: string }
  | { readonly do: 'note'; readonly text: string }
  | { readonly do: 'command'; readonly verb: Verb; readonly code: string | null; readonly rest: string };

const COMMAND = /^\/([\p{L}_]{2,20})(?:@\w{1,64})?(?:\s+|$)/u;

/**
 * Read a text.
 * @returns null when it is none of the desk's business: words that are no command and stand under no ticket
 */
export function readDesk(text: string, underTicket: boolean): DeskAct | null {
  const words = text.trim();
  if (words === '') return null;
  if (words.startsWith('//')) {
    const note = words.slice(2).trim();
    return underTicket && note !== '' ? { do: 'note', text: note } : null;
  }
  const found = COMMAND.exec(words);
  const verb = found ? verbOf(found[1] ?? '') : null;
  if (!found || verb === null) return underTicket && !found ? { do: 'answer', text: words } : null;
  const rest = words.slice(found[0].length).trim();
  if (BARE.has(verb)) return { do: 'command', verb, code: null, rest };
  const read = readReceipt(rest.slice(0, 40));
  const code = read && 'code' in read ? read.code : null;
  return { do: 'command', verb, code, rest: code === null ? rest : withoutCode(rest) };
}

const withoutCode = (text: string): string =>
  text.replace(/^\s*(?:db[\s.:#-]*)?[\do][\do\s.-]{8,16}[\do][\s:,–-]*/iu, '').trim();

function verbOf(name: string): Verb | null {
  const plain = fold(name).replace(/[^a-z]/g, '');
  return VERBS.find((v) => v === plain) ?? null;
}

/** The button of a verb: `d:nhan:DB-4827-193-554`, with an argument at the end where it has one. At most 64 bytes. */
export function deskToken(verb: Verb, code: string, argument = ''): string {
  return argument === '' ? `d:${verb}:${code}` : `d:${verb}:${code}:${argument}`;
}

/** A tapped button of the desk; null for any other token. */
export function readDeskToken(token: string): Extract<DeskAct, { do: 'command' }> | null {
  const [head, name = '', typed = '', ...rest] = token.split(':');
  const verb = VERBS.find((v) => v === name);
  if (head !== 'd' || verb === undefined) return null;
  const read = readReceipt(typed);
  const code = read && 'code' in read ? read.code : null;
  return code === null ? null : { do: 'command', verb, code, rest: rest.join(':') };
}

/** Verbs that are offered as buttons. */
export type ButtonVerb = Exclude<Verb, 'ghichu' | 'viec' | 'tiepchuyen' | 'trogiup'>;

/** The buttons under a post about a ticket, by what can be done with it now. */
export function deskVerbs(state: TicketState, held: boolean): readonly ButtonVerb[] {
  switch (state) {
    case 'closed':
      return ['molai', 'xem'];
    default:
      return [
        ...(held ? [] : (['nhan'] as const)),
        'muon',
        'giao',
        ...(state === 'answered' || state === 'transferred' ? [] : (['chuyen'] as const)),
        'xem',
        'dong',
      ];
  }
}

/** "Điện lực Mỹ Hào: đèn do điện lực quản lý": where to, and why; null while either is missing. */
export function readTransfer(rest: string): { readonly place: string; readonly why: string } | null {
  const [, place = '', why = ''] = /^([^:\n]{2,200})[:\n]([\s\S]+)$/.exec(rest.trim()) ?? [];
  return place.trim() === '' || why.trim() === '' ? null : { place: place.trim(), why: why.trim() };
}

/** Why an announcement of a head is not let through, offered as buttons; a reason of one's own is typed in the console. */
export const ANNOUNCEMENT_REASONS = ['sai', 'ro', 'trung', 'khac'] as const;
export type AnnouncementReason = (typeof ANNOUNCEMENT_REASONS)[number];

export type AnnouncementTap =
  | { readonly do: 'yes' | 'no'; readonly id: string }
  | { readonly do: 'because'; readonly id: string; readonly reason: AnnouncementReason };

/** The button under an announcement that waits: `a:yes:<id>`, `a:no:<id>`, `a:sai:<id>`. At most 64 bytes. */
export const announcementToken = (verb: 'yes' | 'no' | AnnouncementReason, id: string): string =>
  `a:${verb}:${id}`;

/** A tapped button about an announcement; null for any other token. */
export function readAnnouncementToken(token: string): AnnouncementTap | null {
  const match = /^a:([a-z]{2,5}):([0-9a-f-]{36})$/.exec(token);
  const id = match?.[2];
  if (!match || id === undefined) return null;
  if (match[1] === 'yes' || match[1] === 'no') return { do: match[1], id };
  const reason = ANNOUNCEMENT_REASONS.find((r) => r === match[1]);
  return reason === undefined ? null : { do: 'because', id, reason };
}
