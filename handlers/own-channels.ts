/**
 * Linking one's own channels, so that the ward can reach its resident on the other one when the first is closed. Said
 * first: what for. The code is made on one channel, typed on the other, and confirmed there: a code that somebody else
 * gave would let that person read along. After the sealed path in the order, so that it never cuts into it.
 */
import { readOwnCode } from '../src/core/own-code.ts';
import { say } from '../src/core/say.ts';
import type { Effect, Event, Handler, OwnCodeFound, Step, Text, Turn } from '../src/core/types.ts';
import { OWN_CHANNELS, sayPlatform, sayPlatforms } from './own-channels/words.ts';
import {
  called,
  choice,
  chose,
  isCancel,
  isNo,
  isYes,
  MENU,
  over,
  pass,
  personal,
  reply,
  stay,
} from './parts.ts';

interface State {
  readonly step: 'about' | 'sure';
  /** typed and waiting for a yes */
  readonly code?: string;
}

interface Facts {
  readonly linked: readonly string[];
  /** the code this turn would make */
  readonly fresh: string;
  readonly found: OwnCodeFound | null;
}
type At = Turn<Facts>;

const codeIn = (event: Event): string | null => (event.kind === 'text' ? readOwnCode(event.text) : null);
const undoes = (event: Event) =>
  called(event, 'go:own-unlink', ['bỏ nối kênh', 'bỏ nối', 'huỷ nối kênh', 'ngừng nối kênh', 'unlink']);
const asks = (event: Event) =>
  called(event, 'go:own-channels', [
    ...['/noikenh', 'nối kênh', 'nối kênh khác', 'dùng cả Zalo và Telegram', 'link channels'],
  ]);
const mine = (event: Event): boolean => codeIn(event) !== null || undoes(event) || asks(event);
const agrees = (event: Event) => chose(event, 'yes') || isYes(event);

export const ownChannels: Handler<State, Facts> = personal<State, Facts>({
  id: 'own-channels',
  version: 1,
  opens: mine,
  interrupts: mine,
  read: async (state, turn, services) => {
    const code = codeIn(turn.event) ?? (state?.step === 'sure' && agrees(turn.event) ? state.code : null);
    const held = await services.dataOf(turn.contact);
    return {
      linked: held.linked ?? [],
      fresh: services.ownCode(turn.id),
      // in a group nothing is looked up
      found:
        code && turn.chat.kind === 'private' ? await services.tryOwnCode(code, turn.contact, turn.at) : null,
    };
  },
  step: (state, turn) => {
    const { event } = turn;
    if (undoes(event)) return undo(turn);
    const code = codeIn(event);
    if (code !== null) return typed(code, turn);
    if (state === null || asks(event)) return about(turn);
    switch (state.step) {
      case 'about':
        return chose(event, 'code') ? fresh(turn) : event.kind === 'stale' ? about(turn) : pass();
      case 'sure':
        return sure(state, turn);
      default:
        return state.step satisfies never;
    }
  },
});

function about({ facts }: At): Step<State> {
  const { linked } = facts;
  return stay(
    { step: 'about' },
    reply(
      [
        ...(linked.length === 0 ? [] : [say('own.held', { channels: sayPlatforms(linked) })]),
        say('own.about'),
      ],
      [
        choice('code', 'choice.own-code'),
        ...(linked.length === 0 ? [] : [choice('go:own-unlink', 'choice.own-unlink')]),
        MENU,
      ],
    ),
  );
}

function fresh({ facts }: At): Step<State> {
  // wiped when it is good no more
  return stay(
    { step: 'about' },
    { do: 'makeOwnCode' },
    reply([say('own.code', { code: facts.fresh }), say('own.code-note')], [MENU], { fleeting: true }),
  );
}

function typed(code: string, { facts }: At): Step<State> {
  if (facts.found?.kind !== 'good') return refused(facts.found);
  return stay(
    { step: 'sure', code },
    { do: 'forgetMessage' },
    reply(say('own.sure', { channel: sayPlatform(facts.found.platform) }), [
      choice('yes', 'choice.own-yes'),
      choice('no', 'choice.own-no'),
    ]),
  );
}

function sure(state: State, turn: At): Step<State> {
  const { event, facts } = turn;
  if (chose(event, 'no') || isNo(event) || isCancel(event)) return over(reply(say('own.not-linked'), [MENU]));
  if (!agrees(event)) return event.kind === 'text' ? pass(reply(say('own.not-linked'))) : pass();
  if (facts.found?.kind !== 'good') return refused(facts.found);
  return over(
    { do: 'useOwnCode', code: state.code ?? '' },
    reply(say('own.done', { channel: sayPlatform(facts.found.platform) }), [
      choice('go:own-unlink', 'choice.own-unlink'),
      MENU,
    ]),
  );
}

function undo({ facts }: At): Step<State> {
  if (facts.linked.length === 0) return over(reply(say('own.none'), [OWN_CHANNELS, MENU]));
  return over({ do: 'unlinkOwn' }, reply(say('own.undone'), [MENU]));
}

function refused(found: Exclude<OwnCodeFound, { kind: 'good' }> | null): Step<never> {
  const why = (): Text => {
    switch (found?.kind) {
      case 'same-chat':
        return say('own.same-chat');
      case 'same-platform':
        return say('own.same-platform');
      case 'linked':
        return say('own.linked-already');
      case 'too-many':
        return say('own.too-many');
      case 'wrong':
      case undefined:
        return say('own.wrong');
    }
  };
  const forget: Effect = { do: 'forgetMessage' };
  return over(forget, reply(why(), [MENU]));
}
