import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sealedReaders } from '../../src/store/sealed.ts';
import { heldByOfficer, staffLine } from '../../src/store/staff.ts';
import { openWorld, type Visitor, type World } from './console-world.ts';

const PAGE = '/console/can-bo';
let world: World;
let admin: Visitor;
beforeEach(async () => {
  world = await openWorld();
  admin = await world.officer('admin');
});
afterEach(() => world.end());

const line = (id: string) => staffLine(world.store.pool, world.wardId, id);
const of = (visitor: Visitor) => `${PAGE}/${visitor.officer.id}`;
const audits = async (action: string) =>
  (
    await world.store.pool.query<{ actor: string; subject: string; detail: object }>(
      'SELECT actor, subject, detail FROM audit WHERE action = $1 ORDER BY id',
      [action],
    )
  ).rows;
/** several values of one field need a body of their own */
async function post(who: Visitor, path: string, fields: readonly (readonly [string, string])[]) {
  const { rows } = await world.store.pool.query<{ csrf: string }>(
    'SELECT csrf FROM session WHERE officer_id = $1 ORDER BY created_at DESC LIMIT 1',
    [who.officer.id],
  );
  return await world.request(path, {
    method: 'POST',
    headers: { cookie: `can_bo=${who.cookie}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams([
      ['csrf', rows[0]?.csrf ?? ''] as [string, string],
      ...fields.map(([name, value]) => [name, value] as [string, string]),
    ]).toString(),
  });
}

describe('adding', () => {
  test('gives a link that lets the new officer in once, and is audited under the name of who added', async () => {
    const added = await post(admin, PAGE, [
      ['name', '  Nguyễn   Thị Lan '],
      ['role', 'handler'],
      ['role', 'receiver'],
    ]);
    expect(added.status).toBe(200);
    const link = /console\/login\/([\w-]{43})/.exec(await added.text())?.[1];
    const used = await world.request(`/console/login/${link}`, { method: 'POST' });
    expect(used.headers.get('set-cookie')).toContain('can_bo=');
    expect(await admin.see(PAGE)).toContain('Nguyễn Thị Lan');
    expect(await audits('officer.add')).toContainEqual({
      actor: admin.officer.name,
      subject: 'Nguyễn Thị Lan',
      detail: { roles: ['receiver', 'handler'] },
    });
    expect(await audits('officer.link')).toHaveLength(1);
  });

  test.each([
    ['no name', [['role', 'handler']], 'Xin ghi tên'],
    ['no role', [['name', 'Chị Mai']], 'ít nhất một vai trò'],
    [
      'the name of another',
      [
        ['name', 'cán bộ ADMIN'],
        ['role', 'handler'],
      ],
      'Đã có cán bộ tên này',
    ],
  ] as const)('with %s is refused', async (_what, fields, words) => {
    const back = await post(admin, PAGE, fields);
    expect(back.status).toBe(409);
    expect(await back.text()).toContain(words);
  });
});

describe('roles', () => {
  test('hold at once, and the old and the new are in the audit log', async () => {
    const anh = await world.officer('handler');
    expect((await anh.get('/console/ho-so')).status).toBe(200);
    await post(admin, of(anh), [
      ['do', 'vai-tro'],
      ['role', 'supervisor'],
    ]);
    expect((await anh.get('/console/ho-so')).status).toBe(403);
    expect(await audits('officer.roles')).toEqual([
      {
        actor: admin.officer.name,
        subject: anh.officer.name,
        detail: { before: ['handler'], after: ['supervisor'] },
      },
    ]);
  });

  test('of the last administrator cannot go, by whatever way', async () => {
    const own = await post(admin, of(admin), [
      ['do', 'vai-tro'],
      ['role', 'handler'],
    ]);
    expect(own.status).toBe(409);
    expect(await own.text()).toContain('quản trị cuối cùng');
    const other = await world.officer('admin', 'handler');
    expect(
      (
        await post(other, of(admin), [
          ['do', 'thoi'],
          ['sure', 'yes'],
        ])
      ).status,
    ).toBe(303);
    expect(
      (
        await post(other, of(other), [
          ['do', 'vai-tro'],
          ['role', 'handler'],
        ])
      ).status,
    ).toBe(409);
    expect((await line(other.officer.id))?.roles).toContain('admin');
  });
});

describe('the sealed room', () => {
  test('is never entered on an administrator’s word alone: the first reader is named at the machine', async () => {
    const own = await post(admin, of(admin), [
      ['do', 'vai-tro'],
      ['role', 'admin'],
      ['role', 'sealed-reader'],
    ]);
    expect(own.status).toBe(409);
    expect(await own.text()).toContain('chỉ làm được tại máy chủ');
    expect(await sealedReaders(world.store.pool, world.wardId)).toEqual([]);
  });

  test('takes another reader only with a reader’s yes, which neither proposer nor named can give', async () => {
    const mai = await world.officer('sealed-reader');
    await post(admin, of(admin), [
      ['do', 'vai-tro'],
      ['role', 'admin'],
      ['role', 'sealed-reader'],
    ]);
    expect((await line(admin.officer.id))?.roles).toEqual(['admin']);

    expect(
      (await admin.post('/console/niem-phong/de-nghi', { can_bo: admin.officer.id, y: 'dong-y' })).status,
    ).toBe(403);
    const seen = await mai.see('/console/niem-phong');
    expect(seen).toContain('đề nghị giao');
    expect(seen).toContain(admin.officer.name);
    await mai.post('/console/niem-phong/de-nghi', { can_bo: admin.officer.id, y: 'dong-y' });
    expect((await line(admin.officer.id))?.roles).toEqual(['admin', 'sealed-reader']);
    expect(await audits('sealed.name')).toEqual([
      { actor: mai.officer.name, subject: admin.officer.name, detail: { proposed: admin.officer.name } },
    ]);
    // now a reader as well, the administrator proposes somebody, and cannot say yes
    const tam = await world.officer('handler');
    await post(admin, of(tam), [
      ['do', 'vai-tro'],
      ['role', 'handler'],
      ['role', 'sealed-reader'],
    ]);
    const own = await admin.post('/console/niem-phong/de-nghi', { can_bo: tam.officer.id, y: 'dong-y' });
    expect(own.status).toBe(409);
    expect((await line(tam.officer.id))?.roles).toEqual(['handler']);
    await mai.post('/console/niem-phong/de-nghi', { can_bo: tam.officer.id, y: 'khong' });
    expect((await line(tam.officer.id))?.roles).toEqual(['handler']);
    expect(await mai.see('/console/niem-phong')).not.toContain('đề nghị giao');
  });

  test('a proposal nobody answered for a week is gone', async () => {
    const mai = await world.officer('sealed-reader');
    const anh = await world.officer('handler');
    await post(admin, of(anh), [
      ['do', 'vai-tro'],
      ['role', 'handler'],
      ['role', 'sealed-reader'],
    ]);
    await world.store.pool.query(
      `UPDATE setting SET value = jsonb_set(value, '{0,at}', '"2026-01-01T00:00:00.000Z"') WHERE key = 'sealed.naming'`,
    );
    await mai.post('/console/niem-phong/de-nghi', { can_bo: anh.officer.id, y: 'dong-y' });
    expect((await line(anh.officer.id))?.roles).toEqual(['handler']);
  });

  test('a reader’s link and second factor are not to be had in the console', async () => {
    const mai = await world.officer('sealed-reader');
    for (const [act, sure] of [
      ['lien-ket', ''],
      ['lop-hai', 'yes'],
    ] as const) {
      const back = await post(admin, of(mai), [
        ['do', act],
        ['sure', sure],
      ]);
      expect(back.status).toBe(409);
      expect(await back.text()).toContain('chỉ làm được tại máy chủ');
    }
    const last = await post(admin, of(mai), [
      ['do', 'thoi'],
      ['sure', 'yes'],
    ]);
    expect(await last.text()).toContain('người cuối cùng đọc được hồ sơ niêm phong');
  });
});

describe('one officer', () => {
  test('removed is out at once, keeps no link, and what was in hand is given on', async () => {
    const anh = await world.officer('handler');
    const lan = await world.officer('receiver');
    const { code } = await world.ticket();
    await anh.post(`/console/ho-so/${code}/viec`, { do: 'nhan', key: randomUUID() });
    expect(await heldByOfficer(world.store.pool, world.wardId, anh.officer.id)).toHaveLength(1);
    expect((await post(admin, of(anh), [['do', 'thoi']])).status).toBe(409);
    expect(
      (
        await post(admin, of(anh), [
          ['do', 'thoi'],
          ['sure', 'yes'],
        ])
      ).status,
    ).toBe(303);
    expect((await anh.get('/console')).headers.get('location')).toBe('/console/login');
    const page = await admin.see(of(anh));
    expect(page).toContain('Còn 1 hồ sơ đang giữ');
    const given = await post(admin, of(anh), [
      ['do', 'giao'],
      ['chon', code],
      ['officer', lan.officer.id],
    ]);
    expect(given.status).toBe(303);
    expect(await heldByOfficer(world.store.pool, world.wardId, lan.officer.id)).toMatchObject([{ code }]);
    expect(await audits('ticket.assigned')).toHaveLength(2);
    await post(admin, of(anh), [['do', 'lai']]);
    expect((await line(anh.officer.id))?.removedAt).toBeNull();
    // come back, but only by a fresh link
    expect((await anh.get('/console')).headers.get('location')).toBe('/console/login');
  });

  test('cannot remove oneself, be renamed to another, or lose a second factor without a yes', async () => {
    const other = await world.officer('admin', 'leader');
    expect(
      (
        await post(admin, of(admin), [
          ['do', 'thoi'],
          ['sure', 'yes'],
        ])
      ).status,
    ).toBe(409);
    expect(
      (
        await post(admin, of(other), [
          ['do', 'ten'],
          ['name', admin.officer.name],
        ])
      ).status,
    ).toBe(409);
    expect((await post(admin, of(other), [['do', 'lop-hai']])).status).toBe(409);
    expect((await line(other.officer.id))?.enrolled).toBe(true);
    expect(
      (
        await post(admin, of(other), [
          ['do', 'lop-hai'],
          ['sure', 'yes'],
        ])
      ).status,
    ).toBe(303);
    expect(await line(other.officer.id)).toMatchObject({ enrolled: false, sessions: 0 });
    expect(await audits('second.reset')).toEqual([
      { actor: admin.officer.name, subject: other.officer.name, detail: {} },
    ]);
  });

  test('is renamed, and has every session ended', async () => {
    const anh = await world.officer('handler');
    await post(admin, of(anh), [
      ['do', 'ten'],
      ['name', 'Trần Văn Tuấn'],
    ]);
    expect(await admin.see(of(anh))).toContain('<h1>Trần Văn Tuấn</h1>');
    await post(admin, of(anh), [['do', 'phien']]);
    expect((await anh.get('/console')).status).toBe(303);
    expect(await audits('session.revoke')).toContainEqual({
      actor: admin.officer.name,
      subject: 'Trần Văn Tuấn',
      detail: { sessions: 1 },
    });
  });
});

test('the table of who may what names every role that may', async () => {
  const page = await admin.see(PAGE);
  expect(page).toMatch(/<th scope="row">Đọc hồ sơ niêm phong được giao<\/th><td>đọc hồ sơ niêm phong<\/td>/);
  expect(page).toMatch(/<th scope="row">Quản lý cán bộ<\/th><td>quản trị<\/td>/);
});
