/**
 * The words that every layer shares. Pure: no package, no platform name, no clock.
 * Glossary: src/README.md. One word for one thing.
 */
import type { Key, Locale } from '../../locales/index.ts';
import type { Category } from './categories.ts';
import type { Citation, Entry } from './entry.ts';

export type { Locale };
/** The sentences of one locale: `locales.vi`. Handed in, never imported by value. */
export type Words = Readonly<Record<Key, string>>;

/** A file as the platform names it; `ref` is the platform's file id, or an https address. */
export interface FileRef {
  readonly kind: 'photo' | 'document' | 'voice' | 'video';
  readonly ref: string;
  readonly name?: string;
  readonly mime?: string;
  /** bytes, as the platform says */
  readonly size?: number;
}

/** What a person did. `unreadable`: seen, but the platform gives nothing to read (sticker, protected profile). */
export type Body =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly file: FileRef; readonly caption?: string }
  | { readonly kind: 'place'; readonly latitude: number; readonly longitude: number; readonly label?: string }
  | { readonly kind: 'phone'; readonly phone: string; readonly name?: string }
  | { readonly kind: 'tap'; readonly token: string }
  | { readonly kind: 'joined' }
  | { readonly kind: 'left' }
  | { readonly kind: 'unreadable'; readonly what: string };

/** What a platform tells the runtime rather than a handler. */
export type Signal =
  /** an officer answered by hand in the platform's own console: the bot keeps quiet for this resident */
  | { readonly kind: 'takeover' }
  /** a group got a new id (Telegram supergroups) */
  | { readonly kind: 'migrated'; readonly to: string }
  /** a group got a new title */
  | { readonly kind: 'titled'; readonly title: string }
  /** the person withdrew consent on the platform: erase what we hold */
  | { readonly kind: 'withdrawn' };

export interface IncomingMessage {
  /** platform name, e.g. `telegram` */
  readonly channel: string;
  /** unique within the channel; the same delivery again has the same id */
  readonly id: string;
  readonly at: Date;
  readonly from: { readonly id: string; readonly name?: string; readonly locale?: string };
  readonly chat: { readonly id: string; readonly kind: 'private' | 'group'; readonly title?: string };
  /** in a group: was the bot spoken to (mention, command, reply to it)? Always true in private. */
  readonly addressed: boolean;
  /** the platform's own id of this message, to answer to it (`id` may be the delivery's) */
  readonly messageId?: string;
  /** platform id of the message this one replies to */
  readonly replyTo?: string;
  readonly body: Body | Signal;
}

/** What a webhook body turned out to be. */
export type Parsed =
  | { readonly kind: 'messages'; readonly messages: readonly IncomingMessage[] }
  /** an event we know and have no use for; `event` names it for the counter */
  | { readonly kind: 'ignored'; readonly event: string }
  /** group chats themselves changed: `seen` made, renamed, joined; `gone` dissolved, or we were put out. Once or twice is the same. */
  | {
      readonly kind: 'chats';
      readonly event: string;
      readonly changes: readonly { readonly chat: string; readonly change: 'seen' | 'gone' }[];
    }
  /** JSON of a shape we do not know: kept raw, answered 200, counted */
  | { readonly kind: 'unreadable'; readonly id: string; readonly why: string };

/** What a handler sees: a tap, "2" and "dong y" have become one choice; a tap on an old question is stale. */
export type Event =
  | Exclude<Body, { kind: 'tap' }>
  | { readonly kind: 'choice'; readonly id: string }
  | { readonly kind: 'stale' }
  /** another dialogue cut in and is over: ask your question again */
  | { readonly kind: 'resumed' };

// ---------------------------------------------------------------- understanding

/** Where a message wants to go (contract §4). */
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

/** One entry found for a question; `score` 0..1, calibrated: the same threshold means the same on every style. */
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
  /** short Vietnamese clauses for the console's "vì sao" */
  readonly reasons: readonly string[];
  readonly emergency?: Emergency;
  /** a petition that also asks something: id of the entry that surely answers it; never with a tố cáo */
  readonly aside?: string;
}

// ---------------------------------------------------------------- saying

/** Something to say: a key of the locale with its holes filled (made by `say`, which checks them), words as they are, lines under one another, or several paragraphs. */
export type Text = Say | Verbatim | Lines | readonly Text[];
export interface Say {
  readonly key: Key;
  readonly args: Readonly<Record<string, string | number | Text>>;
}
export interface Verbatim {
  readonly verbatim: string;
}
export interface Lines {
  readonly lines: readonly Text[];
}

export interface Choice {
  /** known to the handler only; the resident sees the label and sends back an index */
  readonly id: string;
  readonly label: Text;
}

export interface Reply {
  readonly text: Text;
  readonly choices?: readonly Choice[];
  readonly files?: readonly FileRef[];
  /** a phone number to be one tap away where the platform can */
  readonly call?: string;
  /** of several such within a moment only the last is sent: thirty photos are one message */
  readonly gathers?: true;
  /** what is said is kept no longer than it takes to arrive */
  readonly fleeting?: true;
}

/** A reply fitted to one platform: one message, ready to send. */
export interface Outgoing {
  readonly text: string;
  /** empty where the platform has no buttons: the text then holds numbered lines */
  readonly choices: readonly { readonly token: string; readonly label: string }[];
  readonly files: readonly FileRef[];
  readonly call?: string;
  /** platform id of the message to answer to, in groups */
  readonly replyTo?: string;
  /** opens a topic of this title where the group has topics; elsewhere it is a message like any other */
  readonly topic?: string;
  /** platform id of an earlier message of ours in this chat, written anew with this text; one that is gone is none */
  readonly replaces?: string;
}

/** What became of a message: its id, and the chat it went to when that is another than it was addressed to (a new topic). */
export interface Taken {
  readonly id: string;
  readonly chat?: string;
}

// ---------------------------------------------------------------- people and tickets

export interface Contact {
  readonly id: string;
  readonly channel: string;
  readonly name?: string;
  readonly locale: Locale;
  readonly phone?: string;
  readonly group?: { readonly id: string; readonly name: string };
  /** when the person agreed to the keeping of personal data; absent = not asked or withdrawn */
  readonly consentAt?: Date;
  /** may notices (things said unasked) be sent? */
  readonly notices: boolean;
}

export type TicketKind = 'phanAnh' | 'kienNghi' | 'khieuNai' | 'toCao' | 'thongTin' | 'hoi';

/** What may follow what: core/states.ts. A draft is no ticket yet: it lives in the conversation. */
export type TicketState =
  | 'received'
  /** the resident was asked for more */
  | 'waiting'
  | 'inProgress'
  /** passed on to the authority it belongs to */
  | 'transferred'
  | 'answered'
  | 'closed'
  | 'reopened';

/** What the holder of a code may see; `text` and `answers` only for the one who wrote it, on its channel. */
export interface TicketView {
  readonly code: string;
  readonly kind: TicketKind;
  readonly state: TicketState;
  readonly openedAt: Date;
  readonly changedAt: Date;
  /** `YYYY-MM-DD` of the nearest running clock of the law */
  readonly dueOn?: string;
  /** the same of the ward's own promise */
  readonly promisedOn?: string;
  /** the authority it was passed to */
  readonly transferredTo?: string;
  readonly mine: boolean;
  /** another's, which this contact follows */
  readonly followed?: true;
  readonly text?: string;
  readonly answers?: readonly { readonly at: Date; readonly text: string }[];
}

export type SealedState = 'received' | 'inProgress' | 'forwarded' | 'closed' | 'erased';

/** What may be told of a sealed record: never what was written into it. Days are `YYYY-MM-DD`, Việt Nam. */
export interface SealedView {
  readonly id: string;
  readonly code: string;
  readonly state: SealedState;
  readonly openedOn: string;
  readonly changedOn: string;
  /** the day its signed paper was recorded */
  readonly formalOn?: string;
  /** what officers asked and answered, oldest first; only for whoever has just given the code */
  readonly asked: readonly { readonly at: Date; readonly text: string }[];
  /** files that were no photos, or could not be fetched */
  readonly refused: number;
}

/** An open report of somebody else, to compare a new one with: its words are for comparing only, never shown. */
export interface NearTicket {
  readonly code: string;
  readonly category: string;
  readonly state: TicketState;
  readonly openedAt: Date;
  readonly text: string;
  readonly place?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly groupId?: string;
  /** name of its group */
  readonly group?: string;
}

/** A ticket of one's own, answered: is it done? */
export interface AwaitedView {
  readonly code: string;
  readonly category: string;
  readonly askedAt: Date;
}

/** What depends on the ward and is never invented: absent = "phường chưa cập nhật". */
export interface WardInfo {
  readonly name: string;
  readonly province: string;
  readonly oldNames: readonly string[];
  readonly address?: string;
  readonly phone?: string;
  readonly hours?: string;
  /** place and days of citizen reception */
  readonly reception?: string;
  /** address published for denunciations (Luật Tố cáo Đ.23.3) */
  readonly toCaoAddress?: string;
  /** address of the provincial chair's reception, for denunciations naming the ward chair */
  readonly provinceAddress?: string;
  /** the ward's own promise for an answer, in working days; a promise, not law */
  readonly promiseDays?: number;
  readonly website?: string;
}

/** Does somebody come: going, sending another of the household, absent. */
export type MeetingAnswer = 'going' | 'sending' | 'absent';

/** A meeting as residents hear of it. */
export interface MeetingView {
  readonly id: string;
  readonly title: string;
  readonly agenda: string;
  readonly startsAt: Date;
  readonly place: string;
  readonly host: string;
  /** names of the groups invited; empty = the whole ward */
  readonly groups: readonly string[];
  readonly cancelled: boolean;
  /** why it was called off */
  readonly why?: string;
  readonly mapUrl?: string;
  /** address of its calendar file */
  readonly calendar?: string;
  /** what this contact answered */
  readonly answer?: MeetingAnswer;
  /** what it said and decided, once published */
  readonly minutes?: string;
}

/** What the head of a group needs to know to announce something to it. */
export interface Headed {
  readonly group: string;
  /** people who would be told, and chat groups */
  readonly people: number;
  readonly chats: number;
  /** an officer says yes first */
  readonly approval: boolean;
  /** no more today */
  readonly enough: boolean;
  /** the latest: `waiting` for an officer, `leaving` in a moment (both can be taken back), or over */
  readonly last: 'none' | 'waiting' | 'leaving' | 'over';
}

export interface MeetingFacts {
  /** name of the group that is asked for; null = not known */
  readonly group: string | null;
  /** soonest first, at most 5, called off ones among them */
  readonly ahead: readonly MeetingView[];
  /** the last one held */
  readonly last: MeetingView | null;
}

/** A form filled in for a resident, to be printed and signed. */
export type PaperKind = 'complaint' | 'info';

/** Who asks for information, as the request names them besides the name (Luật 104/2016/QH13 Đ.24.2). */
export interface InfoAsker {
  readonly address?: string;
  readonly idNumber?: string;
  readonly email?: string;
  readonly why?: string;
}

// ---------------------------------------------------------------- handlers

export interface Turn<Facts = undefined> {
  /** id of the inbox row: the same turn done twice has the same id */
  readonly id: string;
  readonly at: Date;
  readonly event: Event;
  readonly chat: { readonly id: string; readonly kind: 'private' | 'group' };
  readonly contact: Contact;
  readonly intent: Intent;
  /** a receipt code reserved for this turn */
  readonly code: string;
  readonly facts: Facts;
}

/** An answer as a resident would be told, with holes of the ward filled. */
export interface Answer {
  readonly id: string;
  readonly title: string;
  readonly score: number;
  readonly text: string;
  readonly detail: string;
  readonly citations: readonly Citation[];
  readonly next: readonly { readonly id: string; readonly title: string }[];
  /** its validity has passed, or its act changed after sign-off: "đang được rà soát" */
  readonly underReview: boolean;
}

/** Reads a handler may do before its step. Never writes. */
export interface Services {
  ward(): Promise<WardInfo>;
  groups(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** when somebody will be in the office, seen from `at`: "7 giờ 30 ngày mai (thứ Ba 24/11/2026)"; null = now */
  opening(at: Date): Promise<string | null>;
  /** what petitions are about, in the ward's order and words */
  categories(): Promise<readonly Category[]>;
  /** answers for the hits of the turn's intent, best first */
  answers(intent: Intent): Promise<readonly Answer[]>;
  answer(entryId: string): Promise<Answer | null>;
  ticket(code: string, contact: Contact): Promise<TicketView | null>;
  /** others' open phản ánh of a category, opened since then, newest first, at most 200 */
  openNear(category: string, since: Date, contact: Contact): Promise<readonly NearTicket[]>;
  /** the contact's tickets of which it was asked, and not yet said, whether they are done; newest first */
  awaited(contact: Contact, now: Date): Promise<readonly AwaitedView[]>;
  /** newest first, at most 20 */
  ticketsOf(contact: Contact): Promise<readonly TicketView[]>;
  /** sealed records: who may read them, and what may be told of one */
  readonly sealed: {
    /** names of the officers who may read; empty = the ward has named nobody */
    readers(): Promise<readonly string[]>;
    byCode(code: string): Promise<SealedView | null>;
    byId(id: string): Promise<SealedView | null>;
    /** the id of a record that would begin in this turn */
    idFor(turnId: string): string;
  };
  /** what a resident, or a group's chat, may know of meetings */
  meetings(contact: Contact, chat: Turn['chat'], at: Date): Promise<MeetingFacts>;
  meeting(id: string, contact: Contact): Promise<MeetingView | null>;
  /** the meeting held now whose check-in code this is */
  meetingOfCode(code: string, contact: Contact, at: Date): Promise<MeetingView | null>;
  hasHousehold(meetingId: string, number: string): Promise<boolean>;
  /** what an officer's code links, while it is good; guesses of one contact are limited */
  groupCode(
    code: string,
    contact: Contact,
    at: Date,
  ): Promise<{ readonly group: string; readonly purpose: 'chat' | 'head' | 'ttnd' | 'gsdt' } | null>;
  /** the code that this turn's effect `makeOwnCode` makes good */
  ownCode(turnId: string): string;
  /** what typing such a code here would do; guesses of one contact are limited. Counts the try. */
  tryOwnCode(code: string, contact: Contact, at: Date): Promise<OwnCodeFound>;
  /** the group this contact heads, and its last announcement; null = heads none */
  headed(contact: Contact, at: Date): Promise<Headed | null>;
  /** everything held about the contact, ready to be shown or exported */
  dataOf(contact: Contact): Promise<HeldData>;
  /** `at`: the time of the turn */
  reception(contact: Contact, at: Date): Promise<ReceptionView>;
  /** address under which this turn's effect `exportData` will offer the contact's data; null: the ward has no web address */
  exportLink(turnId: string): string | null;
  /** last day of a rule of the register, from the event's day (`YYYY-MM-DD`); null where the law counts none from there */
  deadline(
    rule: string,
    day: string,
  ): Promise<{ readonly due: string; readonly provisional: boolean } | null>;
  /** may this contact have one more receipt code looked up? Counts the try. */
  mayTryCode(contact: Contact): Promise<boolean>;
}

export type Receiver = 'chair' | 'deputy' | 'officer';

export interface ReceptionTime {
  readonly who: Receiver;
  readonly at: Date;
  readonly minutes: number;
}

/** Receiving citizens, as one contact sees it. */
export interface ReceptionView {
  /** the ward has set days */
  readonly planned: boolean;
  readonly place?: string;
  /** days a name is kept after the day of reception */
  readonly keepDays: number;
  /** times that can still be booked, soonest first */
  readonly free: readonly ReceptionTime[];
  /** the contact's coming booking */
  readonly mine: (ReceptionTime & { readonly id: string; readonly code: string }) | null;
}

/** What somebody may ask of their own data (NĐ 356/2025 Đ.5). */
export type DataAsk = 'view' | 'correct' | 'copy' | 'withdraw' | 'restrict' | 'delete';

/** A code for linking one's own channels: good for the channel it came from, or why not. */
export type OwnCodeFound =
  | { readonly kind: 'good'; readonly platform: string }
  /** used, too old, or never made */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'too-many' }
  /** made in this very chat */
  | { readonly kind: 'same-chat' }
  /** somebody's account on the same platform: links are between platforms only */
  | { readonly kind: 'same-platform' }
  /** this chat is linked already */
  | { readonly kind: 'linked' };

export interface HeldData {
  /** platforms linked to this one by the resident */
  readonly linked?: readonly string[];
  /** the ward can be written to elsewhere too */
  readonly linkable?: boolean;
  readonly name?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly group?: string;
  readonly consentAt?: Date;
  readonly firstSeenAt: Date;
  readonly tickets: readonly TicketView[];
  readonly questions: number;
}

export interface Handler<State = unknown, Facts = unknown> {
  /** = its file name */
  readonly id: string;
  /** raise when State changes shape: an open dialogue then begins again, politely */
  readonly version: number;
  /** what is said to me is in no count and is kept nowhere, not even when I fail */
  readonly sealed?: true;
  /** does this event start me when nothing is open? */
  opens(event: Event, intent: Intent): boolean;
  /**
   * May I cut into another handler's open dialogue with this event? (emergency, stop, "gặp cán bộ", menu.)
   * Only handlers before the open one in the list are asked; on a choice, all are.
   */
  interrupts?(event: Event, intent: Intent): boolean;
  /** another handler cut in: what of my dialogue is kept until it is over? Absent: nothing. */
  interrupted?(
    state: State,
    turn: Turn,
  ): { readonly keep: State | null; readonly effects: readonly Effect[] };
  /**
   * Left lying: what to ask the next day, once, and the state it then waits in; `key` names the dialogue. Null: nothing
   * worth asking.
   */
  unfinished?(state: State): { readonly key: string; readonly reply: Reply; readonly next: State } | null;
  /** the only await; reads only */
  read?(state: State | null, turn: Turn, services: Services): Promise<Facts>;
  /** pure */
  step(state: State | null, turn: Turn<Facts>): Step<State>;
}

export interface Step<State> {
  /** null closes the dialogue */
  readonly next: State | null;
  readonly effects: readonly Effect[];
  /** "not mine": my dialogue closes, effects so far are kept, and the event is routed afresh */
  readonly pass?: true;
  /** the dialogue goes on as another handler's, with this state; `next` is then null */
  readonly become?: { readonly handler: string; readonly state: unknown };
  /** id of the entry just told, so that "thế nếu vắng thì sao" finds its subject */
  readonly topic?: string;
}

export interface NewTicket {
  readonly code: string;
  readonly kind: TicketKind;
  /** key of the ward's category list, e.g. `duong`, `den`, `rac`, `khac` */
  readonly category: string;
  readonly text: string;
  readonly place?: { readonly label?: string; readonly latitude?: number; readonly longitude?: number };
  readonly groupId?: string;
  readonly name?: string;
  readonly phone?: string;
  /** keys given to `keepFile` */
  readonly files: readonly string[];
  /** what the bot proposes to the officer, in Vietnamese: the kind with its reasons; two matters in one */
  readonly proposals?: readonly string[];
}

/** What a step may ask of the world. `store/effects.ts` is the one switch that carries them out. */
export type Effect =
  | { readonly do: 'reply'; readonly reply: Reply }
  | { readonly do: 'openTicket'; readonly ticket: NewTicket }
  | {
      readonly do: 'addToTicket';
      readonly code: string;
      readonly text?: string;
      readonly files?: readonly string[];
      readonly place?: { readonly label?: string; readonly latitude: number; readonly longitude: number };
    }
  /** fetch and keep a file that came with this turn; `key` is the turn's id */
  | { readonly do: 'keepFile'; readonly key: string; readonly file: FileRef }
  /** keep a paper's answers for a day; `paperFile(key)` is the file made of them */
  | {
      readonly do: 'keepPaper';
      readonly key: string;
      readonly paper: PaperKind;
      readonly fields: Readonly<Record<string, string>>;
    }
  /**
   * A ticket of this turn is a request for information. `whole`: it holds what the law asks, so that its clocks begin;
   * `wrong`: published information is said to be wrong.
   */
  | {
      readonly do: 'requestInfo';
      readonly code: string;
      readonly how: 'chat' | 'office' | 'email' | 'post';
      readonly wrong: boolean;
      readonly whole: boolean;
      readonly asker: InfoAsker;
    }
  | { readonly do: 'dropFiles'; readonly keys: readonly string[] }
  /** keep what was asked and answered (never on the sealed path) */
  | {
      readonly do: 'keepQuestion';
      readonly text: string;
      readonly route: Route;
      readonly answered: readonly string[];
      readonly score: number;
      readonly confident: boolean;
    }
  /** verdict on the question kept at turn `turnId` */
  | { readonly do: 'verdict'; readonly turnId: string; readonly verdict: 'right' | 'wrong' }
  | { readonly do: 'setContact'; readonly change: ContactChange }
  /** the bot keeps quiet for this resident until then (null: speaks again) */
  | { readonly do: 'pause'; readonly until: Date | null }
  /** wipe the words of this turn from the inbox at once */
  | { readonly do: 'forgetMessage' }
  /** wipe what was said in this chat since then, both ways, and what was kept of it as a question */
  | { readonly do: 'forgetTalk'; readonly since: Date }
  /** what the writer of a ticket says of its end; `rating` 1 not at all satisfied … 5 very */
  | { readonly do: 'feedback'; readonly code: string; readonly done?: boolean; readonly rating?: number }
  /** hear of another's ticket when its state changes (`on` false: no more) */
  | { readonly do: 'follow'; readonly code: string; readonly on: boolean }
  /** personal data goes, cases stay without the person */
  | { readonly do: 'eraseContact' }
  /** take a free time; an earlier booking of the same contact is given back. A time taken meanwhile does the turn again */
  | {
      readonly do: 'bookReception';
      readonly code: string;
      readonly who: Receiver;
      readonly at: Date;
      readonly name?: string;
    }
  | { readonly do: 'cancelReception'; readonly booking: string }
  /** note what was asked of one's own data, with its clocks; done at once unless a ticket has to see to it */
  | { readonly do: 'dataRequest'; readonly ask: DataAsk; readonly ticket?: string }
  /** open the link that `services.exportLink` gave for this turn */
  | { readonly do: 'exportData' }
  /** put what was written into a sealed record and nowhere else; `code` is the receipt of one that begins */
  | {
      readonly do: 'seal';
      readonly record: string;
      readonly code: string;
      readonly text?: string;
      readonly phone?: string;
      readonly file?: FileRef;
    }
  | { readonly do: 'eraseSealed'; readonly record: string; readonly what: 'last' | 'all' }
  | { readonly do: 'answerMeeting'; readonly meeting: string; readonly answer: MeetingAnswer }
  /** a question ahead of a meeting */
  | { readonly do: 'askMeeting'; readonly meeting: string; readonly text: string }
  /** link this chat to a group, or this contact as its head */
  | { readonly do: 'useGroupCode'; readonly code: string }
  /** make this turn's code for linking one's channels good, and none before it */
  | { readonly do: 'makeOwnCode' }
  /** this contact and the one that made the code are one resident from now on; both are told. A code gone meanwhile does the turn again */
  | { readonly do: 'useOwnCode'; readonly code: string }
  /** this contact is nobody else's resident any more; the others are told */
  | { readonly do: 'unlinkOwn' }
  /** what a head announces to the group: to an officer first, or out in two minutes */
  | { readonly do: 'announce'; readonly text: string }
  /** the head's latest announcement is taken back, if it can be */
  | { readonly do: 'unannounce' }
  /** there: the household of that number, or the contact alone */
  | { readonly do: 'checkIn'; readonly meeting: string; readonly household: string | null }
  | {
      readonly do: 'notify';
      readonly notice: string;
      readonly payload: Readonly<Record<string, string>>;
      readonly to: 'officers' | 'contact';
      readonly at?: Date;
    };

export interface ContactChange {
  readonly locale?: Locale;
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly address?: string | null;
  readonly groupId?: string | null;
  readonly notices?: boolean;
  /** kinds of notices that are wanted no more, or again */
  readonly stop?: string;
  readonly resume?: string;
  readonly consentAt?: Date | null;
}

/** Something said unasked. `key` makes it happen once; a moved meeting has a new key, so its old reminder dies. */
export interface Notice<P = Readonly<Record<string, string>>> {
  readonly id: string;
  key(payload: P, contact: Contact | null): string;
  say(payload: P, contact: Contact | null): Reply;
  /** who takes a choice that it offers, where nothing else is open: a handler's id and version */
  readonly answeredBy?: { readonly id: string; readonly version: number };
}

// ---------------------------------------------------------------- platforms

export interface RawRequest {
  /** lower-case names */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface Limits {
  /** code points after NFC in one text */
  readonly text: number;
  /** code points of a text under a file; 0 = files carry no text */
  readonly caption: number;
  /** buttons in one message; 0 = none, choices become numbered lines */
  readonly choices: number;
  /** code points of a button label */
  readonly label: number;
  /** can files be sent? */
  readonly files: boolean;
  /** can a message that was sent be written anew? */
  readonly edits?: true;
  /** can a file with its caption carry buttons, so that both are one message? */
  readonly buttonsUnderFile?: true;
  /** does a calendar file open there? Elsewhere its link stands in the text */
  readonly calendars?: true;
  /** ms since the person's last message within which we may write; absent = always */
  readonly window?: number;
  /** ms since the person's last message after which the platform charges for ours; absent = never */
  readonly free?: number;
  readonly rate?: Rate;
}

/** How fast an account may send. A reply never waits for it, but is counted. */
export interface Rate {
  readonly perSecond: number;
  /** of it, what may be used in bulk; the rest is room for replies */
  readonly bulkShare: number;
  /** messages a second to one person */
  readonly chatPerSecond?: number;
  /** messages a minute into one group */
  readonly groupPerMinute?: number;
}

export type SendFailure = 'retry' | 'throttled' | 'blocked' | 'window-closed' | 'quota' | 'rejected';

export interface Address {
  readonly chat: string;
  readonly kind: 'private' | 'group';
}

export interface Platform {
  readonly name: string;
  readonly limits: Limits;
  /** is the request from the platform? constant time */
  verify(request: RawRequest): boolean;
  /** throws NotJson when the body is not a JSON object */
  parse(request: RawRequest): Parsed;
  /** throws only SendError */
  send(to: Address, message: Outgoing): Promise<Taken>;
  /** stop a tapped button's "loading"; takes the id of the incoming message, never throws */
  ack?(incomingId: string): Promise<void>;
  /** where a file can be fetched; throws SendError('rejected') for one that is gone or foreign */
  locate?(
    file: FileRef,
  ): Promise<{ readonly url: string; readonly headers?: Readonly<Record<string, string>> }>;
  /** the person's own page reads what was sent from the outbox and is told when there is something new */
  readonly pulled?: true;
  /** hosts files may be fetched from: exact (`api.telegram.org`) or suffix (`.zdn.vn`), with port where it is not the scheme's own */
  readonly mediaHosts: readonly string[];
  /** at start: register webhook, commands; `publicUrl` null = polling or nothing */
  start?(publicUrl: string | null): Promise<void>;
  /** long polling, where there is no public address; calls `accept` with raw updates until `signal` aborts */
  poll?(accept: (raw: Uint8Array) => Promise<void>, signal: AbortSignal): Promise<void>;
  /** for /readyz and doctor: never spends a single-use token */
  check?(): Promise<{ readonly ok: boolean; readonly why?: string }>;
  /**
   * What the platform says of the account, for the page an officer opens; never spends a single-use token.
   * @param person an account on this platform to ask the allowance of; null: it is not asked
   */
  look?(person: string | null): Promise<ChannelLook>;
  /** messages a second the account was last told it may send; null = it was not told */
  toldRate?(): number | null;
  /** group chats that the account owns, where a platform can tell and make them */
  readonly groups?: ChatGroups;
  /** for a daily tick: keep credentials from dying of disuse; never throws */
  keepFresh?(): Promise<{ readonly ok: boolean; readonly why?: string }>;
}

/** What a platform says of the ward's account there. What it does not know, or did not answer, is absent. */
export interface ChannelLook {
  /** where what comes in is delivered to; `url` '' = nowhere, it is fetched */
  readonly webhook?: { readonly url: string; readonly waiting?: number; readonly lastError?: string };
  readonly token?: { readonly since: Date; readonly until: Date };
  /** messages that may still be sent */
  readonly quota?: readonly {
    readonly what: 'reply' | 'day' | 'month';
    readonly remain: number;
    readonly total: number;
  }[];
}

/** A group chat as the platform tells of it. */
export interface ChatGroup {
  /** as `Address.chat` has it */
  readonly chat: string;
  readonly title?: string;
  readonly members?: number;
  /** address to join it */
  readonly link?: string;
  /** its package ran out: nothing can be sent into it */
  readonly off: boolean;
}

/** A paid place for one group chat. */
export interface GroupPlace {
  readonly id: string;
  /** how many members it takes */
  readonly size: number;
  /** DD/MM/YYYY as the platform says */
  readonly until?: string;
}

/** Everything throws only SendError, whose message is for the officer. */
export interface ChatGroups {
  /** `next` is where the following call begins; null = that was all */
  list(from: number): Promise<{ readonly groups: readonly ChatGroup[]; readonly next: number | null }>;
  /** places not used yet */
  places(): Promise<readonly GroupPlace[]>;
  /** `members`: platform ids, an admin of the account among them */
  create(made: {
    readonly title: string;
    readonly about: string;
    readonly place: string;
    readonly members: readonly string[];
  }): Promise<ChatGroup>;
}

export type { Citation, Entry };
