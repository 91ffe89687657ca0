/** To the resident: what became of a request for information, by which day, on what ground, and where to complain. */
import { lines, say, verbatim } from '../../src/core/say.ts';
import type { Notice, Text } from '../../src/core/types.ts';

export type InfoTold = {
  readonly code: string;
  readonly what: string;
  /** the officer's own words; may be empty */
  readonly text: string;
  /** `22/11/2026`: the last day that runs; empty where the law's time is not known */
  readonly day: string;
  readonly citation: string;
  /** articles on which a refusal can be complained of */
  readonly complain: string;
};

export const info: Notice<InfoTold> = {
  id: 'info',
  key: (p) => `${p.code}:${p.what}:${p.day}:${p.text}`,
  say: (p) => ({ text: said(p) }),
};

function said(p: InfoTold): Text {
  const { code, citation } = p;
  const words = p.text === '' ? [] : [verbatim(p.text)];
  const due =
    p.day === ''
      ? say('notice.info-no-day')
      : say('notice.info-day', { day: p.day, citation: verbatim(citation) });
  const complain = say('notice.info-complain', { citation: verbatim(p.complain) });
  switch (p.what) {
    case 'later':
      return [say('notice.info-later', { code }), ...words, due];
    case 'refused':
      return [
        say('notice.info-refused', { code }),
        ...words,
        ...(citation === '' ? [] : [say('notice.clock-law', { citation: verbatim(citation) })]),
        lines(say('notice.info-paper'), complain),
      ];
    case 'supplied':
      return [say('notice.info-supplied', { code }), ...words, lines(say('notice.info-lacking'), complain)];
    default:
      return [say('notice.info-accepted', { code }), ...words, due];
  }
}
