/** What handlers share: replies, choices that lead elsewhere, words that mean the same everywhere, the ward's facts. */
import type { Key } from '../locales/index.ts';
import { lines, say, verbatim } from '../src/core/say.ts';
import { alike, fold, length } from '../src/core/text.ts';
import type {
  Choice,
  Effect,
  Event,
  Handler,
  Intent,
  Reply,
  Route,
  Services,
  Step,
  Text,
  Turn,
  WardInfo,
} from '../src/core/types.ts';

// ---------------------------------------------------------------- steps

export function reply(text: Text, choices: readonly Choice[] = [], more: Partial<Reply> = {}): Effect {
  return { do: 'reply', reply: { text, ...(choices.length > 0 ? { choices } : {}), ...more } };
}

/** The dialogue stays open with this state. */
export function stay<S>(state: S, ...effects: readonly Effect[]): Step<S> {
  return { next: state, effects };
}

/** Several such steps within a moment are one message: the last. */
export function gathered<S>(step: Step<S>): Step<S> {
  const effects = step.effects.map(
    (e): Effect => (e.do === 'reply' ? { do: 'reply', reply: { ...e.reply, gathers: true } } : e),
  );
  return { ...step, effects };
}

/** The dialogue is over. */
export function over(...effects: readonly Effect[]): Step<never> {
  return { next: null, effects };
}

/** "Not mine": the event is routed afresh. */
export function pass(...effects: readonly Effect[]): Step<never> {
  return { next: null, effects, pass: true };
}

/** The dialogue goes on as another handler's. */
export function become(handler: string, state: unknown, ...effects: readonly Effect[]): Step<never> {
  return { next: null, effects, become: { handler, state } };
}

// ---------------------------------------------------------------- choices

/** A choice whose label has no holes. */
export function choice(id: string, key: PlainKey): Choice {
  return { id, label: { key, args: {} } };
}
type PlainKey = Extract<Key, `choice.${string}` | `menu.${string}` | `group.${string}`>;

/** Choices `go:…` lead to another conversation, whoever offers them. */
export const HUMAN: Choice = choice('go:human', 'choice.human');
export const MENU: Choice = choice('go:menu', 'choice.menu');
export const PETITION: Choice = choice('go:petition', 'choice.petition');
/** forms: consent first, then field by field */
export const AGREE: Choice = choice('agree', 'choice.agree');
export const SKIP: Choice = choice('skip', 'choice.skip');
export const SKIPPING: readonly string[] = ['bỏ qua', 'không nhớ', 'để trống', 'skip'];
/** what was just written, as a report */
export const AS_PETITION: Choice = choice('as-petition', 'choice.as-petition');
export const RECEPTION: Choice = choice('go:reception', 'choice.reception');

export function chose(event: Event, id: string): boolean {
  return event.kind === 'choice' && event.id === id;
}

// ---------------------------------------------------------------- events

/** What was said in words: a text, or the caption of a file; empty otherwise. */
export function wordsOf(event: Event): string {
  if (event.kind === 'text') return event.text;
  return event.kind === 'file' ? (event.caption ?? '') : '';
}

/** Words were said and understood as going there. */
export function meant(event: Event, intent: Intent, ...routes: readonly Route[]): boolean {
  return wordsOf(event) !== '' && routes.includes(intent.route);
}

const LEADS = ['dạ', 'vâng', 'thôi', 'cho tôi', 'tôi muốn', 'cháu', 'em', 'xin'];
const TAILS = ['ạ', 'nhé', 'nha', 'đi', 'với', 'bác ạ', 'please'];

/** Is the whole text one of these phrases, give or take politeness and accents? */
export function isPhrase(text: string, phrases: readonly string[]): boolean {
  if (length(text) > 60) return false;
  const folded = fold(text);
  if (!phrases.some((p) => folded.includes(fold(p)))) return false;
  const once = TAILS.flatMap((tail) => without(text, tail, 'end'));
  const forms = [
    text,
    ...once,
    ...once.flatMap((form) => TAILS.flatMap((tail) => without(form, tail, 'end'))),
  ];
  const all = [...forms, ...forms.flatMap((f) => LEADS.flatMap((lead) => without(f, lead, 'start')))];
  return phrases.some((p) => all.some((form) => alike(form, p)));
}

function without(text: string, word: string, where: 'start' | 'end'): string[] {
  const typed = text
    .trim()
    .split(/[\s,.!]+/u)
    .filter(Boolean);
  const n = word.split(' ').length;
  if (typed.length <= n) return [];
  const part = where === 'start' ? typed.slice(0, n) : typed.slice(-n);
  if (!alike(part.join(' '), word)) return [];
  return [(where === 'start' ? typed.slice(n) : typed.slice(0, -n)).join(' ')];
}

/** A choice that leads here, or one of the words (a command of the platform's menu among them) that name the place. */
export function called(event: Event, id: string, phrases: readonly string[]): boolean {
  return chose(event, id) || (event.kind === 'text' && isPhrase(event.text, phrases));
}

const CANCEL = [
  'huỷ',
  'huỷ bỏ',
  'bỏ',
  'bỏ đi',
  'thôi',
  'thôi không gửi nữa',
  'không gửi nữa',
  'không gửi',
  'cancel',
];
const BACK = ['quay lại', 'lùi lại', 'trở lại', 'back'];
const YES = [
  'đồng ý',
  'có',
  'vâng',
  'dạ',
  'đúng',
  'đúng rồi',
  'ok',
  'oke',
  'được',
  'ừ',
  'phải',
  'gửi',
  'gửi đi',
  'yes',
];
const NO = ['không', 'không có', 'chưa', 'no', 'khỏi', 'bỏ qua'];

export const isCancel = (event: Event): boolean => event.kind === 'text' && isPhrase(event.text, CANCEL);
export const isBack = (event: Event): boolean => event.kind === 'text' && isPhrase(event.text, BACK);
export const isYes = (event: Event): boolean => event.kind === 'text' && isPhrase(event.text, YES);
export const isNo = (event: Event): boolean => event.kind === 'text' && isPhrase(event.text, NO);

// Words by which people announce something rather than say it; folded.
const ANNOUNCING = new Set(
  'a ad anh ban bac bo bot can cac chao chau cho chi co con cua da dan don duoc di em gap giup gui hoi k khong ko kien kienghi la lam lai len mot muon nay nghi nguoi nhan nhe nho noi o oi phan phuong quan si ta thac thi toi tao tin to tra trao truc uy ve viec voi xa xin y yeu cau i want to send make report petition talk speak officer person someone human with please a an the'.split(
    ' ',
  ),
);

/** Does the text say something, beyond announcing it ("tôi muốn gửi phản ánh", "gặp cán bộ")? */
export function saysSomething(text: string): boolean {
  const words = fold(text).split(' ').filter(Boolean);
  return words.filter((w) => !ANNOUNCING.has(w)).length >= 2;
}

/** Nothing but announcing words: there is nothing in it yet. */
export function onlyAnnounces(text: string): boolean {
  return fold(text)
    .split(' ')
    .every((w) => w === '' || ANNOUNCING.has(w));
}

// ---------------------------------------------------------------- the ward

/** The ward's phone and hours, each said to be not yet set where it is not; and the number to be one tap away. */
export function wardContact(ward: WardInfo): {
  readonly text: Text;
  readonly call: { readonly call?: string };
} {
  return {
    text: lines(
      ward.phone === undefined ? say('ward.no-phone') : say('ward.phone', { phone: ward.phone }),
      ward.hours === undefined ? say('ward.no-hours') : say('ward.hours', { hours: ward.hours }),
    ),
    call: ward.phone === undefined ? {} : { call: ward.phone },
  };
}

export function wardAddress(ward: WardInfo): Text {
  return ward.address === undefined ? say('ward.no-address') : say('ward.address', { address: ward.address });
}

export interface WithWard {
  readonly ward: WardInfo;
}
export async function readWard(_state: unknown, _turn: Turn, services: Services): Promise<WithWard> {
  return { ward: await services.ward() };
}

// ---------------------------------------------------------------- groups

/** A conversation that is nobody else's business: in a group chat it only says so. */
export function personal<S, F>(handler: Handler<S, F>): Handler<S, F> {
  return {
    ...handler,
    step: (state, turn) =>
      turn.chat.kind === 'group' ? over(reply(say('group.private'))) : handler.step(state, turn),
  };
}

/** Words as they are, one line, cut to what fits in a list. */
export function quoted(text: string, max = 120): Text {
  const line = text.replace(/\s+/g, ' ').trim();
  return verbatim(
    length(line) > max
      ? `${[...line]
          .slice(0, max - 1)
          .join('')
          .trimEnd()}…`
      : line,
  );
}
