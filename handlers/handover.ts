/** "Gặp cán bộ": what it is about becomes a ticket of kind hỏi; the ward's phone is given at once. */
import { say } from '../src/core/say.ts';
import type { Effect, Event, Handler, Intent, NewTicket, Step, Text, Turn } from '../src/core/types.ts';
import { ANONYMOUS, consentQuestion, knownContact, phoneIn, readContact } from './consent.ts';
import {
  choice,
  chose,
  isCancel,
  isNo,
  isPhrase,
  isYes,
  MENU,
  meant,
  over,
  personal,
  RECEPTION,
  readWard,
  reply,
  saysSomething,
  stay,
  type WithWard,
  wardContact,
  wordsOf,
} from './parts.ts';

export interface HandoverState {
  readonly step: 'about' | 'consent' | 'who';
  readonly text: string;
  readonly files: readonly string[];
  readonly name?: string;
}

/** When somebody will read it; null = the office is open now. */
interface Facts extends WithWard {
  readonly opening: string | null;
}
type At = Turn<Facts>;

const WORDS = [
  'gặp cán bộ',
  'cán bộ',
  'gặp người thật',
  'người thật',
  '/gapcanbo',
  'officer',
  'human',
  'talk to an officer',
];

const isOne = (event: Event, intent: Intent) =>
  meant(event, intent, 'human') ||
  chose(event, 'go:human') ||
  (event.kind === 'text' && isPhrase(event.text, WORDS));

/** Hand a question on to the officers: the state and the first reply, for other handlers to become this one. */
export function handOn(text: string, files: readonly string[], turn: Turn<WithWard>): Step<never> {
  const state: HandoverState = { step: 'consent', text, files };
  const asked = consent(state, turn);
  return { next: null, effects: asked.effects, become: { handler: 'handover', state: asked.next ?? state } };
}

export const handover: Handler<HandoverState, Facts> = personal<HandoverState, Facts>({
  id: 'handover',
  version: 1,
  opens: isOne,
  interrupts: isOne,
  read: async (state, turn, services) => ({
    ...(await readWard(state, turn, services)),
    opening: await services.opening(turn.at),
  }),
  step: (state, turn) => {
    const { event } = turn;
    if (state === null) {
      const words = wordsOf(event);
      const file = event.kind === 'file' ? [{ do: 'keepFile', key: turn.id, file: event.file } as const] : [];
      const files = file.map((f) => f.key);
      if (saysSomething(words)) return consent({ step: 'consent', text: words, files }, turn, ...file);
      return about({ step: 'about', text: '', files }, turn, undefined, ...file);
    }
    if (chose(event, 'cancel') || isCancel(event))
      return over(
        ...(state.files.length > 0 ? [{ do: 'dropFiles', keys: state.files } as const] : []),
        reply(say('core.cancelled'), [MENU]),
      );
    if (event.kind === 'file') {
      const caption = event.caption ?? '';
      const filled = {
        ...state,
        files: [...state.files, turn.id],
        text: [state.text, caption].filter(Boolean).join('\n'),
      };
      const kept: Effect = { do: 'keepFile', key: turn.id, file: event.file };
      return filled.text === ''
        ? about(filled, turn, say('petition.note-photo'), kept)
        : consent(filled, turn, kept);
    }
    switch (state.step) {
      case 'about':
        return event.kind === 'text' && !isOne(event, turn.intent) && /\p{L}/u.test(event.text)
          ? consent({ ...state, text: event.text }, turn)
          : about(state, turn, event.kind === 'stale' ? say('core.stale') : undefined);
      case 'consent':
        return consented(state, turn);
      case 'who':
        return who(state, turn);
      default:
        return state.step satisfies never;
    }
  },
});

function about(
  state: HandoverState,
  turn: At,
  before?: Text,
  ...effects: readonly Effect[]
): Step<HandoverState> {
  const { text, call } = wardContact(turn.facts.ward);
  const asked = [...(before ? [before] : []), say('handover.about'), text];
  return stay(
    { ...state, step: 'about' },
    ...effects,
    reply(asked, [RECEPTION, choice('cancel', 'choice.cancel')], call),
  );
}

function consent(
  state: HandoverState,
  turn: Turn<WithWard>,
  ...effects: readonly Effect[]
): Step<HandoverState> {
  const { text, choices } = consentQuestion(turn.facts.ward.name, knownContact(turn.contact));
  return stay({ ...state, step: 'consent' }, ...effects, reply([say('handover.taken'), text], choices));
}

function consented(state: HandoverState, turn: At): Step<HandoverState> {
  const { event } = turn;
  const before = knownContact(turn.contact);
  if (chose(event, 'anonymous') || isNo(event)) return open(state, turn, {});
  if (before && (chose(event, 'same') || isYes(event))) return open(state, turn, before);
  if (chose(event, 'agree') || isYes(event)) return askWho(state);
  if (event.kind === 'phone' || (event.kind === 'text' && phoneIn(event.text))) return who(state, turn);
  if (event.kind === 'text') return consent({ ...state, text: `${state.text}\n${event.text}` }, turn);
  return consent(state, turn);
}

function askWho(state: HandoverState, before?: Text): Step<HandoverState> {
  return stay(
    { ...state, step: 'who' },
    reply([...(before ? [before] : []), say('consent.who')], [ANONYMOUS]),
  );
}

function who(state: HandoverState, turn: At): Step<HandoverState> {
  const { event } = turn;
  if (chose(event, 'anonymous') || isNo(event)) return open(state, turn, {});
  const read = readContact(event);
  const name = read.name ?? state.name;
  const named = name === undefined ? {} : { name };
  if (read.phone !== undefined) return open(state, turn, { phone: read.phone, ...named });
  const wrong = read.wrong === true || name === undefined;
  return askWho(
    { ...state, ...named },
    wrong ? say('consent.note-phone-wrong') : say('consent.note-phone-too'),
  );
}

function open(
  state: HandoverState,
  turn: At,
  who: { readonly name?: string; readonly phone?: string },
): Step<HandoverState> {
  const ticket: NewTicket = {
    code: turn.code,
    kind: 'hoi',
    category: 'khac',
    text: state.text,
    files: state.files,
    ...who,
  };
  const { phone, name } = who;
  const consent: readonly Effect[] =
    phone === undefined || phone === knownContact(turn.contact)?.phone
      ? []
      : [
          {
            do: 'setContact',
            change: { phone, consentAt: turn.at, ...(name === undefined ? {} : { name }) },
          },
        ];
  const { text, call } = wardContact(turn.facts.ward);
  return over(
    { do: 'openTicket', ticket },
    ...consent,
    {
      do: 'notify',
      notice: 'received',
      to: 'officers',
      payload: { code: turn.code, kind: 'hoi', category: 'khac', group: turn.contact.group?.name ?? '' },
    },
    reply([say('handover.sent', { code: turn.code }), ...when(turn), text], [RECEPTION, MENU], call),
  );
}

/** When an officer will read it, and what the ward has promised. */
function when(turn: At): readonly Text[] {
  const { opening, ward } = turn.facts;
  return [
    opening === null ? say('handover.open-now') : say('handover.opens', { when: opening }),
    ...(ward.promiseDays === undefined ? [] : [say('handover.promise', { days: ward.promiseDays })]),
  ];
}
