import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addOfficer, makeLink, removeOfficer } from '../../src/store/officers.ts';
import { openWorld, type World } from './console-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());

const freshLink = async () => {
  const officer = await addOfficer(world.store, world.wardId, 'Anh Tuấn', ['handler']);
  return { officer, token: await makeLink(world.store.pool, officer) };
};
const use = (token: string, headers: Record<string, string> = {}) =>
  world.request(`/console/login/${token}`, { method: 'POST', headers });

describe('a login link', () => {
  test('shows one button and is not used up by being looked at', async () => {
    const { token } = await freshLink();
    for (let i = 0; i < 2; i++) {
      const page = await world.request(`/console/login/${token}`);
      expect(page.status).toBe(200);
      expect((await page.text()).match(/<button/g)).toHaveLength(1);
    }
    expect((await use(token)).status).toBe(303);
  });

  test('signs in once, with a cookie that scripts and other sites do not get', async () => {
    const { token } = await freshLink();
    const first = await use(token);
    expect(first.headers.get('location')).toBe('/console');
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^can_bo=[\w-]{43};/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).toContain('Max-Age=43200');
    expect(cookie).not.toContain('Secure');
    const inside = await world.request('/console', { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(inside.status).toBe(200);
    const second = await use(token);
    expect(second.status).toBe(410);
    expect(await second.text()).toContain('đã dùng rồi');
    expect(second.headers.get('set-cookie')).toBeNull();
    expect((await world.request(`/console/login/${token}`)).status).toBe(410);
  });

  test('gives a Secure cookie where the server is reached by https', async () => {
    const secure = await openWorld({ publicUrl: 'https://dan-biet.example' });
    const officer = await addOfficer(secure.store, secure.wardId, 'Chị Lan', ['leader']);
    const token = await makeLink(secure.store.pool, officer);
    const response = await secure.request(`/console/login/${token}`, { method: 'POST' });
    expect(response.headers.get('set-cookie')).toContain('Secure');
    await secure.end();
  });

  test('that is older than 15 minutes is refused', async () => {
    const { token, officer } = await freshLink();
    await world.store.pool.query(
      `UPDATE login_link SET expires_at = now() - interval '1 second' WHERE officer_id = $1`,
      [officer.id],
    );
    expect((await world.request(`/console/login/${token}`)).status).toBe(410);
    expect((await use(token)).status).toBe(410);
  });

  test.each(['x', 'A'.repeat(43), '%00', '<script>', '%F0%9F', `${'A'.repeat(43)}%0d%0aset-cookie:x`])(
    'that was made up (%s) is refused and repeated nowhere',
    async (token) => {
      const page = await world.request(`/console/login/${token}`);
      expect(page.status).toBe(410);
      expect(await page.text()).not.toContain('<script');
      expect((await use(token)).status).toBe(410);
    },
  );

  test('of an officer removed meanwhile is refused', async () => {
    const { token, officer } = await freshLink();
    await removeOfficer(world.store, officer.id);
    expect((await use(token)).status).toBe(410);
  });

  test('cannot be used from a page elsewhere', async () => {
    const { token } = await freshLink();
    expect((await use(token, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await use(token, { 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  });

  test('never reaches the log, even when the database fails', async () => {
    const broken = await openWorld();
    const officer = await addOfficer(broken.store, broken.wardId, 'Anh Tuấn', ['handler']);
    const token = await makeLink(broken.store.pool, officer);
    await broken.store.pool.query('DROP TABLE login_link CASCADE');
    expect((await broken.request(`/console/login/${token}`, { method: 'POST' })).status).toBe(500);
    expect(broken.logged.join('\n')).toContain('failed');
    expect(broken.logged.join('\n')).not.toContain(token);
    await broken.end();
  });
});

describe('without a session', () => {
  const PATHS = [
    '/console',
    '/console/ho-so/DB-1000-005-721',
    '/console/kenh',
    '/console/nothing',
    '/console/tep/x',
  ];

  test.each(PATHS)('GET %s goes to the sign-in page', async (path) => {
    const response = await world.request(path);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/console/login');
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is 401', async (method) => {
    for (const path of [...PATHS, '/console/logout'])
      expect((await world.request(path, { method })).status).toBe(401);
  });

  test('an officer whose session ended while typing gets the words back', async () => {
    const response = await world.request('/console/ho-so/DB-1000-005-721/tra-loi', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ text: 'Đã thay bóng <b>mới</b>', csrf: 'x' }).toString(),
    });
    expect(response.status).toBe(401);
    const page = await response.text();
    expect(page).toContain('Đã thay bóng &lt;b&gt;mới&lt;/b&gt;');
    expect(page).toContain('đăng nhập lại');
  });

  test('the sign-in page says how to get a link', async () => {
    const page = await (await world.request('/console/login')).text();
    expect(page).toContain('npm run staff -- link');
  });
});

describe('a session', () => {
  test('ends on the server when the officer signs out', async () => {
    const anh = await world.officer('handler');
    const out = await anh.post('/console/logout', {});
    expect(out.status).toBe(303);
    expect(out.headers.get('set-cookie')).toMatch(/can_bo=;.*Max-Age=0/);
    expect((await anh.get('/console')).status).toBe(303);
  });

  test('of a removed officer opens nothing any more', async () => {
    const anh = await world.officer('handler');
    expect((await anh.get('/console')).status).toBe(200);
    await removeOfficer(world.store, anh.officer.id);
    expect((await anh.get('/console')).status).toBe(303);
    expect((await anh.post('/console/logout', {})).status).toBe(401);
  });

  test('ends after 12 hours', async () => {
    const anh = await world.officer('handler');
    const row = await world.store.pool.query<{ hours: number }>(
      'SELECT extract(epoch FROM expires_at - created_at)::float / 3600 AS hours FROM session WHERE officer_id = $1',
      [anh.officer.id],
    );
    expect(row.rows[0]?.hours).toBeCloseTo(12, 1);
    await world.store.pool.query(
      `UPDATE session SET expires_at = now() - interval '1 second' WHERE officer_id = $1`,
      [anh.officer.id],
    );
    expect((await anh.get('/console')).status).toBe(303);
  });
});

describe('console pages', () => {
  test('allow no inline script or style, no frame, no cache, whatever the answer', async () => {
    const anh = await world.officer('handler');
    const answers = [
      await anh.get('/console'),
      await anh.get('/console/nothing'),
      await world.request('/console'),
      await world.request('/console/login'),
      await world.request('/console/logout', { method: 'POST' }),
    ];
    for (const response of answers) {
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe-inline');
      expect(policy).toContain("script-src 'self'");
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    }
    expect(await answers[0]?.text()).not.toMatch(
      /<script(?! defer="" src="\/assets\/)|<style|\sstyle=|\son\w+=/i,
    );
  });
});
