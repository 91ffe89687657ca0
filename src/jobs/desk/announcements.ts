/** A head's announcement decided with a tap, in the officers' group or in an officer's own chat. */
import { ANNOUNCEMENT_REASONS, type AnnouncementTap, announcementToken } from '../../core/desk.ts';
import { render, say, verbatim } from '../../core/say.ts';
import { announcementById, type Decision, decideAnnouncement } from '../../store/announcements.ts';
import type { Sql } from '../../store/db.ts';
import { tellContact } from '../../store/tell.ts';
import type { Actor } from '../../store/tickets.ts';
import type { Runtime } from '../runtime.ts';
import { type Place, postTo } from './post.ts';

interface Tapped {
  readonly place: Place;
  /** of the turn */
  readonly key: string;
  readonly actor: Actor;
}

export async function onAnnouncement(
  rt: Runtime,
  tx: Sql,
  at: Tapped,
  tap: AnnouncementTap,
): Promise<string[]> {
  const found = await announcementById(tx, rt.wardId, tap.id);
  const post = (
    text: Parameters<typeof postTo>[4]['text'],
    buttons: { token: string; label: string }[] = [],
  ) => postTo(rt, tx, at.place, `${at.key}:announcement`, { text, buttons });
  if (found?.state !== 'waiting') return await post(say('desk.announcement-over'));
  if (tap.do === 'no')
    return await post(
      say('desk.announcement-why', { group: found.group }),
      ANNOUNCEMENT_REASONS.map((reason) => ({
        token: announcementToken(reason, tap.id),
        label: render(say(`desk.reason-${reason}`), rt.words.vi),
      })),
    );
  const why = tap.do === 'because' ? render(say(`desk.reason-${tap.reason}`), rt.words.vi) : null;
  const decision: Decision = why === null ? { yes: true } : { yes: false, why };
  const done = await decideAnnouncement(tx, rt.wardId, tap.id, decision, at.actor, rt.now());
  if (!done) return await post(say('desk.announcement-over'));
  const told = await tellContact(
    tx,
    rt.store.vault,
    { render: rt.render, notices: rt.notices },
    done.contactId,
    'announcement-decided',
    done.payload,
  );
  const args = { name: verbatim(at.actor.name), group: done.group };
  const text = decision.yes
    ? say('desk.announcement-approved', args)
    : say('desk.announcement-refused', args);
  return [...(told ?? []), ...(await post(text))];
}
