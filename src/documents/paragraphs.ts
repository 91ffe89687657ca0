import { isMarked } from './marks.ts';
import type { Paragraph } from './types.ts';

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;
const ENDED = /[.;:!?…”"»]$/u;

/** One line tidied: composed letters, no invisible ones, single spaces. */
export function tidy(line: string): string {
  return line
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(/[\s\p{Zs}]+/gu, ' ')
    .trim();
}

/**
 * Lines to paragraphs: lines broken by the page's width or by a page's end are one again.
 * Page numbers standing alone are left out.
 */
export function paragraphs(text: string): Paragraph[] {
  const lines = text.split(/\r\n|[\n\r\f\v\u2028\u2029]/).map(tidy);
  const width = wrapWidth(lines);
  const out: string[] = [];
  let last = '';
  let gap = true;
  for (const line of lines) {
    if (line === '' || /^(?:-\s*)?(?:trang\s*)?\d{1,4}(?:\s*-|\s*\/\s*\d+)?$/iu.test(line)) {
      gap = gap || line === '';
      continue;
    }
    if (out.length > 0 && continues(out.at(-1) ?? '', last, line, gap, width))
      out[out.length - 1] = `${out.at(-1)} ${line}`;
    else out.push(line);
    last = line;
    gap = false;
  }
  return out.map((t) => ({ text: t }));
}

function continues(before: string, last: string, line: string, gap: boolean, width: number): boolean {
  if (isMarked(line) || ENDED.test(before)) return false;
  // a heading of its own: capitals throughout
  if (isCapitals(line) || isCapitals(last)) return false;
  if (/^\p{Ll}/u.test(line)) return true;
  return !gap && width > 0 && [...last].length >= 0.7 * width;
}

export function isCapitals(line: string): boolean {
  return /\p{Lu}{2}/u.test(line) && !/\p{Ll}/u.test(line);
}

/** Width at which the lines were broken; 0 when paragraphs stand on one line each. */
function wrapWidth(lines: readonly string[]): number {
  const lengths = lines
    .map((l) => [...l].length)
    .filter((n) => n > 0)
    .sort((a, b) => a - b);
  const nearly = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  const most = lengths.at(-1) ?? 0;
  return lengths.length >= 8 && nearly >= 40 && most <= nearly * 1.6 && most <= 200 ? nearly : 0;
}
