import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeFileByHash } from '../../src/store/attachments.ts';
import { disposition } from '../../src/web/console/file-types.ts';
import { openWorld, type Visitor, type World } from './console-world.ts';

let world: World;
let anh: Visitor;
beforeAll(async () => {
  world = await openWorld();
  anh = await world.officer('handler');
});
afterAll(() => world.end());

interface FileGiven {
  readonly name?: string | null;
  readonly mime?: string;
  readonly state?: string;
  readonly ticketId?: string | null;
  readonly bytes?: Uint8Array | null;
}
const PNG = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0]);

async function file(given: FileGiven = {}): Promise<string> {
  const ticketId = given.ticketId === undefined ? (await world.ticket()).id : given.ticketId;
  const bytes = given.bytes === undefined ? PNG : given.bytes;
  const sha256 = bytes === null ? 'f'.repeat(64) : await writeFileByHash(world.dataDir, bytes);
  const { rows } = await world.store.pool.query<{ id: string }>(
    `INSERT INTO attachment (ward_id, channel_id, ticket_id, key, kind, name, mime, size, sha256, state) VALUES ($1, $2, $3, $4, 'photo', $5, $6, $7, $8, $9) RETURNING id`,
    [
      world.wardId,
      world.channel.id,
      ticketId,
      randomUUID(),
      given.name === undefined ? 'anh.png' : given.name,
      given.mime ?? 'image/png',
      (bytes ?? PNG).length,
      sha256,
      given.state ?? 'stored',
    ],
  );
  return `/console/tep/${rows[0]?.id}`;
}

describe('a file', () => {
  test('that is a picture is shown, in a page where nothing can run', async () => {
    const response = await anh.get(await file());
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(PNG);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': '10',
      'content-disposition': `inline; filename="anh.png"; filename*=UTF-8''anh.png`,
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
  });

  test.each(['application/pdf', 'text/plain', 'image/heic', 'image/svg+xml', 'text/html', 'video/mp4'])(
    'of type %s is only downloaded',
    async (mime) => {
      const response = await anh.get(await file({ mime }));
      expect(response.headers.get('content-type')).toBe(mime);
      expect(response.headers.get('content-disposition')).toMatch(/^attachment;/);
    },
  );

  test('without a name gets one', async () => {
    const response = await anh.get(await file({ name: null }));
    expect(response.headers.get('content-disposition')).toMatch(/filename="tep-[0-9a-f]{8}\.png"/);
  });

  test.each(['pending', 'failed', 'dropped'])('that is %s is not there', async (state) => {
    const response = await anh.get(await file({ state }));
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Không có tệp này');
  });

  test('is not there when its bytes are gone, when no ticket has it, when its ticket is sealed', async () => {
    expect((await anh.get(await file({ bytes: null }))).status).toBe(404);
    expect((await anh.get(await file({ ticketId: null }))).status).toBe(404);
    const sealed = await world.ticket({ kind: 'toCao' });
    expect((await anh.get(await file({ ticketId: sealed.id }))).status).toBe(404);
  });

  test.each(['x', randomUUID(), '..%2f..%2fapp.key', '%00'])('called %s is not there', async (id) => {
    expect((await anh.get(`/console/tep/${id}`)).status).toBe(404);
  });

  test('is for officers who are signed in', async () => {
    const response = await world.request(await file());
    expect(response.status).toBe(303);
  });
});

describe('the name in the header', () => {
  test.each([
    [
      'đơn của bà Hoa.pdf',
      `attachment; filename="don cua ba Hoa.pdf"; filename*=UTF-8''%C4%91%C6%A1n%20c%E1%BB%A7a%20b%C3%A0%20Hoa.pdf`,
    ],
    [
      'a"; x="\r\nset-cookie: y',
      `attachment; filename="a__ x=___set-cookie: y"; filename*=UTF-8''a%22%3B%20x%3D%22__set-cookie%3A%20y`,
    ],
    ['../../etc/passwd', `attachment; filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`],
    ["o'neil (1)*.txt", `attachment; filename="o'neil (1)*.txt"; filename*=UTF-8''o%27neil%20%281%29%2A.txt`],
    ['gpj.\u202eexe', `attachment; filename="gpj._exe"; filename*=UTF-8''gpj._exe`],
    ['\ud800.txt', `attachment; filename="_.txt"; filename*=UTF-8''_.txt`],
  ])('of %j cannot end the header, climb folders, or lie', (name, header) => {
    expect(disposition('attachment', name)).toBe(header);
  });
});
