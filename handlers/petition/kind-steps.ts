/** What is asked about the kind, at most two short questions; and the resident's objection to it. */
import type { Effect, Intent, Step } from '../../src/core/types.ts';
import { explained } from '../complaint.ts';
import { handOn } from '../handover.ts';
import { wanted } from '../info-request.ts';
import { chose, isNo, isPhrase, isYes } from '../parts.ts';
import type { Draft } from './draft.ts';
import { type At, again, onwards } from './go.ts';
import { guessKind, type OwnKind } from './kind.ts';

/** The draft with its words, and what they were taken for; a kind the resident chose stays. */
export function told(draft: Draft, text: string, intent: Intent): Draft {
  const guess = guessKind(text, intent);
  const { answers: _, ...rest } = draft;
  if (draft.chosen) return { ...rest, guess, text };
  const understood = intent.route === 'petition.kien-nghi' || intent.route === 'petition.phan-anh';
  const kind: OwnKind =
    understood && guess.kind === 'kienNghi' ? 'kienNghi' : understood ? 'phanAnh' : draft.kind;
  return { ...rest, kind, guess: understood ? guess : { ...guess, kind }, text };
}

const OFFICE = ['phường', 'của phường', 'cán bộ phường', 'ủy ban', 'uỷ ban'];

/** "Is it against a decision, and whose?" */
export function decision(draft: Draft, turn: At): Step<Draft> {
  const { event } = turn;
  if (chose(event, 'no-decision') || isNo(event))
    return onwards({ ...draft, answers: ['không phản đối quyết định, việc làm nào'] }, turn);
  const ofWard =
    chose(event, 'of-ward') || isYes(event) || (event.kind === 'text' && isPhrase(event.text, OFFICE));
  if (ofWard || chose(event, 'of-other')) {
    const whose = ofWard ? 'của phường, cán bộ phường' : 'của nơi khác';
    return again({ ...draft, step: 'direct', answers: [`phản đối quyết định, việc làm ${whose}`] }, turn);
  }
  // words instead of a choice are no answer that decides a right: the report goes on, and an officer looks
  if (event.kind !== 'text') return again(draft, turn, 'core.choose');
  return onwards(
    { ...draft, answers: ['người dân không chọn, chỉ viết thêm'], text: joined(draft, event.text) },
    turn,
  );
}

/** "Does it hit you yourself?" Then it is a khiếu nại, which is not lodged by message: its way is told. */
export function direct(draft: Draft, turn: At): Step<Draft> {
  const { event } = turn;
  const answers = draft.answers ?? [];
  if (chose(event, 'direct') || isYes(event)) return explained(draft.text, turn.facts, drop(draft));
  if (chose(event, 'indirect') || isNo(event))
    return onwards({ ...draft, answers: [...answers, 'không ảnh hưởng trực tiếp đến mình'] }, turn);
  if (event.kind !== 'text') return again(draft, turn, 'core.choose');
  return onwards(
    {
      ...draft,
      answers: [...answers, 'chưa rõ có ảnh hưởng trực tiếp không'],
      text: joined(draft, event.text),
    },
    turn,
  );
}

/** Another kind than the one proposed. (A tố cáo is taken by its own handler before this is asked.) */
export function kind(draft: Draft, turn: At): Step<Draft> {
  const { event } = turn;
  const own = (['phanAnh', 'kienNghi'] as const).find((k) => chose(event, `k:${k}`));
  if (own) return again({ ...draft, kind: own, chosen: true, step: 'review' }, turn);
  if (chose(event, 'k:khieuNai')) return explained(draft.text, turn.facts, drop(draft));
  if (chose(event, 'k:thongTin')) return wanted(draft.text, drop(draft));
  if (chose(event, 'k:hoi')) return handOn(draft.text, draft.files, turn);
  if (chose(event, 'continue') || isNo(event)) return again({ ...draft, step: 'review' }, turn);
  return again(draft, turn, 'core.choose');
}

const joined = (draft: Draft, words: string): string =>
  `${draft.text}\n${words}`.slice(0, 4000).toWellFormed();

function drop(draft: Draft): readonly Effect[] {
  return draft.files.length === 0 ? [] : [{ do: 'dropFiles', keys: draft.files }];
}
