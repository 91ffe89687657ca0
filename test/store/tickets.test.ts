import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { locales } from '../../locales/index.ts';
import { fit as fitted } from '../../src/core/fit.ts';
import type { Contact, Outgoing } from '../../src/core/types.ts';
import { eraseContact } from '../../src/store/erase.ts';
import {
  answerTicket,
  closeTicket,
  heldData,
  reopenTicket,
  type Speaker,
  ticketByCode,
  ticketOfPost,
  ticketsOf,
} from '../../src/store/tickets.ts';
import { plainNotices, recorder, type TestStore, testStore } from '../helpers/app.ts';

let at: TestStore;
beforeAll(async () => {
  at = await testStore();
});
afterAll(() => at.close());

const { limits } = recorder();
const speaker: Speaker = {
  render: (_platform, locale, reply) => fitted(reply, locales[locale], limits, String),
  notices: new Map(plainNotices.map((n) => [n.id, n])),
};
const lan = { officerId: null, name: 'Lan' };
let serial = 0;
let code = '';
let ticketId = '';
let contactId = '';

beforeEach(async () => {
  serial += 1;
  code = `DB-${serial}`;
  const [contact] = await at.rows<{ id: string }>(
    'INSERT INTO contact (ward_id, channel_id, external_id) VALUES ($1, $2, $3) RETURNING id',
    [at.wardId, at.channel.id, `hoa-${serial}`],
  );
  contactId = contact?.id ?? '';
  ticketId = await open(code, contactId);
});

async function open(newCode: string, owner: string | null, kind = 'phanAnh'): Promise<string> {
  const [row] = await at.rows<{ id: string }>(
    `INSERT INTO ticket (ward_id, code, key, kind, category, text, contact_id) VALUES ($1, $2, $2, $3, 'khac', 'Ổ gà trước nhà', $4) RETURNING id`,
    [at.wardId, newCode, kind, owner],
  );
  return row?.id ?? '';
}
const person = (id: string): Contact => ({ id, channel: 'test', locale: 'vi', notices: true });
const answer = (text: string, key = 'k1') =>
  answerTicket(at.store, speaker, code, text, lan, `${code}:${key}`);
const close = (key = 'c1') => closeTicket(at.store, speaker, code, lan, `${code}:${key}`);
const reopen = (key = 'r1') => reopenTicket(at.store, code, lan, `${code}:${key}`);
const stateNow = async () =>
  (await at.rows<{ state: string }>('SELECT state FROM ticket WHERE id = $1', [ticketId]))[0]?.state;
async function told(): Promise<{ chat: string; text: string; lane: number }[]> {
  const rows = await at.rows<{ chat: string; lane: number; body: Buffer }>(
    'SELECT chat, lane, body FROM outbox WHERE ticket_id = $1 ORDER BY id',
    [ticketId],
  );
  return rows.map((r) => {
    const { text } = at.store.vault.openJson('outbox.body', r.body) as Outgoing;
    return { chat: r.chat, lane: r.lane, text };
  });
}

describe("an officer's answer", () => {
  it('goes to the one who wrote, as a notice, and stands in the history and the audit log', async () => {
    expect(await answer('  Đã giao tổ thợ. ')).toMatchObject({ ok: true, sent: true });
    expect(await told()).toEqual([
      { chat: `hoa-${serial}`, lane: 1, text: `Trả lời ${code}: Đã giao tổ thợ.` },
    ]);
    expect(await stateNow()).toBe('answered');
    expect(
      await at.rows('SELECT kind, actor, actor_name, text FROM ticket_event WHERE ticket_id = $1', [
        ticketId,
      ]),
    ).toEqual([{ kind: 'answered', actor: 'officer', actor_name: 'Lan', text: 'Đã giao tổ thợ.' }]);
    const log = await at.rows('SELECT actor, action, detail::text FROM audit WHERE subject = $1', [code]);
    expect(log).toEqual([{ actor: 'Lan', action: 'ticket.answer', detail: '{}' }]);
  });

  it('goes out once for one key, also when it is given twice at the same moment', async () => {
    const acted = await Promise.all([answer('một'), answer('một'), answer('một')]);
    expect(acted.every((a) => a.ok)).toBe(true);
    expect(acted.flatMap((a) => (a.ok ? a.outbox : []))).toHaveLength(1);
    await answer('hai', 'k2');
    expect((await told()).map((t) => t.text)).toEqual([`Trả lời ${code}: một`, `Trả lời ${code}: hai`]);
  });

  it.each([
    ['nothing', '  \n ', 'empty'],
    ['more than 4,000 characters', 'ơ'.repeat(4001), 'too-long'],
  ])('of %s is refused, and changes nothing', async (_what, text, why) => {
    expect(await answer(text)).toMatchObject({ ok: false, why });
    expect(await told()).toEqual([]);
    expect(await stateNow()).toBe('received');
  });

  it('to no known code is refused', async () => {
    expect(await answerTicket(at.store, speaker, 'DB-NONE', 'x', lan, 'x')).toMatchObject({
      ok: false,
      why: 'unknown',
    });
  });

  it('goes where the person last wrote privately, not into a group', async () => {
    const talk = (chat: string, kind: string, when: string) =>
      at.rows(
        `INSERT INTO conversation (ward_id, channel_id, contact_id, chat, chat_kind, updated_at) VALUES ($1, $2, $3, $4, $5, $6)`,
        [at.wardId, at.channel.id, contactId, chat, kind, when],
      );
    await talk(`hoa-${serial}`, 'private', '2026-01-01');
    await talk(`nhóm-${serial}`, 'group', '2026-02-01');
    await answer('riêng');
    expect((await told()).map((t) => t.chat)).toEqual([`hoa-${serial}`]);
  });

  it('is kept, and said not to be sent, when its owner was erased', async () => {
    await eraseContact(at.store.pool, contactId);
    expect(await answer('muộn rồi')).toEqual({ ok: true, outbox: [], sent: false });
    expect(await stateNow()).toBe('answered');
    expect(await told()).toEqual([]);
  });
});

describe('closing and reopening', () => {
  it('tells the resident once, and keeps what was answered', async () => {
    await answer('xong');
    expect(await close()).toMatchObject({ ok: true, sent: true });
    expect(await close('c2')).toMatchObject({ ok: false, why: 'closed' });
    expect((await told()).map((t) => t.text)).toEqual([`Trả lời ${code}: xong`, `Đã đóng ${code}`]);
    expect(await answer('thêm', 'k2')).toMatchObject({ ok: false, why: 'closed' });
  });

  it('brings a closed ticket back to work, and only a closed one', async () => {
    expect(await reopen()).toMatchObject({ ok: false, why: 'open' });
    await answer('xong');
    await close();
    expect(await reopen()).toEqual({ ok: true, outbox: [], sent: false });
    expect(await stateNow()).toBe('reopened');
    expect(await answer('lại', 'k9')).toMatchObject({ ok: true });
    const [row] = await at.rows<{ closed_at: Date | null }>('SELECT closed_at FROM ticket WHERE id = $1', [
      ticketId,
    ]);
    expect(row?.closed_at).toBeNull();
  });

  it('and an answer given at the same moment leave one order of things', async () => {
    await answer('không', 'k0');
    const [a, c] = await Promise.all([answer('một'), close()]);
    expect(c?.ok).toBe(true);
    const kinds = await at.rows<{ kind: string }>(
      'SELECT kind FROM ticket_event WHERE ticket_id = $1 ORDER BY id',
      [ticketId],
    );
    expect(kinds.map((k) => k.kind)).toEqual(
      a?.ok ? ['answered', 'answered', 'closed'] : ['answered', 'closed'],
    );
    expect(await stateNow()).toBe('closed');
  });
});

describe('whoever holds a code', () => {
  it('sees state and dates; the words only the one who wrote them', async () => {
    await answer('Đã xong');
    const stranger = await ticketByCode(
      at.store.pool,
      at.wardId,
      code,
      person('00000000-0000-0000-0000-000000000000'),
    );
    expect(stranger).toMatchObject({ code, state: 'answered', mine: false });
    expect(stranger).not.toHaveProperty('text');
    expect(stranger).not.toHaveProperty('answers');
    const mine = await ticketByCode(at.store.pool, at.wardId, code, person(contactId));
    expect(mine).toMatchObject({ mine: true, text: 'Ổ gà trước nhà', answers: [{ text: 'Đã xong' }] });
    expect(await ticketByCode(at.store.pool, at.wardId, 'DB-NONE', person(contactId))).toBeNull();
  });

  it('lists their own, newest first, without what is sealed', async () => {
    await at.rows(`UPDATE ticket SET opened_at = opened_at - interval '1 second' WHERE id = $1`, [ticketId]);
    await open(`${code}-b`, contactId);
    await open(`${code}-s`, contactId, 'toCao');
    await open(`${code}-other`, null);
    expect((await ticketsOf(at.store.pool, person(contactId))).map((t) => t.code)).toEqual([
      `${code}-b`,
      code,
    ]);
    expect(await heldData(at.store.pool, at.store.vault, person(contactId))).toMatchObject({
      questions: 0,
      tickets: [{}, {}],
    });
  });
});

describe("a post in the officers' group", () => {
  it('names its ticket, and nobody else’s post does', async () => {
    await at.rows(
      `INSERT INTO outbox (ward_id, channel_id, chat, chat_kind, key, ticket_id, state, external_id) VALUES ($1, $2, 'desk', 'group', $3, $4, 'sent', $5)`,
      [at.wardId, at.channel.id, `post ${code}`, ticketId, `p${serial}`],
    );
    expect(await ticketOfPost(at.store.pool, at.channel.id, 'desk', `p${serial}`)).toBe(code);
    expect(await ticketOfPost(at.store.pool, at.channel.id, 'another chat', `p${serial}`)).toBeNull();
    expect(await ticketOfPost(at.store.pool, at.channel.id, 'desk', 'p-none')).toBeNull();
  });
});
