/** TT: access to information. Luật 104/2016 until 31/08/2026; the law of 2026 (`TCTT-2026`, number unknown) since. */
import { atMost, cite, lv, n, type Rule } from '../rule.ts';

const LAW = '104/2016/QH13';
const NEW_LAW = 'TCTT-2026';
const law = { from: '2018-07-01', to: '2026-08-31', mark: 'V' } as const;
const newLaw = { from: '2026-09-01', mark: 'V2' } as const;

const request = { event: 'phường nhận được yêu cầu hợp lệ' } as const;
const reply = 'phường phải báo bằng giấy bao giờ trả lời';
const supply = 'phường phải cung cấp thông tin, hoặc từ chối bằng giấy';

export const informationRules: readonly Rule[] = [
  {
    id: 'TT1',
    ...request,
    duty: 'phường phải gửi thông tin có sẵn qua mạng',
    ...atMost(lv(3)),
    ...law,
    citations: [cite(LAW, '30', '3')],
  },
  { id: 'TT2', ...request, duty: reply, ...atMost(lv(3)), ...law, citations: [cite(LAW, '30', '4')] },
  {
    id: 'TT2',
    variant: 'supply',
    when: 'thông tin phức tạp',
    ...request,
    duty: supply,
    ...atMost(lv(15)),
    extension: { term: n(15), times: 1 },
    ...law,
    citations: [cite(LAW, '30', '4')],
    note: 'Luật viết 15 ngày làm việc; phần gia hạn viết 15 ngày.',
  },
  {
    id: 'TT3',
    ...request,
    duty: 'phường phải mời bác đến trụ sở nhận thông tin, hoặc từ chối bằng giấy',
    ...atMost(lv(10)),
    extension: { term: lv(10), times: 1 },
    ...law,
    citations: [cite(LAW, '29', '2')],
  },
  {
    id: 'TT4',
    ...request,
    duty: 'phường phải gửi thông tin có sẵn qua bưu điện hoặc fax',
    ...atMost(lv(5)),
    ...law,
    citations: [cite(LAW, '31', '1')],
  },
  {
    id: 'TT4',
    variant: 'reply',
    when: 'thông tin phức tạp',
    ...request,
    duty: reply,
    ...atMost(lv(3)),
    ...law,
    citations: [cite(LAW, '31', '2')],
  },
  {
    id: 'TT4',
    variant: 'supply',
    when: 'thông tin phức tạp',
    ...request,
    duty: supply,
    ...atMost(lv(15)),
    extension: { term: n(15), times: 1 },
    ...law,
    citations: [cite(LAW, '31', '2')],
  },
  {
    id: 'TT5',
    event: 'bác báo là thông tin đã công khai bị sai',
    duty: 'nơi công khai phải kiểm tra và trả lời bác',
    ...atMost(n(15)),
    ...law,
    citations: [cite(LAW, '22', '4')],
  },
  {
    id: 'TT5',
    event: 'bác báo là thông tin đã công khai bị sai',
    duty: 'nơi công khai phải kiểm tra và trả lời bác',
    ...atMost(n(10)),
    ...newLaw,
    citations: [cite(NEW_LAW, '22')],
  },
  {
    id: 'TT6',
    ...request,
    duty: supply,
    bound: 'unknown',
    ...newLaw,
    citations: [cite(NEW_LAW, '?')],
    note: 'Chưa tìm được thời hạn trong luật mới: không bao giờ tính ra ngày.',
  },
];
