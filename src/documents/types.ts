/** The words of this folder: a document read from a file, and the pieces it is quoted by. */

/** One line of a document; `level` where the file itself marks it as a heading (1 = highest). */
export interface Paragraph {
  readonly text: string;
  readonly level?: number;
}

/** A piece small enough to be quoted whole; `text` is the document's own words, only spaces tidied. */
export interface PassageDraft {
  /** where it stands: `Điều 21 khoản 1`, `mục II.3`, `phần mở đầu` */
  readonly path: string;
  /** headings above it, and the line that leads into it */
  readonly heading?: string;
  readonly text: string;
}

/** What a document says of itself. */
export interface DocumentHead {
  /** `Luật`, `Nghị định`, `Kế hoạch` … */
  readonly kind?: string;
  /** `124/KH-UBND` */
  readonly number?: string;
  readonly title: string;
  readonly issuer?: string;
  /** ISO day */
  readonly issuedOn?: string;
}

export interface DocumentDraft extends DocumentHead {
  readonly passages: readonly PassageDraft[];
}

/** Told while a long file is read: what is being done, how far, of how much. */
export type Progress = (what: string, done: number, total: number) => void;
