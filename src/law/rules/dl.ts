/** DL: personal data. NĐ 13/2023 (72 hours) until 31/12/2025; Luật 91/2025 and NĐ 356/2025 since. */
import { atMost, cite, hours, lv, n, type Rule } from '../rule.ts';

const OLD = '13/2023/NĐ-CP';
const DECREE = '356/2025/NĐ-CP';
const old = { from: '2023-07-01', to: '2025-12-31', mark: 'V' } as const;
const decree = { from: '2026-01-01', mark: 'V2', citations: [cite(DECREE, '5')] } as const;
const PROCESSOR = {
  variant: 'processor',
  when: 'có bên khác cùng xử lý dữ liệu',
  mark: 'R-mid',
  note: 'Các mốc 20, 15, 30 ngày khi có bên xử lý chưa đọc được trong nghị định.',
} as const;

const request = { event: 'phường nhận yêu cầu của bác về dữ liệu cá nhân' } as const;
const stop = {
  id: 'DL2',
  ...request,
  duty: 'phường phải ngừng hoặc hạn chế dùng dữ liệu như bác yêu cầu',
} as const;
const show = {
  id: 'DL3',
  ...request,
  duty: 'phường phải cho bác xem, sửa hoặc nhận bản sao dữ liệu',
} as const;
const erase = { id: 'DL4', ...request, duty: 'phường phải xoá dữ liệu của bác' } as const;
const breach = { id: 'DL5', duty: 'nơi giữ dữ liệu phải báo cho Bộ Công an' } as const;

export const dataRules: readonly Rule[] = [
  {
    id: 'DL1',
    ...request,
    duty: 'phường phải báo cho bác là đã nhận yêu cầu',
    ...atMost(lv(2)),
    ...decree,
  },
  { ...stop, ...atMost(hours(72)), ...old, citations: [cite(OLD, '9', '6.b'), cite(OLD, '9', '8.b')] },
  { ...stop, ...atMost(n(15)), ...decree },
  { ...stop, ...atMost(n(20)), ...decree, ...PROCESSOR },
  { ...show, ...atMost(hours(72)), ...old, citations: [cite(OLD, '14', '3'), cite(OLD, '15', '2')] },
  { ...show, ...atMost(n(10)), ...decree },
  { ...show, ...atMost(n(15)), ...decree, ...PROCESSOR },
  { ...erase, ...atMost(hours(72)), ...old, citations: [cite(OLD, '16', '5')] },
  { ...erase, ...atMost(n(20)), ...decree },
  { ...erase, ...atMost(n(30)), ...decree, ...PROCESSOR },
  {
    ...breach,
    event: 'xảy ra vi phạm dữ liệu cá nhân',
    ...atMost(hours(72)),
    ...old,
    citations: [cite(OLD, '23', '1')],
  },
  {
    ...breach,
    event: 'phát hiện vi phạm dữ liệu cá nhân',
    ...atMost(hours(72)),
    ...decree,
    citations: [cite('91/2025/QH15', '23')],
  },
];
