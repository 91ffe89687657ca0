import { describe, expect, test } from 'vitest';
import { legacyCoding } from '../../src/documents/legacy.ts';
import { readHouseholds } from '../../src/papers/households.ts';
import { BadTable, readTable, safeCell, writeCsv } from '../../src/papers/table.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const GROUPS = ['Tổ 1', 'Tổ 2'];
const read = async (text: string) => readHouseholds(await readTable(bytes(text)), GROUPS, legacyCoding);
const HEAD = 'Tổ,Số hộ,Chủ hộ,Địa chỉ,Điện thoại\n';

describe('a list of households', () => {
  test('is read whole from CSV with commas, semicolons or a byte-order mark', async () => {
    for (const text of [
      `${HEAD}Tổ 1,1,Nguyễn Thị Hoa,Ngõ 3,0912345678\n`,
      `\uFEFF${HEAD}Tổ 1,1,Nguyễn Thị Hoa,Ngõ 3,0912345678\n`,
      `Tổ;Số hộ;Chủ hộ;Địa chỉ;Điện thoại\nto 1;1;Nguyễn Thị Hoa;Ngõ 3;0912 345 678\n`,
    ])
      expect(await read(text)).toEqual({
        coding: null,
        faults: [],
        lines: [
          ...[{ line: 2, group: 'Tổ 1', number: '1', head: 'Nguyễn Thị Hoa' }].map((l) => ({
            ...l,
            ...{ address: 'Ngõ 3', phone: '0912345678' },
          })),
        ],
      });
  });

  test('with three broken lines in a hundred names each by its line, and takes the rest for a dry run only', async () => {
    const lines = Array.from({ length: 100 }, (_, i) => `Tổ 1,${i + 1},Chủ hộ ${i + 1},Ngõ ${i + 1},`);
    lines[9] = 'Tổ 9,10,Chủ hộ 10,,';
    lines[49] = 'Tổ 1,năm mươi,Chủ hộ 50,,';
    lines[79] = 'Tổ 1,80,,,';
    const { faults, lines: good } = await read(HEAD + lines.join('\n'));
    expect(faults.map((f) => f.line)).toEqual([11, 51, 81]);
    expect(faults[0]?.words).toContain('không có tổ tên "Tổ 9"');
    expect(good).toHaveLength(97);
  });

  test('says which line a household repeats, by number or by name and address', async () => {
    const { faults } = await read(
      `${HEAD}Tổ 1,1,Bà Hoa,Ngõ 1,\nTổ 1,1,Ông Tư,Ngõ 2,\nTổ 1,3,bà hoa,ngõ 1,\nTổ 2,1,Bà Hoa,Ngõ 1,\n`,
    );
    expect(faults).toEqual([
      { line: 3, words: 'trùng với dòng 2' },
      { line: 4, words: 'trùng với dòng 2' },
    ]);
  });

  test('without its columns says which are missing', async () => {
    expect((await read('Tên,Tuổi\nHoa,70\n')).faults[0]?.words).toContain('Tổ, Số hộ, Chủ hộ');
  });

  test('typed in the fonts of the nineties is recognised, and nothing of it is taken', async () => {
    const old = 'Tæ d©n phè sè 1,1,NguyÔn ThÞ Hoa,Ngâ sè ba ®­êng lµng,\n'.repeat(8);
    const found = readHouseholds(
      await readTable(
        Uint8Array.from([...(HEAD.replace(/[^\x20-\xff\n]/g, '') + old)].map((c) => c.charCodeAt(0) & 255)),
      ),
      GROUPS,
      legacyCoding,
    );
    expect(found).toMatchObject({ coding: 'TCVN3', lines: [] });
  });
});

describe('a table', () => {
  test('that is no table is refused with a sentence', async () => {
    await expect(readTable(new Uint8Array())).rejects.toBeInstanceOf(BadTable);
    await expect(readTable(bytes('PK\u0003\u0004 not a workbook'))).rejects.toThrow('Excel');
  });

  test('of Excel is read as the CSV of the same cells', async () => {
    const { default: write } = await import('write-excel-file/node');
    const cells = ['Tổ', 'Số hộ', 'Chủ hộ'].map((value) => ({ value }));
    const book = await write([cells, [{ value: 'Tổ 1' }, { value: 12 }, { value: 'Bà Hoa' }]]).toBuffer();
    expect(await readTable(new Uint8Array(book))).toEqual([
      ['Tổ', 'Số hộ', 'Chủ hộ'],
      ['Tổ 1', '12', 'Bà Hoa'],
    ]);
  });

  test.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)'])(
    'never lets %s run in an office program',
    async (cell) => {
      expect(safeCell(cell)).toBe(`'${cell}`);
      expect(await writeCsv([[cell]])).toContain("'");
    },
  );
});
