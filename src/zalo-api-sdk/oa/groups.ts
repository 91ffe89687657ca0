/** GMF groups: chat groups owned by the OA. Needs a verified OA and a group package (`asset_id`). */
import { z } from 'zod';
import { id, lax, textual } from '../fields.ts';
import { type Caller, expectData } from './call.ts';

const BASE = 'v3.0/oa/group/';

const Group = z.looseObject({
  group_id: id,
  name: lax(z.string()),
  group_link: lax(z.string()),
  group_description: lax(z.string()),
  status: lax(z.string()),
  total_member: lax(textual),
  max_member: lax(textual),
});
export type GroupInfo = z.output<typeof Group>;

const GroupDetail = z.looseObject({
  group_info: Group,
  asset_info: lax(
    z.looseObject({
      asset_type: lax(z.string()),
      asset_id: lax(textual),
      /** DD/MM/YYYY */
      valid_through: lax(z.string()),
      auto_renew: lax(z.union([z.boolean(), textual])),
    }),
  ),
  group_setting: lax(
    z.looseObject({
      lock_send_msg: lax(z.boolean()),
      join_appr: lax(z.boolean()),
      enable_msg_history: lax(z.boolean()),
      enable_link_join: lax(z.boolean()),
    }),
  ),
});
export type GroupDetailInfo = z.output<typeof GroupDetail>;

const Member = z.looseObject({
  user_id: lax(textual),
  oa_id: lax(textual),
  name: lax(z.string()),
  avatar: lax(z.string()),
});
export type GroupMember = z.output<typeof Member>;
/** Lists come bare, or under `members` / `groups`. */
const listed = <T extends z.ZodType>(item: T, name: string) =>
  z.union([
    z.array(item),
    z.looseObject({ [name]: z.array(item) }).transform((data) => data[name] as z.output<T>[]),
  ]);

const Asset = z.looseObject({
  product_type: lax(z.string()),
  quota_type: lax(z.string()),
  asset_id: lax(textual),
  valid_through: lax(z.string()),
  status: lax(z.string()),
  used_id: lax(textual),
});
export type GroupAsset = z.output<typeof Asset>;

export interface GroupChange {
  readonly name?: string;
  readonly avatar?: string;
  readonly description?: string;
  readonly lockSendMessage?: boolean;
  readonly joinApproval?: boolean;
  readonly messageHistory?: boolean;
  readonly linkJoin?: boolean;
}

export function groups(call: Caller) {
  const post = (name: string, json: unknown) => call({ path: `${BASE}${name}`, json });
  const get = (name: string, query: Readonly<Record<string, string>>) =>
    call({ method: 'GET', path: `${BASE}${name}`, query });
  const members = (name: string) => async (groupId: string, userIds: readonly string[]) => {
    await post(name, { group_id: groupId, member_user_ids: userIds });
  };
  const page = (offset: number, count: number) => ({ offset: String(offset), count: String(count) });

  return {
    /** At most 99 members, at least one of them an admin of the OA; each follows, or wrote within 7 days. */
    async createGroup(options: {
      name: string;
      description: string;
      assetId: string;
      userIds: readonly string[];
    }): Promise<GroupInfo> {
      const name = 'creategroupwithoa';
      const data = await post(name, {
        group_name: options.name,
        group_description: options.description,
        asset_id: options.assetId,
        member_user_ids: options.userIds,
      });
      return expectData(Group, data, name);
    },
    async getGroup(groupId: string): Promise<GroupDetailInfo> {
      return expectData(GroupDetail, await get('getgroup', { group_id: groupId }), 'getgroup');
    },
    async listGroups(offset = 0, count = 5): Promise<GroupInfo[]> {
      return expectData(
        listed(Group, 'groups'),
        await get('getgroupsofoa', page(offset, count)),
        'getgroupsofoa',
      );
    },
    async updateGroup(groupId: string, change: GroupChange): Promise<void> {
      await post('updateinfo', {
        group_id: groupId,
        group_name: change.name,
        group_avatar: change.avatar,
        group_description: change.description,
        lock_send_msg: change.lockSendMessage,
        join_appr: change.joinApproval,
        enable_msg_history: change.messageHistory,
        enable_link_join: change.linkJoin,
      });
    },
    async updateGroupAsset(groupId: string, assetId: string): Promise<void> {
      await post('updateasset', { group_id: groupId, asset_id: assetId });
    },
    async deleteGroup(groupId: string): Promise<void> {
      await post('delete', { group_id: groupId });
    },
    inviteToGroup: members('invite'),
    acceptToGroup: members('acceptpendinginvite'),
    rejectFromGroup: members('rejectpendinginvite'),
    addGroupAdmins: members('addadmins'),
    removeGroupAdmins: members('removeadmins'),
    async listGroupMembers(groupId: string, offset = 0, count = 50): Promise<GroupMember[]> {
      const data = await get('listmember', { group_id: groupId, ...page(offset, count) });
      return expectData(listed(Member, 'members'), data, 'listmember');
    },
    async listPendingGroupMembers(groupId: string, offset = 0, count = 50): Promise<GroupMember[]> {
      const data = await get('listpendinginvite', { group_id: groupId, ...page(offset, count) });
      return expectData(listed(Member, 'members'), data, 'listpendinginvite');
    },
    /** Latest messages of one group, as Zalo gives them. */
    groupConversation: (groupId: string, offset = 0, count = 10): Promise<unknown> =>
      get('conversation', { group_id: groupId, ...page(offset, count) }),
    /** Latest message of each group, as Zalo gives them. */
    recentGroupChats: (offset = 0, count = 10): Promise<unknown> =>
      get('listrecentchat', page(offset, count)),
    /** Group packages the OA holds: their `asset_id` is what createGroup wants. */
    async groupQuota(
      productType: 'gmf10' | 'gmf50' | 'gmf100' | 'gmf1000',
      quotaType: 'sub_quota' | 'purchase_quota' | 'reward_quota',
    ): Promise<GroupAsset[]> {
      const path = 'v3.0/oa/quota/group';
      const json = { quota_owner: 'OA', product_type: productType, quota_type: quotaType };
      return expectData(z.array(Asset), await call({ path, json }), path);
    },
  };
}
