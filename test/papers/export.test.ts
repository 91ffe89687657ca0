import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import type { ExportData } from '../../src/core/export.ts';
import { EXPORT_JSON, EXPORT_PAGE, exportZip } from '../../src/papers/export.ts';

const data: ExportData = {
  ward: 'phường Thượng Hồng',
  madeAt: '2026-11-22T17:30:00.000Z',
  contact: {
    ...{ platform: 'zalo', name: 'Hoa <b>', phone: '0912345678', address: null, group: 'Tổ 4' },
    linked: ['telegram'],
    ...{ consentAt: null, notices: true, firstSeenAt: '2026-01-01T00:00:00.000Z' },
  },
  tickets: [
    {
      ...{
        code: 'DB-1000-005-721',
        kind: 'phanAnh',
        state: 'answered',
        openedAt: '2026-11-01T01:00:00.000Z',
      },
      ...{ text: 'Đèn hỏng\n<script>alert(1)</script> "&\'', place: null, name: null, phone: null },
      files: ['den.jpg'],
      said: [{ at: '2026-11-02T01:00:00.000Z', by: 'officer', text: 'Đã thay bóng.' }],
      deadlines: [{ due: '2026-11-13', state: 'met', basis: 'Điều 28' }],
    },
  ],
  questions: [],
  messages: [{ at: '2026-11-01T01:00:00.000Z', by: 'resident', text: 'chào' }],
  bookings: [],
  requests: [{ kind: 'copy', askedAt: '2026-11-22T17:30:00.000Z', doneAt: '2026-11-22T17:30:00.000Z' }],
};

it('is a zip that opens again: the same data as JSON, and a page that runs nothing', () => {
  const files = unzipSync(exportZip(data));
  expect(Object.keys(files).sort()).toEqual([EXPORT_PAGE, EXPORT_JSON].sort());
  expect(JSON.parse(strFromU8(files[EXPORT_JSON] ?? new Uint8Array()))).toEqual(data);
  const page = strFromU8(files[EXPORT_PAGE] ?? new Uint8Array());
  expect(page).toContain('Đã thay bóng.');
  expect(page).toContain('DB-1000-005-721');
  expect(page).toContain('<dt>Đã nối với kênh</dt><dd>telegram</dd>');
  expect(page).not.toMatch(/<script|<b>Hoa|Hoa <b>|src=|href=/);
  // half past midnight in Việt Nam is the next day
  expect(page).toContain('00:30 23/11/2026');
});
