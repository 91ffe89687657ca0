/**
 * Đơn khiếu nại as a Word file to print and sign. Fields: Luật Khiếu nại 02/2011/QH13 Đ.8 khoản 2 (date; names and
 * addresses; matter, reason, papers; request; signature or fingerprint), and those that Mẫu số 01 of NĐ 155/2026/NĐ-CP
 * adds (identity number, authorised person). The decree was read in a transcription, so the sheet calls itself the ward's own.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface ComplaintFields {
  readonly name?: string;
  readonly address?: string;
  /** name and address of whom the complaint is about */
  readonly whom?: string;
  /** "Kính gửi" */
  readonly to?: string;
  readonly about?: string;
  readonly why?: string;
  readonly wish?: string;
  readonly papers?: string;
}

const FONT = 'Be Vietnam Pro';
const DOTS = '.'.repeat(60);
const LONG_DOTS = Array.from({ length: 3 }, () => '.'.repeat(100)).join('\n');
const IDENTITY = `Số căn cước (hoặc số định danh cá nhân, giấy chứng nhận căn cước, hộ chiếu): ${'.'.repeat(30)} ngày cấp ..../..../........ nơi cấp ${'.'.repeat(30)}`;

/** The form with what is known filled in and a dotted line for the rest. The font is in the file. */
export async function complaintForm(fields: ComplaintFields): Promise<Uint8Array<ArrayBuffer>> {
  const { AlignmentType, CharacterSet, Document, Packer, Paragraph, TextRun } = await import('docx');
  const font = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf',
  );
  type Align = (typeof AlignmentType)[keyof typeof AlignmentType];
  const runs = (text: string, bold = false) =>
    text.split('\n').map((part, i) => new TextRun({ text: part, bold, ...(i === 0 ? {} : { break: 1 }) }));
  const line = (text: string, alignment: Align = AlignmentType.LEFT, bold = false) =>
    new Paragraph({ alignment, spacing: { after: 120 }, children: runs(text, bold) });
  const field = (label: string, value: string | undefined, empty = DOTS) =>
    new Paragraph({
      spacing: { after: 120 },
      children: [new TextRun({ text: `${label}: `, bold: true }), ...runs(value ?? empty)],
    });
  const right = AlignmentType.RIGHT;
  const centre = AlignmentType.CENTER;
  const document = new Document({
    title: 'Đơn khiếu nại',
    creator: 'Dân Biết',
    fonts: [{ name: FONT, data: readFileSync(font), characterSet: CharacterSet.VIETNAMESE }],
    styles: { default: { document: { run: { font: FONT, size: 26 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1134, bottom: 1134, left: 1417, right: 1134 },
          },
        },
        children: [
          line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc', centre, true),
          line('................, ngày ...... tháng ...... năm ..........', right),
          line('ĐƠN KHIẾU NẠI', centre, true),
          field('Kính gửi', fields.to),
          line('1. Người khiếu nại', undefined, true),
          field('Họ và tên', fields.name),
          field('Địa chỉ', fields.address),
          line(IDENTITY),
          line('2. Người được ủy quyền khiếu nại (nếu có)', undefined, true),
          field('Họ và tên', undefined),
          line(IDENTITY),
          field('3. Tên, địa chỉ cơ quan, tổ chức, cá nhân bị khiếu nại', fields.whom),
          field('4. Khiếu nại về việc', fields.about),
          field('5. Nội dung, lý do khiếu nại', fields.why, `\n${LONG_DOTS}`),
          field('6. Yêu cầu giải quyết', fields.wish, `\n${LONG_DOTS}`),
          field('7. Tài liệu, chứng cứ kèm theo (nếu có)', fields.papers),
          new Paragraph({ alignment: right, keepNext: true, children: runs('NGƯỜI KHIẾU NẠI', true) }),
          new Paragraph({ alignment: right, keepNext: true, children: runs('(ký hoặc điểm chỉ)\n\n\n') }),
          line(fields.name ?? '', right),
          new Paragraph({
            children: [
              new TextRun({
                text: 'Mẫu của phường, soạn theo Điều 8 Luật Khiếu nại và Mẫu số 01 kèm Nghị định 155/2026/NĐ-CP. Nhắn tin không phải là nộp đơn: đơn phải có chữ ký hoặc điểm chỉ.',
                size: 18,
                italics: true,
              }),
            ],
          }),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
