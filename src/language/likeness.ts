/** How alike two short reports of the same category are. Pure; for choosing what to show, never for deciding. */
import { fold } from './fold.ts';

// Folded words that say nothing of what is broken or where.
const EMPTY = new Set(
  'a ad anh ay ba bac ban bao bi bo cac cai can cap chau chi cho chua chung co con cua cung da dang day de den di do duoc em gi giup gui hom hon ho khong kinh la lai lam len luc ma mai may mong mot mua nay ngay nao nen nghi nguoi nha nhe nho nhung no o oi oi qua ra rat roi sao sau sua the thi thang thay tin toi trong tu tuan u uy va van vao ve vi viec voi vua xin xem xuong phuong to thon dan pho khu duong so'.split(
    ' ',
  ),
);

/** "ngõ 5", "tổ 3", "số nhà 12": a word and the number after it, where the place is. */
const PLACE = /(?:^| )(ngo|ngach|hem|kiet|so|so nha|cot|cot so|cho|xom|kiot|lo) (\d{1,4}[a-z]?)(?= |$)/g;

interface Read {
  readonly words: ReadonlySet<string>;
  /** kind of place -> numbers */
  readonly places: ReadonlyMap<string, ReadonlySet<string>>;
}

function read(text: string): Read {
  const folded = fold(text.slice(0, 1000)).replace(/[^a-z0-9]+/g, ' ');
  const places = new Map<string, Set<string>>();
  for (const [, kind = '', number = ''] of folded.matchAll(PLACE)) {
    const key = kind.startsWith('so') ? 'so' : kind.startsWith('cot') ? 'cot' : kind;
    places.set(key, (places.get(key) ?? new Set()).add(number));
  }
  const words = new Set(folded.split(' ').filter((w) => w.length > 1 && !EMPTY.has(w) && !/^\d/.test(w)));
  return { words, places };
}

/**
 * 0..1: how much of the shorter one's telling words the other has too. Two that name different lanes or numbers are not
 * alike at all; the same lane makes up for words that differ.
 */
export function likeness(a: string, b: string): number {
  const one = read(a);
  const other = read(b);
  let same = 0;
  for (const [kind, numbers] of one.places) {
    const theirs = other.places.get(kind);
    if (!theirs) continue;
    if (![...numbers].some((n) => theirs.has(n))) return 0;
    same += 1;
  }
  const common = [...one.words].filter((w) => other.words.has(w)).length;
  const least = Math.min(one.words.size, other.words.size);
  const equal = least > 0 && common === Math.max(one.words.size, other.words.size);
  const words = equal ? Math.max(0.5, common / 3) : common / Math.max(3, least);
  return Math.min(1, words + 0.4 * Math.min(1, same));
}
