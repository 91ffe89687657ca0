/** Strict shapes of what Zalo takes: an unknown member, a wrong type or a number for an id is a fault of ours. */
import { z } from 'zod';

const id = z.string().regex(/^[\w.-]{1,64}$/);
const title = z
  .string()
  .min(1)
  .refine((text) => [...text].length <= 100, 'title over 100');

const Button = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.enum(['oa.query.hide', 'oa.query.show']),
    title,
    payload: z.string().min(1).max(1000),
  }),
  z.strictObject({ type: z.literal('oa.open.url'), title, payload: z.strictObject({ url: z.url() }) }),
  z.strictObject({
    type: z.literal('oa.open.phone'),
    title,
    payload: z.strictObject({ phone_code: z.string().regex(/^[1-9]\d{5,14}$/) }),
  }),
  z.strictObject({
    type: z.literal('oa.open.sms'),
    title,
    payload: z.strictObject({ content: z.string(), phone_code: z.string().regex(/^[1-9]\d{5,14}$/) }),
  }),
]);

const MediaElement = z.union([
  z.strictObject({ media_type: z.literal('image'), attachment_id: id }),
  z.strictObject({ media_type: z.literal('image'), url: z.url() }),
  z.strictObject({ media_type: z.literal('gif'), attachment_id: id, width: z.number(), height: z.number() }),
  z.strictObject({ media_type: z.literal('sticker'), attachment_id: id }),
]);
const Media = z.strictObject({
  type: z.literal('template'),
  payload: z.strictObject({ template_type: z.literal('media'), elements: z.array(MediaElement).length(1) }),
});
const Buttons = z.strictObject({
  type: z.literal('template'),
  payload: z.strictObject({ buttons: z.array(Button).min(1).max(5) }),
});
const FileAttachment = z.strictObject({ type: z.literal('file'), payload: z.strictObject({ token: id }) });
const RequestInfo = z.strictObject({
  type: z.literal('template'),
  payload: z.strictObject({
    template_type: z.literal('request_user_info'),
    elements: z.array(z.strictObject({ title, subtitle: z.string().max(500), image_url: z.url() })).length(1),
  }),
});

export const CsMessage = z.strictObject({
  recipient: z.strictObject({ user_id: id }),
  message: z.union([
    z.strictObject({
      text: z.string().min(1),
      quote_message_id: id.optional(),
      attachment: Buttons.optional(),
    }),
    z.strictObject({ text: z.string().min(1).optional(), attachment: Media }),
    z.strictObject({ attachment: FileAttachment }),
    z.strictObject({ attachment: RequestInfo }),
  ]),
});

/** No buttons and no quotes in groups. */
export const GroupMessage = z.strictObject({
  recipient: z.strictObject({ group_id: id }),
  message: z.union([
    z.strictObject({ text: z.string().min(1) }),
    z.strictObject({ text: z.string().min(1).optional(), attachment: Media }),
    z.strictObject({ attachment: FileAttachment }),
  ]),
});

const TemplateData = z.record(z.string(), z.union([z.string(), z.number()]));
export const UidTemplate = z.strictObject({
  user_id: id,
  template_id: z.string(),
  template_data: TemplateData,
});
export const PhoneTemplate = z.strictObject({
  phone: z.string().regex(/^84\d{8,10}$/),
  template_id: z.string(),
  template_data: TemplateData,
  tracking_id: z.string().min(1).max(48),
  mode: z.literal('development').optional(),
  sending_mode: z.enum(['1', '3']).optional(),
});

const userIds = z.array(id).min(1).max(99);
const members = z.strictObject({ group_id: id, member_user_ids: userIds });
/** POST calls on groups other than the message. */
export const GROUP_POSTS: Readonly<Record<string, z.ZodType>> = {
  creategroupwithoa: z.strictObject({
    group_name: z.string().min(1),
    group_description: z.string(),
    asset_id: z.string(),
    member_user_ids: userIds,
  }),
  updateinfo: z.strictObject({
    group_id: id,
    group_name: z.string().optional(),
    group_avatar: z.string().optional(),
    group_description: z.string().optional(),
    lock_send_msg: z.boolean().optional(),
    join_appr: z.boolean().optional(),
    enable_msg_history: z.boolean().optional(),
    enable_link_join: z.boolean().optional(),
  }),
  updateasset: z.strictObject({ group_id: id, asset_id: z.string() }),
  delete: z.strictObject({ group_id: id }),
  invite: members,
  acceptpendinginvite: members,
  rejectpendinginvite: members,
  addadmins: members,
  removeadmins: members,
};

export const BOT_CALLS: Readonly<Record<string, z.ZodType>> = {
  getMe: z.strictObject({}),
  sendMessage: z.strictObject({
    chat_id: id,
    text: z
      .string()
      .min(1)
      .refine((text) => [...text].length <= 2000, 'text over 2000'),
  }),
  sendPhoto: z.strictObject({ chat_id: id, photo: z.url(), caption: z.string().max(2000).optional() }),
  sendChatAction: z.strictObject({ chat_id: id, action: z.literal('typing') }),
  setWebhook: z.strictObject({
    url: z.url(),
    secret_token: z.string().min(8).max(256),
  }),
  deleteWebhook: z.strictObject({}),
  getWebhookInfo: z.strictObject({}),
};
