/** A list of residential groups: read from a table, line by line, before anything is kept. */
import { fold } from '../core/text.ts';
import type { LineFault } from './households.ts';
import type { Table } from './table.ts';

export interface GroupLine {
  readonly line: number;
  readonly name: string;
  /** as counted by hand; null = not told */
  readonly households: number | null;
}

export interface GroupsRead {
  readonly lines: readonly GroupLine[];
  readonly faults: readonly LineFault[];
  readonly coding: 'TCVN3' | 'VNI' | null;
}

export const GROUP_HEAD = ['Tổ', 'Tổng số hộ'] as const;
const NAMES = ['to', 'ten to', 'to dan pho', 'thon', 'ten to dan pho', 'ten thon', 'ten'];
const COUNTS = ['tong so ho', 'so ho'];
const MOST_LINES = 2_000;
const NAME_LIMIT = 100;

/** What is wrong is said by line; a group twice in the file is a fault of the later line. @param codingOf see readHouseholds */
export function readGroups(table: Table, codingOf: (text: string) => 'TCVN3' | 'VNI' | null): GroupsRead {
  const coding = codingOf(table.slice(0, 500).flat().join('\n'));
  if (coding !== null) return { lines: [], faults: [], coding };
  const head = (table[0] ?? []).map((h) => fold(h.replace(/^'/, '')));
  const name = head.findIndex((h) => NAMES.includes(h));
  const count = head.findIndex((h) => COUNTS.includes(h));
  const none = (line: number, words: string): GroupsRead => ({
    lines: [],
    faults: [{ line, words }],
    coding,
  });
  if (name < 0) return none(1, 'Dòng đầu phải có cột Tổ.');
  if (table.length > MOST_LINES + 1) return none(MOST_LINES + 2, 'Tệp dài quá 2.000 dòng.');
  const seen = new Map<string, number>();
  const lines: GroupLine[] = [];
  const faults: LineFault[] = [];
  for (const [i, row] of table.entries()) {
    if (i === 0 || row.every((cell) => cell.trim() === '')) continue;
    const line = i + 1;
    const cell = (at: number) =>
      (row[at] ?? '')
        .replace(/^'(?=[=+\-@])/, '')
        .replace(/\s+/g, ' ')
        .trim();
    const typed = cell(name);
    const number = count < 0 ? '' : cell(count).replace(/[.\s]/g, '');
    const before = seen.get(fold(typed));
    const wrong =
      typed === '' || [...typed].length > NAME_LIMIT
        ? `tên tổ cần từ 1 đến ${NAME_LIMIT} ký tự`
        : number !== '' && !/^[1-9]\d{0,4}$/.test(number)
          ? 'tổng số hộ phải là số từ 1 đến 99.999'
          : before !== undefined
            ? `trùng với dòng ${before}`
            : null;
    if (wrong !== null) {
      faults.push({ line, words: wrong });
      continue;
    }
    seen.set(fold(typed), line);
    lines.push({ line, name: typed, households: number === '' ? null : Number(number) });
  }
  return { lines, faults, coding };
}
