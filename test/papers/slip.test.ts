import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { recordPdf } from '../../src/papers/record.ts';
import { type Slip, slipPdf } from '../../src/papers/slip.ts';

const SLIP: Slip = {
  ward: {
    name: 'phường Thượng Hồng',
    province: 'tỉnh Hưng Yên',
    address: 'số 1 đường Thử',
    phone: '0221 000 111',
    hours: '8 giờ đến 17 giờ',
  },
  code: 'DB-1000-005-721',
  kind: 'Phản ánh',
  receivedOn: '22/11/2026',
  receivedBy: 'Nguyễn Anh Tuấn',
  next: ['Chậm nhất thứ Hai 07/12/2026: phường phải trả lời bác (khoản 1 Điều 28 Luật Tiếp công dân).'],
  link: 'https://danbiet.example.vn/tra-cuu?ma=DB-1000-005-721',
};

async function read(bytes: Uint8Array): Promise<{ pages: number; text: string; raw: string }> {
  const raw = Buffer.from(bytes).toString('latin1');
  const { totalPages, text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), {
    mergePages: true,
  });
  return { pages: totalPages, text: text.normalize('NFC').replace(/\s+/g, ' '), raw };
}

describe('the slip', () => {
  it('is one page in a font that it carries itself, with code, days, article and whom to ask', async () => {
    const { pages, text, raw } = await read(await slipPdf(SLIP));
    expect(pages).toBe(1);
    expect(raw).toContain('/FontFile2');
    for (const part of [
      'ỦY BAN NHÂN DÂN PHƯỜNG THƯỢNG HỒNG',
      'số 1 đường Thử',
      'DB-1000-005-721',
      'Phản ánh. Nhận ngày 22/11/2026.',
      'Chậm nhất thứ Hai 07/12/2026',
      'khoản 1 Điều 28 Luật Tiếp công dân',
      'Hoặc gọi 0221 000 111',
      'danbiet.example.vn/tra-cuu',
      'Người tiếp nhận: Nguyễn Anh Tuấn',
      'mẫu của phường',
    ])
      expect(text).toContain(part);
    expect(raw).toContain('/Subtype /Image');
  });

  it('has no QR code and names no page where the server has no public address', async () => {
    const { link: _, ...bare } = SLIP;
    const { text, raw } = await read(await slipPdf(bare));
    expect(raw).not.toContain('/Subtype /Image');
    expect(text).not.toContain('tra-cuu');
    expect(text).toContain('DB-1000-005-721');
  });

  it('leaves out what the ward has not set', async () => {
    const { text } = await read(
      await slipPdf({ ...SLIP, ward: { name: 'xã Thử', province: 'tỉnh' }, next: [] }),
    );
    expect(text).not.toContain('Điện thoại');
    expect(text).not.toContain('undefined');
    expect(text).toContain('luật không định ngày trả lời');
  });
});

it('the record to sign holds what was said, and a place to sign that is not torn from it by much text', async () => {
  const said = Array.from({ length: 120 }, (_, i) => `Câu thứ ${i}: đèn ngõ 5 hỏng.`).join('\n');
  const { pages, text } = await read(
    await recordPdf({
      ...{ ward: SLIP.ward, code: SLIP.code, kind: 'Phản ánh', at: '09:30 22/11/2026', officer: 'Anh Tuấn' },
      ...{ name: 'Trần Thị Hoa', text: said },
    }),
  );
  expect(pages).toBeGreaterThan(1);
  for (const part of ['Trần Thị Hoa', 'Câu thứ 119', 'ký hoặc điểm chỉ', 'đã đọc lại', 'Anh Tuấn'])
    expect(text).toContain(part);
});
