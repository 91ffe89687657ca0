/**
 * Vietnamese typed in the fonts of the nineties (TCVN3 ".VnTime", VNI "VNI-Times"): ordinary Latin letters that only
 * look right in their own font. Recognised, so that the officer is told; never guessed back into words.
 */

// what each coding puts inside words, where no other language does
const TCVN3 = /[µ¸¶·¹¨»¾¼½©®ª«¬§¦\u00ad]|(?<=\p{Ll})[ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞß]/gu;
const VNI = /[aeoôöuy][øùûõïâáàåãäêéèúüë]|[AEOÔÖUY][ØÙÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]/gu;
/** letters that only Vietnamese in Unicode has */
const UNICODE = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]|\p{L}[\u0300\u0301\u0303\u0309\u0323]/gu;

const ENOUGH = 0.025;

/** The old coding a text is in, or null. Needs a line or two to tell. */
export function legacyCoding(text: string): 'TCVN3' | 'VNI' | null {
  const letters = count(text, /\p{L}/gu);
  if (letters < 40 || count(text, UNICODE) > 0.01 * letters) return null;
  const tcvn3 = count(text, TCVN3);
  const vni = count(text, VNI);
  if (Math.max(tcvn3, vni) < ENOUGH * letters) return null;
  return tcvn3 > vni ? 'TCVN3' : 'VNI';
}

function count(text: string, of: RegExp): number {
  return text.match(of)?.length ?? 0;
}
