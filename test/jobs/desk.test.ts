import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verbatim } from '../../src/core/say.ts';
import type { Body, Handler } from '../../src/core/types.ts';
import { type Bench, bench } from '../helpers/app.ts';

const DESK = { id: '-100', kind: 'group' } as const;
const opens: Handler = {
  id: 'opens',
  version: 1,
  opens: () => true,
  step: (_state, turn) => ({
    next: null,
    effects: [
      {
        do: 'openTicket',
        ticket: {
          code: turn.code,
          kind: 'phanAnh',
          category: 'duong',
          text: 'Ổ gà trước nhà bà Hoa',
          files: [],
        },
      },
      { do: 'notify', notice: 'received', to: 'officers', payload: { code: turn.code } },
      { do: 'reply', reply: { text: verbatim(`Mã ${turn.code}`) } },
    ],
  }),
};

let at: Bench;
let code: string;
let post: string;
beforeEach(async () => {
  at = await bench({ handlers: [opens], desk: DESK.id });
  await at.says('hoa', 'ổ gà', { name: 'Trần Thị Hoa' });
  await at.run();
  const [ticket] = await at.rows<{ code: string }>('SELECT code FROM ticket');
  const [row] = await at.rows<{ external_id: string }>(`SELECT external_id FROM outbox WHERE chat = $1`, [
    DESK.id,
  ]);
  code = ticket?.code ?? '';
  post = row?.external_id ?? '';
});
afterEach(() => at.close());

async function officer(said: string | Body, replyTo?: string, id?: string) {
  await at.says('tuan', said, {
    chat: DESK,
    name: 'Tuấn',
    addressed: false,
    messageId: '900',
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(id === undefined ? {} : { id }),
  });
  await at.run();
}
const state = async () => (await at.rows('SELECT state FROM ticket'))[0]?.state;

describe("the officers' group", () => {
  it('hears of a new ticket by its code, and nothing of who wrote or what', () => {
    expect(at.platform.texts(DESK.id)).toEqual([`Mới: ${code}`]);
  });

  it('answers the resident by a reply to that post, and is told so under the reply', async () => {
    await officer('Mai tổ thợ đến vá.', post);
    expect(at.platform.texts('hoa').at(-1)).toBe(`Trả lời ${code}: Mai tổ thợ đến vá.`);
    expect(at.platform.sent.at(-1)).toMatchObject({ to: { chat: DESK.id }, message: { replyTo: '900' } });
    expect(at.platform.texts(DESK.id).at(-1)).toContain(code);
    expect(await state()).toBe('answered');
    const [event] = await at.rows(`SELECT actor_name FROM ticket_event WHERE kind = 'answered'`);
    expect(event).toEqual({ actor_name: 'Tuấn' });
  });

  it('answers once for one message, however often it is delivered', async () => {
    await officer('Mai tổ thợ đến vá.', post, 'delivery 1');
    await officer('Mai tổ thợ đến vá.', post, 'delivery 1');
    expect(at.platform.texts('hoa')).toHaveLength(2);
  });

  it.each([
    ['talks among itself', undefined],
    ['replies to somebody else’s message', 'm-other'],
  ])('is not our business when it %s', async (_what, replyTo) => {
    await officer('ai trực hôm nay?', replyTo);
    expect(at.platform.texts('hoa')).toHaveLength(1);
    expect(at.platform.texts(DESK.id)).toHaveLength(1);
    expect(await state()).toBe('received');
  });

  it('cannot answer from another chat with the number of the post', async () => {
    await at.says('tuan', 'giả', { chat: { id: '-200', kind: 'group' }, replyTo: post, addressed: false });
    await at.run();
    expect(at.platform.texts('hoa')).toHaveLength(1);
  });

  it('is told that only words can be sent', async () => {
    await officer({ kind: 'file', file: { kind: 'photo', ref: 'r' } }, post);
    expect(at.platform.texts('hoa')).toHaveLength(1);
    expect(at.platform.texts(DESK.id).at(-1)).toMatch(/chỉ gửi được chữ/);
  });

  it('is told when the ticket is closed, and when nobody is left to hear', async () => {
    await at.rows(`UPDATE ticket SET state = 'closed'`);
    await officer('thêm một điều', post);
    expect(at.platform.texts(DESK.id).at(-1)).toMatch(/đã đóng/);
    await at.rows(`UPDATE ticket SET state = 'received', contact_id = NULL`);
    await officer('còn ai không', post);
    expect(at.platform.texts(DESK.id).at(-1)).toMatch(/Không gửi được cho người dân/);
    expect(at.platform.texts('hoa')).toHaveLength(1);
  });

  it('has its bot asked nothing: no handler speaks there', async () => {
    await officer('phường ơi cho hỏi');
    expect(at.platform.texts(DESK.id)).toHaveLength(1);
    expect(await at.rows('SELECT 1 FROM ticket')).toHaveLength(1);
  });
});
