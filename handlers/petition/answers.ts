/** What an answer does to the draft, question by question. */
import { say } from '../../src/core/say.ts';
import { cut, fold } from '../../src/core/text.ts';
import type { Event, FileRef, Step } from '../../src/core/types.ts';
import { phoneIn, readContact } from '../consent.ts';
import {
  chose,
  gathered,
  isNo,
  isPhrase,
  isYes,
  meant,
  onlyAnnounces,
  saysSomething,
  stay,
} from '../parts.ts';
import { cancelQuestion, type Draft, MAX_FILES, question } from './draft.ts';
import { type At, again, type Facts, keep, known, onwards } from './go.ts';
import { decision, direct, kind, told } from './kind-steps.ts';
import { send } from './send.ts';
import { similar } from './similar-steps.ts';

const TEXT_LIMIT = 4000;
const PLACE_LIMIT = 300;
const DONE = ['xong', 'xong rồi', 'hết', 'hết rồi', 'đủ rồi', 'thế thôi', 'không còn', 'done'];
const SKIP = ['bỏ qua', 'không biết', 'không rõ', 'không nhớ', 'skip'];

export function answered(draft: Draft, turn: At): Step<Draft> {
  const { event } = turn;
  if (event.kind === 'file') return filed(draft, turn, event.file, event.caption ?? '');
  if (event.kind === 'unreadable') return again(draft, turn, 'core.unreadable');
  if (event.kind === 'place') {
    const { kind: _, ...place } = event;
    const placed = { ...draft, place };
    return draft.step === 'place' ? onwards(placed, turn) : again(placed, turn, 'petition.note-place');
  }
  switch (draft.step) {
    case 'content':
      return content(draft, turn);
    case 'decision':
      return decision(draft, turn);
    case 'direct':
      return direct(draft, turn);
    case 'kind':
      return kind(draft, turn);
    case 'similar':
      return similar(draft, turn);
    case 'photos':
      return photos(draft, turn);
    case 'place':
      return place(draft, turn);
    case 'group':
      return group(draft, turn);
    case 'consent':
      return consent(draft, turn);
    case 'who':
      return who(draft, turn);
    case 'review':
      return review(draft, turn);
    default:
      return draft.step satisfies never;
  }
}

function filed(draft: Draft, turn: At, file: FileRef, caption: string): Step<Draft> {
  if (draft.files.length >= MAX_FILES)
    return gathered(stay(draft, question(draft, known(turn), say('petition.limit', { count: MAX_FILES }))));
  const text = caption === '' ? draft.text : more(draft.text, caption);
  const filled = { ...draft, text, files: [...draft.files, turn.id] };
  const kept = keep(turn.id, file);
  if (draft.step === 'content' && saysSomething(caption))
    return gathered(again({ ...told(filled, text, turn.intent), step: 'photos' }, turn, undefined, kept));
  const voice = file.kind === 'voice';
  if (draft.step === 'photos' && !voice) return gathered(again(filled, turn, undefined, kept));
  return gathered(again(filled, turn, voice ? 'petition.note-voice' : 'petition.note-photo', kept));
}

function more(text: string, addition: string): string {
  return cut(text === '' ? addition : `${text}\n${addition}`, TEXT_LIMIT);
}

function content(draft: Draft, turn: At): Step<Draft> {
  const { event, intent } = turn;
  if (event.kind !== 'text' || !/\p{L}/u.test(event.text) || onlyAnnounces(event.text))
    return again(draft, turn, 'petition.note-say-more');
  return onwards(told(draft, event.text, intent), turn);
}

function photos(draft: Draft, turn: At): Step<Draft> {
  const { event } = turn;
  if (chose(event, 'next') || isNo(event) || said(event, [...DONE, ...SKIP])) return onwards(draft, turn);
  if (chose(event, 'clear'))
    return again({ ...draft, files: [] }, turn, undefined, { do: 'dropFiles', keys: draft.files });
  if (event.kind !== 'text' || thanks(turn)) return again(draft, turn);
  return again({ ...draft, text: more(draft.text, event.text) }, turn, 'petition.note-added');
}

function place(draft: Draft, turn: At): Step<Draft> {
  const { event } = turn;
  const { place: _, ...without } = draft;
  if (chose(event, 'skip') || isNo(event) || said(event, SKIP)) return onwards(without, turn);
  if (event.kind !== 'text' || thanks(turn)) return again(draft, turn);
  return onwards({ ...draft, place: { label: cut(event.text, PLACE_LIMIT) } }, turn);
}

function group(draft: Draft, turn: At): Step<Draft> {
  const { event } = turn;
  const { group: _, ...without } = draft;
  if (chose(event, 'skip') || isNo(event) || said(event, SKIP)) return onwards(without, turn);
  const found =
    event.kind === 'choice'
      ? turn.facts.groups.find((g) => event.id === `g:${g.id}`)
      : event.kind === 'text'
        ? groupIn(event.text, turn.facts.groups)
        : undefined;
  return found ? onwards({ ...draft, group: found }, turn) : again(draft, turn, 'petition.note-group');
}

/** "tổ 4", "4", "Tổ dân phố số 4": the one group of that name, or of that number. */
export function groupIn(text: string, groups: Facts['groups']): Facts['groups'][number] | undefined {
  const folded = fold(text);
  const named = groups.filter((g) => fold(g.name) === folded);
  if (named.length === 1) return named[0];
  const number = /^(?:to|thon|khu|so|dan|pho|tdp|o|toi|nha|\s)*0*(\d{1,3})$/.exec(folded)?.[1];
  const numbered = groups.filter(
    (g) => number !== undefined && /(\d+)\D*$/.exec(g.name)?.[1]?.replace(/^0+/, '') === number,
  );
  return numbered.length === 1 ? numbered[0] : undefined;
}

function consent(draft: Draft, turn: At): Step<Draft> {
  const { event } = turn;
  const before = known(turn).known;
  if (chose(event, 'same') && before) return onwards({ ...draft, ...before }, turn);
  if (chose(event, 'anonymous') || isNo(event)) return onwards(nameless(draft), turn);
  if (chose(event, 'agree')) return again({ ...nameless(draft), step: 'who' }, turn);
  if (isYes(event))
    return before ? onwards({ ...draft, ...before }, turn) : again({ ...nameless(draft), step: 'who' }, turn);
  // a number given in answer to the question is a clear yes
  if (event.kind === 'phone' || (event.kind === 'text' && phoneIn(event.text))) return who(draft, turn);
  return again(draft, turn, 'core.choose');
}

function nameless({ name: _, phone: __, ...draft }: Draft): Draft {
  return draft;
}

function who(draft: Draft, turn: At): Step<Draft> {
  const { event } = turn;
  if (chose(event, 'anonymous')) return onwards(nameless(draft), turn);
  if (isNo(event) || said(event, SKIP)) return onwards(draft, turn);
  const read = readContact(event);
  const name = read.name ?? draft.name;
  const filled: Draft = { ...draft, step: 'who', ...(name === undefined ? {} : { name }) };
  if (read.phone !== undefined) return onwards({ ...filled, phone: read.phone }, turn);
  if (read.wrong || name === undefined) return again(filled, turn, 'consent.note-phone-wrong');
  return again(filled, turn, 'consent.note-phone-too');
}

function review(draft: Draft, turn: At): Step<Draft> {
  const { event } = turn;
  if (chose(event, 'send') || isYes(event)) return send(draft, turn);
  if (isNo(event)) return stay({ ...draft, asking: 'cancel' }, cancelQuestion());
  if (event.kind === 'choice' && event.id.startsWith('edit:')) {
    const step = (['content', 'photos', 'place', 'group', 'consent', 'kind'] as const).find(
      (s) => event.id === `edit:${s}`,
    );
    if (step) return again({ ...draft, step, mending: true }, turn);
  }
  if (event.kind !== 'text' || thanks(turn)) return again(draft, turn);
  return again({ ...draft, text: more(draft.text, event.text) }, turn, 'petition.note-added');
}

const said = (event: Event, phrases: readonly string[]) =>
  event.kind === 'text' && isPhrase(event.text, phrases);
const thanks = (turn: At) => meant(turn.event, turn.intent, 'thanks');
