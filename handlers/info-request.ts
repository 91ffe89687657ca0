/** A concrete paper or figure is wanted: what is wanted goes to an officer as a ticket, who guides to the request the law knows. */
import { say } from '../src/core/say.ts';
import type { Effect, Event, Handler, Intent, Step, Turn } from '../src/core/types.ts';
import {
  become,
  choice,
  chose,
  HUMAN,
  isCancel,
  isNo,
  isYes,
  MENU,
  meant,
  onlyAnnounces,
  over,
  personal,
  quoted,
  readWard,
  reply,
  saysSomething,
  stay,
  type WithWard,
  wardContact,
  wordsOf,
} from './parts.ts';

interface State {
  readonly step: 'what' | 'confirm';
  readonly text: string;
}
type At = Turn<WithWard>;

const isOne = (event: Event, intent: Intent) => meant(event, intent, 'info-request');

export const infoRequest: Handler<State, WithWard> = personal<State, WithWard>({
  id: 'info-request',
  version: 1,
  opens: isOne,
  interrupted: (state) => ({ keep: state, effects: [] }),
  read: readWard,
  step: (state, turn) => {
    const { event } = turn;
    if (state === null) {
      const words = wordsOf(event);
      return saysSomething(words) ? confirm(words) : what();
    }
    if (chose(event, 'cancel') || isCancel(event)) return over(reply(say('core.cancelled'), [MENU]));
    if (chose(event, 'edit')) return what();
    if (state.step === 'what')
      return event.kind === 'text' && !onlyAnnounces(event.text) ? confirm(event.text) : what();
    if (chose(event, 'send') || isYes(event)) return send(state.text, turn);
    if (isNo(event)) return what();
    return event.kind === 'text' ? confirm(`${state.text}\n${event.text}`) : confirm(state.text);
  },
});

/** The dialogue goes on here: what was written is a wish to see something. */
export function wanted(text: string, effects: readonly Effect[] = []): Step<never> {
  const asked = confirm(text);
  return become('info-request', asked.next, ...effects, ...asked.effects);
}

function what(): Step<State> {
  return stay(
    { step: 'what', text: '' },
    reply(say('info.what'), [choice('cancel', 'choice.cancel'), HUMAN]),
  );
}

function confirm(text: string): Step<State> {
  return stay(
    { step: 'confirm', text },
    reply(
      [say('info.how'), say('info.confirm', { text: quoted(text, 400) }), say('info.basis')],
      [
        choice('send', 'choice.send'),
        choice('edit', 'choice.edit-content'),
        choice('cancel', 'choice.cancel'),
        HUMAN,
      ],
    ),
  );
}

function send(text: string, turn: At): Step<State> {
  const { text: contact, call } = wardContact(turn.facts.ward);
  return over(
    { do: 'openTicket', ticket: { code: turn.code, kind: 'thongTin', category: 'khac', text, files: [] } },
    {
      do: 'notify',
      notice: 'received',
      to: 'officers',
      payload: { code: turn.code, kind: 'thongTin', category: 'khac', group: turn.contact.group?.name ?? '' },
    },
    reply([say('info.sent', { code: turn.code }), contact], [MENU], call),
  );
}
