/** One call of the Bot API answered, method by method. */
import type { Inbox } from './inbox.ts';
import { Refusal, sendFile, sendText, type World } from './methods.ts';
import type { FormFile } from './multipart.ts';
import type { Fields } from './people.ts';

/** Files that people have sent, by file_id. */
export type Files = Map<string, { path: string; bytes: Uint8Array; tooBig: boolean }>;

export interface Answers {
  /** throws Refusal; `gone` resolves when the caller hung up */
  answer(method: string, params: Fields, form: ReadonlyMap<string, FormFile>, gone: Promise<void>): unknown;
  commands(): readonly unknown[];
}

export function createAnswers(world: World, inbox: Inbox, files: Files): Answers {
  let commands: readonly unknown[] = [];

  function setMyCommands(given: unknown): true {
    commands = Array.isArray(given) ? given : [];
    for (const { command, description } of commands as { command: string; description: string }[])
      if (!/^[a-z0-9_]{1,32}$/.test(command) || description.length < 1 || description.length > 256)
        throw new Refusal(400, 'Bad Request: BOT_COMMAND_INVALID');
    return true;
  }

  function openTopic({ forums, nextMessageId }: World, params: Fields): unknown {
    const name = String(params.name);
    if (!forums.has(String(params.chat_id))) throw new Refusal(400, 'Bad Request: the chat is not a forum');
    if (name.length < 1 || name.length > 128) throw new Refusal(400, 'Bad Request: TOPIC_TITLE_EMPTY');
    return { message_thread_id: nextMessageId(), name, icon_color: 7322096 };
  }

  function getFile(id: string): unknown {
    const file = files.get(id);
    if (!file) throw new Refusal(400, 'Bad Request: invalid file_id');
    if (file.tooBig) throw new Refusal(400, 'Bad Request: file is too big');
    return { file_id: id, file_unique_id: 'u', file_size: file.bytes.length, file_path: file.path };
  }

  return {
    commands: () => commands,
    answer(method, params, form, gone) {
      switch (method) {
        case 'getMe':
          return world.me;
        case 'getUpdates':
          return inbox.getUpdates(params, gone);
        case 'setWebhook':
          return inbox.setWebhook(params);
        case 'deleteWebhook':
          return inbox.setWebhook({ ...params, url: '' });
        case 'getWebhookInfo':
          return inbox.info();
        case 'setMyCommands':
          return setMyCommands(params.commands);
        case 'sendMessage':
          return sendText(world, params);
        case 'sendPhoto':
          return sendFile(world, 'photo', params, form);
        case 'sendDocument':
          return sendFile(world, 'document', params, form);
        case 'getChat':
          return {
            id: Number(params.chat_id),
            type: 'supergroup',
            title: 'Tổ cán bộ',
            accent_color_id: 0,
            max_reaction_count: 1,
            ...(world.forums.has(String(params.chat_id)) ? { is_forum: true } : {}),
          };
        case 'createForumTopic':
          return openTopic(world, params);
        case 'getFile':
          return getFile(String(params.file_id));
        case 'answerCallbackQuery':
        case 'editMessageText':
        case 'editMessageReplyMarkup':
        case 'sendChatAction':
          return true;
        default:
          throw new Refusal(404, 'Not Found: the stand-in does not know this method');
      }
    },
  };
}
