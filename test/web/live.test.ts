import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createListener, type Listener } from '../../src/store/listen.ts';
import { createServer } from '../../src/web/server.ts';
import { complaints, findChromium, openBrowser } from './chromium.ts';
import { openWorld, type Visitor, type World } from './console-world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
let listener: Listener;
let anh: Visitor;
let lan: Visitor;
const open: Heard[] = [];
beforeAll(async () => {
  world = await openWorld({ onSent: (topic, hear) => listener.on(topic, hear) });
  listener = await createListener(world.store.url, () => {});
  anh = await world.officer('handler');
  lan = await world.officer('handler');
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(async () => {
  await listener.close();
  await world.end();
});

interface Heard {
  readonly status: number;
  /** everything heard so far */
  readonly text: () => string;
  /** waits until it was heard; false when the stream ended without it */
  readonly until: (words: string) => Promise<boolean>;
  readonly ended: () => Promise<true>;
  readonly close: () => Promise<void>;
}

async function hear(visitor: Visitor, path: string): Promise<Heard> {
  const response = await visitor.get(path);
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let over = reader === undefined;
  const more = async () => {
    const chunk = await reader?.read();
    if (chunk?.done !== false) over = true;
    else text += decoder.decode(chunk.value, { stream: true });
  };
  const heard: Heard = {
    status: response.status,
    text: () => text,
    until: async (words) => {
      while (!text.includes(words) && !over) await more();
      return text.includes(words);
    },
    ended: async () => {
      while (!over) await more();
      return true;
    },
    close: async () => {
      await reader?.cancel();
    },
  };
  open.push(heard);
  return heard;
}

/** Where the page says that it listens. */
const liveOf = async (visitor: Visitor, page: string) =>
  (/data-live="([^"]+)"/.exec(await visitor.see(page))?.[1] ?? '').replaceAll('&amp;', '&');
const sql = (text: string, values: unknown[] = []) => world.store.pool.query(text, values);

describe('an open page hears', () => {
  test('that the numbers of today are others, and nothing else', async () => {
    const today = await hear(anh, await liveOf(anh, '/console'));
    expect(await today.until(': còn đây')).toBe(true);
    expect(today.text()).not.toContain('event:');
    const { code } = await world.ticket({ text: 'LỜI-CỦA-DÂN', name: 'Bà Hoa' });
    expect(await today.until('event: doi')).toBe(true);
    expect(today.text()).not.toMatch(new RegExp(`LỜI|Hoa|${code}`));
  });

  test('what changed between drawing and listening', async () => {
    const path = await liveOf(anh, '/console');
    await world.ticket();
    expect(await (await hear(anh, path)).until('event: doi')).toBe(true);
  });

  test('how many tickets are new', async () => {
    const list = await hear(anh, await liveOf(anh, '/console/ho-so'));
    await list.until(': còn đây');
    await world.ticket({ openedAt: new Date(world.deps.now().getTime() + 1_000) });
    expect(await list.until('data: {"n":1}')).toBe(true);
    await sql(`UPDATE ticket SET opened_at = opened_at - interval '1 day'`);
  });

  test('who comes to the ticket and who leaves; and that somebody did something', async () => {
    const { code, id } = await world.ticket();
    const mine = await hear(anh, await liveOf(anh, `/console/ho-so/${code}`));
    await mine.until(': còn đây');
    const hers = await hear(lan, await liveOf(lan, `/console/ho-so/${code}`));
    expect(await mine.until('event: ai')).toBe(true);
    expect(await anh.see(`/console/ho-so/${code}/ai`)).toContain(
      'Đang được <b dir="auto">Cán bộ handler</b>',
    );
    await hers.close();
    await vi.waitFor(
      async () => {
        const there = await sql('SELECT 1 FROM presence WHERE ticket_id = $1 AND officer_id = $2', [
          id,
          lan.officer.id,
        ]);
        expect(there.rowCount).toBe(0);
      },
      { timeout: 20_000 },
    );
    expect(mine.text()).not.toContain('event: them');
    await lan.post(`/console/ho-so/${code}/ghi-chu`, { text: 'Đã gọi điện', key: randomUUID() });
    expect(await mine.until('event: them')).toBe(true);
  });

  test('how a broadcast moves', async () => {
    const made = await sql(
      `INSERT INTO broadcast (ward_id, key, kind, title, texts, audience, state, created_name) VALUES ($1, $2, 'thong-bao', 'Cắt nước', '{"vi": "Mai cắt nước"}', '{"kind": "all"}', 'running', 'Lan') RETURNING id`,
      [world.wardId, randomUUID()],
    );
    const id = made.rows[0]?.id;
    const moving = await hear(anh, await liveOf(anh, `/console/thong-bao/${id}`));
    await moving.until(': còn đây');
    expect(moving.text()).not.toContain('event:');
    await sql(
      `INSERT INTO broadcast_recipient (ward_id, broadcast_id, channel_id, chat, chat_kind, state) VALUES ($1, $2, $3, 'a', 'private', 'sent')`,
      [world.wardId, id, world.channel.id],
    );
    await sql('UPDATE broadcast SET fed_at = now() WHERE id = $1', [id]);
    expect(await moving.until('event: doi')).toBe(true);
  });
});

describe('a stream ends', () => {
  test('when its session is closed from elsewhere', async () => {
    const who = await world.officer('receiver');
    const today = await hear(who, '/console/song/hom-nay');
    await today.until(': còn đây');
    await sql('UPDATE session SET revoked_at = now() WHERE officer_id = $1', [who.officer.id]);
    expect(await today.ended()).toBe(true);
    expect(today.text()).toContain('event: het');
  });

  test('when the right to hear it is lost', async () => {
    const who = await world.officer('receiver');
    const today = await hear(who, '/console/song/hom-nay');
    await today.until(': còn đây');
    await sql(`UPDATE officer SET roles = '{supervisor}' WHERE id = $1`, [who.officer.id]);
    expect(await today.ended()).toBe(true);
  });

  test('and is not begun for one page too many, nor for a ticket that is not there', async () => {
    const who = await world.officer('receiver');
    for (let i = 0; i < 4; i++) expect((await hear(who, '/console/song/hom-nay')).status).toBe(200);
    expect((await hear(who, '/console/song/hom-nay')).status).toBe(204);
    expect((await hear(anh, '/console/song/ho-so/DB-0000-000-000')).status).toBe(404);
    const response = await anh.get('/console/song/hom-nay');
    for (const [name, value] of [
      ['content-type', 'text/event-stream'],
      ['x-accel-buffering', 'no'],
      ['cache-control', 'no-store, no-transform'],
    ] as const)
      expect(response.headers.get(name)).toContain(value);
    await response.body?.cancel();
    // what was closed makes room again
    await open.at(-2)?.close();
    await open[open.length - 6]?.close();
    await vi.waitFor(async () => expect((await hear(who, '/console/song/hom-nay')).status).toBe(200), {
      timeout: 20_000,
    });
  });
});

const chromium = findChromium();
describe.skipIf(chromium === null)('in Chromium', () => {
  test('the numbers of today and the hint of new tickets change by themselves', async () => {
    const server = serve({ fetch: createServer(world.deps).fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise<void>((done) => server.once('listening', done));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const browser = await openBrowser(chromium ?? '');
    const context = await browser.newContext();
    await context.addCookies([{ name: 'can_bo', value: anh.cookie, url: `${address}/console` }]);
    const [today, list] = [await context.newPage(), await context.newPage()];
    const said = complaints(today);
    await today.goto(`${address}/console`);
    const tile = today.locator('#viec a[href="/console/ho-so"] b');
    const before = Number(await tile.textContent());
    await list.goto(`${address}/console/ho-so`);
    expect(await list.getByText('hồ sơ mới').isVisible()).toBe(false);
    await world.ticket({ openedAt: new Date(world.deps.now().getTime() + 1_000) });
    await list.getByText('hồ sơ mới').waitFor();
    await today.locator('#viec a[href="/console/ho-so"] b', { hasText: String(before + 1) }).waitFor();
    expect(said).toEqual([]);
    await browser.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
});
