/** DC: grassroots democracy. Luật 10/2022/QH15, NĐ 59/2023, NĐ 61/2023, NĐ 185/2026, Luật 72/2025 Đ.43. */
import { atMost, before, cite, during, lv, months, n, type Rule, until } from '../rule.ts';

const LAW = '10/2022/QH15';
const DECREE = '59/2023/NĐ-CP';
const CONVENTIONS = '61/2023/NĐ-CP';
const GOVERNMENT = '72/2025/QH15';
const law = { from: '2023-07-01', mark: 'V' } as const;
const decree = { from: '2023-08-15', mark: 'V' } as const;
const conventions = { from: '2023-08-16', mark: 'V' } as const;
const government = { from: '2025-06-16', mark: 'V' } as const;

export const disclosureRules: readonly Rule[] = [
  {
    id: 'DC1',
    event: 'có quyết định hoặc văn bản phải công khai',
    duty: 'phường phải công khai cho bà con biết',
    ...atMost(lv(5)),
    ...law,
    citations: [cite(LAW, '12', '3')],
    note: 'Chỉ khi pháp luật của lĩnh vực đó không định thời điểm khác.',
  },
  {
    id: 'DC2',
    event: 'bắt đầu niêm yết trên bảng tin',
    duty: 'phường phải giữ bản niêm yết, không được gỡ',
    ...during(n(30)),
    ...law,
    citations: [cite(LAW, '13', '2')],
  },
  {
    id: 'DC3',
    event: 'bắt đầu đọc trên loa truyền thanh',
    duty: 'phường phải cho đọc liên tục',
    ...during(n(3)),
    ...law,
    citations: [cite(LAW, '13', '3')],
  },
  {
    id: 'DC4',
    event: 'danh sách những việc đã công khai',
    duty: 'phường phải cập nhật và niêm yết danh sách này',
    bound: 'at-least-each',
    times: 1,
    unit: 'lần',
    every: 'quý',
    ...law,
    citations: [cite(LAW, '13', '2')],
  },
];

export const decisionRules: readonly Rule[] = [
  {
    id: 'DC5',
    event: 'họp tổ dân phố để bàn và quyết định',
    duty: 'tổ trưởng phải báo cho các hộ biết cuộc họp',
    ...before(n(2)),
    ...decree,
    citations: [cite(DECREE, '3', '3')],
  },
  {
    id: 'DC6',
    event: 'họp tổ dân phố bàn chuyện đóng góp, thu chi hoặc quy ước',
    duty: 'tổ trưởng phải gửi tài liệu họp đến từng hộ',
    ...before(n(2)),
    ...decree,
    citations: [cite(DECREE, '3', '4')],
  },
  {
    id: 'DC7',
    event: 'phát phiếu lấy ý kiến các hộ',
    duty: 'tổ trưởng phải báo nội dung, thời gian lấy phiếu và ai đi phát phiếu',
    ...before(n(2)),
    ...law,
    citations: [cite(LAW, '19', '2'), cite(DECREE, '4', '4')],
  },
  {
    id: 'DC8',
    event: 'họp biểu quyết xong hoặc hết hạn lấy phiếu, hết hạn biểu quyết trực tuyến',
    duty: 'tổ trưởng phải gửi quyết định của bà con lên phường và Mặt trận phường',
    ...atMost(lv(5)),
    ...law,
    citations: [
      cite(LAW, '20', '3'),
      cite(DECREE, '3', '5.d'),
      cite(DECREE, '4', '7'),
      cite(DECREE, '5', '4.b'),
    ],
  },
  {
    id: 'DC9',
    event: 'phường hoặc Mặt trận phường nhận được quyết định của bà con',
    duty: 'nơi nhận phải công nhận, hoặc trả lời bằng giấy vì sao không',
    ...atMost(lv(5)),
    ...law,
    citations: [cite(LAW, '21', '2')],
  },
  {
    id: 'DC10',
    event: 'các hộ ký đồng ý với sáng kiến của người dân',
    duty: 'ý kiến đồng ý đó còn giá trị',
    ...until(months(3)),
    ...law,
    citations: [cite(LAW, '16', '3')],
  },
  {
    id: 'DC18a',
    event: 'ra kế hoạch phát phiếu lấy ý kiến các hộ',
    duty: 'tổ trưởng phải gửi kế hoạch lên phường và Mặt trận phường',
    ...atMost(n(2)),
    ...decree,
    citations: [cite(DECREE, '4', '2')],
  },
  {
    id: 'DC24',
    event: 'niêm yết bản dự thảo quy ước, hương ước',
    duty: 'bản dự thảo phải còn được niêm yết để bà con góp ý',
    ...during(n(30)),
    ...conventions,
    citations: [cite(CONVENTIONS, '9', '1')],
  },
  {
    id: 'DC25',
    event: 'phường nhận đủ hồ sơ đề nghị công nhận quy ước, hương ước',
    duty: 'phường phải công nhận, hoặc trả lời bằng giấy vì sao không',
    ...atMost(lv(5)),
    ...conventions,
    citations: [cite(CONVENTIONS, '11', '3.b')],
  },
];

export const dialogueRules: readonly Rule[] = [
  {
    id: 'DC11',
    event: 'công khai nội dung lấy ý kiến người dân',
    duty: 'phường phải còn nhận ý kiến của bà con',
    ...during(n(20)),
    ...law,
    citations: [cite(LAW, '28', '2')],
    note: 'Pháp luật của lĩnh vực có thời hạn riêng thì theo thời hạn đó.',
  },
  {
    id: 'DC12',
    event: 'hội nghị phường trao đổi, đối thoại với người dân',
    duty: 'phường phải tổ chức hội nghị này',
    bound: 'at-least-each',
    times: 1,
    unit: 'lần',
    every: 'năm',
    ...law,
    citations: [cite(LAW, '32', '1'), cite(GOVERNMENT, '43', '1')],
  },
  {
    id: 'DC13',
    event: 'phường đối thoại với người dân',
    duty: 'phường phải báo thời gian, địa điểm, nội dung và cách tham gia',
    ...before(n(7)),
    ...government,
    citations: [cite(GOVERNMENT, '43', '2')],
  },
  {
    id: 'DC14',
    event: 'buổi đối thoại kết thúc',
    duty: 'phường phải công bố, niêm yết kết quả và gửi cho các tổ trưởng',
    ...atMost(n(10)),
    ...government,
    citations: [cite(GOVERNMENT, '43', '3')],
  },
  {
    id: 'DC15',
    event: 'hội nghị cuối năm của tổ dân phố',
    duty: 'tổ trưởng phải tổ chức hội nghị này, vào cuối năm',
    bound: 'at-least-each',
    times: 1,
    unit: 'lần',
    every: 'năm',
    ...law,
    citations: [cite(LAW, '33', '1')],
  },
  {
    id: 'DC16',
    event: 'hội nghị cuối năm của tổ dân phố',
    duty: 'tổ trưởng phải báo thẳng đến từng hộ',
    ...before(n(5)),
    ...decree,
    citations: [cite(DECREE, '11', '1.c')],
  },
  {
    id: 'DC22',
    event: 'phường nhận kiến nghị của Ban Thanh tra nhân dân hoặc Ban Giám sát đầu tư của cộng đồng',
    duty: 'phường phải giải quyết và báo kết quả',
    ...atMost(n(15)),
    ...law,
    citations: [cite(LAW, '40', '1.c'), cite(LAW, '45', '2.c')],
  },
  {
    id: 'DC23',
    event: 'bắt đầu giám sát công trình',
    duty: 'Mặt trận phường phải báo kế hoạch giám sát cho chủ đầu tư',
    ...before(n(45)),
    ...law,
    citations: [cite(LAW, '45', '1.b')],
  },
];
