import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { addOfficer, makeLink } from '../../src/store/officers.ts';
import { setUpInBrowser } from '../helpers/second-factor.ts';
import { complaints, expectAccessible, expectNoSideways, findChromium, openBrowser } from './chromium.ts';
import { NOW } from './console-world.ts';
import { type EchoWorld, openEchoWorld } from './echo-world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const chromium = findChromium();

describe.skipIf(chromium === null)('the second factor in Chromium', () => {
  let world: EchoWorld;
  let browser: Browser;
  let home = '';
  beforeAll(async () => {
    world = await openEchoWorld();
    home = world.address.replace('127.0.0.1', 'localhost');
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.end();
  });

  const enter = async (name: string, scheme: 'light' | 'dark' = 'light') => {
    const officer = await addOfficer(world.store, world.wardId, name, ['admin']);
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: scheme });
    const page = await context.newPage();
    const said = complaints(page);
    const login = async (to = home) => {
      await page.goto(`${to}/console/login/${await makeLink(world.store.pool, officer)}`);
      await page.getByRole('button', { name: 'Đăng nhập' }).click();
    };
    return { context, page, said, login, officer };
  };
  const look = async (page: Page, what: string) => {
    await expectAccessible(page, what);
    await expectNoSideways(page, what);
  };
  const authenticator = async (page: Page) => {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
  };

  test('an administrator sets a passkey up with the first link, and comes in by it next time', async () => {
    const { context, page, said, login } = await enter('Chị Khoá');
    await authenticator(page);
    await login();
    await page.getByRole('button', { name: 'Cài khoá' }).waitFor();
    await look(page, 'set up');
    await page.getByLabel('Đặt tên cho khoá').fill('điện thoại của tôi');
    await page.getByRole('button', { name: 'Cài khoá' }).click();
    await page.getByRole('heading', { name: 'Mã dự phòng' }).waitFor();
    await look(page, 'recovery codes');
    await page.getByRole('link', { name: 'Tôi đã ghi lại, đi tiếp' }).click();
    await page.goto(`${home}/console/phien`);
    await page.getByText('điện thoại của tôi').first().waitFor();
    await look(page, 'sessions');
    await page.getByRole('button', { name: 'Thoát' }).click();
    await login();
    await page.getByRole('button', { name: 'Xác nhận bằng khoá' }).waitFor();
    await look(page, 'asked');
    // a second tab asks too; the question of the first stays good
    const tab = await context.newPage();
    await tab.goto(`${home}/console/xac-nhan`);
    await page.getByRole('button', { name: 'Xác nhận bằng khoá' }).click();
    // the page that asks has "Thoát" too: only the address tells that it was taken
    await page.waitForURL(/\/console$/);
    await page.goto(`${home}/console/nhat-ky`);
    await look(page, 'audit');
    expect(said).toEqual([]);
    await context.close();
  });

  test('an answer caught on its way is not taken again, nor in another session', async () => {
    const { context, page, login, officer } = await enter('Chị Chép');
    await authenticator(page);
    await login();
    await page.getByRole('button', { name: 'Cài khoá' }).click();
    await page.getByRole('link', { name: 'Tôi đã ghi lại, đi tiếp' }).click();
    await page.getByRole('button', { name: 'Thoát' }).click();
    await login();
    const sent = page.waitForRequest((r) => r.url().endsWith('/xac-nhan/khoa'));
    await page.getByRole('button', { name: 'Xác nhận bằng khoá' }).click();
    const body = new URLSearchParams((await sent).postData() ?? '');
    await page.waitForURL(/\/console$/);
    const again = async () => {
      const { rows } = await world.store.pool.query<{ csrf: string }>(
        'SELECT csrf FROM session WHERE officer_id = $1 ORDER BY created_at DESC LIMIT 1',
        [officer.id],
      );
      const cookies = (await context.cookies(`${home}/console`))
        .map((k) => `${k.name}=${k.value}`)
        .join('; ');
      return await fetch(`${home}/console/xac-nhan/khoa`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: cookies },
        body: new URLSearchParams({ csrf: rows[0]?.csrf ?? '', response: body.get('response') ?? '' }),
      });
    };
    expect((await again()).status).toBe(403);
    await page.getByRole('button', { name: 'Thoát' }).click();
    await login();
    expect((await again()).status).toBe(403);
    await context.close();
  });

  test('supervisors have pages that are accessible and fit a phone', async () => {
    const mai = await world.officer('supervisor');
    const { code } = await world.ticket({ text: 'Cống tắc' });
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    await context.addCookies([{ name: 'can_bo', value: mai.cookie, url: `${world.address}/console` }]);
    const page = await context.newPage();
    for (const path of ['', '?ngan=closed', `/${code}`]) {
      await page.goto(`${world.address}/console/giam-sat${path}`);
      await look(page, path);
    }
    await context.close();
  });

  test.each(['light', 'dark'] as const)('under a bare address there is the app alone: %s', async (scheme) => {
    const { context, page, said, login } = await enter(`Anh Mã ${scheme}`, scheme);
    await login(world.address);
    await page.getByText('localhost').waitFor();
    await look(page, 'set up by app');
    await setUpInBrowser(page, NOW);
    expect(new URL(page.url()).pathname).toBe('/console');
    await page.goto(`${world.address}/console/phien`);
    await look(page, 'sessions');
    expect(said).toEqual([]);
    await context.close();
  });
});
