/** The OA, ZBS and OAuth hosts. */
import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import { CsMessage, GROUP_POSTS, GroupMessage, PhoneTemplate, UidTemplate } from './shapes.ts';
import { issue, nextId, no, ok, type RecordedCall, type Reply, record, type State } from './state.ts';

/** What is wrong with the token of a call, or null. */
export function refuseToken(state: State, call: RecordedCall): Reply | null {
  if (call.headers.authorization !== undefined) {
    state.violations.push(`${call.call}: Authorization header, Zalo wants access_token`);
    return no(-216, 'Access token is invalid');
  }
  const token = call.headers.access_token;
  const held = typeof token === 'string' ? state.access.get(token) : undefined;
  if (held === 'expired') return no(-220, 'Access token has expired');
  if (held !== 'valid' || typeof token !== 'string') return no(-216, 'Access token is invalid');
  const proof = call.headers.appsecret_proof;
  const right = createHmac('sha256', state.identity.appSecret).update(token).digest('hex');
  return proof !== undefined && proof !== right ? no(-242, 'appsecret_proof is invalid') : null;
}

export function answerOa(state: State, call: RecordedCall): Reply {
  const refused = refuseToken(state, call);
  if (refused) return refused;
  switch (`${call.method} ${call.call}`) {
    case 'POST v3.0/oa/message/cs':
      return message(state, call, CsMessage);
    case 'POST v3.0/oa/group/message':
      return message(state, call, GroupMessage);
    case 'POST v3.0/oa/message/template':
      return uidTemplate(state, call);
    case 'POST message/template':
      return phoneTemplate(state, call);
    case 'GET message/status':
      return ok({ status: 1, message: 'Delivered', delivery_time: '1758772190000' });
    case 'POST v2.0/oa/upload/image':
    case 'POST v2.0/oa/upload/gif':
    case 'POST v2.0/oa/upload/file':
      return upload(state, call);
    case 'GET v2.0/oa/getoa':
      return ok({ oa_id: state.identity.oaId, name: 'UBND phường thử', is_verified: true, oa_type: 4 });
    case 'GET v3.0/oa/user/detail':
      return userDetail(state, call);
    case 'POST v3.0/oa/quota/message':
      return ok({ last_interaction: '1758772190000', cs_reply: { remain: 8, total: 8 } });
    case 'POST v3.0/oa/quota/group':
      return groupPlaces(call);
    default:
      return call.call.startsWith('v3.0/oa/group/') ? group(state, call) : no(-404, 'no such call');
  }
}

function faulty(state: State, call: RecordedCall, shape: z.ZodType): Reply | null {
  const parsed = shape.safeParse(call.body);
  if (parsed.success) return null;
  state.violations.push(
    `${call.call}: ${parsed.error.issues.map((i) => i.path.join('.') || i.code).join(', ')}`,
  );
  return no(-201, 'body is invalid');
}

interface AnyMessage {
  recipient: { user_id?: string; group_id?: string };
  message: {
    text?: string;
    quote_message_id?: string;
    attachment?: {
      payload: {
        token?: string;
        buttons?: { type: string; title: string; payload: unknown }[];
        elements?: { attachment_id?: string; url?: string; media_type?: string }[];
      };
    };
  };
}

function message(state: State, call: RecordedCall, shape: z.ZodType): Reply {
  const fault = faulty(state, call, shape);
  if (fault) return fault;
  // The strict shape has just passed; this is the part of it that both kinds share.
  const { recipient, message: m } = call.body as AnyMessage;
  const to = recipient.user_id ?? recipient.group_id ?? '';
  const refusal = state.refusals.get(to);
  if (refusal) return no(refusal);
  if (m.text !== undefined) {
    if (m.text !== m.text.normalize('NFC')) state.violations.push(`${call.call}: text is not NFC`);
    if ([...m.text].length > 2000) return no(-210, 'text is over the limit');
  }
  const payload = m.attachment?.payload;
  if (payload?.buttons && state.buttonsCode !== 0) return no(state.buttonsCode);
  const element = payload?.elements?.[0];
  const file = payload?.token ?? (element?.media_type === 'sticker' ? undefined : element?.attachment_id);
  if (file !== undefined) {
    const held = state.uploads.get(file);
    if (!held) return no(-201, 'attachment_id is invalid');
    if (held.expired) return no(-100, 'attachment has expired');
  }
  const id = nextId(state, '');
  record(state, {
    id,
    via: recipient.group_id ? 'group' : 'oa',
    to,
    text: m.text ?? '',
    buttons: payload?.buttons ?? [],
    ...(m.quote_message_id ? { quote: m.quote_message_id } : {}),
    ...((file ?? element?.url) ? { file: file ?? element?.url ?? '' } : {}),
  });
  return ok(
    recipient.group_id
      ? { message_id: id, group_id: to }
      : {
          message_id: id,
          user_id: to,
          quota: { quota_type: 'reply', remain: '7', total: '8', owner_type: 'OA' },
        },
  );
}

function uidTemplate(state: State, call: RecordedCall): Reply {
  const fault = faulty(state, call, UidTemplate);
  if (fault) return fault;
  const { user_id, template_id, template_data } = UidTemplate.parse(call.body);
  const id = nextId(state, '');
  const template = { id: template_id, data: template_data };
  record(state, { id, via: 'template', to: user_id, text: '', buttons: [], template });
  return ok({ message_id: id, user_id, sent_time: '1758772193402' });
}

function phoneTemplate(state: State, call: RecordedCall): Reply {
  const fault = faulty(state, call, PhoneTemplate);
  if (fault) return no(-108, 'phone is invalid');
  const { phone, template_id, template_data } = PhoneTemplate.parse(call.body);
  const id = nextId(state, '');
  record(state, {
    id,
    via: 'zbs',
    to: phone,
    text: '',
    buttons: [],
    template: { id: template_id, data: template_data },
  });
  const quota = { dailyQuota: '500', remainingQuota: '499' };
  return ok({ msg_id: id, sent_time: '1758772193402', sending_mode: '1', quota });
}

const UPLOADS: Readonly<Record<string, { mimes: readonly string[]; bytes: number; key: string }>> = {
  image: { mimes: ['image/jpeg', 'image/png'], bytes: 1_048_576, key: 'attachment_id' },
  gif: { mimes: ['image/gif'], bytes: 5_242_880, key: 'attachment_id' },
  file: {
    mimes: [
      'application/pdf',
      'application/msword',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'text/csv',
    ],
    bytes: 5_242_880,
    key: 'token',
  },
};

function upload(state: State, call: RecordedCall): Reply {
  const rule = UPLOADS[call.call.split('/').at(-1) ?? ''];
  const file = call.body as { name: string; mime: string; bytes: Uint8Array } | null;
  if (!rule || !file) {
    state.violations.push(`${call.call}: not a multipart body with one field "file"`);
    return no(-201, 'file is invalid');
  }
  if (!rule.mimes.includes(file.mime) || file.bytes.byteLength > rule.bytes)
    return no(-201, 'file is invalid');
  const id = nextId(state, 'up_');
  state.uploads.set(id, { ...file, expired: false });
  return ok({ [rule.key]: id });
}

function userDetail(state: State, call: RecordedCall): Reply {
  try {
    const asked: unknown = JSON.parse(call.query.data ?? '');
    if (
      typeof asked === 'object' &&
      asked !== null &&
      'user_id' in asked &&
      typeof asked.user_id === 'string'
    )
      return ok({ user_id: asked.user_id, display_name: 'Nguyễn Văn Mẫu', is_sensitive: false });
  } catch {
    // falls through: not the one parameter `data` of JSON that Zalo wants
  }
  state.violations.push(`${call.call}: wants data={"user_id":"…"}`);
  return no(-201, 'data is invalid');
}

/** One place for ten members, in the package; asked for by product and quota, as Zalo wants it. */
function groupPlaces(call: RecordedCall): Reply {
  const asked = (call.body ?? {}) as { product_type?: string; quota_type?: string };
  if (asked.product_type !== 'gmf10' || asked.quota_type !== 'sub_quota') return ok([]);
  return ok([{ product_type: 'gmf10', quota_type: 'sub_quota', asset_id: 'asset1', status: 'available' }]);
}

function group(state: State, call: RecordedCall): Reply {
  const name = call.call.slice('v3.0/oa/group/'.length);
  const info = { group_id: 'g1', name: 'Tổ 3', status: 'enabled', total_member: 2, max_member: '10' };
  if (call.method === 'GET') {
    if (name === 'getgroup') return ok({ group_info: { ...info, group_id: call.query.group_id } });
    if (name === 'getgroupsofoa') return ok({ groups: call.query.offset === '0' ? [info] : [], total: 1 });
    if (name === 'listmember' || name === 'listpendinginvite')
      return ok({ members: [{ user_id: '7300112233445566772', name: 'Mẫu' }], total: 1 });
    if (name === 'conversation' || name === 'listrecentchat') return ok([]);
    return no(-404, 'no such call');
  }
  const shape = GROUP_POSTS[name];
  if (!shape) return no(-404, 'no such call');
  return faulty(state, call, shape) ?? ok(name === 'creategroupwithoa' ? info : {});
}

/** Single-use refresh tokens; the old access token dies with its refresh token. */
export function answerOauth(state: State, call: RecordedCall): Reply {
  const refuse = (code: number, error_name: string): Reply => ({
    code,
    json: { error: code, error_name, error_reason: error_name, error_description: error_name },
  });
  const fields = call.body as Readonly<Record<string, string>>;
  if (call.headers.secret_key !== state.identity.appSecret || fields.app_id !== state.identity.appId)
    return refuse(-14002, 'Invalid app id or secret');
  const keys = Object.keys(fields).sort().join();
  if (fields.grant_type === 'authorization_code' && keys === 'app_id,code,code_verifier,grant_type')
    return granted(state);
  if (fields.grant_type !== 'refresh_token' || keys !== 'app_id,grant_type,refresh_token') {
    state.violations.push(`${call.call}: fields ${keys}`);
    return refuse(-14000, 'Invalid request');
  }
  const held = state.refresh.get(fields.refresh_token ?? '');
  if (!held || held.spent) {
    state.badRefreshes++;
    return refuse(-14014, 'Invalid refresh token');
  }
  held.spent = true;
  state.access.delete(held.access);
  state.refreshes++;
  return granted(state);
}

function granted(state: State): Reply {
  const { accessToken, refreshToken } = issue(state);
  return {
    code: 0,
    json: { access_token: accessToken, refresh_token: refreshToken, expires_in: '90000' },
  };
}
