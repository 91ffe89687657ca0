/**
 * Text to the form in which it is compared: no accents, no case, no invisible characters.
 * Composed and decomposed input, old and new tone placement ("hoà", "hòa"), full-width letters all meet here.
 */

const INVISIBLE = /\p{Cf}/gu;
const MARKS = /\p{M}/gu;

/** Letters of Vietnamese in one piece, Latin letters, figures, common signs: nothing here is invisible or written two ways. */
const PLAIN = /^[\n -~À-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ–—“”‘’]*$/;

/** Lower case, NFC, invisible and direction-changing characters gone, accents kept. */
export function clean(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.replace(INVISIBLE, '').normalize('NFKC').toLowerCase().normalize('NFC');
}

/** `Đường HOÀ bình` -> `duong hoa binh`. Folding twice is folding once. Never throws. */
export function fold(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(MARKS, '')
    .replaceAll('đ', 'd')
    .replace(INVISIBLE, '');
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const TONE_OF: Readonly<Record<string, string>> = {
  '\u0300': 'f',
  '\u0301': 's',
  '\u0303': 'r', // ngã and hỏi are one: half the country says them alike, and types what it says
  '\u0309': 'r',
  '\u0323': 'j',
};

/**
 * One word's accents in a form that does not depend on where the tone was put: the letters without
 * their tone, then the tone as a letter. `hoà` and `hòa` are both `hoaf`.
 */
export function accentKey(word: string): string {
  let tone = '';
  const letters = word.normalize('NFD').replace(TONES, (t) => {
    tone = TONE_OF[t] ?? '';
    return '';
  });
  return letters.normalize('NFC') + (tone ? `'${tone}` : '');
}
