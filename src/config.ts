/** The environment, read once and checked whole: every fault is told at once, each with what to do. The only reader of process.env. */
import path from 'node:path';
import { z } from 'zod';
import { SetupError } from './core/errors.ts';

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | null;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly roles: { readonly web: boolean; readonly worker: boolean };
  /** 32 bytes, or null: made and kept in dataDir by the embedded start */
  readonly appKey: Uint8Array | null;
  readonly telegram: {
    readonly token: string;
    readonly webhookSecret: string | null;
    readonly apiRoot: string | null;
    readonly staffChat: string | null;
  } | null;
  readonly zalo: {
    readonly appId: string;
    readonly appSecret: string;
    readonly oaId: string;
    readonly oaSecretKey: string;
    readonly refreshToken: string | null;
    readonly apiRoot: string | null;
    readonly oauthRoot: string | null;
    readonly zbsRoot: string | null;
  } | null;
  readonly zaloBot: {
    readonly token: string;
    readonly webhookSecret: string;
    readonly apiRoot: string | null;
  } | null;
  readonly logLevel: string;
  /** test runs and benchmarks keep their jobs apart on a shared Redis */
  readonly queuePrefix: string | null;
  /** started by `npm start`: when npm is killed, the program ends too */
  readonly underNpm: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const TELEGRAM_SECRET = /^[A-Za-z0-9_-]{16,256}$/;

/** @throws SetupError with every fault */
export function readConfig(env: Env = process.env): Config {
  const faults: string[] = [];
  const get = (name: string): string | null => {
    const value = env[name]?.trim();
    return value ? value : null;
  };
  const fault = <T>(line: string, instead: T): T => {
    faults.push(line);
    return instead;
  };
  const root = (name: string): string | null => {
    const value = get(name);
    if (value === null) return null;
    const ok = z.url({ protocol: /^https?$/ }).safeParse(value).success && new URL(value).origin === value;
    return ok
      ? value
      : fault(
          `${name}: chỉ gồm giao thức, tên máy và cổng, không có đường dẫn và dấu / ở cuối, ví dụ https://api.example.vn.`,
          null,
        );
  };

  const portText = get('PORT') ?? '3000';
  const port =
    /^\d{1,5}$/.test(portText) && Number(portText) <= 65535
      ? Number(portText)
      : fault('PORT: phải là số từ 0 đến 65535, ví dụ 3000.', 3000);

  let publicUrl = get('PUBLIC_URL');
  if (publicUrl !== null) {
    const parsed = z.url({ protocol: /^https$/ }).safeParse(publicUrl);
    publicUrl = parsed.success
      ? publicUrl.replace(/\/+$/, '')
      : fault(
          'PUBLIC_URL: phải là địa chỉ https mà Zalo và Telegram gọi tới được, ví dụ https://danbiet.phuong.gov.vn. Chưa có thì bỏ trống.',
          null,
        );
  }

  const urlOf = (name: string, scheme: RegExp, say: string): string | null => {
    const value = get(name);
    if (value === null) return null;
    return z.url({ protocol: scheme }).safeParse(value).success ? value : fault(`${name}: ${say}`, null);
  };
  const databaseUrl = urlOf(
    'DATABASE_URL',
    /^postgres(ql)?$/,
    'phải có dạng postgresql://người-dùng:mật-khẩu@máy:5432/tên. Bỏ trống để dùng Postgres đi kèm.',
  );
  const redisUrl = urlOf(
    'REDIS_URL',
    /^rediss?$/,
    'phải có dạng redis://máy:6379. Bỏ trống để hàng đợi chạy trên Postgres.',
  );

  const roleNames = (get('ROLES') ?? 'web,worker').split(',').map((r) => r.trim());
  if (roleNames.some((r) => r !== 'web' && r !== 'worker'))
    fault('ROLES: chỉ nhận web, worker, hoặc web,worker.', null);
  const roles = { web: roleNames.includes('web'), worker: roleNames.includes('worker') };
  if (databaseUrl === null && !get('DATABASE_URL') && !(roles.web && roles.worker)) {
    fault(
      'ROLES: chạy tách web và worker cần DATABASE_URL; Postgres đi kèm chỉ dành cho một chương trình.',
      null,
    );
  }

  let appKey: Uint8Array | null = null;
  const keyText = get('APP_KEY');
  if (keyText !== null) {
    const bytes = /^[A-Za-z0-9+/]{43}=$/.test(keyText) ? Buffer.from(keyText, 'base64') : null;
    appKey =
      bytes?.length === 32
        ? bytes
        : fault(
            'APP_KEY: phải là 32 byte viết bằng base64 (44 ký tự). Tạo bằng: openssl rand -base64 32',
            null,
          );
  } else if (get('DATABASE_URL') !== null) {
    fault(
      'APP_KEY: bắt buộc khi đặt DATABASE_URL. Tạo một lần bằng: openssl rand -base64 32, rồi giữ kỹ; mất khoá là mất dữ liệu đã mã hoá.',
      null,
    );
  }

  const telegramToken = get('TELEGRAM_BOT_TOKEN');
  let telegram: Config['telegram'] = null;
  if (telegramToken !== null) {
    if (!/^\d+:[\w-]+$/.test(telegramToken))
      fault('TELEGRAM_BOT_TOKEN: phải có dạng 123456:chuỗi-ký-tự, lấy từ @BotFather.', null);
    const webhookSecret = get('TELEGRAM_WEBHOOK_SECRET');
    if (webhookSecret !== null && !TELEGRAM_SECRET.test(webhookSecret)) {
      fault('TELEGRAM_WEBHOOK_SECRET: 16 đến 256 ký tự, chỉ gồm chữ không dấu, số, _ và -.', null);
    }
    if (webhookSecret === null && get('PUBLIC_URL') !== null) {
      fault(
        'TELEGRAM_WEBHOOK_SECRET: bắt buộc khi có PUBLIC_URL và TELEGRAM_BOT_TOKEN. Tạo bằng: openssl rand -hex 32',
        null,
      );
    }
    const staffChat = get('TELEGRAM_STAFF_CHAT_ID');
    if (staffChat !== null && !/^-?\d+$/.test(staffChat))
      fault('TELEGRAM_STAFF_CHAT_ID: phải là số, thường bắt đầu bằng -100, ví dụ -1001234567890.', null);
    telegram = { token: telegramToken, webhookSecret, apiRoot: root('TELEGRAM_API_ROOT'), staffChat };
  } else if (get('TELEGRAM_STAFF_CHAT_ID') !== null) {
    fault('TELEGRAM_STAFF_CHAT_ID: cần cả TELEGRAM_BOT_TOKEN. Đặt thêm, hoặc bỏ biến này.', null);
  }

  const zalo = readZalo(get, root, fault);
  const botToken = get('ZALO_BOT_TOKEN');
  const botSecret = get('ZALO_BOT_WEBHOOK_SECRET');
  let zaloBot: Config['zaloBot'] = null;
  if (botToken !== null) {
    if (botSecret === null || botSecret.length < 8 || botSecret.length > 256) {
      fault(
        'ZALO_BOT_WEBHOOK_SECRET: bắt buộc khi có ZALO_BOT_TOKEN, 8 đến 256 ký tự. Tạo bằng: openssl rand -hex 32',
        null,
      );
    }
    zaloBot = { token: botToken, webhookSecret: botSecret ?? '', apiRoot: root('ZALO_BOT_API_ROOT') };
  } else if (botSecret !== null) {
    fault('ZALO_BOT_TOKEN: thiếu, trong khi có ZALO_BOT_WEBHOOK_SECRET. Đặt thêm, hoặc bỏ cả hai.', null);
  }

  const logLevel = get('LOG_LEVEL') ?? 'info';
  if (!LEVELS.includes(logLevel)) fault(`LOG_LEVEL: một trong ${LEVELS.join(', ')}.`, null);

  if (faults.length > 0) throw new SetupError(faults);
  return {
    port,
    host: get('HOST') ?? '127.0.0.1',
    publicUrl,
    dataDir: path.resolve(get('DATA_DIR') ?? './data'),
    databaseUrl,
    redisUrl,
    roles,
    appKey,
    telegram,
    zalo,
    zaloBot,
    logLevel,
    queuePrefix: get('QUEUE_PREFIX'),
    underNpm: get('npm_lifecycle_event') === 'start',
  };
}

function readZalo(
  get: (name: string) => string | null,
  root: (name: string) => string | null,
  fault: (line: string, instead: null) => null,
): Config['zalo'] {
  const names = ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET_KEY'] as const;
  const values = names.map(get);
  if (values.every((v) => v === null)) {
    if (get('ZALO_REFRESH_TOKEN') !== null)
      fault('ZALO_REFRESH_TOKEN: cần cả ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_ID, ZALO_OA_SECRET_KEY.', null);
    return null;
  }
  names.forEach((name, i) => {
    if (values[i] === null)
      fault(`${name}: thiếu. Để bật Zalo OA cần đủ ${names.join(', ')}; để tắt thì bỏ cả bốn.`, null);
  });
  const [appId, appSecret, oaId, oaSecretKey] = values.map((v) => v ?? '') as [
    string,
    string,
    string,
    string,
  ];
  if (appId && !/^\d+$/.test(appId)) fault('ZALO_APP_ID: chỉ gồm số, lấy ở developers.zalo.me.', null);
  if (oaId && !/^\d+$/.test(oaId)) fault('ZALO_OA_ID: chỉ gồm số, lấy ở oa.zalo.me.', null);
  return {
    appId,
    appSecret,
    oaId,
    oaSecretKey,
    refreshToken: get('ZALO_REFRESH_TOKEN'),
    apiRoot: root('ZALO_API_ROOT'),
    oauthRoot: root('ZALO_OAUTH_ROOT'),
    zbsRoot: root('ZALO_ZBS_ROOT'),
  };
}
