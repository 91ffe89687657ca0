/**
 * The complaint form, filled in by questions (Luật Khiếu nại 02/2011/QH13 Đ.8 khoản 2; Mẫu số 01 NĐ 155/2026). Asked with
 * consent first; every answer may be left out and is then a dotted line. The identity number is never asked: it is
 * written in by hand. What was typed is forgotten at once where it came in.
 */
import type { Key } from '../../locales/index.ts';
import { paperFile } from '../../src/core/paper.ts';
import { lines, say, verbatim } from '../../src/core/say.ts';
import { cut } from '../../src/core/text.ts';
import type { Choice, Effect, Event, Step, Text, Turn, WardInfo } from '../../src/core/types.ts';
import {
  AGREE,
  choice,
  chose,
  HUMAN,
  isCancel,
  isNo,
  isPhrase,
  isYes,
  MENU,
  over,
  RECEPTION,
  reply,
  SKIP,
  SKIPPING,
  stay,
} from '../parts.ts';

export const FIELDS = ['name', 'address', 'whom', 'about', 'why', 'wish', 'papers'] as const;
export type Field = (typeof FIELDS)[number];
type Values = Readonly<Partial<Record<Field | 'to', string>>>;

export interface Form {
  readonly step: 'consent' | Field | 'review';
  readonly values: Values;
}
export interface WithForm {
  /** what was written at first */
  readonly text: string;
  readonly form?: Form;
}

const LONGEST: Readonly<Record<Field, number>> = {
  ...{ name: 100, address: 200, whom: 300, about: 400, why: 3000, wish: 1000, papers: 1000 },
};
const CANCEL = choice('cancel', 'choice.complaint-stop');
const BLANK = choice('blank', 'choice.complaint-blank');
const CHAIR = choice('chair', 'choice.complaint-chair');
const STAFF = choice('staff', 'choice.complaint-staff');
const MAKE = choice('make', 'choice.complaint-make');
const AGAIN = choice('again', 'choice.complaint-again');
const FORGET: Effect = { do: 'forgetMessage' };

type At = Turn<{ readonly ward: WardInfo }>;

export function beginForm(text: string): Step<WithForm> {
  return at(text, { step: 'consent', values: {} });
}

/** One answer of the form. */
export function formStep(state: WithForm & { readonly form: Form }, turn: At): Step<WithForm> {
  const { event } = turn;
  const { form, text } = state;
  const forget = event.kind === 'text' ? [FORGET] : [];
  if (chose(event, CANCEL.id) || isCancel(event))
    return over(...forget, reply(say('core.cancelled'), [MENU]));
  if (event.kind === 'stale' || event.kind === 'resumed') return at(text, form);
  if (form.step === 'consent') return consent(state, turn);
  if (form.step === 'review') {
    if (chose(event, MAKE.id) || isYes(event)) return over(...forget, ...given(form.values, turn));
    if (chose(event, AGAIN.id) || isNo(event)) return at(text, { step: 'name', values: {} }, ...forget);
    return at(text, form, ...forget);
  }
  const value = answerTo(form.step, event, turn.facts.ward);
  if (value === null) return at(text, form);
  return at(text, { step: after(form.step), values: { ...form.values, ...value } }, ...forget);
}

function consent({ text, form }: WithForm & { readonly form: Form }, turn: At): Step<WithForm> {
  const { event } = turn;
  if (chose(event, AGREE.id) || isYes(event)) return at(text, { ...form, step: 'name' });
  if (chose(event, BLANK.id) || isNo(event)) return over(...given({}, turn));
  return at(text, form);
}

/** What the answer sets; null = it was none. */
function answerTo(field: Field, event: Event, ward: WardInfo): Values | null {
  const chair = `Chủ tịch Ủy ban nhân dân ${ward.name}`;
  if (chose(event, SKIP.id)) return {};
  if (field === 'whom' && chose(event, CHAIR.id))
    return { to: chair, whom: ward.address === undefined ? chair : `${chair}, ${ward.address}` };
  if (field === 'whom' && chose(event, STAFF.id))
    return { to: chair, whom: `Người làm việc tại Ủy ban nhân dân ${ward.name}` };
  if (event.kind !== 'text') return null;
  if (isPhrase(event.text, SKIPPING) || (field === 'papers' && isNo(event))) return {};
  return { [field]: cut(event.text, LONGEST[field]) };
}

function after(field: Field): Field | 'review' {
  return FIELDS[FIELDS.indexOf(field) + 1] ?? 'review';
}

function at(text: string, form: Form, ...before: readonly Effect[]): Step<WithForm> {
  return stay({ text, form }, ...before, question(form));
}

function question({ step, values }: Form): Effect {
  if (step === 'consent') return reply(say('complaint.form-consent'), [AGREE, BLANK, CANCEL]);
  if (step === 'review') return reply(review(values), [MAKE, AGAIN, CANCEL], { fleeting: true });
  const key: Key = `complaint.ask-${step}`;
  const more: readonly Choice[] = step === 'whom' ? [CHAIR, STAFF] : [];
  return reply(say(key), [...more, SKIP, CANCEL]);
}

function review(values: Values): Text {
  return [
    say('complaint.review'),
    lines(
      ...FIELDS.map((field) => {
        const value = values[field];
        return say(`complaint.line-${field}`, {
          value: value === undefined ? say('complaint.left-blank') : verbatim(value),
        });
      }),
    ),
    say('complaint.review-ask'),
  ];
}

function given(values: Values, turn: At): readonly Effect[] {
  return [
    { do: 'keepPaper', key: turn.id, paper: 'complaint', fields: { ...values } },
    reply(
      [say('complaint.given'), say('complaint.given-where'), say('complaint.given-next')],
      [RECEPTION, HUMAN, MENU],
      { files: [paperFile(turn.id, 'don-khieu-nai.docx')] },
    ),
  ];
}
