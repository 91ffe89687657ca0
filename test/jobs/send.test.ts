import { afterEach, describe, expect, it } from 'vitest';
import { SendError } from '../../src/core/errors.ts';
import type { Outgoing } from '../../src/core/types.ts';
import { backoff, sendJob } from '../../src/jobs/send.ts';
import { sweepOnce } from '../../src/jobs/sweep.ts';
import { enqueue, type NewMessage } from '../../src/store/outbox.ts';
import { type Bench, type BenchOptions, bench, recorder, refusal } from '../helpers/app.ts';

let at: Bench;
afterEach(() => at.close());
const start = async (options: BenchOptions = {}) => {
  at = await bench(options);
};

let serial = 0;
async function queue(chat: string, text: string, more: Partial<NewMessage> = {}): Promise<string> {
  const message: Outgoing = { text, choices: [], files: [] };
  const [id = ''] = await enqueue(at.store.pool, at.store.vault, [
    {
      wardId: at.wardId,
      channelId: at.channel.id,
      chat,
      chatKind: 'private',
      contactId: null,
      key: `k${++serial}`,
      lane: 'reply',
      message,
      ...more,
    },
  ]);
  return id;
}
const send = (id: string) => sendJob(at.rt, id);
const row = async (id: string) =>
  (
    await at.rows<{ state: string; reason: string | null; attempts: number; wait: number }>(
      'SELECT state, reason, attempts, extract(epoch FROM next_at - now())::float AS wait FROM outbox WHERE id = $1',
      [id],
    )
  )[0];
const makeDue = () => at.rows(`UPDATE outbox SET next_at = now() - interval '1 second'`);
const contact = async (external: string, lastSeen: string) =>
  (
    await at.rows<{ id: string }>(
      'INSERT INTO contact (ward_id, channel_id, external_id, last_seen_at) VALUES ($1, $2, $3, $4) RETURNING id',
      [at.wardId, at.channel.id, external, lastSeen],
    )
  )[0]?.id ?? '';

describe('a chat', () => {
  it('is sent all that is due, in order, by one bell, and once by many bells at once', async () => {
    await start();
    const ids = [];
    for (const text of ['một', 'hai', 'ba']) ids.push(await queue('hoa', text));
    await Promise.all([...ids, ...ids].map(send));
    expect(at.platform.texts('hoa')).toEqual(['một', 'hai', 'ba']);
    expect(await at.rows('SELECT DISTINCT state FROM outbox')).toEqual([{ state: 'sent' }]);
  });

  it('has one message under way at a time, however many workers there are', async () => {
    await start();
    const ids = [await queue('hoa', 'một'), await queue('hoa', 'hai')];
    const letGo = at.platform.hold();
    const jobs = [...ids, ...ids].map(send);
    await expect.poll(() => at.platform.tries()).toBe(1);
    letGo();
    await Promise.all(jobs);
    expect(at.platform.tries()).toBe(2);
    expect(at.platform.texts('hoa')).toEqual(['một', 'hai']);
  });
});

describe('a platform that', () => {
  it('fails for now is asked again later, and later still; what is behind waits, so order is kept', async () => {
    await start();
    const [first, second] = [await queue('hoa', 'một'), await queue('hoa', 'hai')];
    at.platform.fail(refusal('retry'), refusal('retry', { afterMs: 90_000 }));
    await send(first);
    expect(await row(first)).toMatchObject({ state: 'queued', reason: 'retry', attempts: 1 });
    expect((await row(first))?.wait).toBeCloseTo(1, 0);
    await send(second);
    expect(at.platform.texts('hoa')).toEqual([]);
    expect(at.box.bells).toMatchObject([{ queue: 'send', row: first, options: { delayMs: 1020 } }]);
    await makeDue();
    await send(second);
    expect((await row(first))?.wait).toBeGreaterThan(85);
    await makeDue();
    await send(second);
    expect(at.platform.texts('hoa')).toEqual(['một', 'hai']);
  });

  it('fails twelve times is given up; what is behind goes out', async () => {
    await start();
    const [first, second] = [await queue('hoa', 'một'), await queue('hoa', 'hai')];
    at.platform.fail(...Array.from({ length: 12 }, () => refusal('retry')));
    for (let i = 0; i < 12; i++) {
      await makeDue();
      await send(first);
    }
    expect(await row(first)).toMatchObject({ state: 'dead', reason: 'retry', attempts: 12 });
    await send(second);
    expect(at.platform.texts('hoa')).toEqual(['hai']);
  });

  it('asks us to slow down is left alone by the whole channel for as long as it asks', async () => {
    await start();
    const [hoa, lan] = [await queue('hoa', 'một'), await queue('lan', 'hai')];
    at.platform.fail(refusal('throttled', { afterMs: 30_000 }));
    await send(hoa);
    await send(lan);
    expect(at.platform.tries()).toBe(1);
    const [channel] = await at.rows<{ wait: number }>(
      'SELECT extract(epoch FROM paused_until - now())::float AS wait FROM channel',
    );
    expect(channel?.wait).toBeGreaterThan(28);
    expect(await sweepOnce(at.rt, 0)).toBe(0);
    await at.rows(`UPDATE channel SET paused_until = now() - interval '1 second'`);
    await makeDue();
    expect(await sweepOnce(at.rt, 0)).toBe(2);
    await at.run();
    expect(at.platform.sent.map((s) => s.message.text).toSorted()).toEqual(['hai', 'một']);
  });

  it.each([
    ['blocked', 'dead'],
    ['rejected', 'dead'],
    ['window-closed', 'held'],
    ['quota', 'held'],
  ] as const)('says %s leaves the message %s, tried once; other chats go on', async (reason, state) => {
    await start();
    const [hoa, lan] = [await queue('hoa', 'một'), await queue('lan', 'hai')];
    at.platform.fail(refusal(reason));
    await send(hoa);
    await send(lan);
    expect(await row(hoa)).toMatchObject({ state, reason, attempts: 1 });
    expect(await row(lan)).toMatchObject({ state: 'sent' });
    await makeDue();
    expect(await sweepOnce(at.rt, 0)).toBe(0);
  });

  it('has moved the group is followed there at once, with all that waits', async () => {
    await start();
    const first = await queue('nhóm', 'một', { chatKind: 'group' });
    await queue('nhóm', 'hai', { chatKind: 'group' });
    at.platform.fail(refusal('retry', { movedTo: 'nhóm mới' }));
    await send(first);
    await at.run();
    expect(at.platform.texts('nhóm mới')).toEqual(['một', 'hai']);
  });

  it('breaks its word and throws something else is tried again like any other, and given up in the end', async () => {
    await start();
    const id = await queue('hoa', 'một');
    at.platform.fail(...Array.from({ length: 12 }, () => new TypeError('điều kín')));
    await send(id);
    expect(await row(id)).toMatchObject({ state: 'queued', reason: 'retry' });
    for (let i = 0; i < 11; i++) {
      await makeDue();
      await send(id);
    }
    expect(await row(id)).toMatchObject({ state: 'dead' });
    expect(at.lines.join('')).not.toContain('điều kín');
  });
});

describe('the window in which a person may be written to', () => {
  const WINDOW = 48 * 3_600_000;

  it('is known before a call is spent, and opens with the next word', async () => {
    await start({ platform: recorder({ limits: { window: WINDOW } }) });
    const shut = await queue('hoa', 'muộn', { contactId: await contact('hoa', 'yesterday'), lane: 'notice' });
    await at.rows(`UPDATE contact SET last_seen_at = now() - interval '48 hours 1 second'`);
    await send(shut);
    expect(at.platform.tries()).toBe(0);
    expect(await row(shut)).toMatchObject({ state: 'held', reason: 'window-closed' });
    await at.says('hoa', 'tôi đây');
    await at.run();
    expect(at.platform.texts('hoa').toSorted()).toEqual(['muộn', 'tôi đây']);
  });

  it('is open up to its last moment, and has no bearing on groups nobody is known of', async () => {
    await start({ platform: recorder({ limits: { window: WINDOW } }) });
    const open = await queue('hoa', 'kịp', { contactId: await contact('hoa', 'yesterday') });
    await at.rows(`UPDATE contact SET last_seen_at = now() - interval '47 hours 59 minutes'`);
    await send(open);
    await send(await queue('nhóm', 'báo họp', { chatKind: 'group' }));
    expect(at.platform.sent.map((s) => s.message.text)).toEqual(['kịp', 'báo họp']);
  });

  it("is not opened by an officer's own answer, nor by the person's going away", async () => {
    await start({ platform: recorder({ limits: { window: WINDOW } }) });
    const shut = await queue('hoa', 'muộn', { contactId: await contact('hoa', 'epoch'), lane: 'notice' });
    await send(shut);
    await at.says('hoa', { kind: 'takeover' });
    await at.says('hoa', { kind: 'left' });
    await at.run();
    expect(at.platform.tries()).toBe(0);
    expect(await row(shut)).toMatchObject({ state: 'held' });
  });

  it('lets the apology for a failed first message through', async () => {
    const handler = {
      id: 'bad',
      version: 1,
      opens: () => true,
      step: () => {
        throw new Error('on purpose');
      },
    };
    await start({ platform: recorder({ limits: { window: WINDOW } }), handlers: [handler] });
    await at.says('hoa', 'một');
    for (let i = 0; i < 3; i++) {
      await at.run();
      for (const bell of at.box.bells.splice(0)) at.box.ring(bell.queue, [bell.row]);
    }
    await at.run();
    expect(at.platform.texts('hoa')).toEqual([expect.stringMatching(/Xin lỗi bác/)]);
  });
});

describe('a worker that dies between sending and settling', () => {
  it('makes the message go out once more, after its lease, and no more', async () => {
    await start();
    const id = await queue('hoa', 'một');
    const dying = {
      ...at.rt,
      channels: new Map([
        [
          'test',
          {
            row: at.channel,
            platform: {
              ...at.platform,
              send: async (...args: Parameters<typeof at.platform.send>) => {
                await at.platform.send(...args);
                // the database goes with the worker: nothing is settled
                await at.rows('ALTER TABLE outbox RENAME TO outbox_away');
                return { id: 'x' };
              },
            },
          },
        ],
      ]),
    };
    await expect(sendJob(dying, id)).rejects.toThrow();
    await at.rows('ALTER TABLE outbox_away RENAME TO outbox');
    await send(id);
    expect(at.platform.texts('hoa')).toEqual(['một']);
    await at.rows(`UPDATE outbox SET lease_until = now() - interval '1 second'`);
    expect(await sweepOnce(at.rt, 0)).toBe(1);
    await at.run();
    await send(id);
    expect(at.platform.texts('hoa')).toEqual(['một', 'một']);
    expect(await row(id)).toMatchObject({ state: 'sent', attempts: 2 });
  });
});

describe('waiting between tries', () => {
  it('doubles from a second to ten minutes', async () => {
    await start();
    expect([1, 2, 3, 4].map(backoff)).toEqual([1000, 2000, 4000, 8000]);
    expect(backoff(40)).toBe(600_000);
  });
});

describe('what is logged of a refusal', () => {
  it('names reason, code and try, and neither words nor chat', async () => {
    await start();
    const id = await queue('0912555777', 'điều kín');
    at.platform.fail(new SendError('rejected', 'điều kín 0912555777', { code: '400' }));
    await send(id);
    const line = at.lines.find((l) => l.includes('a message was not taken')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ reason: 'rejected', code: '400', attempts: 1, outbox: id });
    expect(at.lines.join('')).not.toMatch(/điều kín|0912555777/);
  });
});
