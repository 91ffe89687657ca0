import { isSyllable } from './syllable.ts';

/**
 * What the keyboard left behind, undone on folded words: Telex (`muoons`, `dduwowcj`, `baso`),
 * VNI (`mu6o1n`), letters held too long (`kkhong`), and one letter missing, extra or swapped.
 */

const TONE = /[sfrxj]/g;

/** All single edits worth trying, nearest to what keyboards do first. */
function* keyboard(word: string): Generator<string> {
  yield word.replace(/([a-z])\1+/g, '$1');
  if (/\d/.test(word)) yield word.replace(/\d/g, '');
  const plain = word
    .replace(/w/g, '')
    .replace(/d(?=.*d)/, '')
    .replace(/([aeo])\1+/g, '$1');
  yield plain;
  const spots = [...word.matchAll(TONE)]
    .map((m) => m.index)
    .filter((i) => i > 0)
    .reverse();
  for (const base of [word, plain]) {
    for (let i = base.length - 1; i > 0; i--)
      if ('sfrxj'.includes(base[i] ?? '')) {
        const cut = base.slice(0, i) + base.slice(i + 1);
        yield cut;
        yield cut.replace(/([a-z])\1+/g, '$1');
      }
  }
  if (spots.length > 1) yield word.replace(/(?!^)[sfrxjw]/g, '').replace(/([a-z])\1+/g, '$1');
}

/** The syllable that a Telex or VNI keyboard meant, or null. */
export function undoKeyboard(word: string): string | null {
  for (const candidate of keyboard(word)) if (candidate !== word && isSyllable(candidate)) return candidate;
  return null;
}

/** One letter dropped, added, changed or swapped: every word one step away that `known` has, the most frequent first. */
export function nearest(word: string, known: ReadonlyMap<string, number>): string | null {
  let best: string | null = null;
  let most = 0;
  for (const w of oneStep(word)) {
    const n = known.get(w) ?? 0;
    if (n > most) {
      most = n;
      best = w;
    }
  }
  return best;
}

const LETTERS = 'abcdeghiklmnopqrstuvxy';

function* oneStep(word: string): Generator<string> {
  for (let i = 0; i + 1 < word.length; i++)
    yield word.slice(0, i) + (word[i + 1] ?? '') + (word[i] ?? '') + word.slice(i + 2);
  for (let i = 0; i < word.length; i++) yield word.slice(0, i) + word.slice(i + 1);
  for (let i = 0; i <= word.length; i++)
    for (const c of LETTERS) {
      yield word.slice(0, i) + c + word.slice(i);
      if (i < word.length) yield word.slice(0, i) + c + word.slice(i + 1);
    }
}
