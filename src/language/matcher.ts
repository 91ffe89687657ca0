import { accentKey, fold } from './fold.ts';
import { memo } from './memo.ts';
import type { Token } from './types.ts';

/**
 * Finds the phrases of a lexicon in a message. In a message typed without accents a word matches any accents; where
 * accents were typed they must be the right ones (tone placement and hỏi/ngã aside): "tổ" is not "tố", "den" may be "đèn".
 */
export interface Matcher {
  /** cue -> the different phrases of it that were found */
  find(tokens: readonly Token[]): Found;
}
export type Found = ReadonlyMap<string, readonly string[]>;

const GAP = 4;
/** from this share of words with accents on, a word without was meant so: "thì do phường" is not "thì đỡ" */
const CAREFUL = 0.6;
const keyOf = memo(accentKey);

interface Word {
  readonly fold: string;
  readonly key: string;
}
interface Pattern {
  readonly cue: string;
  readonly phrase: string;
  readonly words: readonly (Word | null)[];
  readonly strict: boolean;
}

/**
 * Compile `cue: phrase | phrase` lexicons. `…` in a phrase stands for 0 to 4 words. A phrase of one word, or one
 * with a final `!`, is found only with its accents; with a final `~` also without. */
export function compile(...lexicons: readonly ReadonlyMap<string, readonly string[]>[]): Matcher {
  const byFirst = new Map<string, Pattern[]>();
  for (const lexicon of lexicons)
    for (const [cue, phrases] of lexicon)
      for (const written of phrases) {
        const phrase = written.replace(/[!~]$/, '');
        // one short word without its accents is too many words at once
        const strict = written.endsWith('!') || (!phrase.includes(' ') && !written.endsWith('~'));
        for (const said of voices(phrase)) {
          const words = said.split(' ').map((w) => (w === '…' ? null : { fold: fold(w), key: accentKey(w) }));
          const first = words[0]?.fold ?? '';
          const list = byFirst.get(first) ?? [];
          list.push({ cue, phrase, words, strict });
          byFirst.set(first, list);
        }
      }
  return {
    find(tokens) {
      const keys = tokens.map((t) => (t.bare ? null : keyOf(t.text)));
      const careful = tokens.filter((t) => t.text !== t.fold).length >= CAREFUL * tokens.length;
      const out = new Map<string, string[]>();
      for (let i = 0; i < tokens.length; i++)
        for (const p of byFirst.get(tokens[i]?.fold ?? '') ?? [])
          if (matches(p, tokens, keys, i, 0, false, careful)) {
            const list = out.get(p.cue);
            if (!list) out.set(p.cue, [p.phrase]);
            else if (!list.includes(p.phrase)) list.push(p.phrase);
          }
      return out;
    },
  };
}

/** Who says "I" to an officer says "tôi", "em", "cháu" or "mình": a phrase written with the first is found with all. */
function voices(phrase: string): string[] {
  if (!/ /.test(phrase) || !/(^| )tôi( |$)/.test(phrase)) return [phrase];
  return ['tôi', 'em', 'cháu', 'mình'].map((who) => phrase.replace(/(^| )tôi(?= |$)/g, `$1${who}`));
}

function matches(
  p: Pattern,
  tokens: readonly Token[],
  keys: readonly (string | null)[],
  at: number,
  from: number,
  accented: boolean,
  careful: boolean,
): boolean {
  let i = at;
  let sure = accented;
  let hasty = false;
  for (let w = from; w < p.words.length; w++) {
    const word = p.words[w];
    if (word === null) {
      for (let skip = 0; skip <= GAP; skip++)
        if (matches(p, tokens, keys, i + skip, w + 1, sure, careful)) return true;
      return false;
    }
    const token = tokens[i];
    if (!word || !token || token.fold !== word.fold) return false;
    const key = keys[i] ?? null;
    if (key === null) {
      if (p.strict && word.fold !== word.key) return false;
    } else if (key === word.key) sure ||= key !== token.fold;
    // beside a word with its right accents one left plain may have lost them in haste
    else if (key === token.fold && !careful) hasty = true;
    else return false;
    i++;
  }
  return sure || !hasty;
}

/** `name: phrase | phrase` lines to a lexicon. */
export function lexicon(source: string): ReadonlyMap<string, readonly string[]> {
  const out = new Map<string, readonly string[]>();
  for (const line of source.normalize('NFC').trim().split('\n')) {
    const colon = line.indexOf(':');
    const phrases = line.slice(colon + 1).split('|').map((p) => p.trim()).filter(Boolean); // biome-ignore format: one thought
    if (colon > 0) out.set(line.slice(0, colon), phrases);
  }
  return out;
}
