/** Is the OA well? For /readyz and doctor: only the present access token is used, nothing is ever spent. */
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
