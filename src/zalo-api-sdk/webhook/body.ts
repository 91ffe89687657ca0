/** The members we read from a webhook body. Each may be missing or of a wrong type: then it reads as absent. */
import { z } from 'zod';
import { id, lax, textual } from '../fields.ts';

const party = lax(z.looseObject({ id: lax(id), admin_id: lax(id), group_id: lax(id) }));

export const Body = z.looseObject({
  timestamp: lax(textual),
  app_id: lax(id),
  oa_id: lax(id),
  /** camel case in change_oa_daily_quota */
  oaId: lax(id),
  user_id: lax(id),
  user_id_by_app: lax(id),
  group_id: lax(id),
  source: lax(z.string()),
  sender: party,
  recipient: party,
  follower: party,
  users: lax(z.array(z.looseObject({ id }))),
  info: z.unknown().optional(),
  message: lax(
    z.looseObject({
      msg_id: lax(id),
      msg_ids: lax(z.array(id)),
      quote_msg_id: lax(id),
      text: lax(z.string()),
      react_icon: lax(z.string()),
      tracking_id: lax(textual),
      delivery_time: lax(textual),
      attachments: z.unknown().optional(),
    }),
  ),
});
export type Body = z.output<typeof Body>;

export const Info = z.looseObject({
  name: lax(z.string()),
  phone: lax(textual),
  user_dob: lax(z.string()),
  gender: lax(z.string()),
  address: lax(z.string()),
  ward: lax(z.string()),
  district: lax(z.string()),
  city: lax(z.string()),
  full_address: lax(
    z.looseObject({
      user_city: lax(z.string()),
      user_ward: lax(z.string()),
      user_address: lax(z.string()),
    }),
  ),
});

export type Base = ReturnType<typeof baseOf>;

/** What every event has. */
export function baseOf(name: string, body: Body) {
  const timestamp = body.timestamp ?? '';
  return {
    name,
    timestamp,
    at: instant(timestamp),
    ...given('appId', body.app_id),
    ...given('oaId', body.oa_id ?? body.oaId),
    ...given('userIdByApp', body.user_id_by_app),
  };
}

/** Epoch ms; text that is not a plausible time of Zalo's life (2012 to 2286) gives null. */
function instant(timestamp: string): number | null {
  return /^\d{13}$/.test(timestamp) && timestamp > '1325376000000' ? Number(timestamp) : null;
}

/** `{ [key]: value }`, or nothing when the value is absent or empty. */
export function given<K extends string>(key: K, value: string | null | undefined): { [P in K]?: string } {
  return value ? ({ [key]: value } as { [P in K]?: string }) : {};
}
