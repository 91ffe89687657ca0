import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setWardInfo } from '../../src/store/settings.ts';
import { openWorld, type World } from './console-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());

const see = async () => await (await world.request('/chat')).text();

describe('the chat page', () => {
  test('says which ward, that a machine answers, and that a person can be had, before any script runs', async () => {
    const page = await see();
    expect(page).toContain('<h1>Phường Thượng Hồng</h1>');
    expect(page).toContain('Tôi là máy trả lời tự động của phường Thượng Hồng');
    expect(page.match(/data-say="[^"]+"/g)).toEqual(
      expect.arrayContaining(['data-say="Hỏi về quyền của dân"', 'data-say="Gặp cán bộ"']),
    );
    expect(page).toMatch(/role="log"[^>]*aria-live="polite"/);
  });

  test('may stand inside any page, and runs only its own script', async () => {
    const { headers } = await world.request('/chat');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain('frame-ancestors *');
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBeNull();
    expect(await see()).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/i);
  });

  test('without script tells what the ward has set, and invents nothing', async () => {
    const bare = /<noscript>.*<\/noscript>/s.exec(await see())?.[0] ?? '';
    expect(bare).toContain('trụ sở Uỷ ban nhân dân phường Thượng Hồng');
    expect(bare).not.toMatch(/tel:|Giờ làm việc|undefined|null/);
    const facts = { phone: '0221 000 111', address: 'số 1 <b>Thử</b>', hours: '8 giờ đến 17 giờ' };
    await setWardInfo(world.store.pool, world.wardId, facts, null);
    const set = /<noscript>.*<\/noscript>/s.exec(await see())?.[0] ?? '';
    expect(set).toContain('href="tel:0221000111"');
    expect(set).toContain('số 1 &lt;b&gt;Thử&lt;/b&gt;. Giờ làm việc: 8 giờ đến 17 giờ');
  });

  test('speaks Vietnamese throughout', async () => {
    const words = (await see())
      .replace(/<head>.*<\/head>/s, '')
      .replace(/<[^>]+>/g, ' ')
      .toLowerCase();
    expect(words).not.toMatch(
      /\b(send|chat|bot|web|online|offline|file|upload|session|message|javascript|menu|click)\b/,
    );
  });
});

describe('assets', () => {
  const addresses = async () =>
    [...(await see()).matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((m) => m[1] ?? '');

  test('are all there, kept for a year under an address that changes with them', async () => {
    const all = new Set(await addresses());
    expect(all.size).toBeGreaterThanOrEqual(7);
    for (const address of all) {
      const response = await world.request(address);
      expect(response.status, address).toBe(200);
      expect(response.headers.get('cache-control')).toContain('max-age=31536000');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
    const stale = await world.request('/assets/000000000000/style.css');
    expect(stale.headers.get('cache-control')).toBe('no-cache');
  });

  test('go zipped to a browser that can, plain to one that cannot', async () => {
    const address = (await addresses()).find((a) => a.endsWith('.css')) ?? '';
    const zipped = await world.request(address, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    const plain = await world.request(address);
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toContain('@font-face');
  });

  test('hold every font the stylesheet names', async () => {
    const address = (await addresses()).find((a) => a.endsWith('.css')) ?? '';
    const css = await (await world.request(address)).text();
    const fonts = [...css.matchAll(/url\(["']?([^"')]+)/g)].map((m) => m[1] ?? '');
    expect(fonts).toHaveLength(2);
    for (const font of fonts) {
      const response = await world.request(font);
      expect(response.headers.get('content-type')).toBe('font/woff2');
      expect(
        Buffer.from(await response.arrayBuffer())
          .subarray(0, 4)
          .toString(),
      ).toBe('wOF2');
    }
  });

  test.each([
    '/assets/x/constructor',
    '/assets/x/..%2fchat-page.tsx',
    '/assets/fonts/..%2f..%2fpackage.json',
    '/assets/x/__proto__',
  ])('are nothing else (%s)', async (address) => {
    expect((await world.request(address)).status).toBe(404);
  });
});
