import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../src/store/officers.ts';
import { consoleApp } from '../../src/web/console/index.tsx';
import { NOW, openWorld, type Visitor, type World } from './console-world.ts';

type Cell = 'yes' | 'no';
const WORKERS: Readonly<Record<Role, Cell>> = {
  admin: 'yes',
  receiver: 'yes',
  handler: 'yes',
  leader: 'yes',
  'sealed-reader': 'yes',
  supervisor: 'no',
};
const ALL: Readonly<Record<Role, Cell>> = { ...WORKERS, supervisor: 'yes' };
const ADMIN: Readonly<Record<Role, Cell>> = {
  admin: 'yes',
  receiver: 'no',
  handler: 'no',
  leader: 'no',
  'sealed-reader': 'no',
  supervisor: 'no',
};

const ADMIN_LEADER: Readonly<Record<Role, Cell>> = { ...ADMIN, leader: 'yes' };
const WATCHERS: Readonly<Record<Role, Cell>> = { ...ADMIN, admin: 'no', supervisor: 'yes' };
const READERS: Readonly<Record<Role, Cell>> = { ...ADMIN, admin: 'no', 'sealed-reader': 'yes' };

/** Every route behind the doors, and who may. */
const TABLE: readonly (readonly [
  method: 'GET' | 'POST',
  route: string,
  cells: Readonly<Record<Role, Cell>>,
])[] = [
  ['GET', '/console', ALL],
  ['GET', '/console/ho-so', WORKERS],
  ['POST', '/console/ho-so/loc-luu', WORKERS],
  ['GET', '/console/ho-so/nhieu', WORKERS],
  ['POST', '/console/ho-so/nhieu', WORKERS],
  ['GET', '/console/ho-so/:code', WORKERS],
  ['GET', '/console/song/hom-nay', WORKERS],
  ['GET', '/console/song/ho-so', WORKERS],
  ['GET', '/console/song/ho-so/:code', WORKERS],
  ['GET', '/console/song/thong-bao/:id', ALL],
  ['GET', '/console/so-lieu', ALL],
  ['GET', '/console/so-lieu/xuat.csv', ALL],
  ['GET', '/console/so-lieu/xuat.xlsx', ALL],
  ['GET', '/console/giam-sat', WATCHERS],
  ['GET', '/console/giam-sat/:code', WATCHERS],
  ['POST', '/console/ho-so/:code/tra-loi', WORKERS],
  ['POST', '/console/ho-so/:code/soan', WORKERS],
  ['POST', '/console/ho-so/:code/thu-lai', WORKERS],
  ['POST', '/console/ho-so/:code/gui-ngay', WORKERS],
  ['POST', '/console/ho-so/:code/giu-lai', WORKERS],
  ['POST', '/console/ho-so/:code/kenh-khac', WORKERS],
  ['POST', '/console/ho-so/:code/da-doc', WORKERS],
  ['POST', '/console/ho-so/:code/ghi-chu', WORKERS],
  ['GET', '/console/ho-so/:code/ai', WORKERS],
  ['POST', '/console/ho-so/:code/dong', WORKERS],
  ['POST', '/console/ho-so/:code/viec', WORKERS],
  ['POST', '/console/ho-so/:code/mo-lai', WORKERS],
  ['POST', '/console/ho-so/:code/niem-phong', WORKERS],
  ['GET', '/console/ho-so/:code/phieu-yeu-cau', WORKERS],
  ['GET', '/console/ho-so/:code/phieu', WORKERS],
  ['GET', '/console/ho-so/:code/ban-ghi', WORKERS],
  ['POST', '/console/ho-so/:code/xoa-nguoi', WORKERS],
  ['GET', '/console/don-khieu-nai', WORKERS],
  ['POST', '/console/don-khieu-nai', WORKERS],
  ['GET', '/console/tiep-nhan', WORKERS],
  ['POST', '/console/tiep-nhan', WORKERS],
  ['GET', '/console/tep/:id', WORKERS],
  ['GET', '/console/van-ban', WORKERS],
  ['GET', '/console/van-ban/tien-do', WORKERS],
  ['POST', '/console/van-ban', WORKERS],
  ['POST', '/console/van-ban/bo', WORKERS],
  ['GET', '/console/cau-hoi', WORKERS],
  ['POST', '/console/cau-hoi', WORKERS],
  ['GET', '/console/cau-hoi/moi', WORKERS],
  ['POST', '/console/cau-hoi/moi', WORKERS],
  ['GET', '/console/kien-thuc', WORKERS],
  ['POST', '/console/kien-thuc/thu', WORKERS],
  ['GET', '/console/kien-thuc/:id', WORKERS],
  ['POST', '/console/kien-thuc/:id', WORKERS],
  ['POST', '/console/kien-thuc/:id/ky', ADMIN_LEADER],
  ['GET', '/console/thiet-lap', ALL],
  ['GET', '/console/can-bo', ADMIN],
  ['POST', '/console/can-bo', ADMIN],
  ['GET', '/console/can-bo/:id', ADMIN],
  ['POST', '/console/can-bo/:id', ADMIN],
  ['GET', '/console/luu-giu', ADMIN],
  ['POST', '/console/luu-giu', ADMIN],
  ['GET', '/console/cau-mau', WORKERS],
  ['POST', '/console/cau-mau', WORKERS],
  ['GET', '/console/phuong', ALL],
  ['POST', '/console/phuong', ADMIN],
  ['POST', '/console/phuong/to', ADMIN],
  ['GET', '/console/linh-vuc', ADMIN_LEADER],
  ['POST', '/console/linh-vuc', ADMIN_LEADER],
  ['GET', '/console/tiep-dan', ALL],
  ['POST', '/console/tiep-dan/lich/:id/huy', WORKERS],
  ['POST', '/console/tiep-dan/lich/:id/den', WORKERS],
  ['POST', '/console/tiep-dan/lich/:id/vang', WORKERS],
  ['POST', '/console/tiep-dan/buoi', WORKERS],
  ['GET', '/console/tiep-dan/ke-hoach', ALL],
  ['POST', '/console/tiep-dan/ke-hoach', ADMIN],
  ['GET', '/console/nhom', ALL],
  ['POST', '/console/nhom', WORKERS],
  ['POST', '/console/nhom/nhap', WORKERS],
  ['POST', '/console/nhom/nhap-to', ADMIN],
  ['GET', '/console/nhom/xuat.csv', WORKERS],
  ['GET', '/console/nhom/xuat.xlsx', WORKERS],
  ['GET', '/console/nhom/xuat-to.csv', WORKERS],
  ['GET', '/console/nhom/xuat-to.xlsx', WORKERS],
  ['GET', '/console/hop', ALL],
  ['GET', '/console/hop/moi', WORKERS],
  ['POST', '/console/hop/moi', WORKERS],
  ['GET', '/console/hop/:id', ALL],
  ['GET', '/console/hop/:id/loa', ALL],
  ['GET', '/console/hop/:id/sua', WORKERS],
  ['POST', '/console/hop/:id/sua', WORKERS],
  ['POST', '/console/hop/:id/cong-bo', WORKERS],
  ['POST', '/console/hop/:id/huy', WORKERS],
  ['POST', '/console/hop/:id/tai-lieu', WORKERS],
  ['POST', '/console/hop/:id/bien-ban', WORKERS],
  ['GET', '/console/hop/:id/diem-danh', WORKERS],
  ['POST', '/console/hop/:id/diem-danh', WORKERS],
  ['GET', '/console/kenh', ALL],
  ['GET', '/console/kenh/thu', WORKERS],
  ['POST', '/console/kenh/thu', WORKERS],
  ['GET', '/console/ngay-nghi', ALL],
  ['POST', '/console/ngay-nghi', ADMIN],
  ['GET', '/console/nhat-ky', { ...ADMIN, leader: 'yes' }],
  ['POST', '/console/nhat-ky/xuat', { ...ADMIN, leader: 'yes' }],
  ['GET', '/console/hang-doi', ADMIN],
  ['POST', '/console/hang-doi', ADMIN],
  ['GET', '/console/toi', WORKERS],
  ['POST', '/console/toi/ma', WORKERS],
  ['POST', '/console/toi/bo', WORKERS],
  ['GET', '/console/ke-hoach', ALL],
  ['POST', '/console/ke-hoach', WORKERS],
  ['GET', '/console/nhom/zalo', WORKERS],
  ['POST', '/console/nhom/zalo', WORKERS],
  ['POST', '/console/nhom/zalo/noi', WORKERS],
  ['GET', '/console/nhom/zalo/moi', WORKERS],
  ['POST', '/console/nhom/zalo/moi', WORKERS],
  ['GET', '/console/thong-bao', ALL],
  ['POST', '/console/thong-bao', WORKERS],
  ['GET', '/console/thong-bao/moi', WORKERS],
  ['POST', '/console/thong-bao/cai-dat', ADMIN],
  ['GET', '/console/thong-bao/to-truong', WORKERS],
  ['POST', '/console/thong-bao/to-truong/:id', WORKERS],
  ['GET', '/console/thong-bao/:id', ALL],
  ['GET', '/console/thong-bao/:id/bao-cao.csv', WORKERS],
  ['POST', '/console/thong-bao/:id/thu', WORKERS],
  ['POST', '/console/thong-bao/:id/bat-dau', WORKERS],
  ['POST', '/console/thong-bao/:id/duyet', ADMIN_LEADER],
  ['POST', '/console/thong-bao/:id/tra-lai', WORKERS],
  ['POST', '/console/thong-bao/:id/tam-dung', WORKERS],
  ['POST', '/console/thong-bao/:id/tiep-tuc', WORKERS],
  ['POST', '/console/thong-bao/:id/dung', WORKERS],
  ['POST', '/console/thong-bao/:id/gui-lai', WORKERS],
  ['GET', '/console/phien', ALL],
  ['POST', '/console/phien', ALL],
  ['POST', '/console/phien/khac', ALL],
  ['GET', '/console/niem-phong', { ...READERS, admin: 'yes' }],
  ['POST', '/console/niem-phong/de-nghi', READERS],
  ['GET', '/console/niem-phong/:id', READERS],
  ['POST', '/console/niem-phong/:id/mo', READERS],
  ['POST', '/console/niem-phong/:id/nguoi-viet', READERS],
  ['POST', '/console/niem-phong/:id/ban-chuyen', READERS],
  ['POST', '/console/niem-phong/:id/tep/:file', READERS],
  ['POST', '/console/niem-phong/:id/hoi', READERS],
  ['POST', '/console/niem-phong/:id/moc', READERS],
  ['POST', '/console/niem-phong/:id/trang-thai', READERS],
  ['POST', '/console/niem-phong/:id/loai', READERS],
  ['POST', '/console/niem-phong/:id/them', READERS],
];
const IN_FRONT = [
  'GET /console/login',
  'POST /console/login',
  'GET /console/login/:token',
  'POST /console/login/:token',
];
/** Of whoever is signed in, with or without a role: getting in and out. */
const OWN = [
  'POST /console/logout',
  'GET /console/xac-nhan',
  'POST /console/xac-nhan',
  'POST /console/xac-nhan/khoa',
  'GET /console/xac-nhan/them',
  'POST /console/xac-nhan/them/ung-dung',
  'POST /console/xac-nhan/them/khoa',
  'POST /console/xac-nhan/ma-du-phong',
  'POST /console/xac-nhan/bo-khoa',
];

let world: World;
const visitors = new Map<Role, Visitor>();
beforeAll(async () => {
  world = await openWorld();
  for (const role of ROLES) visitors.set(role, await world.officer(role));
});
afterAll(() => world.end());

test('the table names every route of the console', () => {
  const served = consoleApp(world.deps)
    .routes.filter((r) => r.method !== 'ALL')
    .map((r) => `${r.method} ${r.path.replace(/(.)\/$/, '$1')}`);
  const known = TABLE.map(([method, route]) => `${method} ${route}`);
  expect([...new Set(served)].sort()).toEqual([...known, ...IN_FRONT, ...OWN].sort());
});

describe.each(TABLE)('%s %s', (method, route, cells) => {
  test.each(Object.entries(cells) as [Role, Cell][])('%s: %s', async (role, cell) => {
    const { code } = await world.ticket({ state: route.endsWith('mo-lai') ? 'closed' : 'received' });
    const path = route.replace(':code', code).replace(':id', randomUUID()).replace(':file', randomUUID());
    const visitor = visitors.get(role);
    const response =
      method === 'GET'
        ? await visitor?.get(path)
        : await visitor?.post(path, {
            text: 'Đã xong',
            reason: 'Đã xong',
            key: randomUUID(),
            do: 'add',
            name: `Tổ ${code}`,
          });
    if (cell === 'no') {
      expect(response?.status).toBe(403);
      const page = await response?.text();
      expect(page).toContain('không được làm việc này');
      if (method === 'POST') expect(page).toContain('Đã xong');
    } else expect([200, 303, 404, 409]).toContain(response?.status);
    const state = await world.store.pool.query<{ state: string }>(
      'SELECT state FROM ticket WHERE code = $1',
      [code],
    );
    if (cell === 'no') expect(state.rows[0]?.state).toBe(route.endsWith('mo-lai') ? 'closed' : 'received');
  });
});

/** A page without what is random in it: padding and tokens may spell any number. */
const withoutRandom = (page: string): string =>
  page.replace(/ data-pad="[0-9a-f]*"/g, '').replace(/(name="csrf" value=")[\w-]*/g, '$1');

describe('a supervisor', () => {
  test('sees the work but not who wrote, nor what could tell it, on any page', async () => {
    const { code, id } = await world.ticket({
      ...{ name: 'Bà Hoa Nhận Diện', phone: '0912 345 678', text: 'Tôi là LỜI-DÂN ở cạnh nhà' },
      openedAt: NOW,
      ...{ placeLabel: 'NƠI-Ở số 5', latitude: 20.9412, longitude: 106.0612 },
    });
    const { pool, vault } = world.store;
    await pool.query(
      `INSERT INTO attachment (ward_id, channel_id, ticket_id, key, kind, name, state) VALUES ($1, $2, $3, $4, 'photo', 'cmnd-ba-hoa.jpg', 'stored')`,
      [world.wardId, world.channel.id, id, `k:${code}`],
    );
    for (const [kind, actor] of [
      ['added', 'resident'],
      ['answered', 'officer'],
      ['noted', 'officer'],
    ])
      await pool.query(
        `INSERT INTO ticket_event (ward_id, ticket_id, kind, actor, actor_name, text, key) VALUES ($1, $2, $3, $4, $5, 'Thưa bà HOA-TRONG-LỜI', $6)`,
        [world.wardId, id, kind, actor, actor === 'officer' ? 'Anh Tuấn' : 'TÊN-DÂN', `${kind}:${code}`],
      );
    await pool.query(
      `INSERT INTO question (ward_id, inbox_id, text, route, answered, score, confident) VALUES ($1, 77, $2, 'faq', '{}', 0.1, false)`,
      [world.wardId, vault.seal('question.text', 'LỜI-HỎI của bà Hoa')],
    );
    const secrets =
      /Nhận Diện|0912 ?345|912345678|cmnd-ba-hoa|LỜI-DÂN|NƠI-Ở|20\.94|106\.06|HOA-TRONG-LỜI|TÊN-DÂN|LỜI-HỎI/;
    const supervisor = visitors.get('supervisor');
    for (const [method, route] of TABLE) {
      if (method !== 'GET') continue;
      const page = await supervisor?.see(route.replace(':code', code).replace(':id', id));
      expect(page && withoutRandom(page), route).not.toMatch(secrets);
    }
    for (const tim of ['LỜI-DÂN', 'loi dan', '0912'])
      expect(await supervisor?.see(`/console/ho-so?tim=${encodeURIComponent(tim)}`)).not.toContain(code);
    const page = await supervisor?.see(`/console/giam-sat/${code}`);
    for (const shown of [code, 'Mới nhận', 'Người dân bổ sung', 'Anh Tuấn']) expect(page).toContain(shown);
    expect(await supervisor?.see('/console/giam-sat')).toContain(code);
    expect((await supervisor?.get('/console'))?.headers.get('location')).toBe('/console/giam-sat');
    const handler = await visitors.get('handler')?.see(`/console/ho-so/${code}`);
    for (const shown of ['Bà Hoa Nhận Diện', 'tel:0912345678', 'cmnd-ba-hoa.jpg', 'LỜI-DÂN'])
      expect(handler).toContain(shown);
  });

  test('who is also a handler may what a handler may', async () => {
    const both = await world.officer('supervisor', 'handler');
    const { code } = await world.ticket({ name: 'Bà Hoa' });
    expect(await both.see(`/console/ho-so/${code}`)).toContain('Bà Hoa');
  });
});

test('an officer without a role gets in and may nothing', async () => {
  const nobody = await world.officer();
  for (const [method, route] of TABLE) {
    const response = method === 'GET' ? await nobody.get(route) : await nobody.post(route, {});
    expect(response.status).toBe(403);
  }
});

test('a right lost while the page was open is lost at once, and the words come back', async () => {
  const anh = await world.officer('handler');
  const { code } = await world.ticket();
  await world.store.pool.query(`UPDATE officer SET roles = '{supervisor}' WHERE id = $1`, [anh.officer.id]);
  const response = await anh.post(`/console/ho-so/${code}/tra-loi`, {
    text: 'Câu trả lời dài',
    key: randomUUID(),
  });
  expect(response.status).toBe(403);
  expect(await response.text()).toContain('Câu trả lời dài');
});

describe('a form', () => {
  test.each(['', 'x', 'A'.repeat(43)])(
    'with a wrong token (%s) does nothing and gives the words back',
    async (csrf) => {
      const anh = visitors.get('admin');
      const { code } = await world.ticket();
      for (const [method, route] of TABLE) {
        if (method === 'GET') continue;
        const response = await anh?.post(route.replace(':code', code), {
          csrf,
          text: 'Chữ đã gõ',
          key: randomUUID(),
        });
        expect(response?.status).toBe(403);
        expect(await response?.text()).toContain('Chữ đã gõ');
      }
      const after = await world.store.pool.query<{ state: string }>(
        'SELECT state FROM ticket WHERE code = $1',
        [code],
      );
      expect(after.rows[0]?.state).toBe('received');
      for (const own of OWN) {
        const [method, route = ''] = own.split(' ');
        if (method === 'POST') expect((await anh?.post(route, { csrf }))?.status).toBe(403);
      }
    },
  );

  test("with another officer's token does nothing", async () => {
    const { code } = await world.ticket();
    const other = await world.store.pool.query<{ csrf: string }>(
      'SELECT csrf FROM session WHERE officer_id = $1',
      [visitors.get('leader')?.officer.id],
    );
    const response = await visitors.get('handler')?.post(`/console/ho-so/${code}/dong`, {
      csrf: other.rows[0]?.csrf ?? '',
    });
    expect(response?.status).toBe(403);
  });

  test('larger than 2 MB is refused with a sentence', async () => {
    const response = await visitors.get('handler')?.post('/console/ho-so/DB-1000-005-721/tra-loi', {
      text: 'a'.repeat(2_200_000),
    });
    expect(response?.status).toBe(413);
    expect(await response?.text()).toContain('quá lớn');
  });
});
