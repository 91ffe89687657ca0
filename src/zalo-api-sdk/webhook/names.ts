/**
 * Names of webhook events. Zalo's own documents of different years disagree on some group events: every name found
 * maps to one change. Names that have no parser of their own are listed so that they are knowingly passed by.
 */

export type GroupChangeKind =
  | 'created'
  | 'joined'
  | 'requested'
  | 'accepted'
  | 'rejected'
  | 'admin-added'
  | 'admin-removed'
  | 'updated'
  | 'left'
  | 'deleted';

export const GROUP_CHANGES: ReadonlyMap<string, GroupChangeKind> = new Map([
  ['create_group', 'created'],
  ['user_join_group', 'joined'],
  ['user_request_join_group', 'requested'],
  ['accept_request_join_group', 'accepted'],
  ['react_request_join_group', 'accepted'],
  ['react_request_join_group_accept', 'accepted'],
  ['reject_request_join_group', 'rejected'],
  ['react_request_join_group_reject', 'rejected'],
  ['add_group_admin', 'admin-added'],
  ['remove_group_admin', 'admin-removed'],
  ['update_group_info', 'updated'],
  ['user_out_group', 'left'],
  ['user_leave_group', 'left'],
  ['delete_group', 'deleted'],
  ['disperse_group', 'deleted'],
]);

/** Events about the account, templates, calls, tags: known by name, kept as they are. */
export const ACCOUNT_EVENTS: ReadonlySet<string> = new Set([
  'update_user_info',
  'add_user_to_tag',
  'remove_user_from_tag',
  'remove_tag',
  'permission_revoked',
  'extension_purchased',
  'widget_interaction_accepted',
  'widget_failed_to_sync_user_external_id',
  'shop_has_order',
  'user_feedback',
  'user_click_response_button',
  'change_template_status',
  'change_template_quality',
  'change_template_quota',
  'change_oa_daily_quota',
  'change_oa_template_tags',
  'event_journey_time_out',
  'event_journey_acknowledged',
  'oa_send_consent',
  'user_reply_consent',
  'user_call_oa',
  'oa_call_user',
]);

/** What `user_send_*`, `oa_send_*` and their group and anonymous forms may end in. New endings are taken too. */
export type SendName = {
  readonly from: 'user' | 'oa';
  readonly where: 'private' | 'group' | 'anonymous';
  readonly what: string;
};

/** `user_send_group_image` -> from user, in a group, image. Null for other names. */
export function sendName(name: string): SendName | null {
  const anonymous = /^(?:(anonymous)_send|oa_send_anonymous)_([a-z_]+)$/.exec(name);
  if (anonymous) {
    const [, byUser, what = ''] = anonymous;
    return { from: byUser ? 'user' : 'oa', where: 'anonymous', what };
  }
  const match = /^(user|oa)_send_(group_)?([a-z_]+)$/.exec(name);
  if (!match || ACCOUNT_EVENTS.has(name)) return null;
  const [, from, group, what = ''] = match;
  return { from: from === 'user' ? 'user' : 'oa', where: group ? 'group' : 'private', what };
}
