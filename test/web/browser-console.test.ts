import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { writeFileByHash } from '../../src/store/attachments.ts';
import { makeLink } from '../../src/store/officers.ts';
import { complaints, expectAccessible, expectNoSideways, findChromium, openBrowser } from './chromium.ts';
import { sendAll, type Visitor } from './console-world.ts';
import { type EchoWorld, openEchoWorld } from './echo-world.ts';

vi.setConfig({ testTimeout: 60_000 });
const chromium = findChromium();
const PHONE = { width: 360, height: 640 };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe.skipIf(chromium === null)('in Chromium', () => {
  let world: EchoWorld;
  let browser: Browser;
  beforeAll(async () => {
    world = await openEchoWorld();
    await world.store.pool.query(
      `INSERT INTO setting (ward_id, key, value) VALUES ($1, 'ward', '{"phone": "0221 000 111"}')`,
      [world.wardId],
    );
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.end();
  });

  describe('the console', () => {
    let officer: Visitor;
    let code = '';
    let closedCode = '';
    beforeAll(async () => {
      officer = await world.officer('admin');
      const late = await world.ticket({
        text: `Cống tắc\n${'dài'.repeat(200)}`,
        openedAt: new Date('2026-09-01T02:00:00Z'),
        name: 'Nguyễn Thị Hoa',
        phone: '0912 345 678',
        placeLabel: 'ngõ 12',
        latitude: 20.94,
        longitude: 106.06,
      });
      code = late.code;
      const sha256 = await writeFileByHash(world.dataDir, PNG);
      await world.store.pool.query(
        `INSERT INTO attachment (ward_id, channel_id, ticket_id, key, kind, name, mime, size, sha256, state)
VALUES ($1, $2, $3, 'b1', 'photo', 'anh.png', 'image/png', 70, $4, 'stored'), ($1, $2, $3, 'b2', 'document', $5, 'application/pdf', 70, $4, 'pending')`,
        [world.wardId, world.channel.id, late.id, sha256, 'đơn'.repeat(60)],
      );
      await officer.post(`/console/ho-so/${code}/tra-loi`, { text: 'Đội thoát nước đến chiều nay.' });
      await sendAll(world);
      await world.store.pool.query(
        `UPDATE outbox SET state = 'held', reason = 'window-closed' WHERE ticket_id = $1`,
        [late.id],
      );
      await world.ticket({ text: 'Đèn hỏng', openedAt: new Date('2026-11-12T02:00:00Z') });
      closedCode = (await world.ticket({ text: 'Đã xong', state: 'closed' })).code;
      await world.store.pool.query(
        `INSERT INTO canned_answer (ward_id, title, text) VALUES ($1, 'Đã chuyển tổ điện', 'Phường đã chuyển tổ điện xử lý.')`,
        [world.wardId],
      );
      const lan = await world.officer('handler');
      await lan.get(`/console/ho-so/${code}`);
      await lan.post(`/console/ho-so/${code}/ghi-chu`, {
        text: 'Nhờ chị xem giúp',
        nhac: officer.officer.id,
      });
      await lan.post(`/console/ho-so/${code}/tra-loi`, { text: 'Mai đội thoát nước đến.' });
      await world.store.pool.query(
        `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, text, key) VALUES ($1, $2, 'added', 'resident', 'vẫn chưa ai đến', 'them')`,
        [world.wardId, late.id],
      );
      await officer.post('/console/ho-so/loc-luu', { name: 'Đèn đường', query: 'linh-vuc=den' });
      await officer.post('/console/phuong/to', { do: 'add', name: 'Tổ dân phố số 5' });
      await world.store.pool.query(
        `INSERT INTO question (ward_id, inbox_id, text, route, answered, score, confident) VALUES ($1, 1, $2, 'faq', '{}', 0.1, false)`,
        [world.wardId, world.store.vault.seal('question.text', 'vang hop co bi phat ko')],
      );
      await world.store.pool.query(`UPDATE channel SET trouble = 'Mã đã hết hạn' WHERE id = $1`, [
        world.channel.id,
      ]);
    });

    const visit = async (colorScheme: 'light' | 'dark', width: number) => {
      const context = await browser.newContext({ viewport: { width, height: 740 }, colorScheme });
      await context.addCookies([{ name: 'can_bo', value: officer.cookie, url: `${world.address}/console` }]);
      const page = await context.newPage();
      return { context, page, said: complaints(page) };
    };

    test.each([
      ['light', 360],
      ['dark', 360],
      ['light', 1100],
    ] as const)('is accessible and fits its window on every page: %s, %i px', async (scheme, width) => {
      const { context, page, said } = await visit(scheme, width);
      const pages = [
        '/console',
        '/console/ho-so',
        '/console/ho-so?tim=khongco&loai=hoi',
        `/console/ho-so/nhieu?viec=dong&chon=${code}&chon=${closedCode}`,
        '/console/ho-so/nhieu',
        `/console/ho-so/${code}?da=tra-loi`,
        '/console/phuong',
        '/console/kenh',
        '/console/cau-hoi',
      ];
      for (const path of pages) {
        await page.goto(world.address + path);
        await page.evaluate(`document.querySelectorAll('details').forEach((d) => { d.open = true; })`);
        await expectAccessible(page, path);
        await expectNoSideways(page, path);
      }
      expect(said).toEqual([]);
      await page.goto(`${world.address}/console/ho-so/DB-0000-000-000`);
      await expectAccessible(page, 'unknown ticket');
      await context.clearCookies();
      for (const path of ['/console', `/console/login/${'A'.repeat(43)}`]) {
        await page.goto(world.address + path);
        await expectAccessible(page, path);
        await expectNoSideways(page, path);
      }
      await context.close();
    });

    test('answers, closes and reopens by keyboard, without script', async () => {
      const { context, page } = await visit('light', 360);
      const { code: mine, id } = await world.ticket({ text: 'Rác đầu ngõ' });
      await page.goto(`${world.address}/console/ho-so?tim=rac+dau+ngo`);
      await page.getByRole('link', { name: mine }).focus();
      await page.keyboard.press('Enter');
      await page.getByLabel('Câu trả lời cho người dân').focus();
      await page.keyboard.type('Đã dọn xong.');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('Đã nhận câu trả lời.').waitFor();
      for (const [summary, button, done] of [
        ['Đóng hồ sơ', 'Đúng, đóng hồ sơ này', 'Đã đóng hồ sơ.'],
        ['Mở lại hồ sơ', 'Đúng, mở lại hồ sơ này', 'Đã mở lại hồ sơ.'],
      ] as const) {
        await page.locator('summary', { hasText: summary }).focus();
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: button }).focus();
        await page.keyboard.press('Enter');
        await page.getByText(done).waitFor();
      }
      const { rows } = await world.store.pool.query<{ notice: string }>(
        'SELECT notice FROM outbox WHERE ticket_id = $1 ORDER BY id',
        [id],
      );
      expect(rows.map((r) => r.notice)).toEqual(['answered', 'closed']);
      await context.close();
    });

    test('loads for the first time with at most 60 KB over the wire', async () => {
      for (const path of ['/console', '/console/ho-so', `/console/ho-so/${code}`]) {
        const { context, page, said } = await visit('light', 360);
        const wire = await context.newCDPSession(page);
        let bytes = 0;
        wire.on('Network.loadingFinished', (e) => {
          bytes += e.encodedDataLength;
        });
        await wire.send('Network.enable');
        await page.goto(world.address + path, { waitUntil: 'networkidle' });
        expect(bytes, path).toBeGreaterThan(20_000);
        expect(bytes, path).toBeLessThanOrEqual(60 * 1024);
        expect(said).toEqual([]);
        await context.close();
      }
    });

    test('with script puts in and previews without leaving the page, keeping what was typed', async () => {
      const { context, page, said } = await visit('light', 360);
      const { code: mine } = await world.ticket({ text: 'Cây đổ' });
      await page.goto(`${world.address}/console/ho-so/${mine}`);
      await page.evaluate('window.stayed = true');
      await page.getByLabel('Câu trả lời cho người dân').fill('Chào bác.');
      await page.locator('summary', { hasText: 'Chèn câu mẫu' }).click();
      await page.getByRole('button', { name: 'Chèn câu mẫu' }).click();
      await expect
        .poll(() => page.getByLabel('Câu trả lời cho người dân').inputValue())
        .toBe('Chào bác.\n\nPhường đã chuyển tổ điện xử lý.');
      await page.getByRole('button', { name: 'Xem trước' }).click();
      await page.getByText('Người dân sẽ thấy như sau').waitFor();
      expect(await page.evaluate('window.stayed')).toBe(true);
      expect(said).toEqual([]);
      await context.close();
    });

    test('shows a picture in the ticket', async () => {
      const { context, page } = await visit('light', 360);
      await page.goto(`${world.address}/console/ho-so/${code}`);
      const picture = page.locator('.files img');
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => page.evaluate(`document.querySelector('.files img').naturalWidth`)).toBe(1);
      await context.close();
    });

    test('signs in with the one button of a link', async () => {
      const context = await browser.newContext({ viewport: PHONE });
      const page = await context.newPage();
      const anh = await world.officer('handler');
      await page.goto(`${world.address}/console/login/${await makeLink(world.store.pool, anh.officer)}`);
      await expectAccessible(page, 'login link');
      await page.getByRole('button', { name: 'Đăng nhập' }).click();
      await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
      expect(page.url()).toBe(`${world.address}/console`);
      await page.getByRole('button', { name: 'Thoát' }).click();
      await page.getByText('Đã thoát.').waitFor();
      await context.close();
    });
  });
});
