/** A list of households: read from a table, line by line, before anything is kept. */
import { fold } from '../core/text.ts';
import type { Table } from './table.ts';

export interface HouseholdLine {
  /** of the file, 1 = its first line */
  readonly line: number;
  readonly group: string;
  readonly number: string;
  readonly head: string;
  readonly address: string;
  readonly phone: string;
}

export interface LineFault {
  readonly line: number;
  readonly words: string;
}

export interface HouseholdsRead {
  readonly lines: readonly HouseholdLine[];
  readonly faults: readonly LineFault[];
  /** the old font coding the file is in: nothing of it is taken */
  readonly coding: 'TCVN3' | 'VNI' | null;
}

export const HOUSEHOLD_HEAD = ['Tổ', 'Số hộ', 'Chủ hộ', 'Địa chỉ', 'Điện thoại'] as const;
type Column = 'group' | 'number' | 'head' | 'address' | 'phone';
const NAMES: Readonly<Record<Column, readonly string[]>> = {
  group: ['to', 'to dan pho', 'thon', 'ten to'],
  number: ['so ho', 'so thu tu', 'stt', 'ho so', 'so'],
  head: ['chu ho', 'ten chu ho', 'ho ten', 'ho va ten', 'ho ten chu ho'],
  address: ['dia chi', 'noi o'],
  phone: ['dien thoai', 'so dien thoai', 'sdt'],
};
const MOST_LINES = 20_000;

/**
 * Read the lines. What is wrong is said by line; a household twice in the file is a fault of the later line.
 * @param groups names of the ward's groups
 * @param codingOf recognises a text in the fonts of the nineties
 */
export function readHouseholds(
  table: Table,
  groups: readonly string[],
  codingOf: (text: string) => 'TCVN3' | 'VNI' | null,
): HouseholdsRead {
  const coding = codingOf(table.slice(0, 500).flat().join('\n'));
  if (coding !== null) return { lines: [], faults: [], coding };
  const columns = columnsOf(table[0] ?? []);
  if ('missing' in columns) return { lines: [], faults: [{ line: 1, words: columns.missing }], coding };
  if (table.length > MOST_LINES + 1)
    return {
      ...{ lines: [], coding },
      faults: [{ line: MOST_LINES + 2, words: 'Tệp dài quá 20.000 dòng, xin chia nhỏ.' }],
    };
  const known = new Map(groups.map((g) => [fold(g), g]));
  const seen = new Map<string, number>();
  const lines: HouseholdLine[] = [];
  const faults: LineFault[] = [];
  for (const [i, row] of table.entries()) {
    if (i === 0 || row.every((cell) => cell.trim() === '')) continue;
    const line = i + 1;
    const cell = (c: Column) =>
      (row[columns.at[c] ?? -1] ?? '')
        .replace(/^'(?=[=+\-@])/, '')
        .replace(/\s+/g, ' ')
        .trim();
    const group = known.get(fold(cell('group')));
    const number = cell('number').toUpperCase();
    const head = cell('head');
    const phone = cell('phone').replace(/[\s.-]/g, '');
    const wrong =
      group === undefined
        ? `không có tổ tên "${cell('group').slice(0, 60)}"`
        : !/^[0-9]{1,5}[A-Z]?$/.test(number)
          ? 'số hộ phải là số, ví dụ 12 hoặc 12A'
          : head === '' || head.length > 120
            ? 'thiếu tên chủ hộ, hoặc tên dài quá 120 ký tự'
            : phone !== '' && !/^\+?\d{8,12}$/.test(phone)
              ? 'số điện thoại không đúng'
              : null;
    if (wrong !== null || group === undefined) {
      faults.push({ line, words: wrong ?? 'không đọc được' });
      continue;
    }
    const keys = [`số ${fold(group)} ${number}`, `nhà ${fold(group)} ${fold(head)} ${fold(cell('address'))}`];
    const twice = keys.map((k) => seen.get(k)).find((l) => l !== undefined);
    if (twice !== undefined) {
      faults.push({ line, words: `trùng với dòng ${twice}` });
      continue;
    }
    for (const key of keys) seen.set(key, line);
    lines.push({ line, group, number, head, address: cell('address'), phone });
  }
  return { lines, faults, coding };
}

function columnsOf(
  head: readonly string[],
): { readonly at: Readonly<Partial<Record<Column, number>>> } | { readonly missing: string } {
  const folded = head.map((h) => fold(h.replace(/^'/, '')));
  const at: Partial<Record<Column, number>> = {};
  for (const [column, names] of Object.entries(NAMES) as [Column, readonly string[]][]) {
    const index = folded.findIndex((h) => names.includes(h));
    if (index >= 0) at[column] = index;
  }
  const needed = (['group', 'number', 'head'] as const).filter((c) => at[c] === undefined);
  if (needed.length === 0) return { at };
  const words = { group: 'Tổ', number: 'Số hộ', head: 'Chủ hộ' } as const;
  return { missing: `Dòng đầu phải có các cột: ${needed.map((c) => words[c]).join(', ')}.` };
}
