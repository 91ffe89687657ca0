/** TCD, PA: receiving citizens and petitions. Luật 42/2013, Luật 136/2025, NĐ 154/2026, NĐ 20/2008. */
import { atMost, before, cite, lv, n, type Rule } from '../rule.ts';

const LAW = '42/2013/QH13';
const DECREE = '154/2026/NĐ-CP';
const law = {
  from: '2014-07-01',
  mark: 'V',
  note: 'Đọc bản năm 2013; chưa đọc trọn Luật 136/2025.',
} as const;
const decree = { from: '2026-07-01', mark: 'V' } as const;

export const receptionRules: readonly Rule[] = [
  {
    id: 'TCD1',
    event: 'phường tiếp nhận nội dung của bác',
    duty: 'phường phải trả lời bác là đã nhận giải quyết hay đã chuyển nơi khác; riêng khiếu nại, tố cáo còn có thể là cần thêm thời gian hoặc từ chối',
    ...atMost(lv(10)),
    ...law,
    citations: [cite(LAW, '28', '1')],
  },
  {
    id: 'TCD2',
    event: 'tiếp công dân',
    duty: 'phường phải niêm yết lịch tiếp dân',
    ...before(lv(5)),
    ...law,
    citations: [cite(LAW, '24', '4')],
  },
  {
    id: 'TCD3',
    event: 'Chủ tịch phường tiếp dân',
    duty: 'Chủ tịch phường phải trực tiếp tiếp dân',
    bound: 'at-least-each',
    times: 1,
    unit: 'ngày',
    every: 'tuần',
    from: '2014-07-01',
    to: '2026-06-30',
    mark: 'V',
    citations: [cite(LAW, '15', '2.d')],
  },
  {
    id: 'TCD3',
    event: 'Chủ tịch phường tiếp dân',
    duty: 'Chủ tịch phường phải trực tiếp tiếp dân',
    bound: 'at-least-each',
    times: 2,
    unit: 'ngày',
    every: 'tháng',
    from: '2026-07-01',
    mark: 'V2',
    citations: [cite('136/2025/QH15', '1'), cite(LAW, '15')],
  },
  {
    id: 'TCD4',
    event: 'có đủ lý do để từ chối tiếp việc đã trả lời xong mà không có gì mới',
    duty: 'phường phải ra thông báo từ chối bằng giấy',
    ...atMost(lv(3)),
    ...decree,
    citations: [cite(DECREE, '4', '3')],
  },
  {
    id: 'TCD5',
    event: 'tiếp công dân trực tuyến',
    duty: 'nơi tổ chức phải báo cho người tham gia',
    ...before(lv(5)),
    ...decree,
    citations: [cite(DECREE, '23', '1')],
  },
  {
    id: 'TCD5a',
    event: 'phường nhận đơn',
    duty: 'đơn phải được xử lý, để quá mà không có lý do chính đáng thì lãnh đạo bị kỷ luật',
    ...atMost(n(45)),
    ...decree,
    citations: [cite(DECREE, '41', '3.b')],
  },
  {
    id: 'TCD6',
    event: 'việc do Ban tiếp công dân hoặc đại biểu chuyển đến được giải quyết xong',
    duty: 'phường phải báo kết quả cho nơi đã chuyển',
    ...atMost(lv(7)),
    ...law,
    citations: [cite(LAW, '27', '2')],
  },
  {
    id: 'PA1',
    event: 'phường nhận phản ánh về quy định hành chính không thuộc mình trả lời',
    duty: 'phường phải chuyển đến đúng nơi có trách nhiệm',
    ...atMost(lv(5)),
    from: '2017-09-25',
    mark: 'V',
    citations: [cite('20/2008/NĐ-CP', '?')],
    note: 'Ngày đầu lấy theo Nghị định 92/2017 (sửa đổi gần nhất, R-high); chưa đối chiếu số điều của việc chuyển.',
  },
];
