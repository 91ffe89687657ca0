/** Numbers of the search, chosen by `npm run eval` on left-out wordings of the entries themselves. */
export const WEIGHTS = {
  /** field weights of BM25F */
  question: 3,
  wordings: 2,
  topic: 2,
  answer: 2,
  detail: 0.7,
  k1: 2,
  b: 0.6,
  /** a pair repeats what its two words said */
  pair: 0.2,
  /** a concept of the field, against a word */
  concept: 1.5,
  /** likeness to the best single wording, against the whole entry */
  wordingShare: 0.2,
  /** of likeness: how much the length of the question counts against that of the wording */
  asked: 0.5,
  /** from this likeness on a wording is taken to be what was said, nearly word for word … */
  literal: 0.7,
  /** … and each step beyond it lifts its entry so much */
  literalLift: 0.5,
  /** what holds at a workplace, asked by somebody who speaks of none */
  elsewhere: 0.8,
};
