/** Sentences by key, checked by the compiler; and their rendering in one locale. */
import type { Args, Key } from '../../locales/index.ts';
import type { Lines, Say, Text, Verbatim, Words } from './types.ts';

/** What fills the holes of a sentence: plain values, or sentences themselves. */
export type Fill<K extends Key> = { readonly [H in keyof Args<K>]: string | number | Text };

/** A sentence of the locale. `say('hello')`, `say('petition.sent', { code })`: a missing or unknown hole does not compile. */
export function say<K extends Key>(key: K, ...args: keyof Args<K> extends never ? [] : [Fill<K>]): Say {
  return { key, args: args[0] ?? {} };
}

/** Words as they are: what a resident or an officer wrote, a name, a code. Never searched for holes. */
export function verbatim(text: string): Verbatim {
  return { verbatim: text };
}

/** Texts under one another, with no blank line between. */
export function lines(...texts: readonly Text[]): Lines {
  return { lines: texts };
}

/** The words of a text in one locale (`locales.vi`). Parts of an array become paragraphs; empty parts vanish. */
export function render(text: Text, words: Words): string {
  if (isParts(text)) return joined(text, '\n\n', words);
  if ('verbatim' in text) return text.verbatim;
  if ('lines' in text) return joined(text.lines, '\n', words);
  return words[text.key].replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = text.args[name];
    if (value === undefined) return hole;
    return typeof value === 'object' ? render(value, words) : String(value);
  });
}

function joined(texts: readonly Text[], by: string, words: Words): string {
  return texts
    .map((t) => render(t, words))
    .filter((t) => t !== '')
    .join(by);
}

/** `Array.isArray` does not narrow a readonly array. */
function isParts(text: Text): text is readonly Text[] {
  return Array.isArray(text);
}
