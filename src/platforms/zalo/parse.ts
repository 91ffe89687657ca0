/** Webhook of the OA -> messages of the core. */
import { NotJson } from '../../core/errors.ts';
import type { Body, IncomingMessage, Parsed, Signal } from '../../core/types.ts';
import {
  type GroupChangeEvent,
  type OaMessage,
  parseWebhook,
  type Relation,
  type SubmittedInfo,
  type UserMessage,
  type WebhookEvent,
} from '../../zalo-api-sdk/index.ts';
import { arrival } from '../arrival.ts';
import { keepable } from '../keepable.ts';
import { rawId } from '../raw-id.ts';
import { groupChat } from './address.ts';
import { bodiesOf, submittedBody } from './body.ts';

export interface Ours {
  readonly appId: string;
  readonly oaId: string;
}

/**
 * Read one webhook body. Events of another app or OA are ignored, as are receipts, reactions, echoes of our own sends,
 * the anonymous web widget (it cannot be answered by user id), who comes and goes in groups, and news of account and templates.
 * @throws NotJson
 */
export function parseEvent(raw: Uint8Array, ours: Ours, now: Date): Parsed {
  const parsed = parseWebhook(raw);
  if (!parsed.ok) {
    if (parsed.why === 'not-json') throw new NotJson('the body is no JSON object');
    return {
      kind: 'unreadable',
      id: rawId(raw),
      why: `${parsed.why}${parsed.name ? `: ${parsed.name}` : ''}`,
    };
  }
  const { event } = parsed;
  if (event.appId !== undefined && event.appId !== ours.appId)
    return { kind: 'ignored', event: 'foreign-app' };
  if (event.oaId !== undefined && event.oaId !== ours.oaId) return { kind: 'ignored', event: 'foreign-oa' };
  if (event.kind === 'group') return chatsOf(event, ours);
  const messages = messagesOf(event, ours, now);
  return messages.length > 0 ? { kind: 'messages', messages } : { kind: 'ignored', event: event.name };
}

function messagesOf(event: WebhookEvent, ours: Ours, now: Date): readonly IncomingMessage[] {
  switch (event.kind) {
    case 'message':
      return event.where === 'anonymous' ? [] : userMessages(event, ours, now);
    case 'echo':
      return takeover(event, now);
    case 'follow':
    case 'chatnow':
      return [about(event, now, { kind: 'joined' })];
    case 'unfollow':
      return [about(event, now, { kind: 'left' })];
    case 'withdraw':
      return [about(event, now, { kind: 'withdrawn' })];
    case 'submit-info':
      return [about(event, now, submittedBody(event.info))];
    case 'received':
    case 'seen':
    case 'reaction':
    case 'group':
    case 'account':
      return [];
  }
}

/** Who comes and goes in a group is its own business; that the group is there, or we are in it no more, is ours. */
function chatsOf(event: GroupChangeEvent, ours: Ours): Parsed {
  const change = changeOf(event, ours);
  if (change === null) return { kind: 'ignored', event: event.name };
  return { kind: 'chats', event: event.name, changes: [{ chat: groupChat(event.groupId), change }] };
}

function changeOf({ change, userIds }: GroupChangeEvent, ours: Ours): 'seen' | 'gone' | null {
  switch (change) {
    case 'created':
    case 'updated':
      return 'seen';
    case 'deleted':
      return 'gone';
    case 'left':
      return userIds.includes(ours.oaId) ? 'gone' : null;
    case 'joined':
      return userIds.includes(ours.oaId) ? 'seen' : null;
    case 'requested':
    case 'accepted':
    case 'rejected':
    case 'admin-added':
    case 'admin-removed':
      return null;
  }
}

function userMessages(event: UserMessage, ours: Ours, now: Date): readonly IncomingMessage[] {
  const mention = `[@${ours.oaId}]`;
  const text = keepable(event.text ?? '');
  const mentioned = text.includes(mention);
  const said = mentioned ? text.replaceAll(mention, ' ').trim() : text;
  const id = idOf(event, event.userId, event.msgId);
  return bodiesOf(event, said).map((body, i) => ({
    channel: 'zalo',
    id: i === 0 ? id : `${id}:${i + 1}`,
    at: arrival(event.at, now),
    from: { id: event.userId },
    chat:
      event.groupId === undefined
        ? { id: event.userId, kind: 'private' }
        : { id: groupChat(event.groupId), kind: 'group' },
    addressed: event.groupId === undefined || mentioned,
    ...(event.msgId ? { messageId: event.msgId } : {}),
    ...(event.quoteMsgId ? { replyTo: event.quoteMsgId } : {}),
    body,
  }));
}

/** A message with `admin_id` was typed by an officer in the OA's own chat; without, it is our own coming back. */
function takeover(event: OaMessage, now: Date): readonly IncomingMessage[] {
  if (event.adminId === undefined || event.where !== 'private') return [];
  const id = idOf(event, event.to, event.msgId);
  return [privately(event.to, id, arrival(event.at, now), { kind: 'takeover' })];
}

function about(event: Relation | SubmittedInfo, now: Date, body: Body | Signal): IncomingMessage {
  return privately(event.userId, idOf(event, event.userId, undefined), arrival(event.at, now), body);
}

function privately(userId: string, id: string, at: Date, body: Body | Signal): IncomingMessage {
  return {
    channel: 'zalo',
    id,
    at,
    from: { id: userId },
    chat: { id: userId, kind: 'private' },
    addressed: true,
    body,
  };
}

/** A delivery that comes again has the same id: by message where there is one, else by time and person. */
function idOf(event: WebhookEvent, subject: string, msgId: string | undefined): string {
  return msgId
    ? `${event.name}:${msgId}`
    : `${event.name}:${keepable(event.timestamp).slice(0, 32)}:${subject}`;
}
