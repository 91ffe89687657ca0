import { afterEach, describe, expect, it } from 'vitest';
import { say } from '../../src/core/say.ts';
import type { Handler, Limits, Notice } from '../../src/core/types.ts';
import { createBulk } from '../../src/jobs/bulk/index.ts';
import {
  broadcastById,
  createBroadcast,
  feedBatch,
  type NewBroadcast,
  pauseBroadcast,
  reportOf,
  resumeBroadcast,
  startBroadcast,
  stopBroadcast,
} from '../../src/store/broadcasts/index.ts';
import { enqueue } from '../../src/store/outbox.ts';
import { type Bench, type BenchOptions, bench, recorder, refusal } from '../helpers/app.ts';
import { inDays } from '../helpers/days.ts';

const DAY = inDays(1, '09:00');
const NIGHT = inDays(1, '23:00');
let at: Bench;
let clock = DAY;
afterEach(() => at.close());
const start = async (options: BenchOptions & { limits?: Partial<Limits> } = {}) => {
  clock = DAY;
  const { limits, ...rest } = options;
  at = await bench({ now: () => clock, platform: recorder({ limits: limits ?? {} }), ...rest });
};
const MACHINE = { officerId: null, name: 'máy' };
let serial = 0;
async function contact(external: string, more: Record<string, unknown> = {}): Promise<string> {
  const row = {
    ward_id: at.wardId,
    channel_id: at.channel.id,
    external_id: external,
    last_seen_at: DAY,
    ...more,
  };
  const names = Object.keys(row);
  const [made] = await at.rows<{ id: string }>(
    `INSERT INTO contact (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')}) RETURNING id`,
    Object.values(row),
  );
  return made?.id ?? '';
}
async function broadcast(more: Partial<NewBroadcast> = {}): Promise<string> {
  const { notice, ...rest } = more;
  const { id } = await createBroadcast(at.store.pool, {
    wardId: at.wardId,
    kind: 'thong-bao',
    title: 'Cắt nước',
    audience: {},
    by: MACHINE,
    key: `k${++serial}`,
    ...(notice ? { notice } : { texts: { vi: 'Mai cắt nước.', en: 'No water tomorrow.' } }),
    ...rest,
  });
  await startBroadcast(at.store.pool, at.wardId, id, MACHINE, { now: DAY });
  return id;
}
const drain = () => createBulk(at.rt).drain();
const report = async (id: string) => {
  const r = await reportOf(at.store.pool, at.wardId, id);
  return {
    state: r.broadcast.state,
    tallies: r.tallies.map((t) => [t.state, t.reason, t.count]),
  };
};
const makeDue = () =>
  at.rows(`UPDATE outbox SET next_at = now() - interval '1 second' WHERE state = 'queued'`);

it('a group that put the bot out is shown as gone and is told nothing more', async () => {
  await start();
  const [group] = await at.rows<{ id: string }>(
    `INSERT INTO "group" (ward_id, name) VALUES ($1, 'Tổ 1') RETURNING id`,
    [at.wardId],
  );
  await at.rows(
    `INSERT INTO group_chat (ward_id, channel_id, chat, group_id, linked_by) VALUES ($1, $2, 'nhóm', $3, 'Lan')`,
    [at.wardId, at.channel.id, group?.id],
  );
  at.platform.fail(refusal('blocked'));
  await broadcast({ audience: { groups: [], chats: [{ channelId: at.channel.id, chat: 'nhóm' }] } });
  await drain();
  expect(await at.rows('SELECT state FROM group_chat')).toEqual([{ state: 'gone' }]);
});

describe('what cannot go now holds nothing else of its chat', () => {
  it('a notice dated ahead', async () => {
    await start();
    const contactId = await contact('hoa');
    const [ahead] = await enqueue(at.store.pool, at.store.vault, [
      {
        ...{ wardId: at.wardId, channelId: at.channel.id, chat: 'hoa', chatKind: 'private', contactId },
        ...{ key: 'mai', lane: 'notice', message: { text: 'Nhắc ngày mai', choices: [], files: [] } },
      },
    ]);
    await at.rows(`UPDATE outbox SET next_at = now() + interval '1 day' WHERE id = $1`, [ahead]);
    await broadcast();
    await drain();
    expect(at.platform.texts('hoa')).toEqual([expect.stringMatching(/^Mai cắt nước/)]);
  });

  it('a broadcast that was paused in the middle, or one put off until tomorrow', async () => {
    await start();
    await contact('hoa');
    const first = await broadcast({ texts: { vi: 'Tin thứ nhất.' } });
    at.platform.fail(refusal('quota', { code: '-218' }));
    await drain();
    const second = await broadcast({ texts: { vi: 'Tin thứ hai.' } });
    await drain();
    expect(at.platform.texts('hoa')).toEqual([expect.stringMatching(/^Tin thứ hai/)]);
    await makeDue();
    await pauseBroadcast(at.store.pool, at.wardId, first, MACHINE);
    await broadcast({ texts: { vi: 'Tin thứ ba.' } });
    await drain();
    expect(at.platform.texts('hoa').at(-1)).toMatch(/^Tin thứ ba/);
    await resumeBroadcast(at.store.pool, at.wardId, first, MACHINE);
    await drain();
    expect(at.platform.texts('hoa').at(-1)).toMatch(/^Tin thứ nhất/);
    expect((await report(second)).state).toBe('done');
  });
});

describe('a broadcast', () => {
  it('reaches everybody once, each in their language, says how to stop it, and is done', async () => {
    await start();
    await contact('hoa');
    await contact('sam', { locale: 'en' });
    const id = await broadcast();
    await drain();
    await drain();
    expect(at.platform.texts('hoa')).toEqual([expect.stringMatching(/^Mai cắt nước\.\n\n.*dừng tin chung$/)]);
    expect(at.platform.texts('sam')).toEqual([expect.stringMatching(/^No water tomorrow\./)]);
    expect(await report(id)).toEqual({ state: 'done', tallies: [['sent', null, 2]] });
  });

  it('that a notice says is rendered for each; a tap on its choices and a number typed back find it', async () => {
    const notice: Notice = {
      id: 'họp',
      key: () => '',
      say: (p, c) => ({
        text: say('stop.kind-on', { kind: `${p.what} ${c?.group?.name ?? ''}` }),
        choices: [{ id: 'rsvp:1:going', label: say('choice.human') }],
      }),
    };
    const heard: string[] = [];
    const rsvp: Handler<never, undefined> = {
      id: 'rsvp',
      version: 1,
      opens: (event) => event.kind === 'choice' && event.id.startsWith('rsvp:'),
      step: (_state, turn) => {
        if (turn.event.kind === 'choice') heard.push(turn.event.id);
        return { next: null, effects: [] };
      },
    };
    const rest: Handler<never, undefined> = {
      id: 'rest',
      version: 1,
      opens: () => true,
      step: () => ({ next: null, effects: [] }),
    };
    await start({ notices: [notice], handlers: [rsvp as Handler, rest as Handler] });
    const [group] = await at.rows<{ id: string }>(
      `INSERT INTO "group" (ward_id, name) VALUES ($1, 'Tổ 5') RETURNING id`,
      [at.wardId],
    );
    await contact('hoa', { group_id: group?.id });
    await broadcast({ notice: { id: 'họp', payload: { what: 'họp' } }, kind: 'hop' });
    await drain();
    expect(at.platform.texts('hoa')[0]).toContain('họp Tổ 5');
    const token = at.platform.sent[0]?.message.choices[0]?.token ?? '';
    await at.says('hoa', { kind: 'tap', token });
    await at.says('hoa', '1');
    await at.says('lan', '1');
    await at.says('lan', { kind: 'tap', token });
    await at.run();
    expect(heard).toEqual(['rsvp:1:going', 'rsvp:1:going']);
  });

  it('waits for morning, and goes on by itself', async () => {
    await start();
    await contact('hoa');
    const id = await broadcast();
    clock = NIGHT;
    await drain();
    expect(at.platform.sent).toEqual([]);
    expect((await broadcastById(at.store.pool, at.wardId, id)).state).toBe('running');
    clock = inDays(2, '06:00');
    await drain();
    expect(at.platform.texts('hoa')).toHaveLength(1);
  });

  it('is not sent to a group of which a text needs to know and does not', async () => {
    await start();
    await contact('hoa');
    const id = await broadcast({ texts: { vi: 'Bà con {to} chú ý.' } });
    await drain();
    expect(at.platform.sent).toEqual([]);
    expect(await report(id)).toEqual({ state: 'done', tallies: [['failed', 'no-group', 1]] });
  });

  it('does not reach who stopped notices after it was prepared', async () => {
    await start();
    const hoa = await contact('hoa');
    const id = await broadcast();
    clock = NIGHT;
    await drain();
    await at.rows('UPDATE contact SET notices = false WHERE id = $1', [hoa]);
    clock = inDays(2, '07:00');
    await drain();
    expect(await report(id)).toEqual({ state: 'done', tallies: [['skipped', 'stopped', 1]] });
  });
});

describe('in mid-flight', () => {
  const many = async (count: number) => {
    for (let i = 0; i < count; i++) await contact(`u${i}`);
  };
  /** Runs a broadcast with limits, does something after the first few, and waits for what follows. */
  async function midway(then: (id: string) => Promise<unknown>): Promise<string> {
    const rate = { perSecond: 100, bulkShare: 1 };
    await start({ limits: { rate } });
    await many(150);
    const id = await broadcast();
    const bulk = createBulk(at.rt);
    const going = bulk.drain();
    await at.platform.took(10);
    // the platform is slow just then: however long the act takes, most are still to come
    const letGo = at.platform.hold();
    await then(id);
    letGo();
    await going;
    await bulk.stop();
    return id;
  }

  it('is stopped within a batch; what was not sent is cancelled, and nothing is left open', async () => {
    let before = 0;
    const id = await midway(async (id) => {
      await stopBroadcast(at.store.pool, at.wardId, id, MACHINE);
      before = at.platform.sent.length;
    });
    expect(at.platform.sent.length - before).toBeLessThan(100);
    const { state, tallies } = await report(id);
    expect(state).toBe('stopped');
    expect(tallies).toEqual([
      ['cancelled', 'stopped', 150 - at.platform.sent.length],
      ['sent', null, at.platform.sent.length],
    ]);
  });

  it('is paused and resumed: everybody is told once', async () => {
    const id = await midway(async (id) => {
      await pauseBroadcast(at.store.pool, at.wardId, id, MACHINE);
    });
    expect(at.platform.sent.length).toBeLessThan(150);
    await resumeBroadcast(at.store.pool, at.wardId, id, MACHINE);
    await drain();
    expect(new Set(at.platform.sent.map((s) => s.to.chat)).size).toBe(150);
    expect(at.platform.sent).toHaveLength(150);
    expect(await report(id)).toEqual({ state: 'done', tallies: [['sent', null, 150]] });
  });

  it('lets a reply in the same chat go first, and one that came while it was being sent right after', async () => {
    await start();
    await contact('hoa');
    const id = await broadcast();
    clock = NIGHT;
    const bulk = createBulk(at.rt);
    await bulk.look();
    clock = DAY;
    const letGo = at.platform.hold();
    const going = bulk.drain();
    await expect.poll(() => at.platform.tries()).toBe(1);
    const [reply = ''] = await enqueue(at.store.pool, at.store.vault, [
      {
        ...{ wardId: at.wardId, channelId: at.channel.id, chat: 'hoa', chatKind: 'private', contactId: null },
        ...{ key: 'reply', lane: 'reply', message: { text: 'trả lời', choices: [], files: [] } },
      },
    ]);
    at.box.ring('send', [reply]);
    await at.run();
    expect(at.platform.tries()).toBe(1);
    letGo();
    await going;
    await at.run();
    expect(at.platform.texts('hoa')).toEqual([expect.stringContaining('Mai'), 'trả lời']);
    expect((await report(id)).state).toBe('done');
  });
});

describe('a platform that is slow', () => {
  it('holds up no slice for ever: when it answers again, everybody is told', async () => {
    await start();
    await at.rows(
      `INSERT INTO contact (ward_id, channel_id, external_id) SELECT $1, $2, 'u' || n FROM generate_series(1, 300) n`,
      [at.wardId, at.channel.id],
    );
    const id = await broadcast();
    clock = NIGHT;
    const bulk = createBulk(at.rt);
    await bulk.look();
    clock = DAY;
    const channel = { id: at.channel.id, platform: at.platform.name };
    for (let n = 0; n < 3; n++)
      await feedBatch(at.store, at.wardId, channel, () => [
        { text: 'Mai cắt nước.', choices: [], files: [] },
      ]);
    const letGo = at.platform.hold();
    const going = [bulk.drain(), bulk.drain(), bulk.drain()];
    const claimed = () =>
      at
        .rows<{ n: number }>(`SELECT count(*)::int AS n FROM outbox WHERE state = 'sending'`)
        .then(([r]) => r?.n);
    await expect.poll(claimed, { timeout: 20_000 }).toBe(300);
    // no more than so many are asked at once
    expect(at.platform.tries()).toBeLessThanOrEqual(32);
    letGo();
    await Promise.all(going);
    expect(await report(id)).toEqual({ state: 'done', tallies: [['sent', null, 300]] });
  });
});

describe('a platform that does not take it', () => {
  it('for now is asked again; what is behind goes on', async () => {
    await start();
    await contact('hoa');
    await contact('lan');
    const id = await broadcast();
    at.platform.fail(refusal('retry'));
    await drain();
    expect(at.platform.sent).toHaveLength(1);
    await makeDue();
    await drain();
    expect(await report(id)).toEqual({ state: 'done', tallies: [['sent', null, 2]] });
  });

  it.each(['blocked', 'rejected'] as const)('says %s: the report has the reason', async (reason) => {
    await start();
    await contact('hoa');
    const id = await broadcast();
    at.platform.fail(refusal(reason));
    await drain();
    expect(await report(id)).toEqual({ state: 'done', tallies: [['failed', reason, 1]] });
    const [hoa] = await at.rows('SELECT left_at IS NOT NULL AS left FROM contact');
    expect(hoa).toEqual({ left: reason === 'blocked' });
  });

  it('because a group threw the bot out: the report has it', async () => {
    await start();
    const id = await broadcast({
      audience: { groups: [], chats: [{ channelId: at.channel.id, chat: 'nhóm' }] },
    });
    at.platform.fail(refusal('blocked'));
    await drain();
    expect(await report(id)).toEqual({ state: 'done', tallies: [['failed', 'blocked', 1]] });
  });

  it('because the group has another id: it is told there, once', async () => {
    await start();
    const id = await broadcast({
      audience: { groups: [], chats: [{ channelId: at.channel.id, chat: 'nhóm' }] },
    });
    at.platform.fail(refusal('retry', { movedTo: 'nhóm mới' }));
    await drain();
    expect(at.platform.texts('nhóm mới')).toEqual(['Mai cắt nước.']);
    expect(await report(id)).toEqual({ state: 'done', tallies: [['sent', null, 1]] });
  });

  it('because it goes too fast: all wait as long as it asks, and it goes slower afterwards', async () => {
    await start({ limits: { rate: { perSecond: 500, bulkShare: 1 } } });
    await contact('hoa');
    await contact('lan');
    const id = await broadcast();
    at.platform.fail(refusal('throttled', { afterMs: 30_000 }));
    await drain();
    expect(at.platform.sent.length).toBeLessThan(2);
    const [channel] = await at.rows<{ wait: number; per_minute: number }>(
      'SELECT extract(epoch FROM paused_until - now())::float AS wait, per_minute FROM channel',
    );
    expect(channel?.wait).toBeGreaterThan(25);
    expect(channel?.per_minute).toBe(21_000);
    await at.rows(`UPDATE channel SET paused_until = now() - interval '1 second'`);
    await makeDue();
    await drain();
    expect(await report(id)).toEqual({ state: 'done', tallies: [['sent', null, 2]] });
  });

  it('because the OA has no quota left: nothing more today, all of it tomorrow', async () => {
    await start();
    await contact('hoa');
    await contact('lan');
    const id = await broadcast();
    at.platform.fail(refusal('quota', { code: '-211' }), refusal('quota', { code: '-211' }));
    await drain();
    await drain();
    expect(at.platform.tries()).toBeLessThanOrEqual(2);
    const [channel] = await at.rows('SELECT bulk_until, bulk_why FROM channel');
    expect(channel).toEqual({ bulk_until: inDays(2, '06:05'), bulk_why: '-211' });
    await at.rows(`UPDATE channel SET bulk_until = now() - interval '1 second'`);
    await drain();
    expect(await report(id)).toEqual({ state: 'done', tallies: [['sent', null, 2]] });
  });

  it("because this person's quota is used up: they wait for tomorrow, others do not", async () => {
    await start();
    await contact('hoa');
    await contact('lan');
    await broadcast();
    at.platform.fail(refusal('quota', { code: '-218' }));
    await drain();
    expect(at.platform.sent).toHaveLength(1);
    const [waiting] = await at.rows<{ wait: number }>(
      `SELECT extract(epoch FROM next_at - now())::float AS wait FROM outbox WHERE state = 'queued'`,
    );
    expect(waiting?.wait).toBeGreaterThan(20 * 3600);
  });

  it('because the window is shut: another channel of the same person takes it over, else it is listed', async () => {
    await start();
    const [resident] = await at.rows<{ id: string }>(
      'INSERT INTO resident (ward_id) VALUES ($1) RETURNING id',
      [at.wardId],
    );
    await contact('a', { resident_id: resident?.id, first_seen_at: '2026-02-01' });
    await contact('b', { resident_id: resident?.id, first_seen_at: '2026-01-01' });
    const id = await broadcast();
    at.platform.fail(refusal('window-closed'));
    await drain();
    await drain();
    expect(at.platform.sent.map((s) => s.to.chat)).toEqual(['b']);
    expect(await report(id)).toEqual({
      state: 'done',
      tallies: [
        ['sent', null, 1],
        ['skipped', 'moved', 1],
      ],
    });
  });
});

describe('a worker that dies with messages in its hands', () => {
  it('leaves them to the next one, after its lease', async () => {
    await start();
    for (const who of ['a', 'b', 'c']) await contact(who);
    const id = await broadcast();
    clock = NIGHT;
    await createBulk(at.rt).look();
    clock = DAY;
    const letGo = at.platform.hold();
    const dying = createBulk(at.rt).drain();
    await expect.poll(() => at.platform.tries()).toBe(3);
    await at.rows(`UPDATE outbox SET lease_until = now() - interval '1 second'`);
    letGo();
    await dying;
    await drain();
    expect(await report(id)).toEqual({ state: 'done', tallies: [['sent', null, 3]] });
  });
});

describe('what a group may be sent', () => {
  it('is twenty a minute, of replies and notices to many together; the rest waits', async () => {
    await start({ limits: { rate: { perSecond: 1000, bulkShare: 1, groupPerMinute: 20 } } });
    await at.rows(
      `INSERT INTO outbox (ward_id, channel_id, chat, chat_kind, key, state, sent_at, sent_seq)
SELECT $1, $2, 'nhóm', 'group', 'old' || n, 'sent', now(), n FROM generate_series(1, 20) n`,
      [at.wardId, at.channel.id],
    );
    const id = await broadcast({
      audience: { groups: [], chats: [{ channelId: at.channel.id, chat: 'nhóm' }] },
    });
    await drain();
    expect(at.platform.sent).toEqual([]);
    await at.rows(`UPDATE outbox SET sent_at = now() - interval '61 seconds' WHERE key LIKE 'old%'`);
    await drain();
    expect(await report(id)).toEqual({ state: 'done', tallies: [['sent', null, 1]] });
  });
});

describe('messages held for want of a quota', () => {
  it('go by themselves the next morning, also where no window opens', async () => {
    await start();
    const [id = ''] = await enqueue(at.store.pool, at.store.vault, [
      {
        ...{ wardId: at.wardId, channelId: at.channel.id, chat: 'hoa', chatKind: 'private', contactId: null },
        ...{ key: 'held', lane: 'notice', message: { text: 'tin', choices: [], files: [] } },
      },
    ]);
    at.platform.fail(refusal('quota'));
    at.box.ring('send', [id]);
    await at.run();
    await drain();
    await at.run();
    expect(at.platform.sent).toEqual([]);
    clock = inDays(2, '06:06');
    await drain();
    await at.run();
    expect(at.platform.texts('hoa')).toEqual(['tin']);
  });
});
