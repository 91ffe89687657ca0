/**
 * A turn: one unhandled message, in one transaction, with no network inside. The contact's row is locked first, so the
 * messages of one person are handled one after another whatever the number of workers; if the process dies, the
 * transaction rolls back and the same message is handled again with the same ids.
 */

import type { Offer } from '../core/choose.ts';
import { HandlerError } from '../core/errors.ts';
import { receipt } from '../core/receipt.ts';
import { type Conversation, runTurn, type TurnResult } from '../core/run.ts';
import { render, say } from '../core/say.ts';
import { clean } from '../core/text.ts';
import type { Body, IncomingMessage, Intent, Signal } from '../core/types.ts';
import { TurnAgain } from '../store/again.ts';
import { toldTo } from '../store/broadcasts/told.ts';
import { transaction } from '../store/db.ts';
import { applyEffects, type EffectContext, type Written } from '../store/effects.ts';
import { eraseContact } from '../store/erase.ts';
import { chatChanged } from '../store/group-chats.ts';
import { enqueue, GATHER_MS, moveChat, releaseHeld } from '../store/outbox.ts';
import { forgetSealedOwner } from '../store/sealed.ts';
import { dropPhotos } from '../store/sealed-files.ts';
import {
  chatKindOf,
  closeTurn,
  countFailure,
  giveUp,
  heard,
  type InboxItem,
  isWaiting,
  type Line,
  lineOf,
  markDone,
  type OpenTurn,
  oldest,
  openTurn,
  wentAway,
} from '../store/turn.ts';
import { deskMessage } from './desk/index.ts';
import { listenIn } from './desk/takeover.ts';
import { deskMoved, deskOf } from './desk/where.ts';
import type { Runtime } from './runtime.ts';

/** A handler is tried this often before the resident gets one apology. */
export const TRIES = 3;
/** How long the bot keeps quiet after an officer answered by hand, ms. */
export const TAKEOVER_MS = 60 * 60_000;

const NOTHING: Intent = { route: 'out-of-scope', confident: false, hits: [], reasons: [] };

interface Rings {
  outbox: string[];
  /** replies that wait a moment for more of the same */
  gathered: string[];
  attachments: string[];
  /** sealed files to be removed from the disk */
  dropped: string[];
  /** the tap to acknowledge */
  tap: string | null;
}

/** Ring of the turn bell: handle what waits in this row's line, oldest first. */
export async function turnJob(rt: Runtime, inboxId: string): Promise<void> {
  const line = await lineOf(rt.store, inboxId);
  if (!line) return;
  for (;;) {
    const before = rt.now().getTime();
    const went = await oneTurn(rt, line);
    if (went === null) return;
    // no count of its own: a single one would point at somebody
    const counted = isSealed(rt, went.handler) ? 'quiet' : went.handler;
    rt.meters.turn(counted, went.outcome, (rt.now().getTime() - before) / 1000);
    // what arrives after this look has a bell of its own
    if (went.outcome === 'failed' || !(await isWaiting(rt.store, line))) return;
  }
}

interface Went {
  readonly handler: string;
  readonly outcome: 'done' | 'failed' | 'quiet';
}

async function oneTurn(rt: Runtime, line: Line): Promise<Went | null> {
  let current: string | null = null;
  for (let salt = 0; ; salt++) {
    try {
      const rings: Rings = { outbox: [], gathered: [], attachments: [], dropped: [], tap: null };
      const handler = await transaction(rt.store, async (tx) => {
        const open = await openTurn(tx, rt.store.vault, line);
        const item = await oldest(tx, rt.store.vault, line);
        if (!item) return null;
        current = item.id;
        return await handle(rt, tx, line, open, item, salt, rings);
      });
      rt.queues.ring('send', rings.outbox);
      rt.queues.ring('send', rings.gathered, { delayMs: GATHER_MS + 30 });
      rt.queues.ring('fetch', rings.attachments);
      await dropPhotos(rt.dataDir, rings.dropped);
      if (rings.tap !== null) void rt.channels.get(line.platform)?.platform.ack?.(rings.tap);
      return handler === null ? null : { handler, outcome: handler === 'quiet' ? 'quiet' : 'done' };
    } catch (error) {
      if (error instanceof TurnAgain && salt < 5) continue;
      if (current === null || !(error instanceof HandlerError)) throw error;
      await failed(rt, line, current, error);
      return { handler: error.handler, outcome: 'failed' };
    }
  }
}

/** Is what is said to this handler kept nowhere? */
const isSealed = (rt: Runtime, handler: string | null): boolean =>
  rt.handlers.some((h) => h.id === handler && h.sealed === true);

type Tx = Parameters<Parameters<typeof transaction>[1]>[0];

async function handle(
  rt: Runtime,
  tx: Tx,
  line: Line,
  open: OpenTurn,
  item: InboxItem,
  salt: number,
  rings: Rings,
): Promise<string> {
  const { message } = item;
  if (message.body.kind === 'tap') rings.tap = message.id;
  const left = message.body.kind === 'left' && message.chat.kind === 'private';
  if (left) await wentAway(tx, open.contact.id);
  if (message.chat.kind === 'group') await ofChat(rt, tx, line, message);
  const spoke = message.addressed && !left && !isSignal(message.body);
  // the window is open again, or the person who had left is back
  if (spoke && open.held) {
    const windowed = rt.channels.get(line.platform)?.platform.limits.window !== undefined;
    rings.outbox.push(...(await releaseHeld(tx, line.channelId, line.chat, windowed)));
  }
  if (isSignal(message.body)) {
    await signal(rt, tx, line, open, message.body);
    await markDone(tx, item.id, message.body.kind === 'withdrawn');
    return 'signal';
  }
  const desk = await deskMessage(rt, tx, item, line);
  if (desk !== null) {
    rings.outbox.push(...desk);
    await markDone(tx, item.id);
    return 'desk';
  }
  const heardBy = await listenIn(rt, tx, item, line, open);
  rings.outbox.push(...(heardBy?.outbox ?? []));
  rings.attachments.push(...(heardBy?.attachments ?? []));
  if (heardBy?.answers !== true && open.contact.quietUntil && open.contact.quietUntil > rt.now()) {
    await markDone(tx, item.id, isSealed(rt, open.handler));
    if (spoke) await heard(tx, open.contact.id);
    return 'quiet';
  }
  const body = cleaned(message.body);
  const intent = message.addressed ? intentOf(rt, body, open.memory.topic) : NOTHING;
  const told = await toldOffer(rt, tx, line, open, body);
  const result = await runTurn({
    ...(told === null ? {} : { told }),
    handlers: rt.handlers,
    conversation: conversationOf(open),
    body,
    addressed: message.addressed,
    first: open.first,
    contact: open.contact,
    chat: { id: message.chat.id, kind: message.chat.kind },
    turnId: item.id,
    at: item.receivedAt,
    code: receipt(rt.store.vault.mac('receipt', `${item.id}:${salt}`)),
    intent,
    services: rt.services(tx),
    locales: rt.words,
  });
  const tells = open.draftDropped && !isSealed(rt, result.handler) && message.chat.kind === 'private';
  const said = tells ? withExpired(result) : result;
  const ctx: EffectContext = {
    tx,
    vault: rt.store.vault,
    render: rt.render,
    notices: rt.notices,
    desk: deskOf(rt),
    line,
    turnId: item.id,
    at: item.receivedAt,
    chatKind: message.chat.kind,
    contact: open.contact,
    ...(message.chat.kind === 'group' ? { replyTo: platformId(message) } : {}),
  };
  const written = await carriedOut(ctx, said);
  if (said !== result)
    await tx.query('UPDATE conversation SET draft_dropped_at = NULL WHERE id = $1', [open.conversationId]);
  rings.outbox.push(...written.outbox);
  rings.gathered.push(...written.gathered);
  rings.attachments.push(...written.attachments);
  rings.dropped.push(...written.dropped);
  await closeTurn(tx, rt.store.vault, {
    ...remembered(result, open, written.erased),
    conversationId: open.conversationId,
    heardFrom: spoke ? open.contact.id : null,
    inboxId: item.id,
    // chatter in a group that was not meant for us is none of our business
    forget: written.forget || !message.addressed,
  });
  return result.handler ?? 'none';
}

/** The bot came into a group chat, or was put out of it. */
async function ofChat(rt: Runtime, tx: Tx, line: Line, { body, chat }: IncomingMessage): Promise<void> {
  if (body.kind !== 'joined' && body.kind !== 'left') return;
  await chatChanged(tx, {
    ...{ wardId: line.wardId, channelId: line.channelId, chat: line.chat, at: rt.now() },
    ...{
      change: body.kind === 'joined' ? 'seen' : 'gone',
      ...(chat.title === undefined ? {} : { title: chat.title }),
    },
  });
}

/** Somebody is back whose unfinished report was dropped: said below the first thing they are told. */
function withExpired(result: TurnResult): TurnResult {
  const at = result.effects.findIndex((e) => e.do === 'reply');
  const first = result.effects[at];
  if (first?.do !== 'reply') return result;
  const text = [first.reply.text, say('petition.expired')];
  return { ...result, effects: result.effects.with(at, { do: 'reply', reply: { ...first.reply, text } }) };
}

/** Longer texts are no answer to a list. */
const SHORT = 40;

/** The choices of a notice to many, for a tap on it, or for a short text where nothing else is open. */
async function toldOffer(rt: Runtime, tx: Tx, line: Line, open: OpenTurn, body: Body): Promise<Offer | null> {
  const tapped = body.kind === 'tap' ? /^b(\d{1,18})\.\d{1,2}$/.exec(body.token)?.[1] : undefined;
  const typed = body.kind === 'text' && body.text.length <= SHORT && open.memory.offer === null;
  if (tapped === undefined && !typed) return null;
  const said = await toldTo(tx, line.channelId, line.chat, tapped ?? null);
  const choices = said ? (rt.notices.get(said.notice)?.say(said.payload, open.contact).choices ?? []) : [];
  if (!said || choices.length === 0) return null;
  const words = rt.words[open.contact.locale];
  return {
    turn: `b${said.recipientId}`,
    choices: choices.map((c) => ({ id: c.id, label: render(c.label, words) })),
  };
}

/** Telegram's dedupe id is the update's; the message's own id travels beside it where the platform gives one. */
function platformId(message: IncomingMessage): string {
  return message.messageId ?? message.id;
}

function conversationOf(open: OpenTurn): Conversation | null {
  if (open.handler === null) return null;
  return {
    handler: open.handler,
    version: open.version,
    state: open.memory.state,
    offer: open.memory.offer as Conversation['offer'],
  };
}

/** An effect that cannot be carried out is its handler's fault, as if it had thrown; a database that is away is not. */
async function carriedOut(ctx: EffectContext, result: TurnResult): Promise<Written> {
  try {
    return await applyEffects(ctx, result.effects);
  } catch (error) {
    if (error instanceof TurnAgain || isTrouble(error)) throw error;
    throw new HandlerError(result.handler ?? 'none', error);
  }
}

/** Lost connections, shutdowns, full disks, deadlocks: all that passes. Data that Postgres refuses (22, 23) does not. */
function isTrouble(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error))
    return /timeout|terminated|closed/i.test(String(error));
  return !/^2[23]/.test(String(error.code));
}

function remembered(result: TurnResult, open: OpenTurn, erased: boolean) {
  const topic = erased ? undefined : (result.topic ?? open.memory.topic);
  const c = result.conversation;
  return {
    handler: c?.handler ?? null,
    version: c?.version ?? 0,
    memory: {
      state: erased ? null : (c?.state ?? null),
      offer: c?.offer ?? null,
      ...(topic === undefined ? {} : { topic }),
    },
  };
}

function isSignal(body: IncomingMessage['body']): body is Signal {
  return ['takeover', 'migrated', 'titled', 'withdrawn'].includes(body.kind);
}

async function signal(rt: Runtime, tx: Tx, line: Line, open: OpenTurn, body: Signal): Promise<void> {
  switch (body.kind) {
    case 'takeover':
      await tx.query('UPDATE contact SET quiet_until = $2 WHERE id = $1', [
        open.contact.id,
        new Date(rt.now().getTime() + TAKEOVER_MS),
      ]);
      return;
    case 'migrated':
      await deskMoved(rt, tx, line.channelId, line.chat, body.to);
      await moveChat(tx, line.channelId, line.chat, body.to);
      return;
    case 'titled':
      return;
    case 'withdrawn':
      await eraseContact(tx, open.contact.id);
      await forgetSealedOwner(tx, rt.store.vault, open.contact.id);
      return;
    default:
      body satisfies never;
  }
}

function cleaned(body: Body): Body {
  switch (body.kind) {
    case 'text':
      return { kind: 'text', text: clean(body.text) };
    case 'file':
      return body.caption === undefined ? body : { ...body, caption: clean(body.caption) };
    case 'place':
      return body.label === undefined ? body : { ...body, label: clean(body.label, 200) };
    default:
      return body;
  }
}

function intentOf(rt: Runtime, body: Body, topic: string | undefined): Intent {
  const text = body.kind === 'text' ? body.text : body.kind === 'file' ? (body.caption ?? '') : '';
  if (text === '') return NOTHING;
  const intent = rt.knowledge.understand(text, topic);
  // a count of tố cáo so small points at somebody: they are counted among the rest
  const counted = intent.route === 'petition.to-cao' ? 'out-of-scope' : intent.route;
  rt.meters.understood(counted, intent.hits[0]?.score ?? 0);
  return intent;
}

/** A handler threw. Tried again a little later; after the third time the resident gets one apology and the next messages go on. */
async function failed(rt: Runtime, line: Line, inboxId: string, error: HandlerError): Promise<void> {
  const cause = error.cause instanceof Error ? error.cause.name : 'unknown';
  const attempts = await countFailure(rt.store, inboxId, `${error.handler}: ${cause}`);
  rt.log.error(
    { inbox: inboxId, handler: error.handler, cause, stack: frames(error.cause), attempts },
    'a handler threw',
  );
  if (attempts < TRIES) {
    rt.queues.ring('turn', [inboxId], { delayMs: 300 * attempts, again: String(attempts) });
    return;
  }
  const outbox = await transaction(rt.store, async (tx) => {
    const open = await openTurn(tx, rt.store.vault, line);
    if (!(await giveUp(tx, inboxId, open, isSealed(rt, error.handler)))) return [];
    const reply = { text: say('core.failed') };
    const messages = rt.render(line.platform, open.contact.locale, reply, inboxId);
    return await enqueue(
      tx,
      rt.store.vault,
      messages.map((message, n) => ({
        wardId: line.wardId,
        channelId: line.channelId,
        chat: line.chat,
        chatKind: chatKindOf(line),
        contactId: open.contact.id,
        key: `${inboxId}.${n}`,
        lane: 'reply' as const,
        message,
      })),
    );
  });
  rt.queues.ring('send', outbox);
  // the row given up no longer leads to its line; what waits behind it does
  const next = await oldest(rt.store.pool, rt.store.vault, line);
  if (next) rt.queues.ring('turn', [next.id], { again: 'after-failure' });
}

/** File and line of each frame, never the message: it may hold what a resident wrote, even what looks like a frame. */
function frames(error: unknown): string[] {
  if (!(error instanceof Error) || !error.stack) return [];
  const head = `${error.name}: ${error.message}`;
  const stack =
    error.message === '' ? error.stack : error.stack.startsWith(head) ? error.stack.slice(head.length) : '';
  return stack
    .split('\n')
    .filter((l) => /^\s+at /.test(l))
    .slice(0, 6)
    .map((l) => l.trim());
}
