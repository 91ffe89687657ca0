/** `npm run screenshots`: the chat on a phone and the console, from the real program, into this folder. Needs a Chromium. */
import { chromium, type Page } from 'playwright-core';
import { addOfficer, makeLink, officersOf } from '../../src/store/officers.ts';
import { setWardInfo } from '../../src/store/settings.ts';
import { benchApp } from '../bench/bench-app.ts';
import { makeReaper } from '../helpers/reaper.ts';
import { setUpInBrowser } from '../helpers/second-factor.ts';
import { startPrivatePostgres } from '../helpers/servers.ts';

const into = (name: string): string => new URL(`./${name}.png`, import.meta.url).pathname;
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

async function says(page: Page, text: string): Promise<void> {
  const before = await page.locator('#talk .said.bot').count();
  await page.fill('#write', text);
  await page.click('#send');
  await page.locator('#talk .said.bot').nth(before).waitFor({ timeout: 30_000 });
}

const reaper = makeReaper();
try {
  const { url } = await startPrivatePostgres(reaper);
  const bench = await benchApp({ serverUrl: url, roles: 'web,worker', zalo: false });
  const { store, wardId } = bench.opened;
  await setWardInfo(
    store.pool,
    wardId,
    {
      name: 'Phường Mẫu',
      province: 'tỉnh Mẫu',
      phone: '0200 0000 000',
      hours: '7:30–11:30, 13:30–17:00, thứ hai đến thứ sáu',
    },
    null,
  );
  const { address } = await bench.app.start();
  await addOfficer(store, wardId, 'Nguyễn Thị Lan', ['admin', 'receiver']);
  const officer = (await officersOf(store.pool, wardId))[0];
  if (!officer || !address) throw new Error('nothing to show');

  const browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const phone = await browser.newPage({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 1 });
  await phone.goto(`${address}/chat`);
  await says(phone, 'hop to dan pho phai bao truoc may ngay');
  await phone.screenshot({ path: into('chat') });
  for (const text of [
    'Đèn đường ngõ 12 hỏng ba hôm nay, tối om',
    'không',
    'trước nhà số 5 ngõ 12',
    'không',
    '1',
  ])
    await says(phone, text);
  await phone.screenshot({ path: into('receipt') });

  const desk = await browser.newPage({ viewport: { width: 1100, height: 760 } });
  await desk.goto(`${address}/console/login/${await makeLink(store.pool, officer)}`);
  await desk.click('button[type=submit]');
  await desk.waitForURL(/xac-nhan/);
  await setUpInBrowser(desk);
  await desk.waitForURL(/\/console$/);
  await desk.screenshot({ path: into('console') });
  await desk.goto(`${address}/console/ho-so`);
  await desk.click('a[href*="/console/ho-so/DB-"]');
  await desk.waitForLoadState();
  await desk.screenshot({ path: into('ticket') });
  await browser.close();
  await bench.close();
} finally {
  await reaper.close();
}
process.exit(0);
