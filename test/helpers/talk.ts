/**
 * Conversations in tests, one line a turn:
 *
 *     await talk(handlers).hears('Đèn hỏng', 'petition.phan-anh').says('petition.photos').picks('skip').end();
 *
 * After every turn the conversation and the contact go through JSON, so that nothing hides in memory.
 */
import { expect } from 'vitest';
import { type Key, locales } from '../../locales/index.ts';
import { type Category, DEFAULT_CATEGORIES } from '../../src/core/categories.ts';
import { fit as fitted } from '../../src/core/fit.ts';
import { says as contains } from '../../src/core/replies.ts';
import { type Conversation, runTurn, type TurnResult } from '../../src/core/run.ts';
import { render } from '../../src/core/say.ts';
import { clean } from '../../src/core/text.ts';
import type {
  Answer,
  AwaitedView,
  Body,
  Contact,
  Effect,
  Handler,
  Headed,
  HeldData,
  Intent,
  Locale,
  MeetingFacts,
  MeetingView,
  NearTicket,
  OwnCodeFound,
  ReceptionView,
  Route,
  SealedView,
  Services,
  TicketView,
  Turn,
  WardInfo,
} from '../../src/core/types.ts';

export const NOW = new Date('2026-11-23T02:00:00Z');
/** a receipt code with a right check digit */
export const CODE = 'DB-1000-005-721';

export const WARD: WardInfo = {
  name: 'phường Thượng Hồng',
  province: 'tỉnh Hưng Yên',
  oldNames: ['phường Bạch Sam'],
  address: 'số 1 đường Thử',
  phone: '0221 000 111',
  hours: '8 giờ đến 17 giờ',
};
/** a ward that has set nothing yet */
export const BARE_WARD: WardInfo = { name: WARD.name, province: WARD.province, oldNames: [] };

export function contact(more: Partial<Contact> = {}): Contact {
  return { id: 'contact-1', channel: 'web', locale: 'vi', notices: true, ...more };
}

export function intent(route: Route, more: Partial<Intent> = {}): Intent {
  return { route, confident: false, hits: [], reasons: [], ...more };
}

export function answer(id: string, more: Partial<Answer> = {}): Answer {
  return {
    id,
    title: `Câu hỏi ${id}?`,
    score: 0.9,
    text: `Trả lời ${id}.`,
    detail: `Chi tiết ${id}.`,
    citations: [{ act: '10/2022/QH15', article: '21', clause: '1' }],
    next: [],
    underReview: false,
    ...more,
  };
}

export interface Fakes {
  readonly ward?: WardInfo;
  readonly groups?: readonly { readonly id: string; readonly name: string }[];
  readonly categories?: readonly Category[];
  readonly answers?: readonly Answer[];
  readonly tickets?: readonly TicketView[];
  /** answered tickets of one's own, asked whether they are done */
  readonly awaited?: readonly AwaitedView[];
  /** others' open reports */
  readonly near?: readonly NearTicket[];
  readonly held?: Partial<HeldData>;
  /** when the office opens; absent = it is open */
  readonly opening?: string;
  readonly reception?: Partial<ReceptionView>;
  /** where own data can be fetched; absent: the ward has no web address */
  readonly exportLink?: string;
  readonly deadline?: (rule: string, day: string) => { readonly due: string; readonly provisional: boolean };
  readonly mayTryCode?: boolean;
  /** names of the officers who may read sealed records */
  readonly sealedReaders?: readonly string[];
  readonly sealed?: readonly SealedView[];
  readonly meetings?: Partial<MeetingFacts>;
  /** code -> the meeting held now */
  readonly checkIn?: Readonly<Record<string, MeetingView>>;
  readonly households?: readonly string[];
  readonly headed?: Headed;
  /** code -> what it would do here */
  readonly ownCodes?: Readonly<Record<string, OwnCodeFound>>;
  readonly groupCodes?: Readonly<
    Record<string, { group: string; purpose: 'chat' | 'head' | 'ttnd' | 'gsdt' }>
  >;
}

export function services(fakes: Fakes = {}): Services {
  const answers = fakes.answers ?? [];
  const tickets = fakes.tickets ?? [];
  const sealed = fakes.sealed ?? [];
  return {
    ward: async () => fakes.ward ?? WARD,
    groups: async () => fakes.groups ?? [],
    opening: async () => fakes.opening ?? null,
    categories: async () => fakes.categories ?? DEFAULT_CATEGORIES,
    answers: async (i) => i.hits.flatMap((h) => answers.filter((a) => a.id === h.id)),
    answer: async (id) => answers.find((a) => a.id === id) ?? null,
    ticket: async (code) => tickets.find((t) => t.code === code) ?? null,
    awaited: async () => fakes.awaited ?? [],
    openNear: async (category) => (fakes.near ?? []).filter((t) => t.category === category),
    ticketsOf: async () => tickets.filter((t) => t.mine),
    sealed: {
      readers: async () => fakes.sealedReaders ?? [],
      byCode: async (code) => sealed.find((r) => r.code === code) ?? null,
      byId: async (id) => sealed.find((r) => r.id === id) ?? null,
      idFor: (turnId) => `sealed-${turnId}`,
    },
    reception: async () => ({ planned: true, keepDays: 90, free: [], mine: null, ...fakes.reception }),
    exportLink: () => fakes.exportLink ?? null,
    deadline: async (rule, day) => fakes.deadline?.(rule, day) ?? null,
    mayTryCode: async () => fakes.mayTryCode ?? true,
    meetings: async (who) => ({ group: who.group?.name ?? null, ahead: [], last: null, ...fakes.meetings }),
    meeting: async (id) =>
      [...(fakes.meetings?.ahead ?? []), fakes.meetings?.last].find((m) => m?.id === id) ?? null,
    meetingOfCode: async (code) => fakes.checkIn?.[code] ?? null,
    ownCode: () => 'HKMN 2345',
    tryOwnCode: async (code) => fakes.ownCodes?.[code] ?? { kind: 'wrong' },
    groupCode: async (code) => fakes.groupCodes?.[code] ?? null,
    headed: async () => fakes.headed ?? null,
    hasHousehold: async (_meeting, number) => (fakes.households ?? []).includes(number),
    dataOf: async (who) => ({
      firstSeenAt: NOW,
      questions: 0,
      tickets: tickets.filter((t) => t.mine),
      ...(who.name === undefined ? {} : { name: who.name }),
      ...(who.phone === undefined ? {} : { phone: who.phone }),
      ...(who.consentAt === undefined ? {} : { consentAt: who.consentAt }),
      ...fakes.held,
    }),
  };
}

export interface TalkOptions extends Fakes {
  readonly locale?: Locale;
  readonly contact?: Partial<Contact>;
  readonly first?: boolean;
  readonly chat?: Turn['chat'];
  /** the intent of messages given without one */
  readonly intent?: Intent;
}

type Kind = Effect['do'];
type EffectOf<K extends Kind> = Extract<Effect, { do: K }>;

export interface Talk {
  /** a text, with the route (or the whole intent) that understanding would give it */
  hears(text: string, meant?: Route | Intent): Talk;
  sends(body: Body, meant?: Route | Intent): Talk;
  /** the number of the offered choice with this id is typed back */
  picks(id: string): Talk;
  /** some reply of the last turn holds this sentence */
  says(...keys: readonly Key[]): Talk;
  saysNot(...keys: readonly Key[]): Talk;
  /** the rendered replies of the last turn match */
  reads(...patterns: readonly (string | RegExp)[]): Talk;
  readsNot(...patterns: readonly (string | RegExp)[]): Talk;
  /** exactly these choices are offered now, or at least these with `offersAlso` */
  offers(...ids: readonly string[]): Talk;
  offersAlso(...ids: readonly string[]): Talk;
  does<K extends Kind>(kind: K, check?: (effect: EffectOf<K>) => void): Talk;
  doesNot(...kinds: readonly Kind[]): Talk;
  /** whose dialogue is open now; null = nobody's */
  open(handler: string | null): Talk;
  /** time passes before the next turn */
  waits(ms: number): Talk;
  check(look: (at: { texts: string; result: TurnResult; contact: Contact }) => void): Talk;
  end(): Promise<void>;
}

const LIMITS = { text: 2000, caption: 1000, choices: 5, label: 40, files: true };

export function talk(handlers: Handler | readonly Handler[], options: TalkOptions = {}): Talk {
  const list: readonly Handler[] = 'step' in handlers ? [handlers] : handlers;
  const fakes = { ...options, tickets: [...(options.tickets ?? [])], sealed: [...(options.sealed ?? [])] };
  let who = contact({ locale: options.locale ?? 'vi', ...options.contact });
  let conversation: Conversation | null = null;
  let result: TurnResult | null = null;
  let texts = '';
  let n = 0;
  let at = NOW.getTime();
  let first = options.first ?? false;
  const jobs: (() => Promise<void> | void)[] = [];

  const turn = async (body: Body, meant: Route | Intent | undefined) => {
    n += 1;
    at += 60_000;
    result = await runTurn({
      handlers: list,
      conversation,
      body: body.kind === 'text' ? { kind: 'text', text: clean(body.text) } : body,
      addressed: true,
      first,
      contact: who,
      chat: options.chat ?? { id: 'chat-1', kind: 'private' },
      turnId: `turn-${n}`,
      at: new Date(at),
      code: CODE,
      intent: typeof meant === 'string' ? intent(meant) : (meant ?? options.intent ?? intent('out-of-scope')),
      services: services(fakes),
      locales,
    });
    first = false;
    conversation = JSON.parse(JSON.stringify(result.conversation));
    for (const effect of result.effects) carryOut(effect);
    texts = rendered(result).join('\n---\n');
  };

  const carryOut = (effect: Effect) => {
    if (effect.do === 'setContact') {
      const { groupId, ...change } = effect.change;
      const group = fakes.groups?.find((g) => g.id === groupId);
      const merged = { ...who, ...change, ...(group ? { group } : {}) };
      who = Object.fromEntries(Object.entries(merged).filter(([, v]) => v !== null)) as unknown as Contact;
    }
    if (effect.do === 'eraseContact') who = contact({ locale: who.locale });
    if (effect.do === 'seal' && !fakes.sealed.some((r) => r.id === effect.record)) {
      const day = NOW.toISOString().slice(0, 10);
      fakes.sealed.push({
        ...{ id: effect.record, code: effect.code, state: 'received', openedOn: day, changedOn: day },
        ...{ asked: [], refused: 0 },
      });
    }
    if (effect.do === 'eraseSealed' && effect.what === 'all')
      fakes.sealed = fakes.sealed.map((r) => (r.id === effect.record ? { ...r, state: 'erased' } : r));
    if (effect.do === 'openTicket') {
      const { code, kind, text } = effect.ticket;
      const opened = {
        code,
        kind,
        text,
        state: 'received',
        openedAt: NOW,
        changedAt: NOW,
        mine: true,
      } as const;
      fakes.tickets.push(opened);
    }
  };

  const done = (): TurnResult => {
    if (!result) throw new Error('nothing was said yet');
    return result;
  };
  const replies = () => done().effects.flatMap((e) => (e.do === 'reply' ? [e.reply] : []));
  const keys = (wanted: readonly Key[]) =>
    wanted.map((key) => [key, replies().some((r) => contains(r.text, key))] as const);
  const offered = () => (conversation?.offer?.choices ?? []).map((c) => c.id);

  const step = (job: () => Promise<void> | void): Talk => {
    jobs.push(job);
    return self;
  };
  const self: Talk = {
    hears: (text, meant) => step(() => turn({ kind: 'text', text }, meant)),
    sends: (body, meant) => step(() => turn(body, meant)),
    picks: (id) =>
      step(async () => {
        const index = offered().indexOf(id);
        expect(offered(), `choice ${id} is offered after: ${texts}`).toContain(id);
        await turn({ kind: 'text', text: String(index + 1) }, undefined);
      }),
    says: (...wanted) => step(() => expect(keys(wanted), texts).toEqual(wanted.map((key) => [key, true]))),
    saysNot: (...wanted) =>
      step(() => expect(keys(wanted), texts).toEqual(wanted.map((key) => [key, false]))),
    reads: (...patterns) =>
      step(() => {
        for (const p of patterns) expect(texts).toMatch(p);
      }),
    readsNot: (...patterns) =>
      step(() => {
        for (const p of patterns) expect(texts).not.toMatch(p);
      }),
    offers: (...ids) => step(() => expect(offered()).toEqual(ids)),
    offersAlso: (...ids) => step(() => expect(offered()).toEqual(expect.arrayContaining([...ids]))),
    does: (kind, look) =>
      step(() => {
        const found = done().effects.find((e) => e.do === kind);
        expect(found, `effect ${kind}`).toBeDefined();
        if (found && look) look(found as EffectOf<typeof kind>);
      }),
    doesNot: (...kinds) =>
      step(() => {
        const all = done().effects.map((e) => e.do);
        for (const kind of kinds) expect(all).not.toContain(kind);
      }),
    open: (handler) =>
      step(() => {
        const stored = conversation?.state as { own: unknown } | null | undefined;
        expect(stored && stored.own !== null ? conversation?.handler : null).toBe(handler);
      }),
    waits: (ms) =>
      step(() => {
        at += ms;
      }),
    check: (look) => step(() => look({ texts, result: done(), contact: who })),
    end: async () => {
      for (const job of jobs) await job();
    },
  };
  return self;
}

/** What a resident would read on a platform with a few buttons; fails where a hole was left unfilled. */
function rendered(result: TurnResult): string[] {
  return result.effects.flatMap((e) => {
    if (e.do !== 'reply') return [];
    for (const words of Object.values(locales)) expect(render(e.reply.text, words)).not.toMatch(/\{\w+\}/);
    return fitted(e.reply, locales[result.locale], LIMITS, String).map((m) =>
      [m.text, ...m.choices.map((c) => `[${c.label}]`)].join('\n'),
    );
  });
}
