/** Words that are often said, with holes for what differs: pure. A hole is a name in braces, as an officer types it. */
import { fold } from './text.ts';
import type { WardInfo } from './types.ts';

/** What may stand in braces, in the order the console lists them. */
export const CANNED_HOLES = [
  'mã hồ sơ',
  'phường',
  'điện thoại',
  'địa chỉ',
  'giờ làm việc',
  'lịch tiếp dân',
  'cán bộ',
] as const;
export type CannedHole = (typeof CANNED_HOLES)[number];

export interface CannedFacts {
  readonly code: string;
  readonly officer: string;
  readonly ward: WardInfo;
}

const HOLE = /\{([^{}\n]*)\}/g;
const holeOf = (name: string): CannedHole | undefined =>
  CANNED_HOLES.find((hole) => fold(hole) === fold(name));

/** Names in braces that mean nothing: a resident would see the braces. */
export function unknownHoles(text: string): string[] {
  const names = [...text.matchAll(HOLE)].map((m) => m[1] ?? '');
  return [...new Set(names.filter((name) => holeOf(name) === undefined))];
}

/** A brace without its other one: a hole that was typed wrong. */
export const hasStrayBrace = (text: string): boolean => /[{}]/.test(text.replace(HOLE, ''));

/** Fill the holes. What the ward has not set is said to be not set, never invented. */
export function fillCanned(text: string, facts: CannedFacts): string {
  return text.replace(HOLE, (whole, name: string) => {
    const hole = holeOf(name);
    if (hole === undefined) return whole;
    return filling(hole, facts) ?? `(phường chưa cập nhật ${hole})`;
  });
}

function filling(hole: CannedHole, { code, officer, ward }: CannedFacts): string | undefined {
  switch (hole) {
    case 'mã hồ sơ':
      return code;
    case 'cán bộ':
      return officer;
    case 'phường':
      return ward.name;
    case 'điện thoại':
      return ward.phone;
    case 'địa chỉ':
      return ward.address;
    case 'giờ làm việc':
      return ward.hours;
    case 'lịch tiếp dân':
      return ward.reception;
    default:
      return hole satisfies never;
  }
}
