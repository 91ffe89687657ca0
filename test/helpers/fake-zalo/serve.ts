/** One request to the fake: read it, note it, let a scripted fault have its way, answer it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerBot, botNo } from './bot.ts';
import { answerOa, answerOauth } from './oa.ts';
import { type Fault, no, type RecordedCall, type Reply, type State, takeFault } from './state.ts';

export async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fake');
  const media = state.media.get(url.pathname);
  if (media && request.method === 'GET') {
    response.writeHead(200, { 'content-type': media.mime }).end(media.bytes);
    return;
  }
  const raw = await bytesOf(request);
  const bot = /^\/bot([^/]+)\/(\w+)$/.exec(url.pathname);
  const call: RecordedCall = {
    call: bot?.[2] ?? url.pathname.slice(1),
    host: bot ? 'bot' : hostOf(url.pathname),
    method: request.method ?? '',
    headers: request.headers,
    query: Object.fromEntries(url.searchParams),
    body: await bodyOf(request, raw),
    code: null,
  };
  state.calls.push(call);
  const fault = takeFault(state, call.call);
  if (fault?.hang) return;
  if (fault?.drop) {
    response.destroy();
    return;
  }
  if (fault?.status !== undefined) {
    call.code = fault.status;
    response.writeHead(fault.status, { 'content-type': 'text/html', ...fault.headers }).end('<html></html>');
    return;
  }
  const reply = replyTo(state, call, fault, bot?.[1] ?? '');
  if (fault?.loseAnswer) {
    response.destroy();
    return;
  }
  call.code = reply.code;
  response
    .writeHead(200, { 'content-type': 'application/json', ...fault?.headers })
    .end(JSON.stringify(reply.json));
}

function replyTo(state: State, call: RecordedCall, fault: Fault | null, botToken: string): Reply {
  if (fault?.code !== undefined) return call.host === 'bot' ? botNo(fault.code) : no(fault.code);
  if (call.host === 'bot') return answerBot(state, call, botToken);
  if (call.host === 'oauth') return answerOauth(state, call);
  return answerOa(state, call);
}

function hostOf(path: string): RecordedCall['host'] {
  if (path === '/v4/oa/access_token') return 'oauth';
  if (path.startsWith('/message/')) return 'zbs';
  return /^\/v[23]\.0\/oa\//.test(path) ? 'oa' : 'media';
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function bodyOf(request: IncomingMessage, raw: Buffer): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
    const file = form.get('file');
    if (!(file instanceof File) || [...form.keys()].length !== 1) return null;
    return { name: file.name, mime: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
  }
  if (type.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(raw.toString()));
  if (!type.startsWith('application/json')) return null;
  try {
    return JSON.parse(raw.toString());
  } catch {
    return null;
  }
}
