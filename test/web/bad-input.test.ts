import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addOfficer } from '../../src/store/officers.ts';
import type { Visitor } from './console-world.ts';
import { type EchoWorld, openEchoWorld } from './echo-world.ts';

/** Used, old and forged links, and cookies of removed officers: login.test.ts. A right lost meanwhile: roles.test.ts. */
let world: EchoWorld;
let anh: Visitor;
beforeAll(async () => {
  world = await openEchoWorld();
  anh = await world.officer('handler');
});
afterAll(() => world.end());

describe('an upload of 30 MB', () => {
  const big = (field: string) => {
    const form = new FormData();
    form.set(field, new Blob([new Uint8Array(30 * 1024 * 1024)]), 'phim.mp4');
    return form;
  };

  test('to the chat is refused with what to do, and the chat goes on', async () => {
    const session = randomUUID();
    const answer = await fetch(`${world.address}/chat/files?session=${session}`, {
      method: 'POST',
      body: big('file'),
    });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({ error: expect.stringContaining('tệp nhỏ hơn') });
    const after = await fetch(`${world.address}/chat/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ session, id: 'm1', text: 'còn đó không' }),
    });
    expect(after.status).toBe(202);
  });

  test('to the console is refused with a page that says so, before anything of it is kept', async () => {
    const answer = await fetch(`${world.address}/console/ho-so/DB-1000-005-721/tra-loi`, {
      method: 'POST',
      headers: { cookie: `can_bo=${anh.cookie}` },
      body: big('text'),
    });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('viết ngắn hơn');
  });
});

describe('two tabs', () => {
  test('in the second, after signing out in the first, what was typed comes back and nothing is done', async () => {
    const { code, id } = await world.ticket();
    const chi = await world.officer('handler');
    await chi.post('/console/logout', {});
    const late = await chi.post(`/console/ho-so/${code}/tra-loi`, { text: 'Chữ gõ ở trang kia' });
    expect(late.status).toBe(401);
    expect(await late.text()).toContain('Chữ gõ ở trang kia');
    const { rows } = await world.store.pool.query('SELECT 1 FROM outbox WHERE ticket_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  test('of two sessions, the form of one is not taken in the other', async () => {
    const { code } = await world.ticket();
    const other = await world.officer('handler');
    const { rows } = await world.store.pool.query<{ csrf: string }>(
      'SELECT csrf FROM session WHERE officer_id = $1',
      [other.officer.id],
    );
    const mixed = await anh.post(`/console/ho-so/${code}/tra-loi`, {
      csrf: rows[0]?.csrf ?? '',
      text: 'Gõ ở phiên kia',
    });
    expect(mixed.status).toBe(403);
    expect(await mixed.text()).toContain('Gõ ở phiên kia');
  });
});

test('HTML is shown as typed wherever an officer, a machine or a filter can be named', async () => {
  const evil = '<img src=x onerror=alert(1)>"\'><script>alert(2)</script>';
  const lan = await world.officer('admin');
  const named = await addOfficer(world.store, world.wardId, evil, ['handler']);
  await world.store.pool.query('UPDATE session SET agent = $1 WHERE officer_id = $2', [evil, anh.officer.id]);
  await world.store.pool.query('UPDATE officer SET name = $1 WHERE id = $2', [evil, anh.officer.id]);
  await world.store.pool.query(
    `INSERT INTO officer_passkey (id, ward_id, officer_id, public_key, name) VALUES ($1, $2, $3, '\\x00', $4)`,
    ['k<b>"', world.wardId, lan.officer.id, evil],
  );
  const q = encodeURIComponent(evil);
  for (const path of [
    '/console/phien',
    '/console/nhat-ky',
    `/console/nhat-ky?voi=${q}&ai=${named.id}&viec=${q}&tu=${q}`,
    `/console/xac-nhan?ve=${q}`,
    `/console/xac-nhan/them?ve=${q}`,
    `/console/ho-so/${q}`,
    `/console?tim=${q}&da=${q}`,
  ]) {
    const page = await lan.see(path);
    expect(page, path).not.toMatch(/<img src=x|<script>alert|<b>"/);
  }
  expect(await lan.see('/console/phien')).toContain('&lt;script&gt;alert(2)');
  const back = await anh.post('/console/xac-nhan', { ma: evil, ve: evil });
  expect(await back.text()).not.toMatch(/<img src=x|<script>alert/);
});
