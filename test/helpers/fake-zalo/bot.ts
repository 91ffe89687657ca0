/** The Bot Platform host: envelope `{ok, result}` or `{ok, error_code, description}`, in a 200. */
import { BOT_CALLS } from './shapes.ts';
import { nextId, type RecordedCall, type Reply, record, type State } from './state.ts';

export const botNo = (code: number, description = 'refused'): Reply => ({
  code,
  json: { ok: false, error_code: code, description },
});
const botOk = (result: unknown): Reply => ({ code: 0, json: { ok: true, result } });

export function answerBot(state: State, call: RecordedCall, token: string): Reply {
  if (token !== state.identity.botToken) return botNo(401, 'Unauthorized');
  const shape = BOT_CALLS[call.call];
  if (!shape || call.method !== 'POST') return botNo(404, 'Not Found');
  const parsed = shape.safeParse(call.body);
  if (!parsed.success) {
    state.violations.push(
      `${call.call}: ${parsed.error.issues.map((i) => i.path.join('.') || i.code).join(', ')}`,
    );
    return botNo(400, 'Bad Request');
  }
  // The strict shape has just passed; each call reads only its own members.
  const body = call.body as Readonly<Record<string, string>>;
  switch (call.call) {
    case 'sendMessage':
    case 'sendPhoto': {
      const to = body.chat_id ?? '';
      const refusal = state.refusals.get(to);
      if (refusal) return botNo(refusal);
      const id = nextId(state, '');
      record(state, {
        id,
        via: 'bot',
        to,
        text: body.text ?? body.caption ?? '',
        buttons: [],
        ...(body.photo ? { file: body.photo } : {}),
      });
      return botOk({ message_id: id, date: 1758772193402 });
    }
    case 'getMe':
      return botOk({ id: 'b1', account_name: 'bot.phuong', account_type: 'BASIC', can_join_groups: false });
    case 'setWebhook':
      state.webhook = { url: body.url ?? '', secret: body.secret_token ?? '' };
      return botOk({ url: state.webhook.url, updated_at: 1758772193402 });
    case 'deleteWebhook':
      state.webhook = null;
      return botOk({ url: '', updated_at: 1758772193402 });
    case 'getWebhookInfo':
      return botOk({ url: state.webhook?.url ?? '', updated_at: 1758772193402 });
    default:
      return botOk(true);
  }
}
