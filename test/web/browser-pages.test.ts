/** Every page there is, in a ward that has been at work: WCAG 2.2 AA, 360 px, dark, keyboard. New pages come in by themselves. */
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadKnowledge } from '../../src/knowledge.ts';
import { writeFileByHash } from '../../src/store/attachments.ts';
import { seedHolidayRows } from '../../src/store/clocks.ts';
import { transaction } from '../../src/store/db.ts';
import { ROLES } from '../../src/store/officers.ts';
import { seal } from '../../src/store/sealed.ts';
import { fillWard } from '../bench/busy-ward.ts';
import { consolePages } from '../helpers/console-pages.ts';
import { bareJpeg } from '../helpers/photos.ts';
import { contact } from '../helpers/talk.ts';
import { complaints, expectAccessible, expectNoSideways, findChromium, openBrowser } from './chromium.ts';
import { NOW, type Visitor } from './console-world.ts';
import { type EchoWorld, openEchoWorld } from './echo-world.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });
const chromium = findChromium();
const PUBLIC = ['/chat', '/tra-cuu', '/console/login', '/khong-co'];
/** the same pages with something asked of them */
const ASKED = [
  '/console/ho-so?ngan=closed',
  '/console/ho-so?tim=khongcogiotrung&loai=hoi',
  '/console/ho-so/DB-0000-000-000',
  '/console/so-lieu?ky=nam-nay',
  '/console/so-lieu?ky=khoang&tu=2020-01-01&den=2020-01-02',
  '/console/kien-thuc?tim=hop',
];

/** What can be worked with must be reached by Tab, in the order it stands. */
async function expectReachable(page: Page, what: string): Promise<void> {
  const lost =
    await page.evaluate(`[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((e) => !e.disabled && e.tabIndex !== 0).map((e) => e.outerHTML.slice(0, 120))`);
  expect(lost, `${what}: cannot be reached by Tab`).toEqual([]);
}

describe.skipIf(chromium === null)('every page', () => {
  let world: EchoWorld;
  let browser: Browser;
  let worker: Visitor;
  let watcher: Visitor;
  let pages: readonly { readonly path: string; readonly cookie: string | null }[];

  beforeAll(async () => {
    world = await openEchoWorld();
    const { store, wardId } = world;
    await seedHolidayRows(store.pool, wardId);
    worker = await world.officer(...ROLES.filter((r) => r !== 'supervisor'));
    watcher = await world.officer('supervisor');
    await fillWard(store, wardId, NOW, { tickets: 90, eventsEach: 9, questions: 60 });
    await loadKnowledge(store, wardId);
    await world.deps.knowledge.refresh();
    const sha256 = await writeFileByHash(world.dataDir, bareJpeg);
    await store.pool.query(`UPDATE attachment SET sha256 = $2 WHERE ward_id = $1`, [wardId, sha256]);
    await transaction(store, (tx) =>
      seal(tx, store.vault, {
        ...{
          wardId,
          platform: 'web',
          record: randomUUID(),
          code: 'DB-1999-000-111',
          turn: randomUUID(),
          at: NOW,
        },
        ...{ text: 'thử', contact: contact({ name: 'Trần Thị Hoa' }) },
      }),
    );
    const known = await consolePages(store, wardId);
    expect(known.filter((p) => p.address === null).map((p) => p.route)).toEqual([]);
    const inside = known.flatMap(({ address }) =>
      address === null
        ? []
        : [{ path: address, cookie: (address.includes('giam-sat') ? watcher : worker).cookie }],
    );
    const request = inside.find((page) => page.path.endsWith('/phieu-yeu-cau'));
    const all = [
      ...inside,
      ...(request ? [{ ...request, path: request.path.replace('/phieu-yeu-cau', '') }] : []),
      ...ASKED.map((path) => ({ path, cookie: worker.cookie })),
      ...['/console/so-lieu', '/console/hop'].map((path) => ({ path, cookie: watcher.cookie })),
      ...PUBLIC.map((path) => ({ path, cookie: null })),
    ];
    // files and streams are no pages
    const shown: (typeof all)[number][] = [];
    for (const one of all) {
      const asked = new AbortController();
      const response = await fetch(world.address + one.path, {
        headers: one.cookie === null ? {} : { cookie: `can_bo=${one.cookie}` },
        signal: asked.signal,
      });
      if (inside.some((page) => page === one))
        expect(response.status, one.path).toBeLessThan(one.path.includes('/DB-') ? 500 : 400);
      const html = response.headers.get('content-type')?.startsWith('text/html') ?? false;
      // a piece of a page, for a script to put in, is no page
      if (html && (await response.text()).startsWith('<!doctype')) shown.push(one);
      asked.abort();
    }
    pages = shown;
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.end();
  });

  test.each([
    ['light', 360],
    ['dark', 1280],
  ] as const)('is accessible, fits and can be worked by keyboard: %s, %i px', async (colorScheme, width) => {
    expect(pages.length).toBeGreaterThan(40);
    const context = await browser.newContext({ viewport: { width, height: 740 }, colorScheme });
    const page = await context.newPage();
    const said = complaints(page);
    const faults: string[] = [];
    for (const { path, cookie } of pages) {
      await context.clearCookies();
      if (cookie !== null)
        await context.addCookies([{ name: 'can_bo', value: cookie, url: `${world.address}/console` }]);
      await page.goto(world.address + path);
      await page.evaluate(`document.querySelectorAll('details').forEach((d) => { d.open = true; })`);
      // all that is wrong at once, not page by page
      for (const check of [expectReachable, expectAccessible, expectNoSideways])
        await check(page, path).catch((error: Error) => faults.push(error.message));
    }
    expect(faults.join('\n\n')).toBe('');
    // pages that are not there say so with 404, which the browser notes
    expect(said.filter((words) => !words.includes('404'))).toEqual([]);
    await context.close();
  });
});
