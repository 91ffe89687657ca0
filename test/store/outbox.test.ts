import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Outgoing } from '../../src/core/types.ts';
import type { Store } from '../../src/store/db.ts';
import {
  type Claimed,
  claim,
  enqueue,
  type Lane,
  moveChat,
  type NewMessage,
  pauseChannel,
  releaseHeld,
  sentAfter,
  settleDead,
  settleHeld,
  settleRetry,
  settleSent,
} from '../../src/store/outbox.ts';
import { type TestStore, testStore } from '../helpers/app.ts';

let at: TestStore;
let other: Store;
beforeAll(async () => {
  at = await testStore();
  other = await at.another();
});
afterAll(() => at.close());
afterEach(() => at.rows('UPDATE channel SET paused_until = NULL'));

let serial = 0;
const newChat = () => `chat-${++serial}`;
const words = (text: string): Outgoing => ({ text, choices: [], files: [] });

async function queue(chat: string, text: string, more: Partial<NewMessage> & { lane?: Lane } = {}) {
  const [id] = await enqueue(at.store.pool, at.store.vault, [
    {
      wardId: at.wardId,
      channelId: at.channel.id,
      chat,
      chatKind: 'private',
      contactId: null,
      key: `${chat}:${text}`,
      lane: 'reply',
      message: words(text),
      ...more,
    },
  ]);
  return id ?? null;
}
const take = (chat: string, store: Store = at.store, lease = 12) => claim(store, at.channel.id, chat, lease);
const sent = (c: Claimed | null) => settleSent(at.store, c?.id ?? '0', 'x', '');
const state = async (id: string | null) =>
  (
    await at.rows<{ state: string; reason: string | null }>(
      'SELECT state, reason FROM outbox WHERE id = $1',
      [id],
    )
  )[0];
/** every message of a chat, in the order a worker would send them */
async function drain(chat: string): Promise<string[]> {
  const texts: string[] = [];
  for (let c = await take(chat); c; c = await take(chat)) {
    texts.push(c.message.text);
    await sent(c);
  }
  return texts;
}
const contact = async (external: string) =>
  (
    await at.rows<{ id: string }>(
      'INSERT INTO contact (ward_id, channel_id, external_id) VALUES ($1, $2, $3) RETURNING id',
      [at.wardId, at.channel.id, external],
    )
  )[0]?.id ?? '';

describe('the line of a chat', () => {
  it('goes out oldest first', async () => {
    const chat = newChat();
    for (const text of ['một', 'hai', 'ba']) await queue(chat, text);
    expect(await drain(chat)).toEqual(['một', 'hai', 'ba']);
  });

  it('lets a reply before a notice, and a notice before bulk', async () => {
    const chat = newChat();
    await queue(chat, 'gửi hàng loạt', { lane: 'bulk' });
    await queue(chat, 'thông báo', { lane: 'notice' });
    await queue(chat, 'trả lời 1');
    await queue(chat, 'trả lời 2');
    expect(await drain(chat)).toEqual(['trả lời 1', 'trả lời 2', 'thông báo', 'gửi hàng loạt']);
  });

  it('waits behind the message that is being sent, even for a faster lane', async () => {
    const chat = newChat();
    await queue(chat, 'thông báo', { lane: 'notice' });
    const first = await take(chat);
    await queue(chat, 'trả lời');
    expect(await take(chat, other)).toBeNull();
    await sent(first);
    expect((await take(chat, other))?.message.text).toBe('trả lời');
  });

  it('does not wait behind a notice dated ahead, which goes when its time has come', async () => {
    const chat = newChat();
    const ahead = await queue(chat, 'nhắc ngày mai', { lane: 'notice' });
    await at.rows(`UPDATE outbox SET next_at = now() + interval '1 day' WHERE id = $1`, [ahead]);
    await queue(chat, 'thông báo', { lane: 'notice' });
    expect(await drain(chat)).toEqual(['thông báo']);
    await at.rows('UPDATE outbox SET next_at = now() WHERE id = $1', [ahead]);
    expect(await drain(chat)).toEqual(['nhắc ngày mai']);
  });

  it('waits behind a notice that is tried again later, so that parts stay in order', async () => {
    const chat = newChat();
    await queue(chat, 'phần 1', { lane: 'notice' });
    await queue(chat, 'phần 2', { lane: 'notice' });
    const first = await claim(at.store, at.channel.id, chat, 30);
    await settleRetry(at.store, first?.id ?? '', 'retry', 60_000);
    expect(await claim(at.store, at.channel.id, chat, 30)).toBeNull();
  });

  it('waits behind a message that is tried again later, so order is kept', async () => {
    const chat = newChat();
    await queue(chat, 'một');
    await queue(chat, 'hai');
    const first = await take(chat);
    await settleRetry(at.store, first?.id ?? '', 'retry', 60_000);
    expect(await take(chat)).toBeNull();
    await at.rows(`UPDATE outbox SET next_at = now() - interval '1 second' WHERE id = $1`, [first?.id]);
    expect(await drain(chat)).toEqual(['một', 'hai']);
  });

  it('is not stopped by other chats', async () => {
    const [a, b] = [newChat(), newChat()];
    await queue(a, 'một');
    await queue(b, 'hai');
    expect(await take(a)).not.toBeNull();
    expect((await take(b))?.message.text).toBe('hai');
  });

  it('takes a key once, for ever', async () => {
    const chat = newChat();
    expect(await queue(chat, 'một', { key: `${chat}.0` })).not.toBeNull();
    expect(await queue(chat, 'khác', { key: `${chat}.0` })).toBeNull();
    expect(await drain(chat)).toEqual(['một']);
    expect(await queue(chat, 'khác', { key: `${chat}.0` })).toBeNull();
    expect(await drain(chat)).toEqual([]);
  });
});

describe('a claim', () => {
  it('is given to one of many who ask at once', async () => {
    const chat = newChat();
    await queue(chat, 'một');
    await queue(chat, 'hai');
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, i) => take(chat, i % 2 ? at.store : other)),
    );
    expect(claims.filter((c) => c !== null).map((c) => c?.message.text)).toEqual(['một']);
  });

  it('falls to another worker once its lease has run out, and counts the try', async () => {
    const chat = newChat();
    await queue(chat, 'một');
    const dead = await take(chat, at.store, -1);
    const next = await take(chat, other);
    expect([dead?.id, dead?.attempts]).toEqual([next?.id, 1]);
    expect(next?.attempts).toBe(2);
  });

  it('that outlived its lease cannot undo what the next worker settled', async () => {
    const chat = newChat();
    const id = await queue(chat, 'một');
    const slow = await take(chat, at.store, -1);
    await sent(await take(chat, other));
    if (!slow) throw new Error('nothing was claimed');
    await settleRetry(at.store, slow.id, 'retry', 0);
    expect((await state(id))?.state).toBe('sent');
    await settleHeld(at.store, slow, 'quota');
    expect((await state(id))?.state).toBe('sent');
    await settleDead(at.store, slow, 'rejected');
    expect((await state(id))?.state).toBe('sent');
  });

  it('waits while the channel is paused, and a second pause never shortens the first', async () => {
    const chat = newChat();
    await queue(chat, 'một');
    await pauseChannel(at.store, at.channel.id, 60_000);
    await pauseChannel(at.store, at.channel.id, 1);
    expect(await take(chat)).toBeNull();
    await at.rows(`UPDATE channel SET paused_until = now() - interval '1 second'`);
    expect(await take(chat)).not.toBeNull();
  });

  it('tells when the person was last heard', async () => {
    const chat = newChat();
    const id = await contact(chat);
    await at.rows(`UPDATE contact SET last_seen_at = '2026-11-20T00:00:00Z' WHERE id = $1`, [id]);
    await queue(chat, 'một', { contactId: id });
    expect((await take(chat))?.lastSeenAt).toEqual(new Date('2026-11-20T00:00:00Z'));
  });
});

describe('a message that was not taken', () => {
  it('is held until the person writes, and then goes before what came later', async () => {
    const chat = newChat();
    const id = await queue(chat, 'một');
    const c = await take(chat);
    if (!c) throw new Error('nothing was claimed');
    await settleHeld(at.store, c, 'window-closed');
    expect(await state(id)).toEqual({ state: 'held', reason: 'window-closed' });
    await queue(chat, 'hai');
    expect(await releaseHeld(at.store.pool, at.channel.id, chat)).toEqual([id]);
    expect(await drain(chat)).toEqual(['một', 'hai']);
    expect(await releaseHeld(at.store.pool, at.channel.id, chat)).toEqual([]);
  });

  it('does not stop the ones behind it when it is dead or held', async () => {
    const chat = newChat();
    await queue(chat, 'một');
    await queue(chat, 'hai');
    await queue(chat, 'ba');
    const one = await take(chat);
    if (one) await settleDead(at.store, one, 'rejected');
    const two = await take(chat);
    if (two) await settleHeld(at.store, two, 'quota');
    expect(await drain(chat)).toEqual(['ba']);
  });

  it('because the person blocked us takes the rest of that chat with it, and nobody else', async () => {
    const [chat, neighbour] = [newChat(), newChat()];
    const hoa = await contact(chat);
    await queue(chat, 'một', { contactId: hoa });
    const later = await queue(chat, 'hai', { contactId: hoa });
    const beside = await queue(neighbour, 'ba');
    const c = await take(chat);
    if (c) await settleDead(at.store, c, 'blocked');
    expect(await state(later)).toEqual({ state: 'dead', reason: 'blocked' });
    expect((await state(beside))?.state).toBe('queued');
    const [left] = await at.rows<{ left_at: Date | null }>('SELECT left_at FROM contact WHERE id = $1', [
      hoa,
    ]);
    expect(left?.left_at).toBeInstanceOf(Date);
  });

  it('because a group threw the bot out says nothing of the person who asked there', async () => {
    const group = newChat();
    const hoa = await contact(`hoa in ${group}`);
    await queue(group, 'một', { contactId: hoa, chatKind: 'group' });
    const c = await take(group);
    if (c) await settleDead(at.store, c, 'blocked');
    const [left] = await at.rows<{ left_at: Date | null }>('SELECT left_at FROM contact WHERE id = $1', [
      hoa,
    ]);
    expect(left?.left_at).toBeNull();
  });

  it('is told in the history of its ticket, once', async () => {
    const chat = newChat();
    const [ticket] = await at.rows<{ id: string }>(
      `INSERT INTO ticket (ward_id, code, key, kind, category, text) VALUES ($1, 'DB-HELD', 'held', 'phanAnh', 'khac', 'x') RETURNING id`,
      [at.wardId],
    );
    await queue(chat, 'một', { ticketId: ticket?.id ?? '' });
    for (let i = 0; i < 2; i++) {
      const c = await take(chat);
      if (c) await settleHeld(at.store, c, 'window-closed');
      await releaseHeld(at.store.pool, at.channel.id, chat);
    }
    const events = await at.rows('SELECT kind, actor, text FROM ticket_event WHERE ticket_id = $1', [
      ticket?.id,
    ]);
    expect(events).toEqual([{ kind: 'held', actor: 'bot', text: 'window-closed' }]);
  });
});

describe('a group that moved', () => {
  it('takes everything unsent and its conversations with it, in order', async () => {
    const [from, to] = [newChat(), newChat()];
    const hoa = await contact(`hoa of ${from}`);
    await at.rows(
      `INSERT INTO conversation (ward_id, channel_id, contact_id, chat, chat_kind) VALUES ($1, $2, $3, $4, 'group')`,
      [at.wardId, at.channel.id, hoa, from],
    );
    await queue(from, 'một');
    await queue(from, 'hai');
    await moveChat(at.store.pool, at.channel.id, from, to);
    expect(await drain(from)).toEqual([]);
    expect(await drain(to)).toEqual(['một', 'hai']);
    expect(await at.rows('SELECT chat FROM conversation WHERE contact_id = $1', [hoa])).toEqual([
      { chat: to },
    ]);
    // told twice, by the webhook and by a refused send
    await moveChat(at.store.pool, at.channel.id, from, to);
  });
});

describe('what a chat was sent', () => {
  it('is read in the order of sending, after any point', async () => {
    const chat = newChat();
    for (const text of ['một', 'hai', 'ba']) await queue(chat, text);
    await drain(chat);
    const all = await sentAfter(at.store, at.channel.id, chat, '0');
    expect(all.map((m) => m.message.text)).toEqual(['một', 'hai', 'ba']);
    const rest = await sentAfter(at.store, at.channel.id, chat, all[0]?.seq ?? '');
    expect(rest.map((m) => m.message.text)).toEqual(['hai', 'ba']);
  });

  it('is found behind any number of messages whose words were erased', async () => {
    const chat = newChat();
    await at.rows(
      `INSERT INTO outbox (ward_id, channel_id, chat, chat_kind, key, state, sent_seq, body)
SELECT $1, $2, $3, 'private', $3 || 'erased' || n, 'sent', nextval('outbox_sent_seq'), NULL FROM generate_series(1, 250) n`,
      [at.wardId, at.channel.id, chat],
    );
    await queue(chat, 'mới');
    await drain(chat);
    expect((await sentAfter(at.store, at.channel.id, chat, '0')).map((m) => m.message.text)).toEqual(['mới']);
  });
});

describe('any interleaving of workers', () => {
  type Step =
    | { do: 'queue'; chat: number; lane: Lane }
    | { do: 'claim'; chat: number; worker: number }
    | { do: 'settle'; worker: number; how: 'sent' | 'retry' | 'dies' };
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({
      do: fc.constant('queue' as const),
      chat: fc.nat(1),
      lane: fc.constantFrom<Lane>('reply', 'notice', 'bulk'),
    }),
    fc.record({ do: fc.constant('claim' as const), chat: fc.nat(1), worker: fc.nat(2) }),
    fc.record({
      do: fc.constant('settle' as const),
      worker: fc.nat(2),
      how: fc.constantFrom('sent' as const, 'sent' as const, 'retry' as const, 'dies' as const),
    }),
  );

  it('sends every message once, never two of a chat at a time, and each lane in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const chats = [newChat(), newChat()];
        const queued: string[][] = [[], []];
        const out: string[][] = [[], []];
        const hands: (Claimed | null)[] = [null, null, null];
        const settle = async (worker: number, how: 'sent' | 'retry' | 'dies') => {
          const c = hands[worker];
          if (!c) return;
          hands[worker] = null;
          if (how === 'sent') {
            out[chats.indexOf(c.chat)]?.push(c.message.text);
            await sent(c);
          } else if (how === 'retry') await settleRetry(at.store, c.id, 'retry', 0);
          else
            await at.rows(`UPDATE outbox SET lease_until = now() - interval '1 second' WHERE id = $1`, [
              c.id,
            ]);
        };
        for (const s of steps) {
          const chat = 'chat' in s ? (chats[s.chat] ?? '') : '';
          if (s.do === 'queue') {
            const text = `${s.lane} ${queued[s.chat]?.length}`;
            queued[s.chat]?.push(text);
            await queue(chat, text, { lane: s.lane });
          } else if (s.do === 'claim' && !hands[s.worker]) {
            const c = await take(chat, s.worker ? at.store : other);
            if (c) expect(hands.some((h) => h?.chat === chat)).toBe(false);
            hands[s.worker] = c;
          } else if (s.do === 'settle') await settle(s.worker, s.how);
        }
        for (const worker of [0, 1, 2]) await settle(worker, 'sent');
        for (const [i, chat] of chats.entries()) {
          out[i]?.push(...(await drain(chat)));
          expect(out[i]?.toSorted()).toEqual(queued[i]?.toSorted());
          for (const lane of ['reply', 'notice', 'bulk'] as const) {
            const of = (texts: readonly string[] | undefined) => texts?.filter((t) => t.startsWith(lane));
            expect(of(out[i])).toEqual(of(queued[i]));
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
