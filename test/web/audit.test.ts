import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../../src/store/tickets.ts';
import { openWorld, type Visitor, type World } from './console-world.ts';

const HERE = '/console/nhat-ky';
let world: World;
let lan: Visitor;
let tuan: Visitor;
beforeAll(async () => {
  world = await openWorld();
  lan = await world.officer('leader');
  tuan = await world.officer('handler');
  const by = (v: Visitor) => ({ officerId: v.officer.id, name: v.officer.name });
  for (let i = 0; i < 60; i++)
    await audit(world.store.pool, world.wardId, by(tuan), 'ticket.answer', `DB-${100 + i}`);
  await audit(world.store.pool, world.wardId, by(lan), 'group.add', '=HYPERLINK("http://xau")', {
    'a,b': '<b>"x"\n',
  });
  await audit(world.store.pool, world.wardId, by(lan), 'viec.moi', '<script>alert(1)</script>');
});
afterAll(() => world.end());

const rowsOn = (page: string) => [...page.matchAll(/<time datetime="[^"]*">/g)].length;

describe('the audit page', () => {
  test('tells who did what to what, newest first, by pages', async () => {
    const first = await lan.see(HERE);
    expect(rowsOn(first)).toBe(50);
    expect(first).toContain('thêm tổ dân phố');
    expect(first).toContain('viec.moi');
    expect(first).toContain('&lt;script&gt;');
    expect(first).not.toContain('<script>');
    expect(first.indexOf('viec.moi:')).toBeLessThan(first.indexOf('DB-159'));
    const next = /href="([^"]*truoc=\d+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await lan.see(next);
    expect(second).toContain('DB-100');
    expect(second).not.toContain('DB-159');
    expect(second).toContain('Mới nhất');
  });

  test.each([
    ['officer', () => `ai=${tuan.officer.id}&viec=ticket.answer&voi=db-10`, 10],
    ['act', () => 'viec=group.add', 1],
    ['family of acts', () => 'viec=ticket.&voi=DB-11', 10],
    ['subject', () => 'voi=DB-159', 1],
    ['days to come', () => 'tu=2999-01-01', 0],
    ['days gone', () => 'den=2000-01-01', 0],
  ])('is narrowed by %s', async (_what, query, count) => {
    expect(rowsOn(await lan.see(`${HERE}?${query()}`))).toBe(count);
  });

  test('takes odd filters for none', async () => {
    const odd = `ai=x&viec=${encodeURIComponent("a'b")}&tu=2026-02-31&den=mai&truoc=${encodeURIComponent("1'")}`;
    expect(rowsOn(await lan.see(`${HERE}?${odd}`))).toBe(50);
  });
});

describe('the export', () => {
  test('is a table that Excel reads and runs nothing of, and stands in the log itself', async () => {
    const answer = await lan.post(`${HERE}/xuat`, { viec: 'group.add' });
    expect(answer.headers.get('content-disposition')).toMatch(
      /attachment; filename="nhat-ky-\d{4}-\d\d-\d\d\.csv"/,
    );
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows: string[][] = parse(Buffer.from(bytes), { bom: true });
    expect(rows[0]).toEqual(['Số', 'Lúc', 'Ai', 'Việc', 'Với gì', 'Chi tiết']);
    expect(rows).toHaveLength(2);
    expect(rows[1]?.[4]).toBe(`'=HYPERLINK("http://xau")`);
    expect(rows[1]?.[5]).toBe('a,b: <b>"x"\n');
    expect(await lan.see(`${HERE}?viec=audit.export`)).toContain('viec: group.add');
  });

  test('holds every row of the filter, not only the page', async () => {
    const rows: string[][] = parse(await (await lan.post(`${HERE}/xuat`, { viec: 'ticket.answer' })).text(), {
      bom: true,
    });
    expect(rows).toHaveLength(61);
  });

  test('of nothing has its headings', async () => {
    const rows: string[][] = parse(await (await lan.post(`${HERE}/xuat`, { tu: '2999-01-01' })).text(), {
      bom: true,
    });
    expect(rows).toHaveLength(1);
  });
});
