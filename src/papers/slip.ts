/** The slip somebody takes home from the counter: the code, large; what happens next, by when; whom to ask. */
import type { WardInfo } from '../core/types.ts';
import { closePdf, FONT, openPdf, type Pdf, rule } from './pdf.ts';

export interface Slip {
  readonly ward: Pick<WardInfo, 'name' | 'province' | 'address' | 'phone' | 'hours'>;
  readonly code: string;
  /** "Phản ánh", as residents are told */
  readonly kind: string;
  /** `22/11/2026` */
  readonly receivedOn: string;
  /** who took it in */
  readonly receivedBy?: string;
  /** whole sentences, each with its day and its article */
  readonly next: readonly string[];
  /** where the code can be looked up; absent: no QR code */
  readonly link?: string;
}

const BODY = 12.5;
const QR = 104;

/** One A5 page, two where there is much to say. Holds nothing of the person and nothing of what was said. */
export async function slipPdf(slip: Slip): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await openPdf({ size: 'A5', margin: 28, title: `Phiếu tiếp nhận ${slip.code}` });
  const { ward } = slip;
  pdf
    .font(FONT.bold)
    .fontSize(12.5)
    .text(`ỦY BAN NHÂN DÂN ${ward.name.toLocaleUpperCase('vi')}`);
  pdf.font(FONT.plain).fontSize(11);
  if (ward.address !== undefined) pdf.text(`Địa chỉ: ${ward.address}`);
  if (ward.phone !== undefined) pdf.text(`Điện thoại: ${ward.phone}`);
  if (ward.hours !== undefined) pdf.text(`Giờ làm việc: ${ward.hours}`);
  rule(pdf);
  pdf.font(FONT.bold).fontSize(19).text('PHIẾU TIẾP NHẬN', { align: 'center' });
  pdf
    .font(FONT.plain)
    .fontSize(BODY)
    .text(`${slip.kind}. Nhận ngày ${slip.receivedOn}.`, { align: 'center' });
  await codeAndQr(pdf, slip);
  heading(pdf, 'Việc tiếp theo');
  for (const sentence of slip.next) item(pdf, sentence);
  if (slip.next.length === 0) item(pdf, 'Cán bộ sẽ báo cho bác. Loại việc này luật không định ngày trả lời.');
  heading(pdf, 'Muốn biết tới đâu');
  for (const sentence of waysToAsk(slip)) item(pdf, sentence);
  if (slip.receivedBy !== undefined) {
    pdf.moveDown(0.4);
    pdf.font(FONT.plain).fontSize(BODY).text(`Người tiếp nhận: ${slip.receivedBy}`);
  }
  pdf.moveDown(0.5);
  pdf
    .fontSize(9.5)
    .fillColor('#333333')
    .text(
      'Phiếu theo mẫu của phường. Ai cầm mã này chỉ xem được việc tới đâu, không xem được tên và nội dung.',
    );
  return await closePdf(pdf);
}

async function codeAndQr(pdf: Pdf, slip: Slip): Promise<void> {
  const { left, right } = pdf.page.margins;
  const width = pdf.page.width - left - right;
  const top = pdf.y + 8;
  const height = slip.link === undefined ? 66 : QR + 16;
  pdf.roundedRect(left, top, width, height, 8).lineWidth(1.6).strokeColor('#000000').stroke();
  const room = slip.link === undefined ? width : width - QR - 16;
  const at = slip.link === undefined ? top + 10 : top + 30;
  pdf.font(FONT.plain).fontSize(BODY).text('Mã của bác', left, at, { width: room, align: 'center' });
  pdf
    .font(FONT.bold)
    .fontSize(23)
    .text(slip.code, left, at + 18, { width: room, align: 'center' });
  if (slip.link !== undefined) {
    const { default: qrcode } = await import('qrcode');
    const image = await qrcode.toBuffer(slip.link, { errorCorrectionLevel: 'M', margin: 1, width: QR * 4 });
    pdf.image(image, left + width - QR - 8, top + 8, { width: QR, height: QR });
  }
  pdf.fontSize(BODY);
  pdf.x = left;
  pdf.y = top + height + 2;
}

function waysToAsk({ link, ward }: Slip): readonly string[] {
  return [
    ...(link === undefined
      ? []
      : [
          `Lấy điện thoại quét ô vuông ở trên, hoặc mở ${link.replace(/^https?:\/\/|\?.*$/g, '')} rồi gõ mã.`,
        ]),
    'Nhắn mã này cho máy trả lời của phường.',
    ward.phone === undefined
      ? 'Hoặc đưa phiếu này cho cán bộ tiếp dân.'
      : `Hoặc gọi ${ward.phone}, hoặc đưa phiếu này cho cán bộ tiếp dân.`,
  ];
}

function heading(pdf: Pdf, words: string): void {
  pdf.moveDown(0.4);
  pdf.font(FONT.bold).fontSize(14).text(words);
}

function item(pdf: Pdf, words: string): void {
  const { left, right } = pdf.page.margins;
  const width = pdf.page.width - left - right;
  const y = pdf.y + 2;
  pdf.font(FONT.plain).fontSize(BODY).text('•', left, y, { lineBreak: false });
  pdf.text(words, left + 12, y, { width: width - 12 });
  pdf.x = left;
}
