/** A login link that goes to an officer's own chat. It is wiped from the outbox a while after it was sent. */
import { createHash } from 'node:crypto';
import { fold } from '../core/text.ts';
import type { Outgoing } from '../core/types.ts';
import { accountsOf } from './accounts.ts';
import { type Store, transaction } from './db.ts';
import { LINK_MINUTES, makeLink, type Officer, officersOf } from './officers.ts';
import { enqueue, FLEETING } from './outbox.ts';
import { allow } from './rate.ts';
import { audit } from './tickets.ts';

/** Links one officer is sent at most, in a quarter of an hour: nobody's chat is flooded. */
const MOST = 3;

export interface SentLink {
  /** to ring for after commit */
  readonly outbox: readonly string[];
  /** chats it went to; 0: no account is linked, or too many were asked for */
  readonly chats: number;
}

/**
 * Send a fresh link to every chat the officer has linked, through the outbox.
 * @param origin published address of the console, `https://…`: never one that a request claims
 */
export async function sendLoginLink(store: Store, officer: Officer, origin: string): Promise<SentLink> {
  const accounts = await accountsOf(store.pool, officer.wardId, officer.id);
  if (accounts.length === 0) return { outbox: [], chats: 0 };
  if (!(await allow(store.pool, officer.wardId, 'login-sent', officer.id, MOST, LINK_MINUTES * 60)))
    return { outbox: [], chats: 0 };
  return await transaction(store, async (tx) => {
    const token = await makeLink(tx, officer);
    const message = linkMessage(`${origin}/console/login/${token}`);
    const key = createHash('sha256').update(token).digest('hex').slice(0, 32);
    const outbox = await enqueue(
      tx,
      store.vault,
      accounts.map((to) => ({
        ...{ wardId: officer.wardId, channelId: to.channelId, chat: to.chat, chatKind: 'private' as const },
        ...{
          contactId: null,
          key: `login:${key}:${to.id}`,
          notice: FLEETING,
          lane: 'reply' as const,
          message,
        },
      })),
    );
    await audit(
      tx,
      officer.wardId,
      { officerId: officer.id, name: officer.name },
      'login.sent',
      officer.name,
      {
        chats: accounts.length,
      },
    );
    return { outbox, chats: accounts.length };
  });
}

const linkMessage = (address: string): Outgoing => ({
  text: `Đường dẫn vào trang cán bộ, dùng một lần, trong ${LINK_MINUTES} phút:\n${address}\n\nKhông phải anh, chị xin thì xin bỏ qua, đừng bấm, và đừng chuyển cho ai.`,
  choices: [],
  files: [],
});

/** Officers whose whole name this is, accents and case aside: a name may be borne by two. */
export async function officersNamed(store: Store, wardId: string, name: string): Promise<Officer[]> {
  const wanted = fold(name).trim();
  if (wanted === '') return [];
  const all = await officersOf(store.pool, wardId);
  return all.filter((o) => fold(o.name).trim() === wanted).slice(0, 5);
}
