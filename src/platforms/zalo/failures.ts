/**
 * What Zalo's refusals mean for the outbox. The class of a code stands in the SDK's table; here a class becomes a reason:
 *
 * - retry, reupload (after our own second try) -> retry
 * - night -> retry at 06:05 Việt Nam time; only promotion falls under it, so the lane is not paused
 * - throttle -> throttled, 10 s unless Zalo says how long
 * - refresh (also after a refresh), a lost grant, and what switches the whole OA or app off -> throttled, minutes: every
 *   message would fail, so the lane waits and none is lost; `check` tells the officers what to do
 * - window -> window-closed; quota -> quota; blocked and "the OA is not in this group" -> blocked
 * - rejected, and `human` that concerns one kind of message -> rejected
 */
import { SendError } from '../../core/errors.ts';
import type { SendFailure } from '../../core/types.ts';
import { ZaloApiError, ZaloGrantError, ZaloNetworkError } from '../../zalo-api-sdk/index.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** The OA or the app is off: no call of any kind gets through. */
const ALL_OFF: ReadonlySet<number> = new Set([-204, -205, -209, -219, -242]);
const NOT_IN_GROUP = -403;

/** Any error of a send as SendError, without cause: nothing of what was sent travels on. */
export function asSendError(error: unknown, now: Date): SendError {
  if (error instanceof SendError) return error;
  if (error instanceof ZaloGrantError)
    return fail(
      'throttled',
      'Zalo không cấp mã mới: quản trị viên OA cần cấp quyền lại.',
      'grant',
      5 * MINUTE,
    );
  if (error instanceof ZaloNetworkError)
    return fail('retry', 'Không nhận được trả lời của Zalo, sẽ gửi lại.', error.fault, error.retryAfterMs);
  if (error instanceof ZaloApiError) return fromApi(error, now);
  return fail('retry', 'Chưa gửi được tới Zalo vì lỗi của chương trình.', 'unexpected');
}

function fromApi(error: ZaloApiError, now: Date): SendError {
  const code = String(error.code);
  switch (error.class) {
    case 'retry':
    case 'reupload':
      return fail('retry', `Zalo đang lỗi (${code}), sẽ gửi lại.`, code, error.retryAfterMs);
    case 'night':
      return fail('retry', 'Zalo không nhận tin loại này ban đêm.', code, untilMorning(now));
    case 'throttle':
      return fail('throttled', 'Zalo bảo chờ vì gửi quá nhanh.', code, error.retryAfterMs ?? 10 * SECOND);
    case 'refresh':
      return fail('throttled', 'Zalo không nhận mã truy cập vừa đổi.', code, MINUTE);
    case 'window':
      return fail('window-closed', 'Người nhận đã quá 7 ngày không nhắn tin cho OA.', code);
    case 'quota':
      return fail('quota', `Đã hết hạn mức tin của Zalo (${code}).`, code);
    case 'blocked':
      return fail('blocked', `Người này không nhận tin của OA (${code}).`, code);
    case 'rejected':
      return fail('rejected', `Zalo không nhận tin này (${code}).`, code);
    case 'human':
      if (error.code === NOT_IN_GROUP) return fail('blocked', 'OA không còn trong nhóm này.', code);
      if (ALL_OFF.has(error.code))
        return fail('throttled', `OA hoặc ứng dụng Zalo đang bị tắt (${code}).`, code, 10 * MINUTE);
      return fail('rejected', `Zalo chưa cho OA gửi loại tin này (${code}): xem tài liệu mã lỗi.`, code);
  }
}

function fail(reason: SendFailure, say: string, code: string, afterMs?: number): SendError {
  return new SendError(reason, say, { code, ...(afterMs === undefined ? {} : { afterMs }) });
}

/** ms until the next 06:05 in Việt Nam (UTC+7, no summer time). */
export function untilMorning(now: Date): number {
  const day = 24 * 60 * MINUTE;
  const local = (now.getTime() + 7 * 60 * MINUTE) % day;
  const morning = (6 * 60 + 5) * MINUTE;
  return (morning - local + day) % day || day;
}
