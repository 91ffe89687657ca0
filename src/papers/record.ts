/**
 * What somebody said at the counter, written up: read back, then signed or fingerprinted on this sheet (NĐ 154/2026
 * Đ.14.1). The decree gives no form for it, so it is the ward's own.
 */
import type { WardInfo } from '../core/types.ts';
import { closePdf, FONT, openPdf, type Pdf } from './pdf.ts';

export interface Record {
  readonly ward: Pick<WardInfo, 'name' | 'address'>;
  readonly code: string;
  readonly kind: string;
  /** `09:30 ngày 22/11/2026` */
  readonly at: string;
  readonly officer: string;
  readonly name?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly text: string;
}

const DOTS = '................................................................';

/** A4, as many pages as the words need; the two places to sign stay together. */
export async function recordPdf(record: Record): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await openPdf({ size: 'A4', margin: 56, title: `Bản ghi ${record.code}` });
  const { ward } = record;
  const centre = { align: 'center' } as const;
  pdf.font(FONT.bold).fontSize(12).text('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', centre);
  pdf.text('Độc lập - Tự do - Hạnh phúc', centre).moveDown(1);
  pdf.fontSize(17).text('BẢN GHI NỘI DUNG TRÌNH BÀY', centre);
  pdf
    .font(FONT.plain)
    .fontSize(11)
    .text('(mẫu của phường; Điều 14 khoản 1 Nghị định 154/2026/NĐ-CP)', centre);
  pdf.moveDown(1).fontSize(13);
  line(
    pdf,
    'Nơi ghi',
    `Ủy ban nhân dân ${ward.name}${ward.address === undefined ? '' : `, ${ward.address}`}`,
  );
  line(pdf, 'Lúc', record.at);
  line(pdf, 'Mã', `${record.code} (${record.kind})`);
  line(pdf, 'Người trình bày', record.name ?? DOTS);
  line(pdf, 'Địa chỉ', record.address ?? DOTS);
  line(pdf, 'Điện thoại', record.phone ?? DOTS);
  line(pdf, 'Người tiếp, ghi', record.officer);
  pdf.moveDown(0.6).font(FONT.bold).text('Nội dung trình bày');
  pdf.font(FONT.plain).text(record.text, { lineGap: 3 });
  pdf.moveDown(0.8);
  pdf.text('Cán bộ đã đọc lại bản này cho tôi nghe. Nội dung đúng với điều tôi trình bày.');
  signatures(pdf, record);
  return await closePdf(pdf);
}

function line(pdf: Pdf, label: string, value: string): void {
  pdf.font(FONT.bold).text(`${label}: `, { continued: true }).font(FONT.plain).text(value);
}

function signatures(pdf: Pdf, record: Record): void {
  const { left, right, bottom } = pdf.page.margins;
  if (pdf.y > pdf.page.height - bottom - 150) pdf.addPage();
  const half = (pdf.page.width - left - right) / 2;
  const y = pdf.y + 18;
  const column = (x: number, head: string, hint: string, name: string) => {
    pdf.font(FONT.bold).fontSize(12).text(head, x, y, { width: half, align: 'center' });
    pdf
      .font(FONT.plain)
      .fontSize(11)
      .text(hint, x, y + 18, { width: half, align: 'center' });
    pdf.fontSize(12).text(name, x, y + 104, { width: half, align: 'center' });
  };
  column(left, 'NGƯỜI TRÌNH BÀY', '(ký hoặc điểm chỉ)', record.name ?? '');
  column(left + half, 'NGƯỜI TIẾP CÔNG DÂN', '(ký, ghi rõ họ tên)', record.officer);
}
