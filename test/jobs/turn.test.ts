import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { verbatim } from '../../src/core/say.ts';
import type { Effect, Handler, IncomingMessage, NewTicket, Outgoing, Reply } from '../../src/core/types.ts';
import { TAKEOVER_MS, turnJob } from '../../src/jobs/turn.ts';
import {
  type Bench,
  type BenchOptions,
  bench,
  echo,
  everythingAtRest,
  everythingKept,
} from '../helpers/app.ts';
import { testRedisUrl } from '../helpers/database.ts';

const redis = await testRedisUrl();
let at: Bench;
afterEach(() => at.close());
const start = async (options: BenchOptions = {}) => {
  at = await bench(options);
  return at;
};

const reply = (r: Reply): Effect => ({ do: 'reply', reply: r });
const words = (text: string): Effect => reply({ text: verbatim(text) });
/** A handler that does what a function says of each text. */
function does(act: (text: string, turn: Parameters<Handler['step']>[1]) => readonly Effect[]): Handler {
  return {
    id: 'does',
    version: 1,
    opens: () => true,
    step: (_state, turn) => ({
      next: null,
      effects: act(turn.event.kind === 'text' ? turn.event.text : turn.event.kind, turn),
    }),
  };
}
const inbox = () =>
  at.rows<{ state: string; attempts: number; error: string | null; body: Buffer | null }>(
    'SELECT state, attempts, error, body FROM inbox ORDER BY id',
  );
const counts = async (table: string) => (await at.rows(`SELECT 1 FROM ${table}`)).length;
const ticket = (code: string, more: Partial<NewTicket> = {}): Effect => ({
  do: 'openTicket',
  ticket: { code, kind: 'phanAnh', category: 'duong', text: 'Ổ gà', files: [], ...more },
});

describe.each(['postgres', 'redis'] as const)('the messages of one person, on %s', (queue) => {
  it.skipIf(queue === 'redis' && redis === null)(
    'are answered one after another, in the order sent, by twelve workers at once',
    async () => {
      await start({ queue });
      await at.work(12);
      const people = ['hoa', 'lan', 'tuấn', 'minh', 'dung'];
      const said: Promise<unknown>[] = [];
      for (let i = 0; i < 20; i++) for (const who of people) said.push(at.says(who, `${i}`));
      await Promise.all(said);
      await at.platform.took(100);
      const numbers = Array.from({ length: 20 }, (_, i) => String(i));
      for (const who of people) expect(at.platform.texts(who)).toEqual(numbers);
    },
  );
});

describe('a turn', () => {
  it('has one effect, however often its bell rings and however many answer it at once', async () => {
    await start({
      handlers: [
        does((text, turn) => [
          words(text),
          ticket(turn.code),
          { do: 'keepQuestion', text, route: 'faq', answered: [], score: 0, confident: false },
          { do: 'keepFile', key: turn.id, file: { kind: 'photo', ref: 'r' } },
          { do: 'notify', notice: 'received', to: 'officers', payload: { code: turn.code } },
        ]) as Handler,
      ],
      desk: 'desk',
    });
    const id = (await at.says('hoa', 'một')) ?? '';
    await Promise.all(Array.from({ length: 5 }, () => turnJob(at.rt, id)));
    await turnJob(at.rt, id);
    await at.run();
    expect(at.platform.texts('hoa')).toEqual(['một']);
    expect(at.platform.texts('desk')).toHaveLength(1);
    // the first answer, and the alarm after 45 days
    for (const table of [
      'ticket',
      'ticket_event',
      'clock',
      'question',
      'attachment',
      'contact',
      'conversation',
    ])
      expect(await counts(table), table).toBe(table === 'clock' ? 2 : 1);
  });

  it('that dies before its commit leaves nothing, and is done again with the same code and keys', async () => {
    await start({
      handlers: [does((_text, turn) => [words(`Mã ${turn.code}`), ticket(turn.code)]) as Handler],
    });
    const id = (await at.says('hoa', 'một')) ?? '';
    const codes: string[] = [];
    const { render } = at.rt;
    const dying = {
      ...at.rt,
      render: (...args: Parameters<typeof render>) => {
        codes.push(JSON.stringify(args[2].text));
        throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
      },
    };
    await expect(turnJob(dying, id)).rejects.toThrow('terminated');
    expect([await counts('ticket'), await counts('outbox'), await counts('contact')]).toEqual([0, 0, 0]);
    await at.run();
    const [only] = await at.rows<{ code: string }>('SELECT code FROM ticket');
    expect(codes[0]).toContain(only?.code);
    expect((await inbox())[0]).toMatchObject({ state: 'done', attempts: 0 });
  });

  it('gives a ticket the time at which the message came, not at which it was handled', async () => {
    await start({ handlers: [does((_text, turn) => [ticket(turn.code)]) as Handler] });
    await at.says('hoa', 'một');
    await at.rows(`UPDATE inbox SET received_at = '2026-11-20T16:59:00Z'`);
    await at.run();
    const [kept] = await at.rows('SELECT opened_at FROM ticket');
    expect(kept?.opened_at).toEqual(new Date('2026-11-20T16:59:00Z'));
  });

  it('takes another code when its own is taken', async () => {
    const codes: string[] = [];
    await start({
      handlers: [
        does((_text, turn) => {
          codes.push(turn.code);
          return [ticket(turn.code), words(turn.code)];
        }) as Handler,
      ],
    });
    const id = (await at.says('hoa', 'một')) ?? '';
    // what this turn would take first
    const seen = does((_text, turn) => {
      codes.push(turn.code);
      return [];
    });
    await turnJob({ ...at.rt, handlers: [seen as Handler] }, id);
    await at.rows(`UPDATE inbox SET state = 'new'`);
    await at.rows(
      `INSERT INTO ticket (ward_id, code, key, kind, category, text) VALUES ($1, $2, 'other', 'hoi', 'khac', 'x')`,
      [at.wardId, codes[0]],
    );
    await turnJob(at.rt, id);
    await at.run();
    const [shown] = at.platform.texts('hoa');
    expect(shown).not.toBe(codes[0]);
    expect(await at.rows('SELECT code FROM ticket WHERE key <> $1', ['other'])).toEqual([{ code: shown }]);
  });
});

describe('a handler that throws', () => {
  const fragile = does((text) => {
    if (text.startsWith('hỏng')) throw new RangeError(`không chịu được ${text}`);
    return [words(text)];
  }) as Handler;

  it('is tried three times; then the person gets one apology, and the next messages go on', async () => {
    await start({ handlers: [fragile] });
    await at.says('hoa', 'trước');
    await at.says('hoa', 'hỏng');
    await at.says('hoa', 'sau');
    await at.run();
    // the retries were rung for later: let them ring now, more often than needed
    const late = () => at.box.bells.splice(0);
    for (let bells = late(); bells.length > 0; bells = late()) {
      for (const bell of bells) at.box.ring(bell.queue, [bell.row]);
      await at.run();
    }
    const texts = at.platform.texts('hoa');
    expect([texts[0], texts[2]]).toEqual(['trước', 'sau']);
    expect(texts[1]).toMatch(/Xin lỗi bác/);
    expect(texts).toHaveLength(3);
    expect((await inbox()).map((r) => [r.state, r.attempts])).toEqual([
      ['done', 0],
      ['failed', 3],
      ['done', 0],
    ]);
    expect((await inbox())[1]?.error).toBe('does: RangeError');
  });

  it('does not stop others, and closes only its own dialogue', async () => {
    await start({ handlers: [fragile] });
    const bad = (await at.says('hoa', 'hỏng')) ?? '';
    await at.says('lan', 'xin chào');
    await at.run();
    expect(at.platform.texts('lan')).toEqual(['xin chào']);
    for (let i = 0; i < 4; i++) await turnJob(at.rt, bad);
    await at.run();
    expect(at.platform.texts('hoa')).toHaveLength(1);
    const [talk] = await at.rows(
      `SELECT v.handler, v.state FROM conversation v JOIN contact c ON c.id = v.contact_id WHERE c.external_id = 'hoa'`,
    );
    expect(talk).toEqual({ handler: null, state: null });
  });

  it.each([
    ['text that Postgres refuses', ticket('DB-X', { category: 'a\0b' })],
    ['a group that is not there', ticket('DB-Y', { groupId: '00000000-0000-0000-0000-000000000000' })],
    ['a notice that nobody wrote', { do: 'notify', notice: 'none', to: 'contact', payload: {} } as const],
  ])('or asks for %s: all the same', async (_what, effect) => {
    await start({ handlers: [does((text) => (text === 'hỏng' ? [effect] : [words(text)])) as Handler] });
    const bad = (await at.says('hoa', 'hỏng')) ?? '';
    for (let i = 0; i < 3; i++) await turnJob(at.rt, bad);
    await at.says('hoa', 'sau');
    await at.run();
    expect((await inbox()).map((r) => r.state)).toEqual(['failed', 'done']);
    expect(at.platform.texts('hoa')).toEqual([expect.stringMatching(/Xin lỗi bác/), 'sau']);
    expect(await counts('ticket')).toBe(0);
  });
});

describe('a question with choices', () => {
  async function asked() {
    await start();
    await at.says('hoa', 'mất nước?');
    await at.run();
    return at.platform.sent[0]?.message.choices ?? [];
  }

  it.each([
    ['the button', (token: string) => ({ kind: 'tap', token }) as const],
    ['its number', () => ({ kind: 'text', text: '2' }) as const],
    ['its label without accents', () => ({ kind: 'text', text: 'khong phai' }) as const],
  ])('is answered by %s', async (_how, body) => {
    const choices = await asked();
    expect(choices.map((c) => c.label)).toEqual(['Có thật', 'Không phải']);
    for (const c of choices) expect(Buffer.byteLength(c.token)).toBeLessThan(64);
    await at.says('hoa', body(choices[1]?.token ?? ''));
    await at.run();
    expect(at.platform.texts('hoa')[1]).toBe('no: mất nước?');
  });

  it('is not answered by a button of an older question, a forged one, or another person', async () => {
    const choices = await asked();
    await at.says('hoa', { kind: 'tap', token: '999999.0' });
    await at.run();
    expect(at.platform.texts('hoa')[1]).toBe('(stale)');
    await at.says('lan', { kind: 'tap', token: choices[0]?.token ?? '' });
    await at.run();
    expect(at.platform.texts('lan')).toEqual(['(stale)']);
  });

  it('stops the tapped button at once', async () => {
    const [first] = await asked();
    await at.says('hoa', { kind: 'tap', token: first?.token ?? '' }, { id: 'cb:77' });
    await at.run();
    expect(at.platform.acked).toEqual(['cb:77']);
  });
});

describe('a group', () => {
  const group = { id: 'nhóm', kind: 'group' } as const;

  it('is not answered where nobody spoke to the bot, and its chatter is not kept', async () => {
    await start();
    await at.says('hoa', 'tối nay họp không', { chat: group, addressed: false, name: 'Hoa' });
    await at.run();
    expect(at.platform.tries()).toBe(0);
    expect((await inbox())[0]).toMatchObject({ state: 'done', body: null });
    expect(await everythingKept(at.store)).not.toMatch(/tối nay họp|"Hoa"/);
  });

  it('is answered where it asked, under the message', async () => {
    await start();
    await at.says('hoa', 'mấy giờ họp', { chat: group, messageId: '4711' });
    await at.run();
    expect(at.platform.sent).toMatchObject([
      { to: { chat: 'nhóm', kind: 'group' }, message: { replyTo: '4711' } },
    ]);
  });

  it('whose administrator hides behind it is still a group', async () => {
    await start();
    await at.says('nhóm', 'mấy giờ họp', { chat: group, messageId: '4711' });
    await at.run();
    expect(at.platform.sent).toMatchObject([{ message: { replyTo: '4711' } }]);
  });

  it('keeps the talks of its members apart', async () => {
    await start();
    await at.says('hoa', 'mất nước?', { chat: group });
    await at.says('lan', '2', { chat: group });
    await at.run();
    expect(at.platform.texts('nhóm')).toEqual(['Có thật là "mất nước?"', '2']);
  });

  it('that became another chat takes what is unsent and open with it', async () => {
    await start();
    await at.says('hoa', 'mất nước?', { chat: group });
    await turnJob(at.rt, at.box.bells.splice(0)[0]?.row ?? '');
    const unsent = at.box.bells.splice(0);
    await at.says('hoa', { kind: 'migrated', to: 'nhóm mới' }, { chat: group, addressed: false });
    await at.run();
    for (const bell of unsent) at.box.ring(bell.queue, [bell.row]);
    await at.run();
    expect(at.platform.texts('nhóm mới')).toEqual(['Có thật là "mất nước?"']);
    await at.says('hoa', '1', { chat: { ...group, id: 'nhóm mới' } });
    await at.run();
    expect(at.platform.texts('nhóm mới')[1]).toBe('yes: mất nước?');
  });
});

describe('an officer who answers by hand', () => {
  it('makes the bot keep quiet for that resident, for an hour', async () => {
    let clock = new Date('2026-11-23T02:00:00Z');
    await start({ now: () => clock });
    await at.says('hoa', { kind: 'takeover' });
    await at.says('hoa', 'cảm ơn anh');
    await at.says('lan', 'xin chào');
    await at.run();
    expect(at.platform.texts('hoa')).toEqual([]);
    expect(at.platform.texts('lan')).toEqual(['xin chào']);
    clock = new Date(clock.getTime() + TAKEOVER_MS + 1);
    await at.says('hoa', 'còn ai không');
    await at.run();
    expect(at.platform.texts('hoa')).toEqual(['còn ai không']);
  });

  it('has not made the resident speak: the window stays shut, and the first word is still a first word', async () => {
    await start();
    await at.says('hoa', { kind: 'takeover' });
    await at.run();
    const [row] = await at.rows('SELECT last_seen_at FROM contact');
    expect(row?.last_seen_at).toEqual(new Date(0));
    await at.rows('UPDATE contact SET quiet_until = NULL');
    await at.says('hoa', 'xin chào');
    await at.run();
    expect(at.platform.sent[0]?.message.text).toMatch(/Tôi là máy trả lời tự động/);
    const [heard] = await at.rows<{ recent: boolean }>(
      `SELECT last_seen_at > now() - interval '1 minute' AS recent FROM contact`,
    );
    await at.says('hoa', { kind: 'takeover' });
    await at.run();
    expect(heard?.recent).toBe(true);
    expect(await at.rows(`SELECT last_seen_at > 'epoch' AS kept FROM contact`)).toEqual([{ kept: true }]);
  });
});

describe('the first answer', () => {
  it('says that a machine speaks, once, also to somebody who was only seen in a group before', async () => {
    await start();
    await at.says('hoa', 'chuyện phiếm', { chat: { id: 'nhóm', kind: 'group' }, addressed: false });
    await at.says('hoa', 'một');
    await at.says('hoa', 'hai');
    await at.run();
    const told = at.platform.sent.map((s) => /Tôi là máy/.test(s.message.text));
    expect(told).toEqual([true, false]);
  });
});

describe('a person who goes', () => {
  const left = () => at.rows<{ gone: boolean }>('SELECT left_at IS NOT NULL AS gone FROM contact');

  it('by blocking us is marked as gone, hears nothing, and is back with the next word', async () => {
    await start();
    await at.says('hoa', 'một');
    await at.says('hoa', { kind: 'left' });
    await at.run();
    expect(at.platform.texts('hoa')).toEqual(['một']);
    expect(await left()).toEqual([{ gone: true }]);
    await at.says('hoa', { kind: 'joined' });
    await at.run();
    expect(await left()).toEqual([{ gone: false }]);
  });

  it('by withdrawing consent on the platform is erased at once', async () => {
    const phone = '0912 555 777';
    await start({
      handlers: [
        does((text) => [
          { do: 'setContact', change: { phone, name: 'Trần Thị Dấu', consentAt: new Date(0) } },
          { do: 'keepQuestion', text, route: 'faq', answered: [], score: 0, confident: false },
          words(`nhắc lại ${text}`),
        ]) as Handler,
      ],
    });
    await at.says('hoa', 'chuyện riêng', { name: 'Trần Thị Dấu' });
    await at.run();
    expect(await everythingKept(at.store)).toMatch(/chuyện riêng/);
    await at.says('hoa', { kind: 'withdrawn' }, { name: 'Trần Thị Dấu' });
    await at.run();
    expect(await everythingKept(at.store)).not.toMatch(/chuyện riêng|Trần Thị Dấu|0912 ?555/);
  });
});

describe('erasing', () => {
  it('takes words, files and answers of every kind, also those still on their way; cases stay without the person', async () => {
    const handler = does((text, turn) => {
      if (text === 'xoá') return [{ do: 'eraseContact' }, words('Đã xoá.')];
      return [
        ticket(turn.code, { text: 'Ổ gà đường 3', name: 'Dấu Tên', phone: '0912 555 777' }),
        { do: 'setContact', change: { name: 'Dấu Tên', phone: '0912 555 777', consentAt: new Date(0) } },
        { do: 'keepQuestion', text, route: 'faq', answered: [], score: 0, confident: true },
        { do: 'keepFile', key: turn.id, file: { kind: 'photo', ref: 'Dấu Tệp', name: 'Dấu Tệp.jpg' } },
        words(`Dấu Lời: ${text}`),
        words(`Dấu Lời lần hai`),
      ];
    });
    await start({ handlers: [handler as Handler] });
    await at.says('hoa', 'Dấu Hỏi', { name: 'Dấu Tên' });
    await turnJob(at.rt, at.box.bells.splice(0)[0]?.row ?? '');
    await at.rows(`UPDATE outbox SET state = 'held' WHERE id = (SELECT max(id) FROM outbox)`);
    await at.says('hoa', 'xoá', { name: 'Dấu Tên' });
    await turnJob(at.rt, at.box.bells.findLast((b) => b.queue === 'turn')?.row ?? '');
    await at.run();
    expect(at.platform.texts('hoa')).toEqual(['Dấu Lời: Dấu Hỏi', 'Đã xoá.']);
    const kept = await everythingKept(at.store);
    expect(kept).not.toMatch(/Dấu|0912 ?555/);
    expect(kept).toContain('Ổ gà đường 3');
    expect(await at.rows('SELECT contact_id FROM ticket')).toEqual([{ contact_id: null }]);
  });

  it('leaves nothing of a dialogue that waits behind the one that erased', async () => {
    const draft: Handler<{ phone: string }> = {
      id: 'draft',
      version: 1,
      opens: (e) => e.kind === 'text' && e.text === 'viết',
      interrupted: (state) => ({ keep: state, effects: [] }),
      step: (state) => ({ next: state ?? { phone: '0912 555 777' }, effects: [words('Số điện thoại?')] }),
    };
    const forget: Handler<{ sure: true }> = {
      id: 'forget',
      version: 1,
      opens: (e) => e.kind === 'text' && e.text === 'xoá',
      interrupts: (e) => e.kind === 'text' && e.text === 'xoá',
      step: (state) =>
        state
          ? { next: { sure: true }, effects: [{ do: 'eraseContact' }, words('Đã xoá.')] }
          : { next: { sure: true }, effects: [words('Chắc không?')] },
    };
    await start({ handlers: [forget as Handler, draft as Handler, echo as Handler] });
    for (const text of ['viết', 'xoá']) await at.says('hoa', text);
    await at.run();
    expect(await everythingKept(at.store)).toContain('0912 555 777');
    await at.says('hoa', 'chắc');
    await at.run();
    expect(at.platform.texts('hoa').at(-1)).toBe('Đã xoá.');
    expect(await everythingKept(at.store)).not.toContain('0912 555 777');
  });
});

describe('what a resident wrote', () => {
  const secret = `Dấu-${randomBytes(6).toString('hex')}`;

  it('is in no log line, no bell and no plain column, whatever goes wrong with it', async () => {
    const handler = does((text) => {
      if (text.includes('ném')) throw new Error(`hỏng vì ${text}\n    at ${text} (x:1:1)`);
      if (text.includes('lạ'))
        throw Object.assign(new Error(text), { name: 'X', stack: `Y\n    at ${text} (x:1:1)` });
      if (text.includes('bỏ')) return [ticket('DB-X', { category: `\0${text}` })];
      return [
        words(text),
        { do: 'keepFile', key: 'f', file: { kind: 'photo', ref: `https://x.vn/${text}`, name: text } },
      ];
    });
    await start({ handlers: [handler as Handler] });
    for (const what of ['ném', 'lạ', 'bỏ', 'thường'])
      for (const who of [what])
        await at.says(who, `${secret} ${what}`, { name: secret, chat: { id: who, kind: 'private' } });
    at.platform.fail(new Error(secret));
    for (let i = 0; i < 4; i++) {
      await at.run();
      for (const bell of at.box.bells.splice(0)) at.box.ring(bell.queue, [bell.row]);
    }
    expect(at.lines.length).toBeGreaterThan(3);
    expect(at.lines.join('\n')).not.toContain(secret);
    expect(JSON.stringify(at.box.rung)).not.toContain(secret);
    const atRest = await everythingAtRest(at.store);
    // a file's name as the sender gave it is shown in lists of files
    expect(atRest.replaceAll(/^public\.attachment.*$|^attachment.*$/gm, '')).not.toContain(secret);
  });

  it.each([
    ['NUL and lone surrogates', 'a\0b\ud800c', 'ab\ufffdc'],
    ['markup', '<b>đậm</b> *sao* _gạch_ [x](y)', '<b>đậm</b> *sao* _gạch_ [x](y)'],
    ['right-to-left tricks', '\u202egnurt', '\u202egnurt'],
  ])('with %s is shown as typed', async (_what, typed, shown) => {
    await start();
    await at.says('hoa', typed);
    await at.run();
    expect(at.platform.texts('hoa')).toEqual([shown]);
  });

  it('in 100,000 characters is answered, cut', async () => {
    await start();
    await at.says('hoa', 'ơ'.repeat(100_000));
    await at.run();
    expect([...(at.platform.texts('hoa')[0] ?? '')]).toHaveLength(4000);
  });

  it('can be forgotten as soon as it was handled', async () => {
    await start({ handlers: [does(() => [words('Không giữ.'), { do: 'forgetMessage' }]) as Handler] });
    await at.says('hoa', 'điều kín', { name: 'Hoa' } satisfies Partial<IncomingMessage> & { name: string });
    await at.run();
    expect(await everythingKept(at.store)).not.toMatch(/điều kín|"Hoa"/);
    expect((await inbox())[0]).toMatchObject({ state: 'done', body: null });
  });
});

describe('a message in its line', () => {
  it('is handled by any bell of the line, and the bell of a handled one does nothing', async () => {
    await start();
    const first = (await at.says('hoa', 'một')) ?? '';
    const second = (await at.says('hoa', 'hai')) ?? '';
    await turnJob(at.rt, second);
    await turnJob(at.rt, first);
    await at.run();
    expect(at.platform.texts('hoa')).toEqual(['một', 'hai']);
  });

  it('is stored as it was rendered, so the console shows what was said', async () => {
    await start();
    await at.says('hoa', 'một');
    await at.run();
    const [row] = await at.rows<{ body: Buffer }>('SELECT body FROM outbox');
    const kept = at.store.vault.openJson('outbox.body', row?.body ?? Buffer.alloc(0)) as Outgoing;
    expect(kept).toEqual(at.platform.sent[0]?.message);
  });
});
