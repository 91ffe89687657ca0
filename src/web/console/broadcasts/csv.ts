/** The report as a table to download: counts people, names nobody. */
import { recipientsAfter } from '../../../store/broadcasts/index.ts';
import type { Sql } from '../../../store/db.ts';
import { sayTime } from '../dates.ts';
import { platformName } from '../labels.ts';
import { RECIPIENT_NAMES, reasonName } from './words.ts';

const PAGE = 2_000;
const HEAD = ['Số', 'Kênh', 'Nơi nhận', 'Tổ dân phố', 'Kết quả', 'Lý do', 'Lúc'];

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
const cell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** Page by page, so that memory stays flat. Begins with a byte order mark: Excel then reads Vietnamese. */
export function csvOf(sql: Sql, wardId: string, id: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = '0';
  let count = 0;
  let begun = false;
  return new ReadableStream({
    pull: async (to) => {
      if (!begun) {
        begun = true;
        to.enqueue(encoder.encode(`\uFEFF${line(HEAD)}`));
      }
      const rows = await recipientsAfter(sql, wardId, id, after, PAGE);
      const last = rows.at(-1);
      if (last === undefined) return to.close();
      after = last.id;
      const text = rows.map((r) =>
        line([
          String(++count),
          platformName(r.platform),
          r.chatKind === 'group' ? 'nhóm chat' : 'người',
          r.group ?? '',
          RECIPIENT_NAMES[r.state],
          reasonName(r.reason),
          r.settledAt ? sayTime(r.settledAt) : '',
        ]),
      );
      to.enqueue(encoder.encode(text.join('')));
    },
  });
}
