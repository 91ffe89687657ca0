import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receipt } from '../../src/core/receipt.ts';
import { createServer } from '../../src/web/server.ts';
import { openWorld, type World } from './console-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());

/** Each test is a visitor of its own: an address counts its own tries. */
let visitor = 0;
async function look(typed: string, headers: Record<string, string> = {}, ip?: string) {
  const app = createServer(world.deps);
  const incoming = { socket: { remoteAddress: ip ?? `198.51.100.${++visitor}` } };
  const response = await app.request(`/tra-cuu?ma=${encodeURIComponent(typed)}`, { headers }, {
    incoming,
  } as never);
  return { status: response.status, html: await response.text(), headers: response.headers };
}

async function opened(given: Parameters<World['ticket']>[0] = {}): Promise<string> {
  const { id } = await world.ticket(given);
  const code = receipt(randomBytes(8));
  await world.store.pool.query('UPDATE ticket SET code = $2 WHERE id = $1', [id, code]);
  return code;
}

const answerOf = (html: string, code: string) =>
  html.replaceAll(code, 'MÃ').replaceAll(code.replace(/\D/g, ''), 'MÃ');

describe('/tra-cuu', () => {
  it('asks for the code, and works without script', async () => {
    const { status, html, headers } = await look('');
    expect(status).toBe(200);
    expect(html).toContain('name="ma"');
    expect(html).not.toContain('<script');
    expect(headers.get('content-security-policy')).not.toContain('script-src');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('shows kind, state, days and the article to whoever has the code, and nothing personal', async () => {
    const code = await opened({
      ...{ text: 'Đèn đường ngõ nhà tôi hỏng', name: 'Bà Hoa', phone: '0912345678', placeLabel: 'ngõ 5' },
    });
    const { html } = await look(code);
    for (const shown of [code, 'Phản ánh', 'Đã nhận', '22/11/2026', 'khoản 1 Điều 28 Luật Tiếp công dân'])
      expect(html).toContain(shown);
    expect(html).toMatch(/Chậm nhất thứ \S+ \d\d\/12\/2026: phường phải trả lời bác/);
    for (const secret of ['Đèn đường', 'Bà Hoa', '0912345', 'ngõ 5', 'hỏng'])
      expect(html).not.toContain(secret);
  });

  it('reads a code as people type it', async () => {
    const code = await opened();
    for (const typed of [code.toLowerCase(), code.replace(/\D/g, ''), ` ${code.replaceAll('-', ' ')} `])
      expect((await look(typed)).html).toContain('Cập nhật ngày');
  });

  it.each(['DB-4827-193-555', 'DB-4827-193', 'xin chào', '12345'])(
    'says that %s is mistyped',
    async (typed) => {
      const { html } = await look(typed);
      expect(html).toContain('sai hoặc thiếu một số');
      expect(html).not.toContain('không có mã này');
    },
  );

  it('answers an unknown code and a sealed one with the same words', async () => {
    const sealed = receipt(randomBytes(8));
    await world.store.pool.query(
      `INSERT INTO sealed_record (id, ward_id, code_mac, code, opened_on, changed_on, content_key, identity_key)
VALUES (gen_random_uuid(), $1, $2, $3, '2026-11-20', '2026-11-20', '\\x00', '\\x00')`,
      [
        world.wardId,
        world.store.vault.mac('sealed_record.code', sealed),
        world.store.vault.seal('sealed_record.code', sealed),
      ],
    );
    const unknown = receipt(randomBytes(8));
    const one = await look(sealed);
    const other = await look(unknown);
    expect(one.html).toContain('Ở đây không có mã này');
    expect(answerOf(one.html, sealed)).toBe(answerOf(other.html, unknown));
    expect(one.status).toBe(other.status);
  });

  it('does not show a denunciation that stands among the tickets', async () => {
    const code = await opened({ kind: 'toCao' });
    expect((await look(code)).html).toContain('Ở đây không có mã này');
  });

  it('stops one address that tries code after code, and nobody else', async () => {
    const code = await opened();
    const ip = '203.0.113.9';
    for (let n = 0; n < 30; n++) await look(receipt(randomBytes(8)), {}, ip);
    const stopped = await look(code, {}, ip);
    expect(stopped.status).toBe(429);
    expect(stopped.html).toContain('Bác đợi 10 phút');
    expect(stopped.html).not.toContain('Cập nhật ngày');
    expect((await look('DB-4827-193-555', {}, ip)).html).toContain('sai hoặc thiếu một số');
    expect((await look(code)).html).toContain('Cập nhật ngày');
  });

  it('counts by the connection where there is no public address: a made-up header gives no fresh tries', async () => {
    const ip = '203.0.113.77';
    for (let n = 0; n < 31; n++)
      await look(receipt(randomBytes(8)), { 'x-forwarded-for': `10.0.0.${n}` }, ip);
    expect((await look(receipt(randomBytes(8)), { 'x-forwarded-for': '10.9.9.9' }, ip)).status).toBe(429);
  });

  it('keeps no address, only a keyed digest', async () => {
    await look(receipt(randomBytes(8)), {}, '203.0.113.200');
    const rows = await world.store.pool.query<{ key: string }>(
      `SELECT key FROM rate WHERE bucket = 'code-page'`,
    );
    expect(rows.rows.length).toBeGreaterThan(0);
    for (const { key } of rows.rows) expect(key).toMatch(/^[0-9a-f]{32}$/);
  });
});
