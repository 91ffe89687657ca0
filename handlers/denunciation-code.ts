/** A sealed record as whoever holds its code is told of it: state, days, what officers asked; never what was written. */
import type { Key } from '../locales/index.ts';
import { readReceipt } from '../src/core/receipt.ts';
import { lines, say, verbatim } from '../src/core/say.ts';
import { dayOf, fold } from '../src/core/text.ts';
import type { Choice, Effect, Event, SealedView, Text } from '../src/core/types.ts';
import { choice, reply } from './parts.ts';

/** The denunciation's own state; nothing in it but where to go on and since when. */
export interface DenunciationState {
  readonly told: true;
  /** ms since 1970 of the last turn: hours later the dialogue is over */
  readonly at: number;
  /** id of the sealed record */
  readonly record?: string;
}

export const FORGET: Effect = { do: 'forgetMessage' };
export const ERASE_LAST = choice('erase-last', 'choice.sealed-erase-last');
export const ERASE_ALL = choice('erase-all', 'choice.sealed-erase-all');
export const OTHER = choice('other', 'choice.other');
/** An officer may have asked for a number: what that number chooses here must do no harm. */
const SHOWN: readonly Choice[] = [ERASE_ALL, OTHER];

/** The right code in a text that is nothing else; null otherwise. */
export function onlyCode(event: Event): string | null {
  if (event.kind !== 'text') return null;
  const read = readReceipt(event.text);
  const alone = fold(event.text).replace(/[\d\so]|db|ma|so|ho/g, '') === '';
  return alone && read !== null && 'code' in read ? read.code : null;
}

const day = (iso: string): string => iso.split('-').reverse().join('/');

function words(record: SealedView): Text {
  const state: Text = { key: `sealed-state.${record.state}` satisfies Key, args: {} };
  const dates = lines(
    say('denunciation.opened', { day: day(record.openedOn) }),
    say('denunciation.changed', { day: day(record.changedOn) }),
    ...(record.formalOn === undefined ? [] : [say('denunciation.formal', { day: day(record.formalOn) })]),
  );
  const head = [say('denunciation.record', { code: record.code, state }), dates];
  if (record.state === 'erased') return head;
  return [
    ...head,
    ...(record.asked.length === 0 ? [say('denunciation.none-asked')] : []),
    ...record.asked.map((a) => lines(say('denunciation.asked', { day: dayOf(a.at) }), verbatim(a.text))),
    ...(record.refused === 0 ? [] : [say('denunciation.refused-files', { count: record.refused })]),
    say('denunciation.add-here'),
  ];
}

/** What to say, and where the dialogue goes on: the code was given, its message is forgotten. */
export function shownRecord(
  record: SealedView,
  at: Date,
): { readonly state: DenunciationState; readonly effects: readonly Effect[] } {
  const erased = record.state === 'erased';
  return {
    state: { told: true, at: at.getTime(), ...(erased ? {} : { record: record.id }) },
    effects: [reply(words(record), erased ? [OTHER] : SHOWN, { fleeting: true }), FORGET],
  };
}
