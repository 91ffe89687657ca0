/** Papers made for residents, on their way out: as a file where the platform takes files, else as a link to fetch it. */
import { SendError } from './core/errors.ts';
import { paperKey } from './core/paper.ts';
import { say } from './core/say.ts';
import type { Reply } from './core/types.ts';
import type { Store } from './store/db.ts';
import { paperByKey, paperToken } from './store/papers.ts';
import type { Vault } from './store/vault.ts';

/** For a platform without files: each paper becomes a line with its link; other files stay. */
export function withPaperLinks(reply: Reply, vault: Vault, publicUrl: string | null): Reply {
  const keys = (reply.files ?? []).flatMap((file) => paperKey(file.ref) ?? []);
  if (keys.length === 0 || publicUrl === null) return reply;
  const links = keys.map((key) =>
    say('paper.link', { address: `${publicUrl}/giay/${paperToken(vault, key)}` }),
  );
  const files = (reply.files ?? []).filter((file) => paperKey(file.ref) === null);
  return { ...reply, text: [reply.text, ...links], files };
}

/** The bytes of a paper; null when the ref is another file's. @throws SendError when its time is over */
export async function readPaper(store: Store, ref: string, now: Date) {
  const key = paperKey(ref);
  if (key === null) return null;
  const kept = await paperByKey(store.pool, store.vault, key, now);
  if (!kept) throw new SendError('rejected', 'the paper is gone');
  const { makePaper } = await import('./papers/make.ts');
  return await makePaper(kept.kind, kept.fields);
}
