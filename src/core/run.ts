/** One turn: what somebody did, and what is to be done about it. Pure but for what a handler reads. */
import { choose, type Offer } from './choose.ts';
import { HandlerError } from './errors.ts';
import { localeAfter, offerAfter, oneQuestion, withMachineSaid } from './replies.ts';
import { firstToOpen, guarded, interrupter } from './route.ts';
import { say } from './say.ts';
import type {
  Body,
  Contact,
  Effect,
  Event,
  Handler,
  Intent,
  Locale,
  Services,
  Step,
  Turn,
  Words,
} from './types.ts';

/** A conversation as it is stored. `state` is JSON and nobody's business but `runTurn`'s. */
export interface Conversation {
  readonly handler: string;
  readonly version: number;
  readonly state: unknown;
  readonly offer: Offer | null;
}

export interface TurnInput {
  /** order is precedence; the last one is the fallback and must take every event */
  readonly handlers: readonly Handler[];
  /** the conversation of this contact in this chat */
  readonly conversation: Conversation | null;
  /** text already cleaned */
  readonly body: Body;
  /** in a group: was the bot spoken to? */
  readonly addressed: boolean;
  /** nothing came from this contact before: the first answer then says that a machine speaks */
  readonly first: boolean;
  readonly contact: Contact;
  readonly chat: Turn['chat'];
  /** id of the inbox row */
  readonly turnId: string;
  readonly at: Date;
  /** a receipt code reserved for this turn */
  readonly code: string;
  /** choices of a notice that was sent to this chat unasked: good where the dialogue's own offer says nothing */
  readonly told?: Offer;
  readonly intent: Intent;
  readonly services: Services;
  readonly locales: Readonly<Record<Locale, Words>>;
}

export interface TurnResult {
  /** to be stored; null = nothing is open */
  readonly conversation: Conversation | null;
  readonly effects: readonly Effect[];
  /** id of the handler that had the last word; null when nothing was to be done */
  readonly handler: string | null;
  /** the locale to render this turn's replies in: a change of language holds at once */
  readonly locale: Locale;
  /** entry told in this turn, for follow-ups */
  readonly topic?: string;
}

/** A dialogue: a handler and its state. `own` null: over, only what it last offered is still good. */
interface Dialogue {
  readonly handler: Handler;
  readonly own: unknown;
}

/** What stands in `Conversation.state`: the handler's own state, and a dialogue that waits until this one is over. */
interface Stored {
  readonly own: unknown;
  readonly parked?: { readonly handler: string; readonly version: number; readonly own: unknown };
}

/**
 * Handle one message. In this order: a choice of the last offer; a handler that may cut in; the open dialogue; the first
 * handler that opens; the fallback. So no message is dropped.
 * @throws HandlerError when a handler throws
 */
export async function runTurn(input: TurnInput): Promise<TurnResult> {
  const { conversation, contact } = input;
  const nothing = { conversation, effects: [], handler: null, locale: contact.locale };
  if (input.chat.kind === 'group' && !input.addressed) return nothing;
  if (input.body.kind === 'left') return { ...nothing, conversation: null };

  const before = restore(input.handlers, conversation);
  const event = eventOf(before.offer, input.told ?? null, input.body);
  const taken = await takers(input, before, event);
  const effects = before.lost
    ? [{ do: 'reply', reply: { text: say('core.begin-again') } } as const, ...taken.effects]
    : taken.effects;
  const locale = localeAfter(effects, contact.locale);
  const ward = input.first ? (await input.services.ward()).name : null;
  const said = oneQuestion(ward === null ? effects : withMachineSaid(effects, ward));
  const offer = offerAfter(said, input.turnId, input.locales[locale], taken.offerBefore);
  return {
    conversation: store(taken.now, taken.parked, offer),
    effects: said,
    handler: taken.by,
    locale,
    ...(taken.topic === undefined ? {} : { topic: taken.topic }),
  };
}

interface Before {
  readonly open: Dialogue | null;
  readonly parked: Dialogue | null;
  readonly offer: Offer | null;
  /** an open dialogue whose code has changed, or is gone */
  readonly lost: boolean;
}

interface Taken {
  readonly now: Dialogue;
  readonly parked: Dialogue | null;
  readonly effects: readonly Effect[];
  /** the offer that still stands when this turn makes none */
  readonly offerBefore: Offer | null;
  readonly by: string;
  readonly topic?: string;
}

async function takers(input: TurnInput, before: Before, event: Event): Promise<Taken> {
  const { handlers, intent } = input;
  let { open, parked } = before;
  // who was asked with nothing in mind and passed; one that passed with an open dialogue may still begin afresh
  const passed = new Set<Handler>();
  const effects: Effect[] = [];
  let topic: string | undefined;
  const take = async (handler: Handler, own: unknown, event: Event) => {
    const step = await stepOf(handler, own, turnOf(input, event), input.services);
    effects.push(...step.effects);
    topic = step.topic ?? topic;
    return step;
  };
  const result = (now: Dialogue, offerBefore: Offer | null, by: Handler): Taken => ({
    now,
    parked,
    effects,
    offerBefore,
    by: by.id,
    ...(topic === undefined ? {} : { topic }),
  });

  const live = open !== null && open.own !== null;
  let next = interrupter(handlers, live && open ? open.handler : null, event, intent);
  // a choice is known only to the handler that offered it, even when it has closed since
  if (!next && open && (live || event.kind === 'choice')) next = open.handler;
  for (;;) {
    const handler = next ?? firstToOpen(handlers, passed, event, intent);
    if (!handler) throw new HandlerError(handlers.at(-1)?.id ?? 'none', new Error('the fallback passed'));
    const staying = open?.handler === handler;
    const unparked = !staying && parked?.handler === handler && event.kind === 'choice';
    const own = staying ? open?.own : unparked ? parked?.own : null;
    const step = await take(handler, own, event);
    if (unparked) parked = null;
    if (step.pass) {
      if (staying) open = null;
      if (own === null) passed.add(handler);
      if (step.next !== null) parked = { handler, own: step.next };
      next = null;
      continue;
    }
    const now = landing(handlers, handler, step);
    if (now.own === null && !staying && open && leavesAlone(open, step))
      return result(open, before.offer, handler);
    if (!staying && open && open.own !== null) {
      const kept = interrupted(open, turnOf(input, event));
      effects.push(...kept.effects);
      if (kept.keep !== null) parked = { handler: open.handler, own: kept.keep };
    }
    const waiting = parked;
    if (now.own !== null || !waiting)
      return result(
        now,
        staying && step.effects.every((e) => e.do !== 'reply') ? before.offer : null,
        handler,
      );
    parked = null;
    const back = await take(waiting.handler, waiting.own, { kind: 'resumed' });
    return result({ handler: waiting.handler, own: back.pass ? null : back.next }, null, waiting.handler);
  }
}

function turnOf(input: TurnInput, event: Event): Turn {
  return {
    id: input.turnId,
    at: input.at,
    event,
    chat: input.chat,
    contact: input.contact,
    intent: input.intent,
    code: input.code,
    facts: undefined,
  };
}

function eventOf(offer: Offer | null, told: Offer | null, body: Body): Event {
  const own = choose(offer, body);
  const chosen = own === null || own.kind === 'stale' ? ((told && choose(told, body)) ?? own) : own;
  if (chosen) return chosen;
  return body.kind === 'tap' ? { kind: 'stale' } : body;
}

async function stepOf(
  handler: Handler,
  own: unknown,
  turn: Turn,
  services: Services,
): Promise<Step<unknown>> {
  try {
    const facts = await handler.read?.(own, turn, services);
    return handler.step(own, { ...turn, facts });
  } catch (cause) {
    throw new HandlerError(handler.id, cause);
  }
}

/** Where a step leads: the handler itself, or the one it hands its dialogue to. */
function landing(handlers: readonly Handler[], handler: Handler, step: Step<unknown>): Dialogue {
  if (!step.become) return { handler, own: step.next };
  const { handler: id, state } = step.become;
  const other = handlers.find((h) => h.id === id);
  if (!other) throw new HandlerError(handler.id, new Error(`no handler ${id} to hand on to`));
  return { handler: other, own: state };
}

/** Somebody cut in and was over at once: what was open stays as it is, and so does an offer nobody replaced. */
function leavesAlone(open: Dialogue, step: Step<unknown>): boolean {
  const offers = step.effects.some((e) => e.do === 'reply' && (e.reply.choices ?? []).length > 0);
  return open.own !== null || !offers;
}

function interrupted(open: Dialogue, turn: Turn) {
  const none = { keep: null, effects: [] as readonly Effect[] };
  return guarded(open.handler, () => open.handler.interrupted?.(open.own, turn) ?? none);
}

function restore(handlers: readonly Handler[], conversation: Conversation | null): Before {
  if (!conversation) return { open: null, parked: null, offer: null, lost: false };
  const stored = conversation.state as Stored | null;
  const handler = handlers.find((h) => h.id === conversation.handler && h.version === conversation.version);
  if (!handler) return { open: null, parked: null, offer: null, lost: (stored?.own ?? null) !== null };
  const waiting = stored?.parked;
  const parker = handlers.find((h) => h.id === waiting?.handler && h.version === waiting.version);
  return {
    open: { handler, own: stored?.own ?? null },
    parked: parker && waiting ? { handler: parker, own: waiting.own } : null,
    offer: conversation.offer,
    lost: false,
  };
}

function store(now: Dialogue, parked: Dialogue | null, offer: Offer | null): Conversation | null {
  if (now.own === null && !parked && !offer) return null;
  const waiting = parked
    ? { parked: { handler: parked.handler.id, version: parked.handler.version, own: parked.own } }
    : {};
  const state: Stored | null = now.own === null && !parked ? null : { own: now.own, ...waiting };
  return { handler: now.handler.id, version: now.handler.version, state, offer };
}
