import { describe, expect, it } from 'vitest';
import { forwardCopy, withoutWriter } from '../../src/store/sealed-copy.ts';

const KNOWN = ['Trần Thị Hoa', '+84 912 345 678'];

describe('a copy for forwarding', () => {
  it.each([
    ['the name as it is known', 'Trần Thị Hoa kính đơn.', '[đã bỏ tên] kính đơn.'],
    ['the name without accents', 'toi TRAN THI HOA xin trinh bay', 'toi [đã bỏ tên] xin trinh bay'],
    ['the given name alone', 'Bà Hoa thấy rõ', 'Bà [đã bỏ tên] thấy rõ'],
    ['a name that nobody knew', 'Tôi tên là Lê Văn Mơ, xin tố cáo', 'Tôi tên là [đã bỏ tên], xin tố cáo'],
    ['a phone number', 'Gọi tôi 0912.345.678', 'Gọi tôi [đã bỏ số]'],
    ['an identity number', 'căn cước 033164001234', 'căn cước [đã bỏ số]'],
    ['an e-mail address', 'thư: hoa.tran@vi-du.vn', 'thư: [đã bỏ số]'],
    ['a house number', 'Nhà số 12 có camera', '[đã bỏ địa chỉ] có camera'],
    ['an alley', 'ngõ 12/3 bị lấn', '[đã bỏ địa chỉ] bị lấn'],
    ['a group of residence', 'ở tổ dân phố số 3', 'ở [đã bỏ địa chỉ]'],
    ['a street', 'ở đường Nguyễn Huệ', 'ở [đã bỏ địa chỉ]'],
    ['what follows "địa chỉ"', 'Địa chỉ: thôn Đông, xã Xa. Việc là', 'Địa chỉ: [đã bỏ địa chỉ]. Việc là'],
  ])('loses %s', (_what, text, without) => {
    expect(withoutWriter(text, KNOWN)).toBe(without);
  });

  it('keeps who is accused, sums, days, numbers of decisions, and the flower called as she is', () => {
    const text =
      'Ông Nguyễn Văn Bê ký quyết định số 12/QĐ-UBND ngày 05/03/2026, nhận 200.000.000 đồng mua hoa.';
    expect(withoutWriter(text, KNOWN)).toBe(text);
  });

  it('holds what the resident wrote and no photo, and says how many there are', () => {
    const at = '2026-11-22T02:00:00Z';
    expect(
      forwardCopy(
        [
          { actor: 'resident', at, text: 'Việc thứ nhất' },
          { actor: 'officer', at, text: 'Hỏi thêm', officer: 'Mai' },
          { actor: 'resident', at, photo: 'p1' },
          { actor: 'resident', at, text: 'Gọi 0912 345 678', photo: 'p2' },
        ],
        KNOWN,
      ),
    ).toEqual({ texts: ['Việc thứ nhất', 'Gọi [đã bỏ số]'], photos: 2 });
  });
});
