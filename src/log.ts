/** Logs by pino. Ids and classes only: residents' words, tokens and keys never get here, and what slips by is redacted. */
import { type DestinationStream, type Logger, pino } from 'pino';

const PATHS = [
  'text',
  'body',
  'caption',
  'phone',
  'name',
  'token',
  'password',
  'authorization',
  'access_token',
  'refresh_token',
  'secret',
];

/** Connection strings and bot tokens inside error messages. */
const SECRETS: readonly RegExp[] = [/\/\/[^@\s/]+@/g, /bot\d+:[\w-]+/g, /\b\d{6,}:[\w-]{20,}/g];

export function redact(text: string): string {
  return SECRETS.reduce((t, pattern) => t.replace(pattern, '***'), text);
}

export function createLog(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: PATHS.flatMap((p) => [p, `*.${p}`, `*.*.${p}`]), censor: '***' },
    serializers: {
      err: (error: unknown) =>
        error instanceof Error ? { type: error.name, message: redact(error.message) } : { type: 'unknown' },
    },
  };
  return to ? pino(options, to) : pino(options);
}
