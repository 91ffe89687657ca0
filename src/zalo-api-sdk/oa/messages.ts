/** Consultation messages (`message/cs`), group messages, and templates by user id: bodies and calls. */
import { z } from 'zod';
import { id, lax, textual } from '../fields.ts';
import type { Caller } from './call.ts';

/** At most 5 of a message; title up to 100 characters. */
export type Button =
  /** comes back as `user_send_text` with `payload` as its text; `show` also displays it in the chat */
  | { readonly type: 'oa.query.hide' | 'oa.query.show'; readonly title: string; readonly payload: string }
  | { readonly type: 'oa.open.url'; readonly title: string; readonly url: string }
  /** `phoneCode` begins with the country code, no plus: 842438000000 */
  | { readonly type: 'oa.open.phone'; readonly title: string; readonly phoneCode: string }
  | {
      readonly type: 'oa.open.sms';
      readonly title: string;
      readonly phoneCode: string;
      readonly content: string;
    };

export type Recipient = { readonly userId: string } | { readonly groupId: string };

/** One message; Zalo takes one attachment each. Buttons and quotes are for users only, not for groups. */
export type Content =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly buttons?: readonly Button[];
      readonly quoteMessageId?: string;
    }
  | { readonly kind: 'image'; readonly attachmentId: string; readonly text?: string }
  | { readonly kind: 'image-url'; readonly url: string; readonly text?: string }
  | {
      readonly kind: 'gif';
      readonly attachmentId: string;
      readonly width: number;
      readonly height: number;
      readonly text?: string;
    }
  | { readonly kind: 'sticker'; readonly stickerId: string }
  | { readonly kind: 'file'; readonly token: string }
  /** a card that asks the user for name, phone and address; answered by `user_submit_info` */
  | {
      readonly kind: 'request-info';
      readonly title: string;
      readonly subtitle: string;
      readonly imageUrl: string;
    };

/** Allowances change with Zalo's price list; every member may be missing. */
export interface Sent {
  /** '' when Zalo took the message and named none: not an error, or it would be sent twice */
  readonly messageId: string;
  readonly quota?: {
    readonly type: string | undefined;
    readonly remain: string | undefined;
    readonly total: string | undefined;
  };
}

/** The `message` member of the request for a content. */
export function messageBody(content: Content): Readonly<Record<string, unknown>> {
  const template = (payload: unknown) => ({ type: 'template', payload });
  const media = (element: unknown, text: string | undefined) => ({
    ...(text ? { text } : {}),
    attachment: template({ template_type: 'media', elements: [element] }),
  });
  switch (content.kind) {
    case 'text':
      return {
        text: content.text,
        ...(content.quoteMessageId ? { quote_message_id: content.quoteMessageId } : {}),
        ...(content.buttons && content.buttons.length > 0
          ? { attachment: template({ buttons: content.buttons.map(buttonBody) }) }
          : {}),
      };
    case 'image':
      return media({ media_type: 'image', attachment_id: content.attachmentId }, content.text);
    case 'image-url':
      return media({ media_type: 'image', url: content.url }, content.text);
    case 'gif': {
      const { attachmentId, width, height } = content;
      return media({ media_type: 'gif', attachment_id: attachmentId, width, height }, content.text);
    }
    case 'sticker':
      return media({ media_type: 'sticker', attachment_id: content.stickerId }, undefined);
    case 'file':
      return { attachment: { type: 'file', payload: { token: content.token } } };
    case 'request-info': {
      const { title, subtitle, imageUrl: image_url } = content;
      return {
        attachment: template({
          template_type: 'request_user_info',
          elements: [{ title, subtitle, image_url }],
        }),
      };
    }
  }
}

function buttonBody(button: Button): Readonly<Record<string, unknown>> {
  const { type, title } = button;
  switch (button.type) {
    case 'oa.query.hide':
    case 'oa.query.show':
      return { title, type, payload: button.payload };
    case 'oa.open.url':
      return { title, type, payload: { url: button.url } };
    case 'oa.open.phone':
      return { title, type, payload: { phone_code: button.phoneCode } };
    case 'oa.open.sms':
      return { title, type, payload: { content: button.content, phone_code: button.phoneCode } };
  }
}

const SentData = z.looseObject({
  message_id: lax(id),
  quota: lax(z.looseObject({ quota_type: lax(textual), remain: lax(textual), total: lax(textual) })),
});

function sent(data: unknown): Sent {
  const read = SentData.safeParse(data).data;
  const quota = read?.quota;
  return {
    messageId: read?.message_id ?? '',
    ...(quota
      ? {
          quota: {
            type: quota.quota_type ?? undefined,
            remain: quota.remain ?? undefined,
            total: quota.total ?? undefined,
          },
        }
      : {}),
  };
}

export function messages(call: Caller) {
  return {
    /** Send to a user who wrote within 7 days (free within 48 h), or to a GMF group of the OA. */
    async send(to: Recipient, content: Content): Promise<Sent> {
      const message = messageBody(content);
      return 'userId' in to
        ? sent(
            await call({ path: 'v3.0/oa/message/cs', json: { recipient: { user_id: to.userId }, message } }),
          )
        : sent(
            await call({
              path: 'v3.0/oa/group/message',
              json: { recipient: { group_id: to.groupId }, message },
            }),
          );
    },
    /** An approved ZBS template to a user id: the way outside the message window. No tracking id here. */
    async sendTemplate(
      userId: string,
      templateId: string,
      templateData: Readonly<Record<string, string | number>>,
    ): Promise<Sent> {
      return sent(
        await call({
          path: 'v3.0/oa/message/template',
          json: { user_id: userId, template_id: templateId, template_data: templateData },
        }),
      );
    },
  };
}
