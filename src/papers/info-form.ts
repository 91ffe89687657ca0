/**
 * Phiếu yêu cầu cung cấp thông tin as a Word file. Fields: Luật Tiếp cận thông tin 104/2016/QH13 Đ.24 khoản 2 (name,
 * residence, identity number, contact; what is asked for; how; why). The form of the law of 2026 was not found, so the
 * sheet calls itself the ward's own.
 */
import { IDENTITY_DOTS, wordSheet } from './sheet.ts';

export interface InfoFields {
  readonly to?: string;
  readonly name?: string;
  readonly address?: string;
  readonly idNumber?: string;
  readonly contact?: string;
  readonly what?: string;
  readonly how?: string;
  readonly why?: string;
}

export async function infoForm(fields: InfoFields): Promise<Uint8Array<ArrayBuffer>> {
  return await wordSheet({
    title: 'Phiếu yêu cầu cung cấp thông tin',
    blocks: [
      { label: 'Kính gửi', value: fields.to },
      { label: '1. Họ, tên người yêu cầu', value: fields.name },
      { label: '2. Nơi cư trú, địa chỉ', value: fields.address },
      {
        label: '3. Số căn cước, số định danh cá nhân hoặc số hộ chiếu',
        value: fields.idNumber ?? IDENTITY_DOTS,
      },
      { label: '4. Điện thoại, thư điện tử, fax (nếu có)', value: fields.contact },
      {
        label: '5. Thông tin xin cung cấp (ghi rõ tên văn bản, hồ sơ, tài liệu)',
        value: fields.what,
        long: true,
      },
      { label: '6. Hình thức nhận', value: fields.how },
      { label: '7. Lý do, mục đích', value: fields.why, long: true },
      { label: '8. Giấy tờ kèm theo, nếu luật đòi người liên quan đồng ý', value: undefined },
      { sign: 'NGƯỜI YÊU CẦU', how: '(ký, ghi rõ họ tên)', name: fields.name },
      {
        small:
          'Mẫu của phường, soạn theo khoản 2 Điều 24 Luật Tiếp cận thông tin 104/2016/QH13. Mẫu theo luật áp dụng từ 01/09/2026 phường chưa có. Không mất phí, chỉ trả chi phí in, sao, gửi nếu có.',
      },
    ],
  });
}
