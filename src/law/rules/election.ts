/** DC17-DC21: electing the head of a residential group. NĐ 59/2023 Đ.6-9, NĐ 185/2026 Đ.4. */
import { atMost, before, cite, lv, months, n, type Rule, until } from '../rule.ts';

const DECREE = '59/2023/NĐ-CP';
const decree = { from: '2023-08-15', mark: 'V' } as const;
const electionDay = { event: 'họp bầu tổ trưởng tổ dân phố' } as const;

export const electionRules: readonly Rule[] = [
  {
    id: 'DC17',
    ...electionDay,
    duty: 'Chủ tịch phường phải có quyết định và kế hoạch bầu',
    ...before(n(20)),
    ...decree,
    citations: [cite(DECREE, '6', '1.a')],
  },
  {
    id: 'DC18',
    ...electionDay,
    duty: 'Ban công tác Mặt trận phải gửi phường biên bản danh sách người ứng cử',
    ...before(n(15)),
    ...decree,
    citations: [cite(DECREE, '6', '2')],
  },
  {
    id: 'DC18',
    variant: 'committee',
    ...electionDay,
    duty: 'Chủ tịch phường phải lập Tổ bầu cử',
    ...before(n(10)),
    ...decree,
    citations: [cite(DECREE, '6', '1.b')],
  },
  {
    id: 'DC18',
    variant: 'posting',
    ...electionDay,
    duty: 'các quyết định về bầu cử phải được báo cho bà con và niêm yết',
    ...before(n(7)),
    ...decree,
    citations: [cite(DECREE, '6', '1.b')],
  },
  {
    id: 'DC19',
    event: 'phường nhận quyết định bầu tổ trưởng của bà con',
    duty: 'phường phải công nhận, cho bầu lại, hoặc trả lời bằng giấy vì sao không',
    ...atMost(lv(5)),
    ...decree,
    citations: [cite(DECREE, '8')],
  },
  {
    id: 'DC20',
    event: 'phường công nhận cho tổ trưởng thôi làm',
    duty: 'phường phải quyết định bầu tổ trưởng mới',
    ...atMost(n(60)),
    ...decree,
    citations: [cite(DECREE, '9', '3')],
  },
  {
    id: 'DC21',
    event: 'phường cử tổ trưởng lâm thời',
    duty: 'người lâm thời được làm tổ trưởng',
    ...until(months(6)),
    from: '2026-05-26',
    mark: 'V',
    citations: [cite('185/2026/NĐ-CP', '4', '2')],
  },
];
