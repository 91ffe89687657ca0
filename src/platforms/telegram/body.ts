/** The content of a Telegram message as our `Body`. */
import type { Body, FileRef } from '../../core/types.ts';
import type { Message, TelegramFile } from './shapes.ts';

/** Messages that Telegram writes itself about a chat: nobody said anything. Field names of `Message`. */
const SERVICE: ReadonlySet<string> = new Set([
  'new_chat_members',
  'left_chat_member',
  'chat_owner_left',
  'chat_owner_changed',
  'new_chat_photo',
  'delete_chat_photo',
  'group_chat_created',
  'supergroup_chat_created',
  'channel_chat_created',
  'message_auto_delete_timer_changed',
  'migrate_from_chat_id',
  'pinned_message',
  'successful_payment',
  'refunded_payment',
  'connected_website',
  'write_access_allowed',
  'proximity_alert_triggered',
  'boost_added',
  'chat_background_set',
  'checklist_tasks_done',
  'checklist_tasks_added',
  'direct_message_price_changed',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
  'general_forum_topic_hidden',
  'general_forum_topic_unhidden',
  'giveaway_created',
  'giveaway_completed',
  'managed_bot_created',
  'paid_message_price_changed',
  'poll_option_added',
  'poll_option_deleted',
  'suggested_post_approved',
  'suggested_post_approval_failed',
  'suggested_post_declined',
  'suggested_post_paid',
  'suggested_post_refunded',
  'video_chat_scheduled',
  'video_chat_started',
  'video_chat_ended',
  'video_chat_participants_invited',
]);

/** Things a person sends that we know by name and cannot read. */
const CONTENT = ['sticker', 'poll', 'dice', 'game', 'story', 'paid_media', 'checklist', 'rich_message'];

export function serviceOf(raw: object): string | undefined {
  return Object.keys(raw).find((key) => SERVICE.has(key));
}

/** `text` is the message's text or caption, already cleaned; `raw` the message as it came, to name what is unreadable. */
export function bodyOf(m: Message, text: string, raw: object): Body {
  const blank = text.trim() === '';
  const file = fileOf(m);
  if (file) return blank ? { kind: 'file', file } : { kind: 'file', file, caption: text };
  if (m.venue) {
    const label = [m.venue.title, m.venue.address].filter((part) => part.trim() !== '').join(', ');
    return { kind: 'place', ...m.venue.location, ...(label ? { label } : {}) };
  }
  if (m.location) return { kind: 'place', ...m.location };
  if (m.contact) return phoneOf(m.contact, m.from?.id);
  if (!blank) return { kind: 'text', text };
  return { kind: 'unreadable', what: CONTENT.find((key) => key in raw) ?? 'unknown' };
}

/**
 * A contact card. A name comes along only with the sender's own card: another person's number must not be taken for
 * the sender's.
 */
function phoneOf(contact: NonNullable<Message['contact']>, from: number | undefined): Body {
  const digits = contact.phone_number;
  // Telegram writes numbers in international form, mostly without the plus
  const phone = /^[1-9]\d{8,14}$/.test(digits) ? `+${digits}` : digits;
  const name = [contact.first_name, contact.last_name ?? ''].join(' ').trim();
  const own = contact.user_id !== undefined && contact.user_id === from;
  return { kind: 'phone', phone, ...(own && name ? { name } : {}) };
}

function fileOf(m: Message): FileRef | null {
  // an animation comes with a document too, for old clients
  if (m.animation) return ref('video', m.animation);
  if (m.photo) {
    const largest = m.photo.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
    if (largest) return ref('photo', { ...largest, mime_type: 'image/jpeg' });
  }
  if (m.voice) return ref('voice', m.voice);
  if (m.audio) return ref('voice', m.audio);
  if (m.video) return ref('video', m.video);
  if (m.video_note) return ref('video', m.video_note);
  if (m.document) return ref('document', m.document);
  return null;
}

function ref(kind: FileRef['kind'], file: TelegramFile): FileRef {
  return {
    kind,
    ref: file.file_id,
    ...(file.file_name ? { name: file.file_name } : {}),
    ...(file.mime_type ? { mime: file.mime_type } : {}),
    ...(file.file_size === undefined ? {} : { size: file.file_size }),
  };
}
