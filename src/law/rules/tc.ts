/** TC: denunciations. Luật Tố cáo 25/2018. No clock of it starts from a chat: only from a signed paper or a visit. */
import { atMost, cite, lv, n, type Rule } from '../rule.ts';

const LAW = '25/2018/QH14';
const law = { from: '2019-01-01', mark: 'V' } as const;

const firstHandling = {
  id: 'TC1',
  event: 'phường nhận được tố cáo có chữ ký hoặc trình bày trực tiếp',
  duty: 'phường phải xem đủ điều kiện hay chưa, rồi nhận giải quyết hoặc báo lý do không nhận',
  ...law,
  citations: [cite(LAW, '24', '1')],
} as const;
const resolving = {
  id: 'TC4',
  event: 'nhận giải quyết (thụ lý) tố cáo',
  duty: 'người có thẩm quyền phải giải quyết xong',
  ...law,
} as const;
const overdue = { id: 'TC9', ...law } as const;

export const denunciationRules: readonly Rule[] = [
  { ...firstHandling, ...atMost(lv(7)) },
  {
    ...firstHandling,
    variant: 'several-places',
    when: 'phải xác minh nhiều nơi hoặc nhờ nơi khác xác minh',
    ...atMost(lv(10)),
  },
  {
    id: 'TC2',
    event: 'phường nhận được đơn tố cáo không thuộc mình giải quyết',
    duty: 'phường phải chuyển đúng nơi và báo cho người tố cáo',
    ...atMost(lv(5)),
    ...law,
    citations: [cite(LAW, '24', '2')],
  },
  {
    id: 'TC3',
    event: 'ra quyết định nhận giải quyết (thụ lý) tố cáo',
    duty: 'người giải quyết phải báo cho người tố cáo và báo nội dung cho người bị tố cáo',
    ...atMost(lv(5)),
    ...law,
    citations: [cite(LAW, '29', '3')],
  },
  { ...resolving, ...atMost(n(30)), citations: [cite(LAW, '30', '1')] },
  {
    ...resolving,
    variant: 'complex',
    when: 'vụ việc phức tạp',
    ...atMost(n(30)),
    extension: { term: n(30), times: 1 },
    citations: [cite(LAW, '30', '2'), cite(LAW, '30', '1'), cite('31/2019/NĐ-CP', '3', '2')],
  },
  {
    ...resolving,
    variant: 'very-complex',
    when: 'vụ việc đặc biệt phức tạp',
    ...atMost(n(30)),
    extension: { term: n(30), times: 2 },
    citations: [cite(LAW, '30', '3'), cite(LAW, '30', '1'), cite('31/2019/NĐ-CP', '3', '3')],
  },
  {
    id: 'TC5',
    event: 'ra kết luận nội dung tố cáo',
    duty: 'người giải quyết phải gửi kết luận và báo cho người tố cáo',
    ...atMost(lv(5)),
    ...law,
    citations: [cite(LAW, '35', '3')],
  },
  {
    id: 'TC6',
    event: 'ra kết luận nội dung tố cáo',
    duty: 'kết luận phải được công khai, không để lộ người tố cáo',
    ...atMost(lv(7)),
    ...law,
    citations: [cite(LAW, '40', '1'), cite(LAW, '40', '3')],
  },
  {
    id: 'TC7',
    event: 'ra quyết định tạm dừng hoặc chấm dứt giải quyết tố cáo',
    duty: 'quyết định phải được gửi cho người tố cáo và người bị tố cáo',
    ...atMost(lv(5)),
    ...law,
    citations: [cite(LAW, '34', '4')],
  },
  {
    id: 'TC8',
    event: 'cấp trên nhận được tố cáo tiếp',
    duty: 'cấp trên phải xem lại hồ sơ và quyết định xử lý',
    ...atMost(n(20)),
    ...law,
    citations: [cite(LAW, '37', '2')],
  },
  {
    ...overdue,
    event: 'cấp trên nhận được tố cáo tiếp vì việc bị giải quyết quá hạn',
    duty: 'cấp trên phải yêu cầu người giải quyết báo cáo',
    ...atMost(lv(5)),
    citations: [cite(LAW, '38', '2')],
  },
  {
    ...overdue,
    variant: 'report',
    event: 'người giải quyết nhận được yêu cầu báo cáo của cấp trên',
    duty: 'người giải quyết phải gửi báo cáo',
    ...atMost(lv(5)),
    citations: [cite(LAW, '38', '3')],
  },
  {
    id: 'TC10',
    event: 'nhận tố cáo do báo chí hoặc cơ quan khác chuyển đến',
    duty: 'nơi nhận phải báo kết quả xử lý bằng giấy cho nơi đã chuyển',
    ...atMost(n(20)),
    ...law,
    citations: [cite(LAW, '26', '2')],
  },
];
