/**
 * Phản ánh and kiến nghị: one question at a time, every answer skippable but the content, all of it shown and mended
 * before it is sent. Taken by the ward's public duty (Luật 91/2025/QH15 Đ.19); name, phone and place only with consent.
 */
import { type Category, guessCategory } from '../src/core/categories.ts';
import { say } from '../src/core/say.ts';
import type { Effect, Event, Handler, Intent, Services, Step, Turn } from '../src/core/types.ts';
import { asideIn, offerAside } from './aside.ts';
import {
  called,
  choice,
  chose,
  isBack,
  isCancel,
  isYes,
  meant,
  over,
  pass,
  personal,
  quoted,
  reply,
  saysSomething,
  stay,
  wordsOf,
} from './parts.ts';
import { answered } from './petition/answers.ts';
import { beginWith, cancelQuestion, type Draft, question, whichQuestion } from './petition/draft.ts';
import { type At, again, doubted, type Facts, keep, known } from './petition/go.ts';
import { guessKind } from './petition/kind.ts';
import { SIMILAR_DAYS } from './petition/similar.ts';

/** Longer than this, and a word may be about something else. */
const IDLE_MS = 6 * 3_600_000;

const asked = (event: Event) =>
  called(event, 'go:petition', ['/phananh', 'gửi phản ánh', 'gửi kiến nghị', 'report']);
const isOne = (event: Event, intent: Intent) =>
  meant(event, intent, 'petition.phan-anh', 'petition.kien-nghi') || asked(event);

export const petition: Handler<Draft, Facts> = personal<Draft, Facts>({
  id: 'petition',
  version: 1,
  opens: isOne,
  interrupts: asked,
  interrupted: (draft, turn) => {
    // what is being told turned out to be a denunciation: nothing of it is kept
    const telling = TELLING.has(draft.step);
    const denounces =
      turn.event.kind === 'choice' ? chose(turn.event, 'k:toCao') : turn.intent.route === 'petition.to-cao';
    if (denounces && telling) return { keep: null, effects: [...drop(draft), forget(draft)] };
    return { keep: draft, effects: [] };
  },
  unfinished: (draft) => {
    if (draft.text === '' && draft.files.length === 0) return null;
    const text =
      draft.text === ''
        ? say('petition.half-way-file')
        : say('petition.half-way', { text: quoted(draft.text) });
    const choices = [choice('continue', 'choice.continue'), choice('drop', 'choice.drop')];
    return {
      key: draft.begun ?? draft.at,
      reply: { text, choices },
      next: { ...draft, asking: 'which' },
    };
  },
  read: async (draft, turn, services) => {
    const categories = await services.categories();
    return {
      ward: await services.ward(),
      groups: draft === null ? [] : await services.groups(),
      categories,
      near: await near(draft, turn, services, categories),
      aside: draft?.aside === undefined ? null : await services.answer(draft.aside),
    };
  },
  step: (state, turn) => {
    if (state === null) return begin(turn);
    const aside = asideIn(state, turn.event, turn.intent);
    const draft: Draft = { ...state, ...aside, at: turn.at.toISOString() };
    const { event } = turn;
    const idle = turn.at.getTime() - new Date(state.at).getTime() > IDLE_MS;
    // words that come long after the question are about something else, but a yes
    if (state.asking && !(idle && event.kind === 'text' && !isCancel(event) && !isYes(event)))
      return settle(draft, turn);
    if (event.kind === 'resumed') return again(draft, turn, 'petition.note-resumed');
    if (event.kind === 'stale') return again(draft, turn, 'core.stale');
    if (asked(event) && draft.text === '' && draft.files.length === 0)
      return again(
        { ...draft, step: 'content' },
        turn,
        event.kind === 'text' ? 'petition.note-say-more' : undefined,
      );
    if (asked(event)) return stay({ ...draft, asking: 'which' }, whichQuestion(draft));
    if (chose(event, 'cancel') || isCancel(event))
      return stay({ ...draft, asking: 'cancel' }, cancelQuestion());
    if (event.kind === 'text') {
      if (idle && isOne(event, turn.intent))
        return stay({ ...draft, asking: 'which', pending: event.text }, whichQuestion(draft));
      if (idle) return { next: state, effects: [], pass: true };
      if (meant(event, turn.intent, 'greeting')) return again(draft, turn, 'hello');
      if (isBack(event)) return back(draft, turn);
      if (draft.step === 'content' && meant(event, turn.intent, 'petition.khieu-nai'))
        return pass(...drop(draft));
    }
    return answered(draft, turn);
  },
});

const TELLING: ReadonlySet<Draft['step']> = new Set(['content', 'decision', 'direct', 'photos', 'kind']);
/** Words said so long before a draft began may have led to it. */
const LED_MS = 15 * 60_000;

/** What was told in this dialogue turned out to be a denunciation: it is wiped, also where it was shown again. */
function forget(draft: Draft): Effect {
  return { do: 'forgetTalk', since: new Date(new Date(draft.begun ?? draft.at).getTime() - LED_MS) };
}

/** Others' open reports, where the next question may be about them. */
async function near(draft: Draft | null, turn: Turn, services: Services, categories: readonly Category[]) {
  const comes = draft?.step === 'place' || draft?.step === 'group';
  if (!comes || draft.kind !== 'phanAnh' || draft.similar !== undefined || draft.mending) return [];
  const since = new Date(turn.at.getTime() - SIMILAR_DAYS * 86_400_000);
  return await services.openNear(guessCategory(draft.text, categories), since, turn.contact);
}

function begin(turn: At): Step<Draft> {
  const { event, intent } = turn;
  const kind = intent.route === 'petition.kien-nghi' && event.kind !== 'choice' ? 'kienNghi' : 'phanAnh';
  const words = wordsOf(event);
  const text = saysSomething(words) ? words : '';
  const file = event.kind === 'file' ? event.file : null;
  const bare = beginWith(
    { kind, text, files: file ? [turn.id] : [], ...asideIn(null, event, intent) },
    turn.at,
  );
  const spoken = event.kind !== 'choice' && text !== '';
  const guessed = spoken ? { ...bare, guess: guessKind(text, intent) } : bare;
  const draft = spoken ? doubted(guessed) : guessed;
  const before = text === '' ? say('petition.begin', { ward: turn.facts.ward.name }) : say('petition.taken');
  return stay(draft, ...(file ? [keep(turn.id, file)] : []), question(draft, known(turn), before));
}

/** "Drop it?", "go on, or a new one?" */
function settle(draft: Draft, turn: At): Step<Draft> {
  const { event } = turn;
  const { asking, pending, ...rest } = draft;
  if (chose(event, 'drop')) {
    const aside = offerAside(turn.facts.aside);
    return over(...drop(draft), reply([say('petition.dropped'), ...aside.text], aside.choices));
  }
  if (chose(event, 'fresh')) {
    const fresh = beginWith(
      { kind: draft.kind, text: pending ?? '', files: [], ...asideIn(draft, event, turn.intent) },
      turn.at,
    );
    return stay(fresh, ...drop(draft), question(fresh, known(turn)));
  }
  const goesOn = chose(event, 'continue') || (asking === 'which' && isYes(event));
  if (goesOn || event.kind === 'choice') return again(rest, turn);
  if (event.kind === 'stale' || event.kind === 'resumed' || isCancel(event) || asked(event))
    return stay(draft, asking === 'cancel' ? cancelQuestion() : whichQuestion(draft));
  // an answer to the question before: go on with it
  return answered(rest, turn);
}

/** Side questions, as the main one they belong to. */
const BACK_AS: Partial<Record<Draft['step'], Draft['step']>> = {
  who: 'review',
  kind: 'review',
  decision: 'photos',
  direct: 'photos',
  similar: 'consent',
};

function back(draft: Draft, turn: At): Step<Draft> {
  const order: readonly Draft['step'][] =
    turn.facts.groups.length > 0
      ? ['content', 'photos', 'place', 'group', 'consent', 'review']
      : ['content', 'photos', 'place', 'consent', 'review'];
  const at = BACK_AS[draft.step] ?? draft.step;
  const step = order[Math.max(0, order.indexOf(at) - 1)] ?? 'content';
  return again({ ...draft, step }, turn);
}

function drop(draft: Draft) {
  return draft.files.length === 0 ? [] : [{ do: 'dropFiles', keys: draft.files } as const];
}
