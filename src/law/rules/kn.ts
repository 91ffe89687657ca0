/** KN: complaints. Luật Khiếu nại 02/2011, NĐ 124/2020 as amended by NĐ 155/2026. */
import { atMost, before, cite, lv, n, type Rule, type Term, until } from '../rule.ts';

const LAW = '02/2011/QH13';
const DECREE = '155/2026/NĐ-CP';
const law = { from: '2012-07-01', mark: 'V' } as const;
const decree = { from: '2026-07-01', mark: 'V' } as const;

const COMPLEX = { variant: 'complex', when: 'vụ việc phức tạp' } as const;
const REMOTE = { variant: 'remote', when: 'vùng sâu, vùng xa đi lại khó khăn' } as const;
const REMOTE_COMPLEX = {
  variant: 'remote-complex',
  when: 'vụ việc phức tạp ở vùng sâu, vùng xa đi lại khó khăn',
} as const;

const firstDecision = {
  id: 'KN3',
  event: 'phường nhận giải quyết (thụ lý) khiếu nại',
  duty: 'phường phải giải quyết xong khiếu nại lần đầu',
  ...law,
  citations: [cite(LAW, '28')],
} as const;
const secondComplaint = {
  id: 'KN5',
  event: 'bác nhận quyết định giải quyết lần đầu, hoặc hết hạn mà chưa được giải quyết',
  duty: 'bác phải gửi khiếu nại lần hai, nếu không đồng ý',
  ...law,
  citations: [cite(LAW, '33', '1')],
} as const;
const secondDecision = {
  id: 'KN6',
  event: 'cấp trên nhận giải quyết (thụ lý) khiếu nại lần hai',
  duty: 'cấp trên phải giải quyết xong',
  ...law,
  citations: [cite(LAW, '37')],
} as const;
const effective = (term: Term) =>
  ({
    id: 'KN8',
    event: 'ra quyết định giải quyết khiếu nại',
    duty: 'còn là thời gian chờ, qua hôm sau quyết định có hiệu lực nếu không ai khiếu nại tiếp',
    ...until(term),
    ...law,
    citations: [cite(LAW, '44', '1'), cite(LAW, '44', '2')],
  }) as const;

export const complaintRules: readonly Rule[] = [
  {
    id: 'KN1',
    event: 'bác nhận được hoặc biết quyết định, việc làm đó',
    duty: 'bác phải gửi khiếu nại',
    ...atMost(n(90)),
    ...law,
    citations: [cite(LAW, '9')],
    note: 'Thời gian ốm đau, thiên tai, đi xa hoặc trở ngại khách quan khác không tính: ghi là khoảng tạm dừng.',
  },
  {
    id: 'KN2',
    event: 'phường nhận được khiếu nại',
    duty: 'phường phải nhận giải quyết, hoặc trả lời rõ vì sao không',
    ...atMost(n(10)),
    ...law,
    to: '2026-06-30',
    citations: [cite(LAW, '27'), cite(LAW, '36', '1')],
  },
  {
    id: 'KN2',
    event: 'phường nhận được khiếu nại',
    duty: 'phường phải nhận giải quyết, hoặc trả lời rõ vì sao không',
    ...atMost(lv(7)),
    orEarlier: n(10),
    ...decree,
    citations: [cite(DECREE, '10'), cite(LAW, '27'), cite(LAW, '36', '1'), cite('124/2020/NĐ-CP', '16', '1')],
    note: 'Nghị định nói 7 ngày làm việc, Luật nói 10 ngày; nghị định không kéo dài được luật nên lấy ngày sớm hơn.',
  },
  { ...firstDecision, ...atMost(n(30)) },
  { ...firstDecision, ...COMPLEX, ...atMost(n(45)) },
  { ...firstDecision, ...REMOTE, ...atMost(n(45)) },
  { ...firstDecision, ...REMOTE_COMPLEX, ...atMost(n(60)) },
  {
    id: 'KN4',
    event: 'có quyết định giải quyết khiếu nại lần đầu',
    duty: 'phường phải gửi quyết định cho bác',
    ...atMost(lv(3)),
    ...law,
    citations: [cite(LAW, '32')],
  },
  { ...secondComplaint, ...atMost(n(30)) },
  { ...secondComplaint, ...REMOTE, ...atMost(n(45)) },
  { ...secondDecision, ...atMost(n(45)) },
  { ...secondDecision, ...COMPLEX, ...atMost(n(60)) },
  { ...secondDecision, ...REMOTE, ...atMost(n(60)) },
  { ...secondDecision, ...REMOTE_COMPLEX, ...atMost(n(70)) },
  {
    id: 'KN7',
    event: 'có quyết định giải quyết khiếu nại lần hai',
    duty: 'cấp trên phải gửi quyết định cho bác',
    ...atMost(n(7)),
    ...law,
    citations: [cite(LAW, '41', '1')],
  },
  effective(n(30)),
  { ...effective(n(45)), ...REMOTE },
  {
    id: 'KN9',
    event: 'đối thoại để giải quyết khiếu nại',
    duty: 'phường phải gửi giấy báo buổi đối thoại',
    ...before(n(5)),
    ...decree,
    citations: [cite(DECREE, '11'), cite('124/2020/NĐ-CP', '28', '1')],
  },
  {
    id: 'KN10',
    event: 'ra quyết định tạm dừng, chấm dứt hoặc tiếp tục giải quyết khiếu nại',
    duty: 'phường phải gửi quyết định đó cho bác',
    ...atMost(lv(3)),
    ...decree,
    citations: [cite(DECREE, '12'), cite('124/2020/NĐ-CP', '28b')],
  },
  {
    id: 'KN11',
    event: 'bác yêu cầu nơi đang giữ giấy tờ',
    duty: 'nơi đó phải đưa giấy tờ cho bác',
    ...atMost(n(7)),
    ...law,
    citations: [cite(LAW, '12', '1.đ')],
  },
];
