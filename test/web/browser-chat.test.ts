import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { complaints, expectAccessible, expectNoSideways, findChromium, openBrowser } from './chromium.ts';
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

  describe('the chat', () => {
    let context: BrowserContext;
    let page: Page;
    let said: string[];
    beforeEach(async () => {
      world.heard.length = 0;
      world.failing = 0;
      context = await browser.newContext({ viewport: PHONE });
      page = await context.newPage();
      said = complaints(page);
      await open(page);
      return () => context.close();
    });

    const open = async (where: Page) => {
      await where.goto(`${world.address}/chat`);
      await where.locator('#send:enabled').waitFor();
    };
    const write = async (text: string) => {
      await page.fill('#write', text);
      await page.click('#send');
    };
    const bubbles = async (where = page) => await where.locator('#talk .said .bubble').allInnerTexts();
    const seen = (text: string, where = page) =>
      where.locator('#talk .bot .bubble', { hasText: text }).waitFor();

    test('is worked by keyboard alone: skip to the field, write, send, choose', async () => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.className')).toBe('skip');
      await page.keyboard.press('Enter');
      await page.keyboard.type('chọn');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Chưa đúng' }).waitFor();
      expect(await page.evaluate('document.activeElement.id')).toBe('write');
      await page.getByRole('button', { name: 'Chưa đúng' }).focus();
      await page.keyboard.press('Enter');
      await seen('Đã chọn xong');
      expect(world.heard).toEqual([
        { kind: 'text', text: 'chọn' },
        { kind: 'tap', token: expect.any(String) },
      ]);
      expect(said).toEqual([]);
    });

    test('makes a new line with shift and enter, and sends nothing while a word is being composed', async () => {
      await page.focus('#write');
      await page.keyboard.type('dòng một');
      await page.keyboard.press('Shift+Enter');
      await page.keyboard.type('dòng hai');
      await page.dispatchEvent('#write', 'keydown', { key: 'Enter', isComposing: true });
      expect(await page.inputValue('#write')).toBe('dòng một\ndòng hai');
      await page.keyboard.press('Enter');
      await seen('Máy nghe: dòng một');
      expect(world.heard).toEqual([{ kind: 'text', text: 'dòng một\ndòng hai' }]);
    });

    test('sends the words of a suggestion, then puts the suggestions away', async () => {
      await page.locator('#suggestions').getByRole('button', { name: 'Gửi phản ánh' }).click();
      await seen('Máy nghe: Gửi phản ánh');
      expect(await page.locator('#suggestions').isVisible()).toBe(false);
      await page.locator('.chat-tools').getByRole('button', { name: 'Gặp cán bộ' }).click();
      await seen('Máy nghe: Gặp cán bộ');
    });

    test('shows a tapped choice as the person’s own words and closes that set', async () => {
      await write('chọn');
      await page.getByRole('button', { name: 'Đúng ý tôi' }).click();
      await seen('Đã chọn xong');
      expect(await page.locator('.mine .bubble').allInnerTexts()).toEqual(['chọn', 'Đúng ý tôi']);
      const off = page.locator('.said .choices button[aria-disabled="true"]');
      expect(await off.count()).toBe(3);
      await off.first().click({ force: true });
      await write('xong');
      await seen('Máy nghe: xong');
      expect(world.heard.filter((b) => b.kind === 'tap')).toHaveLength(1);
    });

    test('shows what is written as typed, never as HTML', async () => {
      const html = '<img src=x onerror=alert(1)><b>đậm</b> \u202eđảo';
      await write(html);
      await seen('Máy nghe: <img src=x');
      expect(await page.locator('#talk img, #talk b').count()).toBe(0);
      const bidi = await page.evaluate(
        `getComputedStyle(document.querySelector('.mine .typed')).unicodeBidi`,
      );
      expect(bidi).toBe('isolate');
    });

    test('shows a phone number to call as a button', async () => {
      await write('gọi');
      const call = page.getByRole('link', { name: 'Gọi 0221 000 111' });
      await call.waitFor();
      expect(await call.getAttribute('href')).toBe('tel:0221000111');
    });

    test('has the same talk in the same order after a reload, and hears nothing twice', async () => {
      await write('một');
      await seen('Máy nghe: một');
      await write('chọn');
      await page.getByRole('button', { name: 'Chưa đúng' }).click();
      await seen('Đã chọn xong');
      const before = await bubbles();
      await page.reload();
      await page.locator('#send:enabled').waitFor();
      expect(await bubbles()).toEqual(before);
      await write('hai');
      await seen('Máy nghe: hai');
      expect((await bubbles()).slice(before.length)).toEqual(['hai', 'Máy nghe: hai']);
      expect(await page.locator('.choice.chosen').textContent()).toContain('Chưa đúng');
    });

    test('loses no message while the server is away: each goes once, in order, also after a reload', async () => {
      world.failing = 1;
      await write('một');
      await page.locator('#trouble:visible').waitFor();
      await write('hai');
      await page.reload();
      await seen('Máy nghe: hai');
      expect(world.heard).toEqual([
        { kind: 'text', text: 'một' },
        { kind: 'text', text: 'hai' },
      ]);
      expect(await page.locator('.mine .sending').allInnerTexts()).toEqual(['Đã gửi', 'Đã gửi']);
      expect(await page.locator('#trouble').isVisible()).toBe(false);
    });

    test('says that the phone is offline, and sends when it is back', async () => {
      await context.setOffline(true);
      await page.locator('#trouble:visible').waitFor();
      await write('chờ mạng');
      expect(await page.locator('#trouble').textContent()).toContain('mất mạng');
      await context.setOffline(false);
      await seen('Máy nghe: chờ mạng');
      expect(world.heard).toHaveLength(1);
    });

    test('sends a photo with its preview, and says why another file is not taken', async () => {
      await page.setInputFiles('#pick', { name: 'ngõ tối.png', mimeType: 'image/png', buffer: PNG });
      await seen('Đã nhận tệp ngõ tối.png');
      await page.locator('.mine img.preview').waitFor();
      expect(world.heard).toEqual([
        { kind: 'file', file: expect.objectContaining({ kind: 'photo', mime: 'image/png' }) },
      ]);
      await page.setInputFiles('#pick', {
        name: 'a.exe',
        mimeType: 'application/x-msdownload',
        buffer: randomBytes(64),
      });
      await page.locator('.refused .sending', { hasText: 'chưa nhận được loại tệp này' }).waitFor();
      expect(world.heard).toHaveLength(1);
    });

    test('says why a message is not taken, keeps its words, and goes on with the next', async () => {
      await write(`đầu ${'a'.repeat(4000)}`);
      await page.locator('.refused .sending', { hasText: 'dài quá 4.000 chữ' }).waitFor();
      expect((await bubbles())[1]).toContain('đầu aaa');
      await write('ngắn');
      await seen('Máy nghe: ngắn');
      expect(world.heard).toEqual([{ kind: 'text', text: 'ngắn' }]);
    });

    test('begins again only after asking, as somebody new', async () => {
      await write('một');
      await seen('Máy nghe: một');
      const session = () => page.evaluate(`JSON.parse(localStorage.getItem('tro-chuyen')).session`);
      const before = await session();
      await page.click('#restart');
      await page.getByRole('button', { name: 'Thôi, giữ lại' }).click();
      expect(await bubbles()).toHaveLength(3);
      await page.click('#restart');
      await page.locator('dialog').getByRole('button', { name: 'Bắt đầu lại' }).click();
      await page.locator('#suggestions:visible').waitFor();
      expect(await bubbles()).toHaveLength(1);
      const after = await session();
      expect(after).not.toBe(before);
      expect(after).toMatch(/^[A-Za-z0-9_-]{32}$/);
      await write('hai');
      await seen('Máy nghe: hai');
    });

    test('is the same talk in two tabs', async () => {
      const other = await context.newPage();
      await open(other);
      await write('từ tab một');
      await seen('Máy nghe: từ tab một', other);
      await other.locator('.mine', { hasText: 'từ tab một' }).waitFor();
      expect(await bubbles(other)).toEqual(await bubbles());
    });

    test('works where the browser keeps nothing', async () => {
      const closed = await browser.newContext({ viewport: PHONE });
      await closed.addInitScript(
        `Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })`,
      );
      const bare = await closed.newPage();
      await open(bare);
      await bare.fill('#write', 'không nhớ');
      await bare.click('#send');
      await seen('Máy nghe: không nhớ', bare);
      await closed.close();
    });

    test('shows a long answer from its beginning', async () => {
      await write('dài');
      await seen('Ý thứ 14');
      const first = await page.locator('.bot .bubble', { hasText: 'Ý thứ 1:' }).boundingBox();
      const log = await page.locator('#talk').boundingBox();
      expect(first?.y).toBeGreaterThanOrEqual(log?.y ?? Number.POSITIVE_INFINITY);
    });

    test('says something unasked as it comes', async () => {
      await write('một');
      await seen('Máy nghe: một');
      await world.say({ text: { verbatim: 'Cán bộ trả lời: xem https://phuong.example/a.' } });
      await seen('Cán bộ trả lời');
      expect(await page.getByRole('link', { name: 'https://phuong.example/a' }).getAttribute('href')).toBe(
        'https://phuong.example/a',
      );
    });

    test.each(['light', 'dark'] as const)('is accessible and fits 360 px, in %s', async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expectAccessible(page, 'empty');
      await expectNoSideways(page, 'empty');
      await write('chọn');
      await page.getByRole('button', { name: 'Chưa đúng' }).click();
      await seen('Đã chọn xong');
      await write('gọi');
      await page.getByRole('link', { name: 'Gọi 0221 000 111' }).waitFor();
      await write('dài'.repeat(300));
      await seen('Máy nghe: dài');
      await page.setInputFiles('#pick', { name: 'a.exe', mimeType: 'x/x', buffer: randomBytes(64) });
      await page.locator('.refused').waitFor();
      world.failing = 1;
      await write('mất mạng');
      await page.locator('#trouble:visible').waitFor();
      await expectAccessible(page, 'busy');
      await expectNoSideways(page, 'busy');
      await page.click('#restart');
      await expectAccessible(page, 'asking');
      await expectNoSideways(page, 'asking');
    });

    test('has letters of 18 px and targets of 44 px', async () => {
      const size = await page.evaluate(`getComputedStyle(document.querySelector('.bubble')).fontSize`);
      expect(size).toBe('18px');
      for (const button of await page.locator('button:visible, a.button:visible').all()) {
        const box = await button.boundingBox();
        expect(box?.height).toBeGreaterThanOrEqual(44);
        expect(box?.width).toBeGreaterThanOrEqual(44);
      }
    });
  });
});
