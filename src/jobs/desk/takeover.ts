/** While an officer speaks with a resident by hand, what the resident writes goes to the ticket and to that officer. */
import { say, verbatim } from '../../core/say.ts';
import { fold } from '../../core/text.ts';
import { accountsOf } from '../../store/accounts.ts';
import { keepFile } from '../../store/attachments.ts';
import type { Sql } from '../../store/db.ts';
import { endTakeover, stayQuiet, TAKEOVER_MS, takeoverOf } from '../../store/takeover.ts';
import { addToTicket } from '../../store/tickets.ts';
import type { InboxItem, Line, OpenTurn } from '../../store/turn.ts';
import type { Runtime } from '../runtime.ts';
import { button, postTo } from './post.ts';

export interface Heard {
  /** the bot answers this message after all */
  readonly answers: boolean;
  readonly outbox: readonly string[];
  readonly attachments: readonly string[];
}

/** What a resident types to have the machine back. */
const MACHINE = new Set(['may', 'may tra loi', 'gap may', 'menu', '/menu', 'machine']);

/**
 * Null: no officer is speaking with this contact. What might be a denunciation ends the talk and is the sealed path's,
 * before a word of it is kept; an emergency is answered by the machine at once, and the talk goes on.
 */
export async function listenIn(
  rt: Runtime,
  tx: Sql,
  item: InboxItem,
  line: Line,
  open: OpenTurn,
): Promise<Heard | null> {
  const { contact } = open;
  if (!contact.quietUntil) return null;
  const talk = await takeoverOf(tx, contact.id);
  if (!talk) return null;
  const { body } = item.message;
  const nothing: Heard = { answers: true, outbox: [], attachments: [] };
  if (contact.quietUntil <= rt.now()) {
    await endTakeover(tx, contact.id);
    return nothing;
  }
  const text = body.kind === 'text' ? body.text : body.kind === 'file' ? (body.caption ?? '') : '';
  const intent = text === '' ? null : rt.knowledge.understand(text, undefined);
  if (intent?.emergency) return nothing;
  if (intent?.route === 'petition.to-cao' || MACHINE.has(fold(text).trim())) {
    await endTakeover(tx, contact.id);
    return nothing;
  }
  const spoke = body.kind === 'text' || body.kind === 'file';
  if (!spoke) return { ...nothing, answers: false };
  await stayQuiet(tx, contact.id, new Date(rt.now().getTime() + TAKEOVER_MS));
  const key = `talk:${item.id}`;
  const ticketId = await addToTicket(tx, {
    code: talk.code,
    contactId: contact.id,
    at: item.receivedAt,
    key,
    ...(text === '' ? {} : { text }),
  });
  const file =
    body.kind === 'file' && ticketId !== null ? await kept(rt, tx, item, line, contact.id, ticketId) : null;
  return {
    answers: false,
    outbox: await tellOfficer(rt, tx, talk, text, key),
    attachments: file === null ? [] : [file],
  };
}

async function kept(
  rt: Runtime,
  tx: Sql,
  item: InboxItem,
  line: Line,
  contactId: string,
  ticketId: string,
): Promise<string | null> {
  const { body } = item.message;
  if (body.kind !== 'file') return null;
  const { wardId, channelId } = line;
  const key = `${item.id}:talk`;
  const id = await keepFile(tx, rt.store.vault, { wardId, channelId, contactId, key, file: body.file });
  await tx.query('UPDATE attachment SET ticket_id = $2 WHERE key = $1', [key, ticketId]);
  return id;
}

/** In private, where nobody else reads along. */
async function tellOfficer(
  rt: Runtime,
  tx: Sql,
  talk: { readonly ticketId: string; readonly code: string; readonly officerId: string | null },
  text: string,
  key: string,
): Promise<string[]> {
  if (talk.officerId === null) return [];
  const outbox: string[] = [];
  for (const account of await accountsOf(tx, rt.wardId, talk.officerId)) {
    const place = {
      channelId: account.channelId,
      platform: account.platform,
      chat: account.chat,
      kind: 'private',
    } as const;
    const said =
      text === ''
        ? say('desk.takeover-file', { code: talk.code })
        : say('desk.takeover-said', { code: talk.code, text: verbatim(text) });
    const post = { text: said, buttons: [button(rt, 'tralai', talk.code)], ticketId: talk.ticketId };
    outbox.push(...(await postTo(rt, tx, place, `${key}:${account.id}`, post)));
  }
  return outbox;
}
