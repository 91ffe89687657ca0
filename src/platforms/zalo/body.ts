/** What a person sent to the OA, as bodies of the core. */
import type { Body, FileRef } from '../../core/types.ts';
import type { Attachment, SubmittedInfo, UserMessage } from '../../zalo-api-sdk/index.ts';
import { keepable } from '../keepable.ts';

/** A button's payload is `#` and our token. A person can type the same: the core asks whether such an offer is open. */
const TAP = /^#([\w-]{1,62}\.\d{1,2})$/;

export const payloadOf = (token: string): string => `#${token}`;

/** One body for each attachment, or one for the text. In groups there are no buttons, so nothing there is a tap. */
export function bodiesOf(event: UserMessage, said: string): readonly Body[] {
  if (event.attachments.length > 0)
    return event.attachments.map((attachment, i) => attached(attachment, i === 0 ? said : ''));
  const token = event.where === 'private' ? TAP.exec(said)?.[1] : undefined;
  if (token !== undefined) return [{ kind: 'tap', token }];
  if (said.trim() !== '') return [{ kind: 'text', text: said }];
  return [{ kind: 'unreadable', what: event.what === 'text' ? 'blank' : event.what.slice(0, 32) }];
}

function attached(attachment: Attachment, said: string): Body {
  switch (attachment.kind) {
    case 'image':
      return file({ kind: 'photo', ref: keepable(attachment.url) }, said);
    case 'video':
      return file({ kind: 'video', ref: keepable(attachment.url) }, said || (attachment.description ?? ''));
    case 'audio':
      return file({ kind: 'voice', ref: keepable(attachment.url) }, said);
    case 'file':
      return file(
        {
          kind: 'document',
          ref: keepable(attachment.url),
          ...(attachment.name ? { name: keepable(attachment.name) } : {}),
          ...(attachment.size === undefined ? {} : { size: attachment.size }),
        },
        said,
      );
    case 'link':
      return { kind: 'text', text: linked(keepable(attachment.url), said) };
    case 'location': {
      const { latitude, longitude } = attachment;
      return { kind: 'place', latitude, longitude, ...(said.trim() ? { label: said } : {}) };
    }
    case 'card':
      return {
        kind: 'phone',
        phone: keepable(attachment.phone),
        ...(attachment.name ? { name: keepable(attachment.name) } : {}),
      };
    case 'sticker':
    case 'gif':
      return said.trim() === ''
        ? { kind: 'unreadable', what: attachment.kind }
        : { kind: 'text', text: said };
    case 'other':
      return said.trim() === ''
        ? { kind: 'unreadable', what: attachment.type }
        : { kind: 'text', text: said };
  }
}

function file(ref: FileRef, said: string): Body {
  const caption = keepable(said);
  return caption.trim() === '' ? { kind: 'file', file: ref } : { kind: 'file', file: ref, caption };
}

function linked(url: string, said: string): string {
  if (said.trim() === '') return url;
  return said.includes(url) ? said : `${said}\n${url}`;
}

/** The form a person filled in: its phone number is what the core knows how to use. */
export function submittedBody(info: SubmittedInfo['info']): Body {
  if (!info.phone) return { kind: 'unreadable', what: 'submit-info' };
  return {
    kind: 'phone',
    phone: keepable(info.phone),
    ...(info.name ? { name: keepable(info.name) } : {}),
  };
}
