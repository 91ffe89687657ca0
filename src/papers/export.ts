/** One's own data as a zip: JSON for machines, one page for people. Nothing in the page runs or is fetched. */
import { strToU8, zipSync } from 'fflate';
import type { ExportData } from '../core/export.ts';

/** File names in the archive. */
export const EXPORT_JSON = 'du-lieu.json';
export const EXPORT_PAGE = 'du-lieu.html';

export function exportZip(data: ExportData): Uint8Array {
  return zipSync({
    [EXPORT_JSON]: strToU8(`${JSON.stringify(data, null, 2)}\n`),
    [EXPORT_PAGE]: strToU8(exportPage(data)),
  });
}

const KINDS: Readonly<Record<string, string>> = {
  phanAnh: 'Phản ánh',
  kienNghi: 'Kiến nghị',
  khieuNai: 'Khiếu nại',
  thongTin: 'Xin thông tin',
  hoi: 'Câu hỏi',
};
const WHO: Readonly<Record<string, string>> = {
  resident: 'Bác',
  officer: 'Cán bộ',
  bot: 'Máy',
  ward: 'Phường',
  chair: 'Chủ tịch',
  deputy: 'Phó Chủ tịch',
};
const ASKED: Readonly<Record<string, string>> = {
  view: 'Xem dữ liệu',
  correct: 'Sửa dữ liệu',
  copy: 'Lấy bản sao',
  withdraw: 'Rút đồng ý',
  restrict: 'Hạn chế, phản đối việc dùng',
  delete: 'Xoá dữ liệu',
};

/** The page alone. Every word of the resident is escaped. */
export function exportPage(data: ExportData): string {
  const { contact: c } = data;
  const row = (name: string, value: string | null) =>
    `<dt>${esc(name)}</dt><dd>${value === null ? 'không có' : words(value)}</dd>`;
  const part = (title: string, items: readonly string[]) =>
    `<h2>${esc(title)}</h2>${items.length === 0 ? '<p>Không có.</p>' : items.join('\n')}`;
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Dữ liệu của tôi</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:46rem;margin:1rem auto;padding:0 1rem}dt{font-weight:600}dd{margin:0 0 .5rem}article{border-top:1px solid #999;padding:.5rem 0}</style>
</head><body><h1>Dữ liệu của tôi</h1>
<p>${words(data.ward)} giữ những điều này về bác ở kênh ${esc(c.platform)}, lập lúc ${time(data.madeAt)}. Điều bác viết theo lối tố cáo (khoá kín) không nằm ở đây: chỉ mã của bác mới mở được. Ảnh, tệp chỉ ghi tên; bác hỏi cán bộ để lấy bản sao.</p>
<dl>${row('Tên', c.name)}${row('Điện thoại', c.phone)}${row('Địa chỉ', c.address)}${row('Tổ dân phố', c.group)}${row('Đã nối với kênh', c.linked.length === 0 ? null : c.linked.join(', '))}${row('Đồng ý cho giữ từ', c.consentAt && time(c.consentAt))}${row('Nhắn lần đầu', time(c.firstSeenAt))}${row('Nhận tin báo', c.notices ? 'có' : 'không')}</dl>
${part(
  'Việc đã gửi',
  data.tickets.map(
    (
      t,
    ) => `<article><h3>${esc(t.code)} · ${esc(KINDS[t.kind] ?? t.kind)}</h3><p>${time(t.openedAt)}</p><p>${words(t.text)}</p>
<dl>${row('Nơi', t.place)}${row('Tên để lại', t.name)}${row('Điện thoại để lại', t.phone)}${row('Nơi ở', t.asker?.address ?? null)}${row('Số giấy tờ', t.asker?.idNumber ?? null)}${row('Thư điện tử', t.asker?.email ?? null)}${row('Để làm gì', t.asker?.why ?? null)}${row('Tệp', t.files.length === 0 ? null : t.files.join(', '))}</dl>
${t.said.map((s) => `<p><b>${esc(WHO[s.by] ?? s.by)}</b>, ${time(s.at)}: ${words(s.text)}</p>`).join('')}
${t.deadlines.map((d) => `<p>Hạn ${esc(d.due.split('-').reverse().join('/'))} (${esc(d.basis)})</p>`).join('')}</article>`,
  ),
)}
${part(
  'Lịch tiếp dân',
  data.bookings.map(
    (b) =>
      `<p>${esc(b.code)}: ${time(b.at)}, ${esc(WHO[b.who] ?? 'cán bộ')} tiếp${b.name === null ? '' : `, tên ${words(b.name)}`}</p>`,
  ),
)}
${part(
  'Câu đã hỏi',
  data.questions.map((q) => `<p>${time(q.at)}: ${words(q.text)}</p>`),
)}
${part(
  'Yêu cầu về dữ liệu',
  data.requests.map(
    (r) =>
      `<p>${time(r.askedAt)}: ${esc(ASKED[r.kind] ?? r.kind)}${r.doneAt === null ? ', đang làm' : `, xong ${time(r.doneAt)}`}</p>`,
  ),
)}
${part(
  'Tin nhắn còn giữ',
  data.messages.map((m) => `<p><b>${esc(WHO[m.by] ?? m.by)}</b>, ${time(m.at)}: ${words(m.text)}</p>`),
)}
</body></html>
`;
}

const esc = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const words = (text: string): string => esc(text).replace(/\n/g, '<br>');

/** `2026-11-23T02:00:00.000Z` -> `09:00 23/11/2026`, Việt Nam. */
function time(iso: string): string {
  const local = new Date(Date.parse(iso) + 7 * 3_600_000).toISOString();
  return `${local.slice(11, 16)} ${local.slice(0, 10).split('-').reverse().join('/')}`;
}
