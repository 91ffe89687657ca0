/** What the Bot Platform's refusals mean for the outbox, by error_code. */
import { SendError } from '../../core/errors.ts';
import { ZaloApiError, ZaloNetworkError } from '../../zalo-api-sdk/index.ts';

/** Any error as SendError, without cause: neither the token nor what was sent travels on. */
export function asSendError(error: unknown): SendError {
  if (error instanceof SendError) return error;
  if (error instanceof ZaloNetworkError)
    return new SendError('retry', 'Không nhận được trả lời của Zalo, sẽ gửi lại.', {
      code: error.fault,
      ...(error.retryAfterMs === undefined ? {} : { afterMs: error.retryAfterMs }),
    });
  if (!(error instanceof ZaloApiError))
    return new SendError('retry', 'Chưa gửi được tới Zalo vì lỗi của chương trình.', { code: 'unexpected' });
  const code = String(error.code);
  switch (error.class) {
    case 'throttle':
      return new SendError('throttled', 'Zalo bảo chờ vì gửi quá nhanh.', {
        code,
        afterMs: error.retryAfterMs ?? 10_000,
      });
    case 'quota':
      return new SendError('quota', 'Bot đã hết số tin của tháng này.', { code });
    case 'blocked':
      return new SendError('blocked', 'Bot không được nhắn vào cuộc trò chuyện này.', { code });
    case 'retry':
      return new SendError('retry', 'Zalo đang lỗi, sẽ gửi lại.', { code });
    case 'human':
      return new SendError('rejected', 'Zalo không nhận mã của bot: lấy lại ở Zalo Bot Manager.', { code });
    case 'rejected':
    case 'refresh':
    case 'reupload':
    case 'window':
    case 'night':
      return new SendError('rejected', `Zalo không nhận tin này (${code}).`, { code });
  }
}
