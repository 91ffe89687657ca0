/** Every sentence the bot says, by key. `vi.ts` is the source of truth; a locale that misses a key does not compile. */
import { en } from './en.ts';
import { vi } from './vi.ts';

export type Locale = 'vi' | 'en';
export type Key = keyof typeof vi;

/** Names of the holes in a sentence: `'Mã: {code}'` -> `'code'`. */
type Holes<S extends string> = S extends `${string}{${infer H}}${infer Rest}` ? H | Holes<Rest> : never;
/** The holes of a sentence, filled. */
export type Args<K extends Key> = { readonly [H in Holes<(typeof vi)[K]>]: string | number };

export const locales: Readonly<Record<Locale, Readonly<Record<Key, string>>>> = { vi, en };
