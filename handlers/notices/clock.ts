/** To the resident: a deadline of theirs stands still, runs again, or was moved; both dates, and why. */
import { lines, say, verbatim } from '../../src/core/say.ts';
import type { Notice, Text } from '../../src/core/types.ts';

type Moved = {
  readonly code: string;
  /** `22/11/2026`: the first day that does not count; the old and the new last day */
  readonly day: string;
  readonly old: string;
  readonly new: string;
  readonly reason: string;
  /** the article; empty for the ward's promise */
  readonly citation: string;
};

function notice(id: string, first: (p: Moved) => Text): Notice<Moved> {
  return {
    id,
    key: (p) => `${p.code}:${p.day}:${p.old}:${p.new}`,
    say: (p) => ({
      text: [
        first(p),
        lines(say('notice.clock-why'), verbatim(p.reason)),
        p.citation === ''
          ? say('notice.clock-promise')
          : say('notice.clock-law', { citation: verbatim(p.citation) }),
      ],
    }),
  };
}

export const paused = notice('clock-paused', (p) => say('notice.paused', { code: p.code, day: p.day }));
export const resumed = notice('clock-resumed', (p) =>
  say('notice.resumed', { code: p.code, old: p.old, new: p.new }),
);
export const extended = notice('clock-extended', (p) =>
  say('notice.extended', { code: p.code, old: p.old, new: p.new }),
);
