import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addOfficer,
  makeLink,
  officersOf,
  type Role,
  removeOfficer,
  useLink,
} from '../../src/store/officers.ts';
import { resetSecond } from '../../src/store/second-factor.ts';
import { everythingAtRest } from '../helpers/app.ts';
import { appCode, setUpSecond } from '../helpers/second-factor.ts';
import { NOW, openWorld, type World } from './console-world.ts';

let world: World;
let clock = NOW;
beforeAll(async () => {
  world = await openWorld({ now: () => clock });
});
afterAll(() => world.end());

const HERE = '/console/xac-nhan';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Somebody who has used a link and done nothing else. */
async function fresh(...roles: Role[]) {
  const officer = await addOfficer(world.store, world.wardId, `Người ${roles.join(' ')} ${++serial}`, roles);
  const again = async () => (await useLink(world.store, await makeLink(world.store.pool, officer))) ?? '';
  return { officer, again, ...browser(await again()) };
}
let serial = 0;

function browser(cookie: string) {
  const hash = createHash('sha256').update(cookie).digest('hex');
  const headers = { cookie: `can_bo=${cookie}` };
  const get = (path: string) => world.request(path, { headers });
  const post = async (path: string, fields: Record<string, string>) => {
    const { rows } = await world.store.pool.query<{ csrf: string }>(
      'SELECT csrf FROM session WHERE hash = $1',
      [hash],
    );
    const body = new URLSearchParams({ csrf: rows[0]?.csrf ?? '', ...fields }).toString();
    return await world.request(path, { method: 'POST', headers: { ...headers, ...FORM }, body });
  };
  const age = (minutes: number) =>
    world.store.pool.query(
      `UPDATE session SET second_at = now() - $2 * interval '1 minute' WHERE hash = $1`,
      [hash, minutes],
    );
  return { cookie, hash, get, post, age };
}
const secretOn = (page: string) => (/class="secret">([A-Z2-7 ]+)</.exec(page)?.[1] ?? '').replace(/ /g, '');
const codesOn = (page: string) =>
  [...page.matchAll(/<code>(\d{4} \d{4} \d{4})<\/code>/g)].map((m) => m[1] ?? '');

describe('after the link', () => {
  test.each(['admin', 'sealed-reader'] as const)(
    '%s sets a second factor up before anything else, and goes where they were going',
    async (role) => {
      const lan = await fresh(role);
      for (const path of ['/console', '/console/kenh', '/console/phien', '/console/niem-phong']) {
        const away = await lan.get(path);
        expect(away.status).toBe(303);
        expect(away.headers.get('location')).toContain(HERE);
      }
      expect((await lan.post('/console/phuong', { name: 'Đã gõ' })).status).toBe(403);
      const first = await lan.get(`${HERE}?ve=%2Fconsole%2Fkenh`);
      expect(first.headers.get('location')).toBe(`${HERE}/them?ve=%2Fconsole%2Fkenh`);
      const page = await (await lan.get(`${HERE}/them?ve=%2Fconsole%2Fkenh`)).text();
      expect(page).toContain('<svg');
      const secret = secretOn(page);
      expect(secretOn(await (await lan.get(`${HERE}/them`)).text())).toBe(secret);

      const wrong = await lan.post(`${HERE}/them/ung-dung`, { ma: '000000' });
      expect(wrong.status).toBe(403);
      expect(await wrong.text()).toContain('mã chưa đúng');
      const right = await lan.post(`${HERE}/them/ung-dung`, {
        ma: appCode(secret, NOW),
        ve: '/console/kenh',
      });
      expect(right.status).toBe(200);
      const shown = await right.text();
      expect(codesOn(shown)).toHaveLength(10);
      expect(shown).toContain('href="/console/kenh"');
      expect((await lan.get('/console/kenh')).status).toBe(200);
    },
  );

  test('who has one gives its code, and who need not have one may all the same', async () => {
    const anh = await fresh('handler');
    expect((await anh.get('/console')).status).toBe(200);
    const { secret } = await setUpSecond(world.store, anh.cookie, NOW);
    const next = browser(await anh.again());
    expect((await next.get('/console')).headers.get('location')).toContain(HERE);
    expect(await (await next.get(HERE)).text()).not.toContain(secret);
    expect(
      (await next.post(HERE, { ma: appCode(secret, NOW, 1), ve: '/console/kenh' })).headers.get('location'),
    ).toBe('/console/kenh');
    expect((await next.get('/console')).status).toBe(200);
  });

  test('a role given while the page was open asks for it at once, and gives back what was typed', async () => {
    const anh = await fresh('handler');
    await world.store.pool.query(`UPDATE officer SET roles = '{admin}' WHERE id = $1`, [anh.officer.id]);
    const refused = await anh.post('/console/phuong', { name: 'Chữ đã gõ' });
    expect(refused.status).toBe(403);
    const page = await refused.text();
    expect(page).toContain('Chữ đã gõ');
    expect(page).toContain('Xác nhận');
  });
});

describe('a code', () => {
  const ready = async () => {
    const lan = await fresh('admin');
    const made = await setUpSecond(world.store, lan.cookie, NOW);
    return { ...made, officer: lan.officer, next: browser(await lan.again()), again: lan.again };
  };

  test('is taken one step early or late and no more, and never twice', async () => {
    clock = new Date(NOW.getTime() + 3_600_000);
    const { secret, next, again } = await ready();
    for (const steps of [-2, 2])
      expect((await next.post(HERE, { ma: appCode(secret, clock, steps) })).status).toBe(403);
    expect((await next.post(HERE, { ma: appCode(secret, clock, -1) })).status).toBe(303);
    const other = browser(await again());
    expect((await other.post(HERE, { ma: appCode(secret, clock, -1) })).status).toBe(403);
    expect((await other.post(HERE, { ma: appCode(secret, clock, 1) })).status).toBe(303);
    // a step before one that was taken is over too
    const third = browser(await again());
    expect((await third.post(HERE, { ma: appCode(secret, clock) })).status).toBe(403);
    clock = NOW;
  });

  test('used in two places at once lets one in', async () => {
    const { secret, next, again } = await ready();
    const other = browser(await again());
    const both = await Promise.all([next, other].map((b) => b.post(HERE, { ma: appCode(secret, NOW, 1) })));
    expect(both.map((r) => r.status).sort()).toEqual([303, 403]);
  });

  test('of recovery works once, typed anyhow', async () => {
    const { codes, next, again, officer } = await ready();
    const [one = ''] = codes;
    expect((await next.post(HERE, { ma: one.replace(/ /g, '-') })).status).toBe(303);
    const other = browser(await again());
    expect((await other.post(HERE, { ma: one })).status).toBe(403);
    const another = await fresh('admin');
    await setUpSecond(world.store, another.cookie, NOW);
    const strange = browser(await another.again());
    expect((await strange.post(HERE, { ma: codes[1] ?? '' })).status).toBe(403);
    const { rows } = await world.store.pool.query<{ action: string }>(
      `SELECT action FROM audit WHERE officer_id = $1 ORDER BY id`,
      [officer.id],
    );
    expect(rows.map((r) => r.action)).toContain('second.fail');
  });

  test('cannot be guessed: after some wrong ones even the right one waits', async () => {
    const { secret, next, officer } = await ready();
    const said: number[] = [];
    for (let i = 0; i < 9; i++) said.push((await next.post(HERE, { ma: String(i).padStart(6, '0') })).status);
    expect(said.at(-1)).toBe(429);
    const right = await next.post(HERE, { ma: appCode(secret, NOW, 1) });
    expect(right.status).toBe(429);
    expect(await right.text()).toContain('15 phút');
    await world.store.pool.query(
      `UPDATE rate SET began_at = began_at - interval '16 minutes' WHERE key = $1`,
      [officer.id],
    );
    expect((await next.post(HERE, { ma: appCode(secret, NOW, 1) })).status).toBe(303);
  });

  test('and its secret lie in the database only sealed', async () => {
    const { secret, codes } = await ready();
    const kept = await everythingAtRest(world.store);
    expect(kept).not.toContain(secret);
    for (const code of codes) expect(kept).not.toContain(code.replace(/ /g, ''));
    expect(world.logged.join('\n')).not.toContain(secret);
  });

  test.each([
    'https://xau.example',
    '//xau.example',
    '/console//xau',
    '/chat',
    'javascript:1',
    '/console/../chat"<',
  ])('leads to the console only, not to %s', async (ve) => {
    const { secret, next } = await ready();
    const on = await next.post(HERE, { ma: appCode(secret, NOW, 1), ve });
    expect(on.headers.get('location')).toBe('/console');
  });
});

describe('the sealed room', () => {
  test('asks again after 15 minutes, for reading and for acts', async () => {
    const mai = await fresh('sealed-reader');
    const { secret } = await setUpSecond(world.store, mai.cookie, NOW);
    await mai.age(14);
    expect((await mai.get('/console/niem-phong')).status).toBe(200);
    await mai.age(16);
    const asked = await mai.get('/console/niem-phong');
    expect(asked.status).toBe(303);
    expect(asked.headers.get('location')).toBe(`${HERE}?ve=${encodeURIComponent('/console/niem-phong')}`);
    const id = '5f3b6c1e-0000-4000-8000-000000000000';
    for (const act of [
      'mo',
      'nguoi-viet',
      'ban-chuyen',
      `tep/${id}`,
      'hoi',
      'moc',
      'trang-thai',
      'loai',
      'them',
    ]) {
      const refused = await mai.post(`/console/niem-phong/${id}/${act}`, { text: 'Câu đã gõ' });
      expect(refused.status).toBe(403);
      const page = await refused.text();
      expect(page).toContain('Câu đã gõ');
      expect(page).toContain(encodeURIComponent(`/console/niem-phong/${id}`));
    }
    // the rest of the console goes on
    expect((await mai.get('/console')).status).toBe(200);
    expect(
      (await mai.post(HERE, { ma: appCode(secret, NOW, 1), ve: '/console/niem-phong' })).headers.get(
        'location',
      ),
    ).toBe('/console/niem-phong');
    expect((await mai.get('/console/niem-phong')).status).toBe(200);
  });

  test('and the second factor itself is changed only by who has just passed it', async () => {
    const lan = await fresh('admin');
    await setUpSecond(world.store, lan.cookie, NOW);
    expect(codesOn(await (await lan.post(`${HERE}/ma-du-phong`, {})).text())).toHaveLength(10);
    await lan.age(16);
    expect((await lan.post(`${HERE}/ma-du-phong`, {})).status).toBe(403);
    expect((await lan.get(`${HERE}/them`)).status).toBe(303);
    expect((await lan.post(`${HERE}/them/ung-dung`, { ma: '000000' })).status).toBe(403);
    expect((await lan.post(`${HERE}/bo-khoa`, { khoa: 'x' })).status).toBe(403);
  });
});

describe('a lost phone', () => {
  test('is helped by the command: nothing is left, every session ends, and it stands in the log', async () => {
    const lan = await fresh('admin');
    await setUpSecond(world.store, lan.cookie, NOW);
    await resetSecond(world.store, lan.officer);
    expect((await lan.get('/console')).headers.get('location')).toBe('/console/login');
    const next = browser(await lan.again());
    expect((await next.get(HERE)).headers.get('location')).toContain('/them');
    const { rows } = await world.store.pool.query(
      `SELECT actor FROM audit WHERE action = 'second.reset' AND subject = $1`,
      [lan.officer.name],
    );
    expect(rows).toEqual([{ actor: 'npm run staff' }]);
  });
});

describe('sessions', () => {
  test('are listed with their machine, and one ends another of one’s own, never somebody else’s', async () => {
    const anh = await fresh('handler');
    const token = await makeLink(world.store.pool, anh.officer);
    const agent = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36';
    const entered = await world.request(`/console/login/${token}`, {
      method: 'POST',
      headers: { 'user-agent': agent },
    });
    const phone = browser(/can_bo=([\w-]+)/.exec(entered.headers.get('set-cookie') ?? '')?.[1] ?? '');
    const page = await (await anh.get('/console/phien')).text();
    expect(page).toContain('Chrome trên Android');
    expect(page).toContain('(máy này)');
    const other = await fresh('handler');
    expect(page).not.toContain(other.officer.name);
    expect((await other.post('/console/phien', { phien: phone.hash })).status).toBe(404);
    expect((await phone.get('/console')).status).toBe(200);
    expect((await anh.post('/console/phien', { phien: phone.hash })).status).toBe(303);
    expect((await phone.get('/console')).status).toBe(303);
    expect((await anh.get('/console')).status).toBe(200);
  });

  test('of others are seen and ended by an administrator, in the log', async () => {
    const lan = await world.officer('admin');
    const anh = await fresh('handler');
    expect(await lan.see('/console/phien')).toContain(anh.officer.name);
    expect((await lan.post('/console/phien', { phien: anh.hash })).status).toBe(303);
    expect((await anh.get('/console')).status).toBe(303);
    const { rows } = await world.store.pool.query(
      `SELECT officer_id FROM audit WHERE action = 'session.revoke' AND subject = $1`,
      [anh.officer.name],
    );
    expect(rows).toEqual([{ officer_id: lan.officer.id }]);
  });

  test('all but this one end with one button', async () => {
    const anh = await fresh('handler');
    const [a, b] = [browser(await anh.again()), browser(await anh.again())];
    expect((await anh.post('/console/phien/khac', {})).status).toBe(303);
    for (const gone of [a, b]) expect((await gone.get('/console')).status).toBe(303);
    expect((await anh.get('/console')).status).toBe(200);
  });
});

describe('a link asked for on the page', () => {
  let open: World;
  beforeAll(async () => {
    open = await openWorld({ publicUrl: 'https://dan-biet.example' });
  });
  afterAll(() => open.end());
  const ask = (ten: string, from = '10.1.1.1') =>
    open.request('/console/login', {
      method: 'POST',
      headers: { ...FORM, 'x-forwarded-for': `1.2.3.4, ${from}`, host: 'xau.example' },
      body: new URLSearchParams({ ten }).toString(),
    });
  const linked = async (name: string) => {
    const officer = await addOfficer(open.store, open.wardId, name, ['handler']);
    await open.store.pool.query(
      'INSERT INTO officer_account (ward_id, officer_id, channel_id, external_id) VALUES ($1, $2, $3, $4)',
      [open.wardId, officer.id, open.channel.id, `chat of ${name}`],
    );
    return officer;
  };
  const messages = async (chat: string) => {
    const { rows } = await open.store.pool.query<{ body: Buffer; notice: string }>(
      'SELECT body, notice FROM outbox WHERE chat = $1 ORDER BY id',
      [chat],
    );
    return rows.map((r) => ({ notice: r.notice, text: open.store.vault.open('outbox.body', r.body) }));
  };

  test('goes to the linked chat, with the published address, works once, and is wiped afterwards', async () => {
    await linked('Trần Anh Tuấn');
    const rung = open.rung.length;
    const said = await ask('tran anh  tuan');
    expect(said.status).toBe(200);
    expect(open.rung.length).toBe(rung + 1);
    const [message] = await messages('chat of Trần Anh Tuấn');
    expect(message?.notice).toBe('fleeting');
    const token =
      /https:\/\/dan-biet\.example\/console\/login\/([\w-]{43})/.exec(message?.text ?? '')?.[1] ?? '';
    expect((await open.request(`/console/login/${token}`, { method: 'POST' })).status).toBe(303);
    expect((await open.request(`/console/login/${token}`, { method: 'POST' })).status).toBe(410);
  });

  test('says the same whoever was named', async () => {
    await linked('Lê Thị Lan');
    const removed = await linked('Đã Nghỉ Việc');
    await removeOfficer(open.store, removed.id);
    await addOfficer(open.store, open.wardId, 'Chưa Nối', ['handler']);
    const said = [];
    for (const [i, name] of ['Lê Thị Lan', 'Không Có Ai', 'Chưa Nối', 'Đã Nghỉ Việc', ''].entries())
      said.push(await (await ask(name, `10.2.0.${i}`)).text());
    expect(new Set(said).size).toBe(1);
    expect(await messages('chat of Đã Nghỉ Việc')).toEqual([]);
    expect(await messages('chat of Lê Thị Lan')).toHaveLength(1);
  });

  test('is limited by address and by officer', async () => {
    await linked('Bị Quấy Rầy');
    const said: number[] = [];
    for (let i = 0; i < 8; i++) said.push((await ask('Bị Quấy Rầy', '10.3.0.1')).status);
    expect(said.filter((s) => s === 200)).toHaveLength(6);
    expect(said.at(-1)).toBe(429);
    expect(await messages('chat of Bị Quấy Rầy')).toHaveLength(3);
    expect((await ask('Không Có Ai', '10.3.0.2')).status).toBe(200);
  });

  test('cannot be asked for by a page elsewhere, and not where no address is published', async () => {
    const elsewhere = await open.request('/console/login', {
      method: 'POST',
      headers: { ...FORM, 'sec-fetch-site': 'cross-site' },
      body: 'ten=x',
    });
    expect(elsewhere.status).toBe(403);
    expect(
      (await world.request('/console/login', { method: 'POST', headers: FORM, body: 'ten=x' })).status,
    ).toBe(404);
    expect(await (await world.request('/console/login')).text()).not.toContain('name="ten"');
  });

  test('links tried too often from one address wait, and a good one is not used up by it', async () => {
    const officer = await addOfficer(open.store, open.wardId, 'Anh Kiên', ['handler']);
    const token = await makeLink(open.store.pool, officer);
    const use = (what: string, from: string) =>
      open.request(`/console/login/${what}`, { method: 'POST', headers: { 'x-forwarded-for': from } });
    for (let i = 0; i < 60; i++) await use('x', '10.4.0.1');
    const refused = await use(token, '10.4.0.1');
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain('15 phút');
    expect((await use(token, '10.4.0.2')).status).toBe(303);
    expect((await officersOf(open.store.pool, open.wardId)).length).toBeGreaterThan(0);
  });
});
