/** The HTTP side: reads a call, checks it against the documents, fails as told, else answers. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answers, Files } from './answers.ts';
import { Refusal } from './methods.ts';
import { type FormFile, readForm } from './multipart.ts';
import type { Fields } from './people.ts';
import { decodeForm, faultsOfCall } from './schema.ts';

export interface Call {
  readonly method: string;
  readonly params: Fields;
}

/** How a call shall fail: with Telegram's error, a page of a proxy, or a broken connection. */
export type Failure =
  | {
      readonly code: number;
      readonly description: string;
      readonly parameters?: Readonly<Record<string, number>>;
    }
  | 'proxy page'
  | 'broken connection';

export interface Desk {
  readonly token: string;
  readonly answers: Answers;
  readonly files: Files;
  readonly calls: Call[];
  readonly faults: string[];
  readonly failures: { method: string; failure: Failure }[];
  /** something happened that a test may wait for */
  changed(): void;
  readonly limit?: Limit;
  /** a message was taken (`ok`) or refused for being too many */
  onSend?(chat: string, ok: boolean): void;
}

/** The bot's own limit: a bucket of one second's worth, filled evenly. What finds it empty is answered 429. */
export interface Limit {
  readonly perSecond: number;
  /** ms that a message takes on its way */
  readonly latencyMs?: number;
}

function bucket(limit: Limit | undefined): () => boolean {
  if (!limit) return () => true;
  let left = limit.perSecond;
  let at = performance.now();
  return () => {
    const now = performance.now();
    left = Math.min(limit.perSecond, left + ((now - at) / 1000) * limit.perSecond);
    at = now;
    if (left < 1) return false;
    left--;
    return true;
  };
}

export function createBotServer(desk: Desk): Server {
  const allowed = bucket(desk.limit);
  const server = createServer((request, response) => {
    serve(desk, allowed, request, response).catch((error: unknown) => {
      desk.faults.push(`stand-in: ${String(error)}`);
      response.writeHead(500).end();
    });
  });
  // a slow test must not find its connection closed under its feet
  server.keepAliveTimeout = 600_000;
  return server;
}

async function serve(
  desk: Desk,
  allowed: () => boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
  if (path.startsWith(`/file/bot${desk.token}/`)) return download(desk, path, response);
  const prefix = `/bot${desk.token}/`;
  if (!path.startsWith(prefix)) return refuse(response, new Refusal(401, 'Unauthorized'));

  const method = path.slice(prefix.length);
  const { params, files } = read(method, request.headers['content-type'] ?? '', Buffer.concat(chunks));
  desk.calls.push({ method, params });
  const wrong = faultsOfCall(method, params);
  desk.faults.push(...wrong);
  desk.changed();

  const at = desk.failures.findIndex((f) => f.method === method || f.method === '*');
  const failure = at < 0 ? undefined : desk.failures.splice(at, 1)[0]?.failure;
  if (failure === 'broken connection') return void request.socket.destroy();
  if (failure === 'proxy page') return void response.writeHead(502).end('<html>Bad Gateway</html>');
  if (failure) return refuse(response, new Refusal(failure.code, failure.description, failure.parameters));
  if (wrong.length > 0) return refuse(response, new Refusal(400, `Bad Request: ${wrong[0]}`));
  if (method.startsWith('send') && params.chat_id !== undefined) {
    const ok = allowed();
    desk.onSend?.(String(params.chat_id), ok);
    if (!ok)
      return refuse(response, new Refusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 }));
    if (desk.limit?.latencyMs) await sleep(desk.limit.latencyMs);
  }
  try {
    const gone = new Promise<void>((resolve) => response.once('close', () => resolve()));
    reply(response, 200, { ok: true, result: await desk.answers.answer(method, params, files, gone) });
    desk.changed();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refuse(response, error);
  }
}

function read(
  method: string,
  type: string,
  body: Buffer,
): { params: Fields; files: ReadonlyMap<string, FormFile> } {
  if (type.startsWith('multipart/')) {
    const { fields, files } = readForm(type, body);
    return { params: decodeForm(method, fields), files };
  }
  return { params: body.length > 0 ? JSON.parse(body.toString('utf8')) : {}, files: new Map() };
}

function download(desk: Desk, path: string, response: ServerResponse): void {
  const file = [...desk.files.values()].find((f) => path.endsWith(`/${f.path}`));
  response.writeHead(file ? 200 : 404, { 'content-type': 'application/octet-stream' });
  response.end(file?.bytes);
}

function refuse(response: ServerResponse, { code, message, parameters }: Refusal): void {
  const more = Object.keys(parameters).length > 0 ? { parameters } : {};
  reply(response, code, { ok: false, error_code: code, description: message, ...more });
}

function reply(response: ServerResponse, code: number, value: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}
