import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { notices } from '../../handlers/notices/index.ts';
import type { Intent } from '../../src/core/types.ts';
import { seedHolidayRows } from '../../src/store/clocks.ts';
import { exportIsOpen, openExport, useExport } from '../../src/store/data-requests.ts';
import { exportOf } from '../../src/store/export.ts';
import { answerTicket } from '../../src/store/tickets.ts';
import { type Bench, bench } from '../helpers/app.ts';
import { openWorld, type World } from '../web/console-world.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
const intent: Intent = { route: 'my-data', confident: false, hits: [], reasons: [] };

let at: Bench;
let world: World;
beforeAll(async () => {
  at = await bench({ handlers, notices, now: () => NOW, understand: () => intent });
  await seedHolidayRows(at.store.pool, at.wardId);
  // the turn's time is the row's own
  world = await openWorld();
});
afterAll(async () => {
  await at.close();
  await world.end();
});

const hears = async (who: string, ...texts: string[]) => {
  for (const text of texts) {
    await at.says(who, text);
    await at.run();
  }
  return at.platform.texts(who).at(-1) ?? '';
};
const idOf = async (who: string) =>
  (await at.rows<{ id: string }>('SELECT id FROM contact WHERE external_id = $1', [who]))[0]?.id ?? '';
const requests = (key = '%') =>
  at.rows<{ kind: string; done: boolean; contact_id: string | null; clocks: string[] }>(
    `SELECT r.kind, r.done_at IS NOT NULL AS done, r.contact_id, array_agg(c.rule || ' ' || c.state ORDER BY c.rule) AS clocks
FROM data_request r LEFT JOIN clock c ON c.data_request_id = r.id WHERE r.key LIKE $1 GROUP BY r.id ORDER BY r.asked_at, r.kind`,
    [key],
  );

describe('what is asked of one’s own data', () => {
  it('is a row with its clocks, met at once where the machine does it', async () => {
    await hears('hoa', 'dữ liệu của tôi');
    expect(await requests()).toMatchObject([{ kind: 'view', done: true, clocks: ['DL1 met', 'DL3 met'] }]);
    const [clock] = await at.rows<{ citation: string }>(`SELECT citation FROM clock WHERE rule = 'DL3'`);
    expect(clock?.citation).toMatch(/Điều 5.*356\/2025/);
  });

  it('runs on the officer’s ticket where the machine cannot', async () => {
    await hears('lan', 'dữ liệu của tôi', 'Yêu cầu khác về dữ liệu', 'xoá ảnh nhà tôi trong hồ sơ');
    const [ticket] = await at.rows<{ id: string; kind: string }>(
      `SELECT t.id, t.kind FROM ticket t JOIN data_request r ON r.ticket_id = t.id`,
    );
    expect(ticket?.kind).toBe('hoi');
    const clocks = await at.rows(
      `SELECT rule, state FROM clock WHERE ticket_id = $1 AND rule LIKE 'DL%' ORDER BY rule`,
      [ticket?.id],
    );
    expect(clocks).toEqual([
      { rule: 'DL1', state: 'met' },
      { rule: 'DL4', state: 'running' },
    ]);
    const anh = { officerId: null, name: 'anh Tuấn' };
    const [row] = await at.rows<{ code: string }>('SELECT code FROM ticket WHERE id = $1', [ticket?.id]);
    await answerTicket(at.store, at.rt, row?.code ?? '', 'Đã xoá ảnh.', anh, 'answer-1');
    const [after] = await at.rows(`SELECT state FROM clock WHERE ticket_id = $1 AND rule = 'DL4'`, [
      ticket?.id,
    ]);
    expect(after?.state).not.toBe('running');
    const [done] = await at.rows('SELECT done_at FROM data_request WHERE ticket_id = $1', [ticket?.id]);
    expect(done?.done_at).toBeInstanceOf(Date);
  });

  it('outlives the person it was about, without the person', async () => {
    await hears('mai', 'dữ liệu của tôi', 'Xoá dữ liệu của tôi', 'Xoá', 'Chắc chắn xoá');
    const deleted = (await requests()).filter((r) => r.kind === 'delete' && r.contact_id === null);
    expect(deleted).toMatchObject([{ done: true, contact_id: null, clocks: ['DL1 met', 'DL4 met'] }]);
  });
});

describe('a copy', () => {
  it('comes by a link whose token is nowhere in the database, and the message with it is fleeting', async () => {
    const said = await hears('binh', 'Đèn ngõ 5 hỏng', 'dữ liệu của tôi', 'Lấy toàn bộ dữ liệu');
    const token = /du-lieu\/([\w-]{43})/.exec(said)?.[1] ?? '';
    expect(token).not.toBe('');
    const kept = await at.rows<{ hash: string; uses_left: number }>('SELECT * FROM data_export');
    expect(JSON.stringify(kept)).not.toContain(token);
    const [out] = await at.rows(`SELECT notice FROM outbox WHERE contact_id = $1 ORDER BY id DESC LIMIT 1`, [
      await idOf('binh'),
    ]);
    expect(out).toEqual({ notice: 'fleeting' });
  });

  it('can be fetched three times within 24 hours, and by nobody with another token', async () => {
    const contactId = await idOf('binh');
    const open = { wardId: at.wardId, contactId, turnId: '4711', at: NOW };
    await openExport(at.store.pool, at.store.vault, open);
    const { exportToken } = await import('../../src/store/data-requests.ts');
    const token = exportToken(at.store.vault, '4711');
    const later = new Date(NOW.getTime() + 24 * 3_600_000);
    expect(await exportIsOpen(at.store.pool, at.wardId, token, NOW)).toBe(true);
    expect(await useExport(at.store.pool, at.wardId, token, later)).toBeNull();
    expect(await useExport(at.store.pool, at.wardId, 'A'.repeat(43), NOW)).toBeNull();
    const used = await Promise.all(
      [1, 2, 3, 4, 5].map(() => useExport(at.store.pool, at.wardId, token, NOW)),
    );
    expect(used.filter((id) => id === contactId)).toHaveLength(3);
    expect(await exportIsOpen(at.store.pool, at.wardId, token, NOW)).toBe(false);
  });

  it('holds what the person said and was told, and nothing of anybody else', async () => {
    await hears('khac', 'CỦA NGƯỜI KHÁC');
    const data = await exportOf(at.store.pool, at.store.vault, 'phường', await idOf('binh'), NOW);
    const text = JSON.stringify(data);
    expect(text).toContain('Đèn ngõ 5 hỏng');
    expect(text).not.toContain('CỦA NGƯỜI KHÁC');
    expect(data?.requests.map((r) => r.kind)).toContain('copy');
    expect(data?.messages.some((m) => m.by === 'ward')).toBe(true);
  });
});

describe('the page behind the link', () => {
  it('gives the zip to its button only, keeps it out of every cache, and is gone afterwards', async () => {
    const { contactId, code } = await world.ticket({ text: 'Cống tắc' });
    const open = { wardId: world.wardId, contactId: contactId ?? '', turnId: '1', at: NOW };
    await openExport(world.store.pool, world.store.vault, open);
    const { exportToken } = await import('../../src/store/data-requests.ts');
    const path = `/du-lieu/${exportToken(world.store.vault, '1')}`;
    const seen = await world.request(path);
    expect(await seen.text()).toContain('Tải về');
    expect(seen.headers.get('cache-control')).toBe('no-store');
    const got = await world.request(path, { method: 'POST' });
    expect(got.headers.get('content-type')).toBe('application/zip');
    expect(got.headers.get('cache-control')).toBe('no-store');
    const files = unzipSync(new Uint8Array(await got.arrayBuffer()));
    expect(strFromU8(files['du-lieu.json'] ?? new Uint8Array())).toContain(code);
    expect(strFromU8(files['du-lieu.html'] ?? new Uint8Array())).toContain('Cống tắc');
    await world.request(path, { method: 'POST' });
    await world.request(path, { method: 'POST' });
    expect((await world.request(path, { method: 'POST' })).status).toBe(404);
    expect((await world.request(path)).status).toBe(404);
    expect((await world.request('/du-lieu/nope')).status).toBe(404);
    expect(world.logged.join('\n')).not.toContain(path);
  });
});

describe('erasing', () => {
  it('knows every table that points at a person', async () => {
    const found = await at.rows<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'contact_id' ORDER BY 1`,
    );
    const { readFile } = await import('node:fs/promises');
    const erase = await readFile(new URL('../../src/store/erase.ts', import.meta.url), 'utf8');
    const missing = found.map((t) => t.name).filter((name) => !new RegExp(`\\b${name}\\b`).test(erase));
    expect(missing).toEqual([]);
  });
});
