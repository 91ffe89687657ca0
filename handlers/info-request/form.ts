/** Who asks for information: the fields of the request (Luật 104/2016/QH13 Đ.24.2), and the form made of them. */
import { say, verbatim } from '../../src/core/say.ts';
import type { Effect, Text } from '../../src/core/types.ts';
import type { InfoHow } from '../../src/law/index.ts';

export const FIELDS = ['name', 'address', 'idNumber', 'email', 'why'] as const;
export type Field = (typeof FIELDS)[number];
export type Who = Readonly<Partial<Record<Field, string>>>;

export interface InfoState {
  readonly step: 'what' | 'how' | 'consent' | Field | 'review';
  /** what is wanted, or what is said to be wrong */
  readonly text: string;
  /** published information is said to be wrong */
  readonly wrong?: boolean;
  readonly how?: InfoHow;
  readonly who: Who;
}

export const LONGEST = 300;
export const FORGET: Effect = { do: 'forgetMessage' };

/** The field after one; an e-mail address is asked for only where it is to be sent there. */
export function after(field: Field, how: InfoHow | undefined): Field | 'review' {
  const next = FIELDS[FIELDS.indexOf(field) + 1];
  if (next === undefined) return 'review';
  return next === 'email' && how !== 'email' ? after(next, how) : next;
}

/** Does it hold what the law asks: who, where, identity number, what, how? (Why is asked by the law, and its lack stops nothing here.) */
export function isWhole({ who, how, text }: InfoState): boolean {
  const named = who.name !== undefined && who.address !== undefined && who.idNumber !== undefined;
  return named && text !== '' && (how !== 'email' || who.email !== undefined);
}

export const lineOf = (who: Who): readonly Text[] =>
  FIELDS.flatMap((field) => {
    const value = who[field];
    return value === undefined ? [] : [say(`info.line-${field}`, { value: verbatim(value) })];
  });

const HOW_WORDS: Readonly<Record<InfoHow, string>> = {
  chat: 'qua tin nhắn',
  office: 'tại trụ sở',
  email: 'qua thư điện tử',
  post: 'qua bưu điện',
};

/** The form with what is known filled in, kept for a day. */
export function given({ who, how, text }: InfoState, key: string, ward: string): Effect {
  const fields = {
    to: `Ủy ban nhân dân ${ward}`,
    what: text,
    how: HOW_WORDS[how ?? 'chat'],
    ...(who.name === undefined ? {} : { name: who.name }),
    ...(who.address === undefined ? {} : { address: who.address }),
    ...(who.idNumber === undefined ? {} : { idNumber: who.idNumber }),
    ...(who.email === undefined ? {} : { contact: who.email }),
    ...(who.why === undefined ? {} : { why: who.why }),
  };
  return { do: 'keepPaper', key, paper: 'info', fields };
}
