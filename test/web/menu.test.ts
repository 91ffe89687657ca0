import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from './console-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());

/** address and name of each link of the menu */
function menuOf(page: string): { groups: string[][]; pages: string[][] } {
  const nav = /<nav aria-label="Trang cán bộ">(.*?)<\/nav>/s.exec(page)?.[1] ?? '';
  const [groups = '', pages = ''] = nav.split('<ul class="pages-in">');
  const links = (html: string) =>
    [...html.matchAll(/<a href="([^"]*)"[^>]*>([^<]*)</g)].map((m) => [m[1] ?? '', m[2] ?? '']);
  return { groups: links(groups), pages: links(pages) };
}

test('the menu has at most nine groups, and each leads to a page its reader may open', async () => {
  for (const role of ['admin', 'receiver', 'leader', 'sealed-reader', 'supervisor'] as const) {
    const visitor = await world.officer(role);
    const { groups } = menuOf(await visitor.see('/console/thiet-lap'));
    expect(groups.length, role).toBeGreaterThan(2);
    expect(groups.length, role).toBeLessThanOrEqual(9);
    for (const [href = '', name = ''] of groups) {
      const response = await visitor.get(href);
      expect(response.status, `${role}: ${name}`).toBe(200);
      for (const [page = ''] of menuOf(await response.text()).pages)
        expect((await visitor.get(page)).status, `${role}: ${page}`).toBe(200);
    }
  }
});

test('the pages of a group stand below it, and the one that is open is marked', async () => {
  const anh = await world.officer('handler');
  const page = await anh.see('/console/tiep-dan');
  expect(menuOf(page).pages.map(([, name]) => name)).toEqual(['Danh sách', 'Ghi hồ sơ tại quầy', 'Tiếp dân']);
  expect(page).toContain('<a href="/console/ho-so" aria-current="true">Hồ sơ</a>');
  expect(page).toContain('<a href="/console/tiep-dan" aria-current="page">Tiếp dân</a>');
});

test('settings are a page of doors, with only what the role may; its pages lead back', async () => {
  const admin = await world.officer('admin');
  const doors = await admin.see('/console/thiet-lap');
  for (const href of ['/console/phuong', '/console/linh-vuc', '/console/kenh', '/console/hang-doi'])
    expect(doors).toContain(`<h2><a href="${href}">`);
  const watcher = await (await world.officer('supervisor')).see('/console/thiet-lap');
  expect(watcher).toContain('<h2><a href="/console/kenh">');
  expect(watcher).not.toContain('/console/hang-doi');
  expect(menuOf(await admin.see('/console/ngay-nghi')).pages).toEqual([
    ['/console/thiet-lap', '‹ Thiết lập'],
  ]);
});
