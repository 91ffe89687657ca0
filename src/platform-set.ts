/** The platforms that the configuration turns on. */
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { locales } from '../locales/index.ts';
import type { Config } from './config.ts';
import { SendError } from './core/errors.ts';
import { noticeOfRef } from './core/paper.ts';
import type { Platform } from './core/types.ts';
import { readCalendar, readPaper } from './paper-links.ts';
import { telegram } from './platforms/telegram/index.ts';
import { terminal } from './platforms/terminal.ts';
import { web } from './platforms/web.ts';
import { zalo } from './platforms/zalo/index.ts';
import { zaloBot } from './platforms/zalo-bot/index.ts';
import type { Opened } from './set-up.ts';
import { filePath } from './store/attachments.ts';
import { sniff } from './store/files.ts';
import { readNoticeFile } from './store/notice-files.ts';
import { zaloTokens } from './zalo-tokens.ts';

export interface PlatformSetOptions {
  readonly config: Config;
  readonly opened: Opened;
  readonly log: Logger;
  readonly now: () => Date;
}

export function makePlatforms(options: PlatformSetOptions): Platform[] {
  const { config, opened, log, now } = options;
  const file = async (ref: string) =>
    (await readPaper(opened.store, ref, now())) ??
    (await readCalendar(opened.store, opened.wardId, ref, config.publicUrl)) ??
    (await readNotice(config.dataDir, ref)) ??
    (await readStored(config.dataDir, ref));
  const platforms: Platform[] = [web({ now }), terminal(() => {}, { now })];
  if (config.telegram) {
    platforms.push(
      telegram({
        token: config.telegram.token,
        readFile: file,
        now,
        warn: (line) => log.warn({ platform: 'telegram', cause: line }, 'trouble'),
        ...(config.telegram.webhookSecret === null ? {} : { webhookSecret: config.telegram.webhookSecret }),
        ...(config.telegram.apiRoot === null ? {} : { apiRoot: config.telegram.apiRoot }),
      }),
    );
  }
  const zaloRow = opened.channels.get('zalo');
  if (config.zalo && zaloRow) {
    const { refreshToken, apiRoot, oauthRoot, zbsRoot: _, ...keys } = config.zalo;
    platforms.push(
      zalo({
        ...keys,
        store: zaloTokens(opened.store, zaloRow.id, refreshToken),
        readFile: file,
        words: locales.vi,
        now,
        warn: (line) => log.warn({ platform: 'zalo', cause: line }, 'trouble'),
        ...(apiRoot === null ? {} : { apiRoot }),
        ...(oauthRoot === null ? {} : { oauthRoot }),
      }),
    );
  }
  if (config.zaloBot) {
    const { token, webhookSecret, apiRoot } = config.zaloBot;
    platforms.push(zaloBot({ token, webhookSecret, now, ...(apiRoot === null ? {} : { apiRoot }) }));
  }
  return platforms;
}

const EXTENSION: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
  'application/x-cfb': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/plain': 'txt',
};

/** A file that goes with a broadcast; null for another ref. */
async function readNotice(dataDir: string, ref: string) {
  if (noticeOfRef(ref) === null) return null;
  const file = await readNoticeFile(dataDir, ref);
  if (!file) throw new SendError('rejected', 'the file of the broadcast is gone');
  return file;
}

/** A kept file to be sent: `ref` is its content hash. */
async function readStored(dataDir: string, ref: string) {
  const bytes = await readFile(filePath(dataDir, ref)).catch(() => {
    throw new SendError('rejected', 'the kept file is gone');
  });
  const mime = (await sniff(bytes))?.mime ?? 'application/octet-stream';
  return { bytes, name: `tep.${EXTENSION[mime] ?? mime.split('/')[1] ?? 'bin'}`, mime };
}
