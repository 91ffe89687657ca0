/** What the web layer needs, put together by `app.ts`. */
import type { Logger } from 'pino';
import type {
  Answer,
  ChannelLook,
  ChatGroups,
  Entry,
  Limits,
  Locale,
  RawRequest,
  Route,
  Words,
} from '../core/types.ts';
import type { Store } from '../store/db.ts';
import type { NewDocument } from '../store/documents.ts';
import type { QuestionGroup } from '../store/questions.ts';
import type { Speaker } from '../store/tickets.ts';

/** How a delivery went. `refused`: not from the platform (401). */
export type Intake = 'stored' | 'again' | 'ignored' | 'unreadable' | 'refused' | 'unknown-channel';

export interface ReadyPart {
  readonly ok: boolean;
  readonly why?: string;
}

export interface Readiness {
  /** 503 only for these */
  readonly dependencies: Readonly<Record<string, ReadyPart>>;
  /** shown with their reason; never a reason for 503 */
  readonly channels: Readonly<Record<string, ReadyPart>>;
}

/** What an officer says of a document; it wins over what the document says of itself. */
export interface Given {
  readonly number?: string;
  readonly title?: string;
  readonly issuer?: string;
  /** ISO day */
  readonly issuedOn?: string;
}

/** What a question would be answered, and why. */
export interface Tried {
  readonly route: Route;
  readonly confident: boolean;
  readonly reasons: readonly string[];
  /** best first */
  readonly answers: readonly Answer[];
}

/** The knowledge as the program holds it. */
export interface KnowledgeView {
  entries(): readonly Entry[];
  /** entries to be read again, and why */
  review(): readonly { readonly entry: Entry; readonly reasons: readonly string[] }[];
  /** as a resident would be answered; nothing of it is kept */
  ask(text: string): Promise<Tried>;
  answer(id: string): Promise<Answer | null>;
  /** questions without a good answer, grouped by likeness, most asked first */
  unanswered(): Promise<readonly QuestionGroup[]>;
  /** take in what was just changed */
  refresh(): Promise<void>;
}

export interface WebDeps {
  readonly knowledge: KnowledgeView;
  readonly wardId: string;
  readonly store: Store;
  readonly speaker: Speaker;
  readonly words: Readonly<Record<Locale, Words>>;
  readonly dataDir: string;
  /** https address of this server, where it is known: cookies are then Secure and links absolute */
  readonly publicUrl: string | null;
  readonly log: Logger;
  now(): Date;
  /** the old font coding (TCVN3, VNI) a text is in, or null */
  legacyCoding(text: string): 'TCVN3' | 'VNI' | null;
  /** an official document out of a file; or what is wrong with the file, in a sentence for the officer */
  readDocument(
    name: string,
    bytes: Uint8Array,
    given: Given,
    progress: (what: string, done: number, total: number) => void,
  ): Promise<{ readonly document: NewDocument } | { readonly wrong: string }>;
  /** verify, parse, store; throws NotJson and BadMessage, or when the database is away */
  intake(platform: string, request: RawRequest): Promise<Intake>;
  /** ring for outbox rows just written */
  ringSend(outboxIds: readonly string[]): void;
  /** hear when something was sent to a web chat (see `chatTopic`) */
  onSent(topic: string, hear: () => void): () => void;
  /** what a platform can show, and how long it lets us write */
  limits(platform: string): Limits | undefined;
  /** entries and passages for words an officer looks for, best first */
  findAnswers(words: string): Promise<readonly Answer[]>;
  answer(id: string): Promise<Answer | null>;
  /** ms after a person's last word: until when each platform lets us write, and until when for nothing */
  readonly reach?: {
    readonly windows: Readonly<Record<string, number>>;
    readonly free: Readonly<Record<string, number>>;
  };
  /** what a platform says of the ward's account; null: it is not turned on, or did not answer in time */
  look?(platform: string, person: string | null): Promise<ChannelLook | null>;
  /** group chats that an account owns, where its platform can tell and make them */
  chatGroups?(platform: string): ChatGroups | undefined;
  ready(): Promise<Readiness>;
  metrics(): Promise<{ readonly type: string; readonly text: string }>;
}
