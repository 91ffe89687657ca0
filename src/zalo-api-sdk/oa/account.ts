/** The OA itself, its users and its allowances. */
import { z } from 'zod';
import { id, lax, textual } from '../fields.ts';
import { type Caller, expectData } from './call.ts';

const Oa = z
  .looseObject({
    oa_id: lax(textual),
    /** name in older descriptions */
    oaid: lax(textual),
    name: lax(z.string()),
    is_verified: lax(z.boolean()),
    /** 2 business, 4 government (one source) */
    oa_type: lax(textual),
    package_name: lax(z.string()),
    num_follower: lax(textual),
  })
  .transform(({ oaid, ...rest }) => ({ ...rest, oa_id: rest.oa_id ?? oaid ?? undefined }));
export type OaInfo = z.output<typeof Oa>;

const User = z.looseObject({
  user_id: id,
  user_id_by_app: lax(textual),
  display_name: lax(z.string()),
  user_alias: lax(z.string()),
  /** a minor or a protected profile: keep as little as possible */
  is_sensitive: lax(z.boolean()),
  user_is_follower: lax(z.boolean()),
  /** DD/MM/YYYY */
  user_last_interaction_date: lax(z.string()),
  avatar: lax(z.string()),
  shared_info: lax(
    z.looseObject({
      name: lax(z.string()),
      phone: lax(textual),
      address: lax(z.string()),
      city: lax(z.string()),
      district: lax(z.string()),
    }),
  ),
});
export type UserDetail = z.output<typeof User>;

const Allowance = lax(z.looseObject({ remain: lax(z.coerce.number()), total: lax(z.coerce.number()) }));
const MessageQuota = z.looseObject({
  /** epoch ms */
  last_interaction: lax(textual),
  cs_reply: Allowance,
  promotion: lax(
    z.looseObject({
      daily_remain: lax(z.coerce.number()),
      daily_total: lax(z.coerce.number()),
      monthly_remain: lax(z.coerce.number()),
      monthly_total: lax(z.coerce.number()),
    }),
  ),
});
export type MessageQuotaInfo = z.output<typeof MessageQuota>;

const HistoryItem = z.looseObject({
  /** 0 from the OA, 1 from the user */
  src: lax(textual),
  /** epoch ms */
  time: lax(textual),
  type: lax(z.string()),
  message: lax(z.string()),
  message_id: lax(textual),
  /** may be a bare number beyond 2^53 in the answer; a string here */
  from_id: lax(textual),
  to_id: lax(textual),
});
export type HistoryMessage = z.output<typeof HistoryItem>;

export function account(call: Caller) {
  const get = (path: string, data?: unknown) =>
    call({ method: 'GET', path, ...(data === undefined ? {} : { query: { data: JSON.stringify(data) } }) });
  return {
    /** Whose token is this, is it verified, which package. */
    async getOa(): Promise<OaInfo> {
      const path = 'v2.0/oa/getoa';
      return expectData(Oa, await get(path), path);
    },
    async userDetail(userId: string): Promise<UserDetail> {
      const path = 'v3.0/oa/user/detail';
      return expectData(User, await get(path, { user_id: userId }), path);
    },
    /** What may still be sent to this user, and when they last did something. */
    async messageQuota(userId: string): Promise<MessageQuotaInfo> {
      const path = 'v3.0/oa/quota/message';
      return expectData(MessageQuota, await call({ path, json: { user_id: userId } }), path);
    },
    /** Latest messages with one user, newest first; `count` at most 10. For what was missed while we were deaf. */
    async conversation(userId: string, offset = 0, count = 10): Promise<HistoryMessage[]> {
      const path = 'v2.0/oa/conversation';
      return expectData(z.array(HistoryItem), await get(path, { user_id: userId, offset, count }), path);
    },
    /** Latest message of each recent conversation; `count` at most 10. */
    async recentChats(offset = 0, count = 10): Promise<HistoryMessage[]> {
      const path = 'v2.0/oa/listrecentchat';
      return expectData(z.array(HistoryItem), await get(path, { offset, count }), path);
    },
  };
}
