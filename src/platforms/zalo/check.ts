/** Is the OA well? For /readyz and doctor: only the present access token is used, nothing is ever spent. */
import type { ChannelLook } from '../../core/types.ts';
import {
  fixedToken,
  type OaClientOptions,
  oaClient,
  type TokenSource,
  type TokenStore,
  ZaloApiError,
  ZaloGrantError,
} from '../../zalo-api-sdk/index.ts';

export interface Health {
  readonly ok: boolean;
  readonly why?: string;
}

export async function checkOa(
  options: Omit<OaClientOptions, 'tokens'>,
  tokens: TokenSource,
  store: TokenStore,
  oaId: string,
  now: Date,
): Promise<Health> {
  if (tokens.problem())
    return { ok: false, why: 'Zalo không cấp mã mới: quản trị viên OA cần cấp quyền lại cho ứng dụng.' };
  const pair = await store.read();
  if (!pair) return { ok: false, why: 'Chưa có mã của Zalo: đặt ZALO_REFRESH_TOKEN rồi chạy lại.' };
  if (pair.accessToken === '' || pair.expiresAt <= now.getTime())
    return { ok: true, why: 'Chưa có mã truy cập còn hạn; sẽ tự đổi khi gửi tin tới.' };
  try {
    const { oa_id } = await oaClient({ ...options, tokens: fixedToken(pair.accessToken) }).getOa();
    if (oa_id !== undefined && oa_id !== oaId)
      return { ok: false, why: 'Mã truy cập là của một OA khác: kiểm tra ZALO_OA_ID.' };
    return { ok: true };
  } catch (error) {
    if (error instanceof ZaloGrantError)
      return { ok: false, why: 'Zalo không nhận mã truy cập hiện có; sẽ thử đổi khi gửi tin tới.' };
    if (error instanceof ZaloApiError) return { ok: false, why: `Zalo báo lỗi ${error.code}.` };
    return { ok: false, why: 'Không nối được tới Zalo: kiểm tra mạng và ZALO_API_ROOT.' };
  }
}

/** How old the token is, and what may still be sent to one person. The present access token only. */
export async function lookOa(
  options: Omit<OaClientOptions, 'tokens'>,
  store: TokenStore,
  now: Date,
  person: string | null,
): Promise<ChannelLook> {
  const pair = await store.read();
  if (!pair || pair.accessToken === '') return {};
  const token = { since: new Date(pair.obtainedAt), until: new Date(pair.expiresAt) };
  if (person === null || pair.expiresAt <= now.getTime()) return { token };
  // the age of the token is shown also when Zalo does not answer
  const asked = await oaClient({ ...options, tokens: fixedToken(pair.accessToken) })
    .messageQuota(person)
    .catch(() => null);
  if (asked === null) return { token };
  const { cs_reply: reply, promotion } = asked;
  const line = (
    what: 'reply' | 'day' | 'month',
    remain: number | null | undefined,
    total: number | null | undefined,
  ) => (typeof remain === 'number' && typeof total === 'number' ? [{ what, remain, total }] : []);
  const quota = [
    ...line('reply', reply?.remain, reply?.total),
    ...line('day', promotion?.daily_remain, promotion?.daily_total),
    ...line('month', promotion?.monthly_remain, promotion?.monthly_total),
  ];
  return quota.length === 0 ? { token } : { token, quota };
}
