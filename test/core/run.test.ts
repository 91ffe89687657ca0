import { describe, expect, it } from 'vitest';
import { locales } from '../../locales/index.ts';
import { tokenOf } from '../../src/core/choose.ts';
import { HandlerError } from '../../src/core/errors.ts';
import { says } from '../../src/core/replies.ts';
import { type Conversation, runTurn, type TurnInput } from '../../src/core/run.ts';
import { verbatim } from '../../src/core/say.ts';
import type { Body, Effect, Event, Handler, Intent, Step } from '../../src/core/types.ts';
import { contact, intent, services } from '../helpers/talk.ts';

const reply = (text: string, ...choices: string[]): Effect => ({
  do: 'reply',
  reply: { text: verbatim(text), choices: choices.map((id) => ({ id, label: verbatim(`Chọn ${id}`) })) },
});
const plain = (text: string): Effect => ({ do: 'reply', reply: { text: verbatim(text) } });
const heard = (event: Event): string => {
  if (event.kind === 'text') return event.text;
  return event.kind === 'choice' ? `choice:${event.id}` : event.kind;
};

/** A handler that opens on a word, and whose step is a function of what it hears. */
function handler(
  id: string,
  opensOn: (e: Event) => boolean,
  step: (state: unknown, heard: string) => Step<unknown>,
  more: Partial<Handler> = {},
): Handler {
  return { id, version: 1, opens: opensOn, step: (state, turn) => step(state, heard(turn.event)), ...more };
}
const word = (w: string) => (e: Event) => e.kind === 'text' && e.text === w;

const alarm = handler('alarm', word('cháy'), () => ({ next: null, effects: [plain('114')] }), {
  interrupts: word('cháy'),
});
const sealed = handler('sealed', word('kín'), () => ({ next: {}, effects: [plain('không ghi ở đây')] }), {
  interrupts: word('kín'),
});
const person = handler(
  'person',
  word('người'),
  (state, h) =>
    state === null
      ? { next: { a: 1 }, effects: [plain('việc gì?')] }
      : { next: null, effects: [plain(`chuyển ${h}`)] },
  { interrupts: (e) => word('người')(e) || (e.kind === 'choice' && e.id === 'go:person') },
);
const form = handler(
  'form',
  word('đơn'),
  (state, h) => {
    if (h === 'resumed') return { next: state, effects: [reply('viết tiếp', 'xong')] };
    if (h === 'stale') return { next: state, effects: [reply('nút cũ', 'xong')] };
    if (h === 'choice:xong') return { next: null, effects: [plain('đã gửi')] };
    if (h === 'không phải') return { next: null, effects: [], pass: true };
    if (h === 'hỏi') return { next: state, effects: [], pass: true };
    if (h === 'trao')
      return { next: null, effects: [plain('trao')], become: { handler: 'person', state: { a: 2 } } };
    return {
      next: { texts: [...((state as { texts?: string[] } | null)?.texts ?? []), h] },
      effects: [reply('nữa?', 'xong')],
    };
  },
  { interrupted: (state) => ({ keep: state, effects: [] }) },
);
const ask = handler('ask', word('hỏi'), (_, h) => ({
  next: null,
  effects: [reply(`đáp ${h}`, 'đúng')],
  topic: 'hop',
}));
const fallback = handler(
  'fallback',
  () => false,
  (_, h) => ({ next: null, effects: [reply(`chưa hiểu ${h}`, 'go:person')] }),
);
const all = [alarm, sealed, person, form, ask, fallback];

/** Talks turn by turn; the conversation goes through JSON in between, as in the database. */
function talker(handlers: readonly Handler[] = all, more: Partial<TurnInput> = {}) {
  let conversation: Conversation | null = null;
  let n = 0;
  const turn = async (body: Body, over: Partial<TurnInput> & { intent?: Intent } = {}) => {
    n += 1;
    const result = await runTurn({
      handlers,
      conversation,
      body,
      addressed: true,
      first: false,
      contact: contact(),
      chat: { id: 'c', kind: 'private' },
      turnId: `t${n}`,
      at: new Date('2026-11-22T02:00:00Z'),
      code: 'DB-1000-005-721',
      intent: intent('faq'),
      services: services(),
      locales,
      ...more,
      ...over,
    });
    conversation = JSON.parse(JSON.stringify(result.conversation));
    const texts = result.effects.flatMap((e) =>
      e.do === 'reply' && 'verbatim' in e.reply.text ? [e.reply.text.verbatim] : [],
    );
    return { ...result, texts };
  };
  return {
    turn,
    hears: async (text: string, over: Partial<TurnInput> = {}) =>
      (await turn({ kind: 'text', text }, over)).texts,
    conversation: () => conversation,
    update: (patch: Partial<Conversation>) => {
      if (conversation) conversation = { ...conversation, ...patch };
    },
  };
}

describe('runTurn', () => {
  it('gives a message nobody knows to the last handler', async () => {
    const t = talker();
    expect(await t.hears('xyz')).toEqual(['chưa hiểu xyz']);
    expect((await t.turn({ kind: 'unreadable', what: 'sticker' })).texts).toEqual(['chưa hiểu unreadable']);
  });

  it('keeps a dialogue open from turn to turn', async () => {
    const t = talker();
    await t.hears('đơn');
    await t.hears('đèn hỏng');
    expect(t.conversation()).toMatchObject({
      handler: 'form',
      state: { own: { texts: ['đơn', 'đèn hỏng'] } },
    });
  });

  it('knows tap, number and label of the last offer as one choice', async () => {
    for (const answer of ['1', 'chon xong', null]) {
      const t = talker();
      await t.hears('đơn');
      const { texts } = await t.turn(
        answer === null ? { kind: 'tap', token: tokenOf('t1', 0) } : { kind: 'text', text: answer },
      );
      expect(texts).toEqual(['đã gửi']);
      expect(t.conversation()).toBeNull();
    }
  });

  it('gives a tap on an old question to the open dialogue as stale, and to the fallback when none is open', async () => {
    const t = talker();
    expect((await t.turn({ kind: 'tap', token: 'old.0' })).texts).toEqual(['chưa hiểu stale']);
    await t.hears('đơn');
    expect((await t.turn({ kind: 'tap', token: 'old.0' })).texts).toEqual(['nút cũ']);
  });

  it('keeps an offer good after its handler has closed', async () => {
    const t = talker();
    await t.hears('hỏi');
    expect(t.conversation()).toMatchObject({ handler: 'ask', state: null });
    expect(await t.hears('1')).toEqual(['đáp choice:đúng']);
  });

  it('routes a choice afresh to the handler it names', async () => {
    const t = talker();
    await t.hears('xyz');
    expect(await t.hears('1')).toEqual(['việc gì?']);
    expect(t.conversation()).toMatchObject({ handler: 'person' });
  });

  it('lets an alarm cut in and leaves the dialogue and its offer as they were', async () => {
    const t = talker();
    await t.hears('đơn');
    const before = t.conversation();
    expect(await t.hears('cháy')).toEqual(['114']);
    expect(t.conversation()).toEqual(before);
    expect(await t.hears('1')).toEqual(['đã gửi']);
  });

  it('parks a dialogue that wants to be kept, and asks again when the other is over', async () => {
    const t = talker();
    await t.hears('đơn');
    expect(await t.hears('người')).toEqual(['việc gì?']);
    expect(await t.hears('mất nước')).toEqual(['chuyển mất nước', 'viết tiếp']);
    expect(t.conversation()).toMatchObject({ handler: 'form', state: { own: { texts: ['đơn'] } } });
    expect(await t.hears('1')).toEqual(['đã gửi']);
  });

  it('lets only handlers of higher precedence cut in: a person’s word does not open the sealed dialogue', async () => {
    const t = talker();
    await t.hears('kín');
    expect(await t.hears('người')).toEqual(['không ghi ở đây']);
    expect(await t.hears('cháy')).toEqual(['114']);
    expect(t.conversation()).toMatchObject({ handler: 'sealed' });
  });

  it('routes afresh what a dialogue passes on, and parks it where it says so', async () => {
    const t = talker();
    await t.hears('đơn');
    expect(await t.hears('không phải')).toEqual(['chưa hiểu không phải']);
    await t.hears('đơn');
    expect(await t.hears('hỏi')).toEqual(['đáp hỏi', 'viết tiếp']);
    expect(t.conversation()).toMatchObject({ handler: 'form' });
  });

  it('hands a dialogue on to another handler with a state', async () => {
    const t = talker();
    await t.hears('đơn');
    expect(await t.hears('trao')).toEqual(['trao']);
    expect(t.conversation()).toMatchObject({ handler: 'person', state: { own: { a: 2 } } });
    expect(await t.hears('điện')).toEqual(['chuyển điện']);
  });

  it('begins again, and says so once, when the code under an open dialogue has changed', async () => {
    const t = talker();
    await t.hears('đơn');
    t.update({ version: 0 });
    const result = await t.turn({ kind: 'text', text: 'hỏi' });
    const [first] = result.effects;
    expect(first?.do === 'reply' && says(first.reply.text, 'core.begin-again')).toBe(true);
    expect(result.texts).toEqual(['đáp hỏi']);
    expect((await t.turn({ kind: 'text', text: 'hỏi' })).effects).toHaveLength(1);
  });

  it('begins again too when the handler is gone, and says nothing when only an old offer is lost', async () => {
    const t = talker();
    await t.hears('đơn');
    t.update({ handler: 'gone' });
    expect((await t.turn({ kind: 'text', text: 'xyz' })).effects).toHaveLength(2);
    await t.hears('hỏi');
    t.update({ version: 9 });
    expect((await t.turn({ kind: 'text', text: '1' })).texts).toEqual(['chưa hiểu 1']);
  });

  it('does nothing in a group that did not speak to it', async () => {
    const t = talker(all, { chat: { id: 'g', kind: 'group' }, addressed: false });
    const result = await t.turn({ kind: 'text', text: 'cháy' });
    expect(result).toMatchObject({ effects: [], handler: null, conversation: null });
  });

  it('closes everything when the contact leaves', async () => {
    const t = talker();
    await t.hears('đơn');
    expect((await t.turn({ kind: 'left' })).effects).toEqual([]);
    expect(t.conversation()).toBeNull();
  });

  it('says below the first answer to somebody new that a machine speaks', async () => {
    const t = talker();
    const { effects } = await t.turn({ kind: 'text', text: 'hỏi' }, { first: true });
    const [first] = effects;
    expect(first?.do === 'reply' && says(first.reply.text, 'core.machine')).toBe(true);
    expect((await t.turn({ kind: 'text', text: 'hỏi' })).effects).toEqual([reply('đáp hỏi', 'đúng')]);
  });

  it('keeps choices only on the last question of a turn', async () => {
    const twice = handler('twice', word('hai câu'), () => ({
      next: {},
      effects: [reply('a', 'x'), reply('b', 'y'), plain('c')],
    }));
    const t = talker([twice, fallback]);
    const { effects } = await t.turn({ kind: 'text', text: 'hai câu' });
    expect(effects.map((e) => (e.do === 'reply' ? (e.reply.choices ?? []).map((c) => c.id) : []))).toEqual([
      [],
      ['y'],
      [],
    ]);
    expect(t.conversation()?.offer).toEqual({ turn: 't1', choices: [{ id: 'y', label: 'Chọn y' }] });
  });

  it('forgets an offer that an open dialogue has followed by a question without choices', async () => {
    const two = handler('two', word('hai'), (state) =>
      state === null
        ? { next: {}, effects: [reply('chọn', 'x')] }
        : { next: {}, effects: [plain('viết đi')] },
    );
    const t = talker([two, fallback]);
    await t.hears('hai');
    await t.hears('gì đó');
    expect(t.conversation()?.offer).toBeNull();
  });

  it('tells the entry just told, for follow-ups', async () => {
    const t = talker();
    expect((await t.turn({ kind: 'text', text: 'hỏi' })).topic).toBe('hop');
    expect((await t.turn({ kind: 'text', text: 'xyz' })).topic).toBeUndefined();
  });

  it('gives the replies of a change of language in the new language', async () => {
    const speak = handler('speak', word('english'), () => ({
      next: null,
      effects: [{ do: 'setContact', change: { locale: 'en' } }, plain('ok')],
    }));
    expect((await talker([speak, fallback]).turn({ kind: 'text', text: 'english' })).locale).toBe('en');
  });

  it.each(['opens', 'interrupts', 'read', 'step'] as const)(
    'names the handler that throws in %s',
    async (where) => {
      const boom = () => {
        throw new Error('của dân');
      };
      const bad: Handler = { ...handler('bad', word('x'), () => ({ next: {}, effects: [] })), [where]: boom };
      const t = talker([bad, form, fallback]);
      const talk = async () => {
        if (where === 'interrupts') await t.hears('đơn');
        await t.hears('x');
      };
      const error = await talk().catch((e: unknown) => e);
      expect(error).toBeInstanceOf(HandlerError);
      expect(error).toMatchObject({ handler: 'bad' });
      expect((error as Error).message).not.toContain('của dân');
    },
  );

  it('does the same turn twice to the same end', async () => {
    const conversation: Conversation = {
      handler: 'form',
      version: 1,
      state: { own: { texts: ['a'] } },
      offer: null,
    };
    const twice = await Promise.all(
      [0, 1].map(() => talker(all, { conversation }).turn({ kind: 'text', text: 'b' })),
    );
    expect(twice[0]).toEqual(twice[1]);
  });
});
