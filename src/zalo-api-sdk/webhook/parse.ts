/** Webhook body of an Official Account -> WebhookEvent. Unknown members pass; nothing here throws. */
import { decodeUtf8, parseObject } from '../json.ts';
import { readAttachments } from './attachments.ts';
import { type Base, Body, baseOf, given, Info } from './body.ts';
import { ACCOUNT_EVENTS, GROUP_CHANGES, type SendName, sendName } from './names.ts';
import type { ParsedWebhook, WebhookEvent } from './types.ts';

/** Read one webhook body, as bytes or text. */
export function parseWebhook(raw: Uint8Array | string): ParsedWebhook {
  const object = parseObject(typeof raw === 'string' ? raw : decodeUtf8(raw));
  if (!object) return { ok: false, why: 'not-json' };
  const name = object.event_name;
  if (typeof name !== 'string' || !/^[a-z][a-z0-9_.]{0,79}$/.test(name)) return { ok: false, why: 'no-name' };
  const read = known(name);
  if (!read) return { ok: false, why: 'unknown', name };
  const body = Body.safeParse(object);
  const event = body.success ? read(baseOf(name, body.data), body.data, object) : null;
  return event ? { ok: true, event } : { ok: false, why: 'shape', name };
}

type Read = (base: Base, body: Body, object: Readonly<Record<string, unknown>>) => WebhookEvent | null;

function known(name: string): Read | null {
  const send = sendName(name);
  if (send) return send.from === 'user' ? userMessage(send) : oaMessage(send);
  const change = GROUP_CHANGES.get(name);
  if (change)
    return (base, body) => {
      const groupId = body.group_id ?? body.recipient?.group_id ?? body.recipient?.id;
      const userIds = body.users?.map((user) => user.id) ?? [];
      return groupId ? { ...base, kind: 'group', change, groupId, userIds } : null;
    };
  if (ACCOUNT_EVENTS.has(name)) return (base, _body, object) => ({ ...base, kind: 'account', data: object });
  return OTHERS.get(name) ?? null;
}

const relation =
  (kind: 'follow' | 'unfollow' | 'chatnow' | 'withdraw'): Read =>
  (base, body) => {
    const userId = body.follower?.id ?? body.user_id ?? body.sender?.id;
    return userId ? { ...base, kind, userId, ...given('source', body.source) } : null;
  };

const reaction =
  (by: 'user' | 'oa'): Read =>
  (base, body) => ({
    ...base,
    ...given('oaId', by === 'user' ? body.recipient?.id : body.sender?.id),
    kind: 'reaction',
    by,
    icon: body.message?.react_icon ?? '',
    ...given('msgId', body.message?.msg_id),
  });

const OTHERS: ReadonlyMap<string, Read> = new Map([
  ['follow', relation('follow')],
  ['unfollow', relation('unfollow')],
  ['user_click_chatnow', relation('chatnow')],
  ['user_withdraw', relation('withdraw')],
  ['user_reacted_message', reaction('user')],
  ['oa_reacted_message', reaction('oa')],
  ['user_received_message', receipt('received')],
  ['user_seen_message', receipt('seen')],
  ['user_submit_info', submitted],
]);

function userMessage(send: SendName): Read {
  return (base, body) => {
    const userId = body.sender?.id;
    const inGroup = send.where === 'group';
    const groupId = body.group_id ?? body.recipient?.group_id ?? body.recipient?.id;
    if (!userId || (inGroup && !groupId)) return null;
    return {
      ...base,
      ...(inGroup ? given('groupId', groupId) : given('oaId', body.recipient?.id ?? base.oaId)),
      kind: 'message',
      where: send.where,
      what: send.what,
      userId,
      ...given('msgId', body.message?.msg_id),
      ...given('quoteMsgId', body.message?.quote_msg_id),
      ...given('text', body.message?.text),
      attachments: readAttachments(body.message?.attachments, send.what),
    };
  };
}

function oaMessage(send: SendName): Read {
  return (base, body) => {
    const groupId = body.group_id ?? body.recipient?.group_id;
    const to = send.where === 'group' ? (groupId ?? body.recipient?.id) : body.recipient?.id;
    if (!to) return null;
    return {
      ...base,
      ...given('oaId', body.sender?.id ?? base.oaId),
      kind: 'echo',
      where: send.where,
      what: send.what,
      to,
      ...given('adminId', body.sender?.admin_id),
      ...given('msgId', body.message?.msg_id),
      ...given('text', body.message?.text),
    };
  };
}

/** Receipts are turned round: sender is the OA, recipient the user. A template's receipt has the same name. */
function receipt(kind: 'received' | 'seen'): Read {
  return (base, body) => {
    const { message } = body;
    const to = body.recipient?.id;
    if (!to) return null;
    const template = Boolean(message?.tracking_id ?? message?.delivery_time);
    return {
      ...base,
      ...given('oaId', body.sender?.id ?? base.oaId),
      kind,
      of: template ? 'template' : 'chat',
      to,
      msgIds: message?.msg_ids ?? (message?.msg_id ? [message.msg_id] : []),
      ...given('trackingId', message?.tracking_id),
    };
  };
}

function submitted(base: Base, body: Body): WebhookEvent | null {
  const userId = body.sender?.id;
  const info = Info.safeParse(body.info).data;
  if (!userId || !info) return null;
  const full = info.full_address;
  return {
    ...base,
    ...given('oaId', body.recipient?.id ?? base.oaId),
    kind: 'submit-info',
    userId,
    info: {
      ...given('name', info.name),
      ...given('phone', info.phone),
      ...given('birthday', info.user_dob),
      ...given('gender', info.gender),
      ...given('address', full?.user_address ?? info.address),
      ...given('ward', full?.user_ward ?? info.ward),
      ...given('district', info.district),
      ...given('city', full?.user_city ?? info.city),
    },
  };
}
