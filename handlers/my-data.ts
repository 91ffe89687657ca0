/**
 * What is kept about me: see it, take it along, mend it, take consent back, delete it (Luật 91/2025/QH15 Đ.4, 10, 14). Each is
 * noted with its clocks (NĐ 356/2025 Đ.5); what the machine cannot do goes to an officer with the clock running.
 */
import type { Key } from '../locales/index.ts';
import { lines, say, verbatim } from '../src/core/say.ts';
import { dayOf, fold } from '../src/core/text.ts';
import type {
  Choice,
  DataAsk,
  Effect,
  Event,
  Handler,
  HeldData,
  Intent,
  Step,
  Text,
} from '../src/core/types.ts';
import { REGISTER, ruleValue, vietnamDay } from '../src/law/index.ts';
import { sayPhone } from './consent.ts';
import { askFor, askWhat, fieldIn, onConsent, onValue, onWhat } from './my-data/fix.ts';
import type { At, Facts, State } from './my-data/types.ts';
import { OWN_CHANNELS, sayPlatforms } from './own-channels/words.ts';
import {
  called,
  choice,
  chose,
  isCancel,
  isYes,
  MENU,
  meant,
  over,
  pass,
  personal,
  reply,
  stay,
} from './parts.ts';

const asked = (event: Event) => called(event, 'go:my-data', ['/dulieu', 'dữ liệu của tôi', 'my data']);
const isOne = (event: Event, intent: Intent) => meant(event, intent, 'my-data') || asked(event);
const note = (ask: DataAsk): Effect => ({ do: 'dataRequest', ask });

export const myData: Handler<State, Facts> = personal<State, Facts>({
  id: 'my-data',
  version: 2,
  opens: isOne,
  interrupts: asked,
  read: async (_state, turn, services) => ({
    held: await services.dataOf(turn.contact),
    ward: await services.ward(),
    groups: await services.groups(),
    link: services.exportLink(turn.id),
  }),
  step: (state, turn) => {
    const { event } = turn;
    if (state === null) {
      const field = fieldIn(event);
      return field ? askFor(field, turn) : show(turn, note('view'));
    }
    if (isCancel(event)) return over(reply(say('core.cancelled'), [MENU]));
    if (chose(event, 'back')) return show(turn);
    switch (state.step) {
      case 'delete':
        return chose(event, 'yes') || isYes(event)
          ? stay(
              { step: 'delete-sure' },
              reply(say('my-data.delete-sure'), [
                choice('yes', 'choice.delete-sure'),
                choice('no', 'choice.keep'),
              ]),
            )
          : show(turn);
      case 'delete-sure':
        return chose(event, 'yes') || isYes(event)
          ? over(reply(say('my-data.deleted'), [MENU]), note('delete'), { do: 'eraseContact' })
          : show(turn);
      case 'what':
        return onWhat(turn) ?? askWhat();
      case 'consent':
        return onConsent(state, turn) ?? show(turn);
      case 'value':
        return onValue(state, turn);
      case 'other':
        return other(turn);
      case 'shown':
        return onShown(state, turn);
      default:
        return state.step satisfies never;
    }
  },
});

function onShown(state: State, turn: At): Step<State> {
  const { event, contact } = turn;
  if (event.kind !== 'choice') {
    const field = isOne(event, turn.intent) ? fieldIn(event) : null;
    if (field) return askFor(field, turn);
    return event.kind === 'stale' || isOne(event, turn.intent) ? show(turn) : pass();
  }
  switch (event.id) {
    case 'export':
      return taken(state, turn);
    case 'fix':
      return askWhat();
    case 'other':
      return stay({ step: 'other' }, reply(say('my-data.other'), [choice('back', 'choice.cancel')]));
    case 'delete':
      return stay(
        { step: 'delete' },
        reply(say('my-data.delete'), [choice('yes', 'choice.delete'), choice('no', 'choice.keep')]),
      );
    case 'withdraw':
      return over(
        ...unlinked(turn.facts.held),
        { do: 'setContact', change: { consentAt: null, phone: null, name: null, address: null } },
        note('withdraw'),
        reply(
          turn.facts.held.linked?.length
            ? [say('my-data.withdrawn'), say('own.undone')]
            : say('my-data.withdrawn'),
          [MENU],
        ),
      );
    case 'notices':
      return over(
        { do: 'setContact', change: { notices: !contact.notices } },
        reply(contact.notices ? say('stop.off') : say('stop.on'), [MENU]),
      );
    default:
      return show(turn);
  }
}

/** Consent taken back is taken back for the linked channels too. */
const unlinked = (held: HeldData): readonly Effect[] => (held.linked?.length ? [{ do: 'unlinkOwn' }] : []);

function choices(turn: At): readonly Choice[] {
  const { contact } = turn;
  return [
    choice('export', 'choice.export'),
    choice('fix', 'choice.fix-mine'),
    ...(contact.consentAt ? [choice('withdraw', 'choice.withdraw')] : []),
    contact.notices ? choice('notices', 'choice.notices-off') : choice('notices', 'choice.notices-on'),
    ...(turn.facts.held.linkable || turn.facts.held.linked?.length ? [OWN_CHANNELS] : []),
    choice('delete', 'choice.delete-mine'),
    choice('other', 'choice.data-other'),
    MENU,
  ];
}

function show(turn: At, ...effects: readonly Effect[]): Step<State> {
  return stay(
    { step: 'shown' },
    ...effects,
    reply([say('my-data.text', { ward: turn.facts.ward.name }), summary(turn.facts.held)], choices(turn)),
  );
}

function summary(held: HeldData): Text {
  const none = say('my-data.none');
  return lines(
    say('my-data.name', { name: held.name ?? none }),
    say('my-data.phone', { phone: held.phone === undefined ? none : sayPhone(held.phone) }),
    ...(held.address === undefined ? [] : [say('my-data.address', { address: held.address })]),
    say('my-data.group', { group: held.group ?? none }),
    ...(held.linked?.length ? [say('own.held', { channels: sayPlatforms(held.linked) })] : []),
    say('my-data.consent', { day: held.consentAt === undefined ? none : dayOf(held.consentAt) }),
    say('my-data.since', { day: dayOf(held.firstSeenAt) }),
    say('my-data.counts', { tickets: held.tickets.length, questions: held.questions }),
  );
}

// ---------------------------------------------------------------- a copy

/** By a link where there is a web address; else in words, here. */
function taken(state: State, turn: At): Step<State> {
  const { link } = turn.facts;
  if (link === null)
    return stay(state, note('copy'), reply([say('my-data.no-link'), ...everything(turn)], choices(turn)));
  return stay(
    state,
    { do: 'exportData' },
    note('copy'),
    // what opens somebody's data is kept no longer than it takes to arrive
    reply([[say('my-data.link'), verbatim(link)], say('my-data.link-note')], choices(turn), {
      fleeting: true,
    }),
  );
}

/** All of it in words: nothing a resident wrote or was answered is left out. */
function everything(turn: At): readonly Text[] {
  const { held } = turn.facts;
  return [
    say('my-data.export', { day: dayOf(turn.at) }),
    summary(held),
    ...held.tickets.map((t) =>
      lines(
        say('my-data.ticket', {
          code: t.code,
          kind: { key: `kind.${t.kind}` satisfies Key, args: {} },
          day: dayOf(t.openedAt),
          state: { key: `state.${t.state}` satisfies Key, args: {} },
        }),
        ...(t.text === undefined ? [] : [verbatim(t.text)]),
        ...(t.answers ?? []).flatMap((a) => [say('status.answer', { day: dayOf(a.at) }), verbatim(a.text)]),
      ),
    ),
    say('my-data.export-end'),
  ];
}

// ---------------------------------------------------------------- what an officer has to do

/** Which of the requests of NĐ 356/2025 Đ.5 it is; where it is not clear, the one with the shortest time. */
function kindOf(text: string): DataAsk {
  const words = fold(text);
  if (/\b(?:xoa|huy|bo di|delete)\b/.test(words)) return 'delete';
  if (/\b(?:khong cho|phan doi|han che|ngung|dung lai|rut|thoi dung|object|restrict)\b/.test(words))
    return 'restrict';
  return /\b(?:sua|nham|sai|doi|correct)\b/.test(words) ? 'correct' : 'copy';
}

const RULES = {
  delete: 'DL4',
  restrict: 'DL2',
  withdraw: 'DL2',
  view: 'DL3',
  correct: 'DL3',
  copy: 'DL3',
} as const;

/** Days the law gives on that day, as the register has them; null where it gives hours or nothing. */
function daysFor(ask: DataAsk, at: Date): number | null {
  const day = vietnamDay(at);
  const rule = REGISTER.find(
    (r) =>
      r.id === RULES[ask] && r.variant === undefined && r.from <= day && (r.to === undefined || day <= r.to),
  );
  const found = rule ? ruleValue(rule) : null;
  return found?.unit === 'ngày' ? found.value : null;
}

function other(turn: At): Step<State> {
  const { event, code } = turn;
  if (event.kind !== 'text' || !/\p{L}{2}/u.test(event.text))
    return stay({ step: 'other' }, reply(say('my-data.other'), [choice('back', 'choice.cancel')]));
  const ask = kindOf(event.text);
  const days = daysFor(ask, turn.at);
  return over(
    { do: 'openTicket', ticket: { code, kind: 'hoi', category: 'khac', text: event.text, files: [] } },
    { do: 'dataRequest', ask, ticket: code },
    {
      do: 'notify',
      notice: 'received',
      to: 'officers',
      payload: { code, kind: 'hoi', category: 'khac', group: turn.contact.group?.name ?? '' },
    },
    reply(
      [say('my-data.other-sent', { code }), ...(days === null ? [] : [say('my-data.other-due', { days })])],
      [MENU],
    ),
  );
}
