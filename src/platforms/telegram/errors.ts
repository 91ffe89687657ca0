/** What Telegram's refusals mean for us. The token and what was sent never get into an error. */
import { GrammyError, HttpError } from 'grammy';
import { SendError } from '../../core/errors.ts';

/** 400s after which nothing will ever arrive in this chat. */
const GONE =
  /chat not found|user is deactivated|user not found|PEER_ID_INVALID|group chat was deactivated|CHAT_WRITE_FORBIDDEN|not enough rights|have no rights|bot was kicked|bot is not a member/i;

/**
 * Any error of a call as a SendError, without cause: grammY's errors hold the payload (a resident's words) or the
 * address (our token). `secrets` are cut out of Telegram's own description too.
 */
export function asSendError(error: unknown, secrets: readonly string[]): SendError {
  if (error instanceof SendError) return error;
  if (error instanceof GrammyError) return fromApi(error, secrets);
  if (error instanceof HttpError)
    return new SendError('retry', 'Không nối được tới Telegram: kiểm tra mạng và TELEGRAM_API_ROOT.', {
      code: networkCode(error.error),
    });
  return new SendError('retry', 'Lời gọi tới Telegram hỏng vì lỗi của chương trình.', { code: 'unexpected' });
}

function fromApi(error: GrammyError, secrets: readonly string[]): SendError {
  const { error_code: status, parameters } = error;
  const code = String(status);
  const said = redact(String(error.description), secrets);
  const moved = parameters.migrate_to_chat_id;
  if (status === 429) {
    const seconds = parameters.retry_after;
    return new SendError('throttled', `Telegram bảo chờ: ${said}`, {
      code,
      ...(seconds === undefined ? {} : { afterMs: seconds * 1000 }),
    });
  }
  if (status === 400 && moved !== undefined)
    return new SendError('retry', 'Nhóm đã đổi mã trên Telegram.', { code, movedTo: String(moved) });
  if (status === 403 || (status === 400 && GONE.test(said)))
    return new SendError('blocked', `Telegram không cho gửi tới nơi này: ${said}`, { code });
  if (status === 401 || status === 404)
    return new SendError(
      'rejected',
      'Telegram không nhận mã của bot: lấy lại mã ở @BotFather và đặt TELEGRAM_BOT_TOKEN.',
      { code },
    );
  if (status >= 400 && status < 500)
    return new SendError('rejected', `Telegram không nhận tin: ${said}`, { code });
  return new SendError('retry', 'Telegram đang lỗi, sẽ gửi lại.', { code });
}

export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((t, secret) => t.replaceAll(secret, '…'), text).slice(0, 300);
}

function networkCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z_]{2,40}$/.test(code) ? code : 'network';
}
