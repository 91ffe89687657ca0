/** To the resident: a reminder of a booked time of reception, and that it has to be cancelled. */
import { say, verbatim } from '../../src/core/say.ts';
import type { Notice, Receiver } from '../../src/core/types.ts';
import { whenOf } from '../reception/when.ts';

/** A moved or cancelled booking is another row, so its reminder is never sent. */
export type ReceptionReminder = {
  readonly booking: string;
  readonly code: string;
  /** ISO */
  readonly at: string;
  readonly who: string;
  /** empty: not set */
  readonly place: string;
};

export const receptionReminder: Notice<ReceptionReminder> = {
  id: 'reception-reminder',
  key: (p) => p.booking,
  say: (p) => ({
    text: [
      say('notice.reception-reminder'),
      say('reception.when', whenOf({ at: new Date(p.at), who: p.who as Receiver })),
      ...(p.place === '' ? [] : [say('reception.place', { place: p.place })]),
      say('notice.reception-code', { code: p.code }),
      say('reception.change'),
    ],
  }),
};

export type ReceptionCancelled = {
  readonly booking: string;
  readonly at: string;
  readonly who: string;
  /** an officer's words */
  readonly reason: string;
};

export const receptionCancelled: Notice<ReceptionCancelled> = {
  id: 'reception-cancelled',
  key: (p) => p.booking,
  say: (p) => {
    const { weekday, day, clock } = whenOf({ at: new Date(p.at), who: p.who as Receiver });
    return {
      text: [
        say('notice.reception-cancelled', { weekday, day, clock }),
        [say('notice.reception-reason'), verbatim(p.reason)],
        say('notice.reception-again'),
      ],
    };
  },
};
