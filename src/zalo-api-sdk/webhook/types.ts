/** What a webhook body turns into. Ids are strings; `at` is epoch ms as Zalo says, null when it says nothing sound. */
import type { GroupChangeKind } from './names.ts';

export type Attachment =
  | {
      readonly kind: 'image' | 'gif' | 'audio' | 'video';
      readonly url: string;
      readonly description?: string;
    }
  | { readonly kind: 'link'; readonly url: string; readonly description?: string }
  | {
      readonly kind: 'file';
      readonly url: string;
      readonly name?: string;
      /** bytes */
      readonly size?: number;
      /** extension as Zalo names it, e.g. `pdf` */
      readonly type?: string;
    }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'sticker'; readonly id: string }
  | { readonly kind: 'card'; readonly phone: string; readonly name?: string }
  /** a kind we do not know, or one whose payload we cannot read */
  | { readonly kind: 'other'; readonly type: string };

interface Base {
  /** as Zalo names it */
  readonly name: string;
  readonly at: number | null;
  /** the timestamp as text, '' when absent */
  readonly timestamp: string;
  readonly appId?: string;
  readonly oaId?: string;
  readonly userIdByApp?: string;
}

export interface UserMessage extends Base {
  readonly kind: 'message';
  readonly where: 'private' | 'group' | 'anonymous';
  /** `text`, `image`, `business_card`, … : the end of the event's name */
  readonly what: string;
  readonly userId: string;
  /** when `where` is group */
  readonly groupId?: string;
  readonly msgId?: string;
  readonly quoteMsgId?: string;
  readonly text?: string;
  readonly attachments: readonly Attachment[];
}

export interface OaMessage extends Base {
  readonly kind: 'echo';
  readonly where: 'private' | 'group' | 'anonymous';
  readonly what: string;
  /** the user, or the group */
  readonly to: string;
  /** present only when a person typed it in the OA's own chat tool */
  readonly adminId?: string;
  readonly msgId?: string;
  readonly text?: string;
}

export interface Relation extends Base {
  readonly kind: 'follow' | 'unfollow' | 'chatnow' | 'withdraw';
  readonly userId: string;
  readonly source?: string;
}

export interface SubmittedInfo extends Base {
  readonly kind: 'submit-info';
  readonly userId: string;
  readonly info: {
    readonly name?: string;
    readonly phone?: string;
    readonly birthday?: string;
    readonly gender?: string;
    readonly address?: string;
    readonly ward?: string;
    readonly district?: string;
    readonly city?: string;
  };
}

export interface Receipt extends Base {
  readonly kind: 'received' | 'seen';
  /** `template`: sent by phone; then `to` is a phone number or its SHA-256 */
  readonly of: 'chat' | 'template';
  readonly to: string;
  readonly msgIds: readonly string[];
  readonly trackingId?: string;
}

export interface Reaction extends Base {
  readonly kind: 'reaction';
  readonly by: 'user' | 'oa';
  readonly msgId?: string;
  readonly icon: string;
}

export interface GroupChange extends Base {
  readonly kind: 'group';
  readonly change: GroupChangeKind;
  readonly groupId: string;
  readonly userIds: readonly string[];
}

/** Known by name, passed on as it came. */
export interface AccountEvent extends Base {
  readonly kind: 'account';
  readonly data: Readonly<Record<string, unknown>>;
}

export type WebhookEvent =
  | UserMessage
  | OaMessage
  | Relation
  | SubmittedInfo
  | Receipt
  | Reaction
  | GroupChange
  | AccountEvent;

export type ParsedWebhook =
  | { readonly ok: true; readonly event: WebhookEvent }
  /** `not-json`: no JSON object. `no-name`: no event_name. `unknown`: a new name. `shape`: a known name, odd members */
  | {
      readonly ok: false;
      readonly why: 'not-json' | 'no-name' | 'unknown' | 'shape';
      /** the event's name where it is one, i.e. lower-case words */
      readonly name?: string;
    };
