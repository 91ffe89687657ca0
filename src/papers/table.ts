/** Tables as officers' office programs make and read them: CSV and XLSX, in and out. */

/** Lines as they stand, each cell as text; the first line is line 1. */
export type Table = readonly (readonly string[])[];

export class BadTable extends Error {
  override readonly name = 'BadTable';
}

/**
 * Read a CSV or XLSX file by its content, never its name.
 * @throws BadTable with a sentence for the officer
 */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  if (bytes.length === 0) throw new BadTable('Tệp rỗng.');
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const rows = zip ? await xlsx(bytes) : await csv(bytes);
  if (rows.length === 0) throw new BadTable('Tệp không có dòng nào.');
  return rows;
}

async function xlsx(bytes: Uint8Array): Promise<string[][]> {
  const { readSheet } = await import('read-excel-file/node');
  try {
    const rows = await readSheet(Buffer.from(bytes));
    return rows.map((row) => row.map(cellText));
  } catch {
    throw new BadTable('Không đọc được tệp Excel này. Xin lưu lại dạng .xlsx hoặc .csv rồi thử lại.');
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell).normalize('NFC').trim();
}

async function csv(bytes: Uint8Array): Promise<string[][]> {
  const { parse } = await import('csv-parse/sync');
  const text = decoded(bytes);
  const first = text.split('\n', 1)[0] ?? '';
  const delimiter = [';', '\t', ','].find((d) => first.includes(d)) ?? ',';
  try {
    return parse(text, {
      ...{ delimiter, bom: true, relaxColumnCount: true, relaxQuotes: true, trim: true },
      skipEmptyLines: false,
    }).map((row) => row.map((cell) => cell.normalize('NFC')));
  } catch {
    throw new BadTable('Không đọc được tệp này. Tệp phải là .csv hoặc .xlsx.');
  }
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // letters of the old fonts; they are recognised later and said, never guessed
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A cell that an office program would run as a formula is given a mark that makes it text (OWASP, CSV injection). */
export function safeCell(value: string): string {
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

/** CSV with a byte-order mark, so that Excel reads the accents. */
export async function writeCsv(rows: Table): Promise<string> {
  const { stringify } = await import('csv-stringify/sync');
  return `\uFEFF${stringify(
    rows.map((row) => row.map(safeCell)),
    { record_delimiter: 'windows' },
  )}`;
}

export interface Sheet {
  readonly name: string;
  /** the first line stands out */
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** of each column, in letters */
  readonly widths: readonly number[];
}

/** An Excel workbook. Text stays text (a cell that begins with `=` is no formula), numbers are numbers. */
export async function writeXlsx(sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const { default: write } = await import('write-excel-file/node');
  const book = write(
    sheets.map(({ name, rows, widths }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: widths.map((width) => ({ width })),
      data: rows.map((row, line) =>
        row.map((value) =>
          value === null
            ? null
            : {
                value,
                type: typeof value === 'number' ? Number : String,
                wrap: true,
                ...(line === 0 ? { fontWeight: 'bold' as const } : {}),
              },
        ),
      ),
    })),
  );
  return new Uint8Array(await book.toBuffer());
}
