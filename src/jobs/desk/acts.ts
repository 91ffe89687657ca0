/** What an officer's message does, and what is said back under it. */
import { type DeskAct, deskToken, deskVerbs, readTransfer } from '../../core/desk.ts';
import { lines, say, verbatim } from '../../core/say.ts';
import type { Text } from '../../core/types.ts';
import type { Sql } from '../../store/db.ts';
import { cardOf, type DeskCard, heldBy, workers } from '../../store/desk.ts';
import { holdAnswerIn, type Pressed, undoAnswerIn } from '../../store/pending.ts';
import { beginTakeover, endTakeover, stayQuiet, TAKEOVER_MS, takeoverOf } from '../../store/takeover.ts';
import {
  type Acted,
  type Actor,
  answer,
  assignTicket,
  claimTicket,
  closing,
  holdTold,
  noteTicket,
  type On,
  reopening,
  transferTicket,
  undoAct,
} from '../../store/tickets.ts';
import type { InboxItem } from '../../store/turn.ts';
import type { Runtime } from '../runtime.ts';
import { type Button, button, type Command, type Place, type Post, postTo } from './post.ts';

export interface At {
  readonly rt: Runtime;
  readonly tx: Sql;
  readonly item: InboxItem;
  readonly place: Place;
  readonly actor: Actor;
  /** code of the ticket the message stands under */
  readonly under: string | null;
  /** nobody else reads along: a ticket's words may be shown */
  readonly alone: boolean;
}

/** Do it. Returns outbox ids to ring for. */
export async function carryOut(at: At, act: DeskAct): Promise<string[]> {
  switch (act.do) {
    case 'answer':
      return await onTicket(at, at.under, 'answer', (card) => answered(at, card, act.text));
    case 'note':
      return await onTicket(at, at.under, 'note', (card) => noted(at, card, act.text));
    case 'command':
      return await command(at, act);
    default:
      return act satisfies never;
  }
}

async function command(at: At, act: Command): Promise<string[]> {
  const { verb, rest } = act;
  const on = (then: (card: DeskCard) => Promise<string[]>) => onTicket(at, act.code ?? at.under, verb, then);
  switch (verb) {
    case 'trogiup':
      return await tell(at, { text: say('desk.help') });
    case 'viec':
      return await mine(at);
    case 'xem':
      return await on((card) => tell(at, showing(at, card)));
    case 'nhan':
      return await on(async (card) =>
        done(at, card, await claimTicket(voice(at), actOf(at, card)), {
          text: say('desk.claimed', { name: verbatim(at.actor.name), code: card.code }),
        }),
      );
    case 'giao':
      return await on((card) => assign(at, card, rest));
    case 'chuyen':
      return await on((card) => passOn(at, card, rest));
    case 'ghichu':
      return await on((card) => noted(at, card, rest));
    case 'dong':
      return await on(async (card) =>
        done(at, card, await closing(voice(at), actOf(at, card), rest), {
          text: say('desk.closed-now', { code: card.code }),
          buttons: [button(at.rt, 'molai', card.code)],
        }),
      );
    case 'molai':
      return await on(async (card) =>
        done(at, card, await reopening(voice(at), actOf(at, card), rest), {
          text: say('desk.reopened', { code: card.code }),
        }),
      );
    case 'muon':
      return await on((card) => borrow(at, card, rest));
    case 'hoantac':
      return await on((card) => takeBack(at, card, rest));
    case 'tiepchuyen':
      return await on((card) => takeOver(at, card));
    case 'tralai':
      return await on((card) => giveBack(at, card));
    default:
      return verb satisfies never;
  }
}

// ---------------------------------------------------------------- acts

/** In a talk by hand it goes at once; from a linked officer it can be taken back for two minutes. */
async function answered(at: At, card: DeskCard, text: string): Promise<string[]> {
  const contact = await contactOf(at.tx, card.id);
  const talking = contact !== null && (await takeoverOf(at.tx, contact))?.ticketId === card.id;
  if (talking) await stayQuiet(at.tx, contact, new Date(at.rt.now().getTime() + TAKEOVER_MS));
  if (at.actor.officerId === null || talking) {
    const acted = await answer(voice(at), actOf(at, card), text);
    if (!acted.ok) return await refused(at, card, acted);
    if (talking) return [...acted.outbox];
    const said = acted.sent ? say('desk.sent', { code: card.code }) : say('desk.nobody', { code: card.code });
    return [...acted.outbox, ...(await tell(at, { text: said, ticketId: card.id }))];
  }
  return await holdBack(at, card, text);
}

async function holdBack(at: At, card: DeskCard, text: string): Promise<string[]> {
  const pressed = await holdAnswerIn(at.tx, {
    wardId: at.rt.wardId,
    code: card.code,
    text,
    actor: at.actor,
    key: keyOf(at),
  });
  if (!pressed.ok) return await tell(at, { text: whyNot(pressed, card), ticketId: card.id });
  return await tell(at, {
    text: say('desk.held', { code: card.code, text: verbatim(text) }),
    buttons: [button(at.rt, 'hoantac', card.code, pressed.id)],
    ticketId: card.id,
  });
}

function whyNot(pressed: Extract<Pressed, { ok: false }>, { code }: DeskCard): Text {
  switch (pressed.why) {
    case 'closed':
      return say('desk.closed', { code });
    case 'too-long':
      return say('desk.too-long');
    case 'unknown':
    case 'empty':
      return say('desk.unknown');
    case 'meanwhile':
      return say('desk.meanwhile', { code, name: verbatim(pressed.by) });
    case 'resident':
      return say('desk.resident', { code });
    default:
      return pressed satisfies never;
  }
}

/** Pass the matter on; the resident is told after two minutes, until which it can be taken back. */
async function passOn(at: At, card: DeskCard, rest: string): Promise<string[]> {
  const read = readTransfer(rest);
  if (!read)
    return await tell(at, { text: say('desk.transfer-how', { code: card.code }), ticketId: card.id });
  const acted = await transferTicket(voice(at), actOf(at, card), read.place, read.why);
  if (!acted.ok) return await refused(at, card, acted);
  await holdTold(at.tx, acted.outbox);
  return await tell(at, {
    text: say('desk.transferred', { code: card.code, place: verbatim(read.place) }),
    buttons: [button(at.rt, 'hoantac', card.code, `${ACT_MARK}${at.item.id}`)],
    ticketId: card.id,
  });
}

/** Before the id of the message that did it: an act is taken back, not an answer. */
const ACT_MARK = 'act-';

async function undoPassOn(at: At, card: DeskCard, item: string): Promise<string[]> {
  const undone = await undoAct(voice(at), card.code, `desk:${item}`, at.actor);
  if (!undone.ok) return await refused(at, card, undone);
  return await tell(at, { text: say('desk.transfer-undone', { code: card.code }), ticketId: card.id });
}

async function takeBack(at: At, card: DeskCard, id: string): Promise<string[]> {
  if (/^act-\d{1,18}$/.test(id)) return await undoPassOn(at, card, id.slice(ACT_MARK.length));
  const back = /^[\w-]{1,40}$/.test(id) && (await undoAnswerIn(at.tx, card.id, id, at.actor));
  const text = back ? say('desk.undone', { code: card.code }) : say('desk.too-late', { code: card.code });
  return await tell(at, { text, ticketId: card.id });
}

async function noted(at: At, card: DeskCard, text: string): Promise<string[]> {
  return await done(at, card, await noteTicket(voice(at), actOf(at, card), text), {
    text: say('desk.noted', { code: card.code }),
  });
}

async function assign(at: At, card: DeskCard, to: string): Promise<string[]> {
  const people = await workers(at.tx, at.rt.wardId);
  const given = people.find((p) => p.id === to) ?? onlyOne(people, to);
  if (!given) {
    const buttons = people.map(({ id, name }) => ({ token: deskToken('giao', card.code, id), label: name }));
    return await tell(at, {
      text: say('desk.assign-who', { code: card.code }),
      buttons,
      ticketId: card.id,
    });
  }
  return await done(at, card, await assignTicket(voice(at), actOf(at, card), given.id), {
    text: say('desk.assigned', { code: card.code, name: verbatim(given.name) }),
  });
}

function onlyOne<T extends { readonly name: string }>(people: readonly T[], typed: string): T | undefined {
  const wanted = typed.trim().toLocaleLowerCase('vi');
  const found = wanted === '' ? [] : people.filter((p) => p.name.toLocaleLowerCase('vi').endsWith(wanted));
  return found.length === 1 ? found[0] : undefined;
}

/** Answers of the knowledge base that fit the ticket's words; with an entry's id: that one goes out. */
async function borrow(at: At, card: DeskCard, entry: string): Promise<string[]> {
  const services = at.rt.services(at.tx);
  if (entry !== '') {
    const chosen = await services.answer(entry);
    return chosen ? await holdBack(at, card, chosen.text) : await tell(at, none(card));
  }
  const found = (await services.answers(at.rt.knowledge.understand(card.words, undefined))).slice(0, 3);
  const fits = found
    .map((a, n) => ({
      title: a.title,
      button: { token: deskToken('muon', card.code, a.id), label: `${n + 1}. ${a.title}` },
    }))
    .filter((f) => Buffer.byteLength(f.button.token) <= 64);
  if (fits.length === 0) return await tell(at, none(card));
  return await tell(at, {
    text: [
      say('desk.borrow', { code: card.code }),
      lines(...fits.map((f, n) => say('desk.borrow-item', { number: n + 1, title: verbatim(f.title) }))),
    ],
    buttons: fits.map((f) => f.button),
    ticketId: card.id,
  });
}

const none = (card: DeskCard): Post => ({
  text: say('desk.borrow-none', { code: card.code }),
  ticketId: card.id,
});

async function takeOver(at: At, card: DeskCard): Promise<string[]> {
  if (at.actor.officerId === null) return await tell(at, { text: say('desk.bad-code') });
  const until = new Date(at.rt.now().getTime() + TAKEOVER_MS);
  const contact = await beginTakeover(at.tx, card.id, at.actor.officerId, until);
  if (contact === null) return await tell(at, { text: say('desk.takeover-nobody', { code: card.code }) });
  return [
    ...(await sayToContact(at, contact, 'takeover-begins')),
    ...(await tell(at, {
      text: say('desk.takeover-on', { code: card.code }),
      buttons: [button(at.rt, 'tralai', card.code)],
      ticketId: card.id,
    })),
  ];
}

async function giveBack(at: At, card: DeskCard): Promise<string[]> {
  const contact = await contactOf(at.tx, card.id);
  const ended = contact !== null && (await endTakeover(at.tx, contact));
  const told = ended ? await sayToContact(at, contact, 'takeover-over') : [];
  return [...told, ...(await tell(at, { text: say('desk.takeover-off', { code: card.code }) }))];
}

// ---------------------------------------------------------------- showing

async function mine(at: At): Promise<string[]> {
  const name = verbatim(at.actor.name);
  const cards = at.actor.officerId === null ? [] : await heldBy(at.tx, at.rt.wardId, at.actor.officerId);
  if (cards.length === 0) return await tell(at, { text: say('desk.mine-none', { name }) });
  return await tell(at, { text: lines(say('desk.mine', { name }), ...cards.map(item)) });
}

/** `2026-11-19` -> `19/11/2026` */
const sayDue = (day: string): string => day.split('-').reverse().join('/');

const item = (card: DeskCard): Text =>
  say('desk.mine-item', {
    code: card.code,
    kind: say(`kind.${card.kind}`),
    due: card.due === null ? say('desk.no-due') : sayDue(card.due),
  });

function showing(at: At, card: DeskCard): Post {
  const facts = lines(
    say('desk.card', { code: card.code }),
    say('officers.kind', { kind: say(`kind.${card.kind}`) }),
    say('desk.card-state', { state: say(`state.${card.state}`) }),
    card.holder === null ? say('desk.card-nobody') : say('desk.card-holder', { name: verbatim(card.holder) }),
    ...(card.group === null ? [] : [say('officers.group', { group: verbatim(card.group) })]),
    ...(card.due === null ? [] : [say('desk.card-due', { day: sayDue(card.due) })]),
  );
  const words = at.alone ? [say('desk.card-words', { text: verbatim(card.words) })] : [];
  return { text: [facts, ...words], buttons: buttonsOf(at.rt, card), ticketId: card.id };
}

/** The buttons under a post about a ticket. */
export function buttonsOf(rt: Runtime, card: Pick<DeskCard, 'code' | 'state' | 'holderId'>): Button[] {
  return deskVerbs(card.state, card.holderId !== null).map((verb) => button(rt, verb, card.code));
}

// ---------------------------------------------------------------- helpers

const keyOf = (at: At): string => `desk:${at.item.id}`;
const actOf = (at: At, card: DeskCard) => ({ code: card.code, actor: at.actor, key: keyOf(at) });
const voice = ({ rt, tx }: At): On => ({
  tx,
  vault: rt.store.vault,
  speaker: { render: rt.render, notices: rt.notices },
});
const tell = (at: At, post: Post): Promise<string[]> => postTo(at.rt, at.tx, at.place, keyOf(at), post);

async function onTicket(
  at: At,
  code: string | null,
  verb: string,
  then: (card: DeskCard) => Promise<string[]>,
): Promise<string[]> {
  if (code === null) return await tell(at, { text: say('desk.which', { verb }) });
  const card = await cardOf(at.tx, at.rt.wardId, code);
  return card ? await then(card) : await tell(at, { text: say('desk.no-such') });
}

async function done(at: At, card: DeskCard, acted: Acted, post: Post): Promise<string[]> {
  if (!acted.ok) return await refused(at, card, acted);
  return [...acted.outbox, ...(await tell(at, { ticketId: card.id, ...post }))];
}

async function refused(at: At, card: DeskCard, why: { readonly say: string }): Promise<string[]> {
  const text = say('desk.refused', { code: card.code, why: verbatim(why.say) });
  return await tell(at, { text, ticketId: card.id });
}

async function contactOf(tx: Sql, ticketId: string): Promise<string | null> {
  const found = await tx.query<{ contact_id: string | null }>('SELECT contact_id FROM ticket WHERE id = $1', [
    ticketId,
  ]);
  return found.rows[0]?.contact_id ?? null;
}

/** A word to the resident about who is speaking. */
async function sayToContact(
  at: At,
  contactId: string,
  what: 'takeover-begins' | 'takeover-over',
): Promise<string[]> {
  const found = await at.tx.query<{
    channel_id: string;
    platform: string;
    external_id: string;
    locale: string;
  }>(
    'SELECT c.channel_id, h.platform, c.external_id, c.locale FROM contact c JOIN channel h ON h.id = c.channel_id WHERE c.id = $1',
    [contactId],
  );
  const to = found.rows[0];
  if (!to) return [];
  const text = what === 'takeover-begins' ? say('takeover.begins') : say('takeover.over');
  const place = {
    channelId: to.channel_id,
    platform: to.platform,
    chat: to.external_id,
    kind: 'private',
  } as const;
  const resident = { contactId, locale: to.locale === 'en' ? ('en' as const) : ('vi' as const) };
  return await postTo(at.rt, at.tx, place, `${keyOf(at)}:${what}`, { text, resident });
}
