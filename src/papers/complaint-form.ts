/**
 * Đơn khiếu nại as a Word file to print and sign. Fields: Luật Khiếu nại 02/2011/QH13 Đ.8 khoản 2 (date; names and
 * addresses; matter, reason, papers; request; signature or fingerprint), and those that Mẫu số 01 of NĐ 155/2026/NĐ-CP
 * adds (identity number, authorised person). The decree was read in a transcription, so the sheet calls itself the ward's own.
 */
import { IDENTITY_DOTS, wordSheet } from './sheet.ts';

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

const IDENTITY = `Số căn cước (hoặc số định danh cá nhân, giấy chứng nhận căn cước, hộ chiếu): ${IDENTITY_DOTS}`;

/** The form with what is known filled in and a dotted line for the rest. */
export async function complaintForm(fields: ComplaintFields): Promise<Uint8Array<ArrayBuffer>> {
  return await wordSheet({
    title: 'Đơn khiếu nại',
    blocks: [
      { label: 'Kính gửi', value: fields.to },
      { text: '1. Người khiếu nại', bold: true },
      { label: 'Họ và tên', value: fields.name },
      { label: 'Địa chỉ', value: fields.address },
      { text: IDENTITY },
      { text: '2. Người được ủy quyền khiếu nại (nếu có)', bold: true },
      { label: 'Họ và tên', value: undefined },
      { text: IDENTITY },
      { label: '3. Tên, địa chỉ cơ quan, tổ chức, cá nhân bị khiếu nại', value: fields.whom },
      { label: '4. Khiếu nại về việc', value: fields.about },
      { label: '5. Nội dung, lý do khiếu nại', value: fields.why, long: true },
      { label: '6. Yêu cầu giải quyết', value: fields.wish, long: true },
      { label: '7. Tài liệu, chứng cứ kèm theo (nếu có)', value: fields.papers },
      { sign: 'NGƯỜI KHIẾU NẠI', how: '(ký hoặc điểm chỉ)', name: fields.name },
      {
        small:
          'Mẫu của phường, soạn theo Điều 8 Luật Khiếu nại và Mẫu số 01 kèm Nghị định 155/2026/NĐ-CP. Nhắn tin không phải là nộp đơn: đơn phải có chữ ký hoặc điểm chỉ.',
      },
    ],
  });
}
