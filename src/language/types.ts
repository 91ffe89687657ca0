/** Words of understanding. The same shapes as core's `Intent`, kept here so that this folder imports nothing. */

export type Route =
  | 'faq'
  | 'petition.phan-anh'
  | 'petition.kien-nghi'
  | 'petition.khieu-nai'
  | 'petition.to-cao'
  | 'info-request'
  | 'status'
  | 'meeting'
  | 'human'
  | 'my-data'
  | 'stop'
  | 'greeting'
  | 'thanks'
  | 'out-of-scope';

export type Emergency = 'fire' | 'crime' | 'medical' | 'child';

/** `score` 0..1: how likely the entry is what was asked. */
export interface Hit {
  readonly id: string;
  readonly score: number;
}

export interface Intent {
  readonly route: Route;
  /** may the best hit be told as the answer? */
  readonly confident: boolean;
  /** best first, at most 5 */
  readonly hits: readonly Hit[];
  /** short Vietnamese clauses: why this route, why (not) confident */
  readonly reasons: readonly string[];
  readonly emergency?: Emergency;
  /** a petition that also asks something: the entry that surely answers it */
  readonly aside?: string;
}

/** What the index reads of an entry; core's `Entry` fits as it is. */
export interface Indexed {
  readonly id: string;
  readonly topic: string;
  readonly question: string;
  readonly wordings: readonly string[];
  readonly answer: string;
  readonly detail: string;
  readonly cites?: readonly { readonly act: string; readonly article: string }[];
}

/** One word of a message: `text` in lower case with its accents, `fold` without. */
export interface Token {
  readonly text: string;
  readonly fold: string;
  /** the accents were not typed, or a slip was mended: the word may be any that folds so */
  readonly bare?: true;
}
