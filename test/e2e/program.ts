/** `npm start` as a real process, to be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { cleanUp } from '../embedded/tools.ts';
import { APP_KEY } from '../helpers/app.ts';
import { programArgs, testDatabase } from '../helpers/database.ts';
import { withClient } from '../helpers/servers.ts';

export interface Program {
  readonly child: ChildProcess;
  /** address it listens on */
  readonly url: string;
  /** what it wrote so far, both streams */
  said(): string;
  /** its exit code once it is gone; null when a signal ended it */
  gone: Promise<number | null>;
  /** kill -9, and wait until it is gone */
  kill(): Promise<void>;
}

export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const running = new Set<ChildProcess>();

const undo: (() => unknown)[] = [];

/** Done at the end of the test, last given first. */
export const atEnd = (work: () => unknown): void => void undo.push(work);

/** Ends every process a failed test left behind, then does what was to be done at the end. */
export async function endAll(): Promise<void> {
  for (const child of running) child.kill('SIGKILL');
  for (const work of undo.splice(0).reverse()) await work();
  cleanUp();
}

type Env = Readonly<Record<string, string>>;

async function launch(env: Env) {
  const child = spawn(process.execPath, [...(await programArgs())], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let said = '';
  let wake = () => {};
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      wake();
    });
  const gone = once(child, 'close').then(() => {
    running.delete(child);
    wake();
    return child.exitCode;
  });
  const until = async (pattern: RegExp): Promise<RegExpExecArray | null> => {
    for (;;) {
      const found = pattern.exec(said);
      if (found || !running.has(child)) return found;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { child, gone, until, said: () => said };
}

/** Start it and wait until it says that it is ready. */
export async function startProgram(env: Env): Promise<Program> {
  const { child, gone, until, said } = await launch(env);
  const ready = await until(/(http:\/\/[\d.]+:\d+)\/chat[\s\S]*Sẵn sàng/);
  if (!ready) throw new Error(`it did not start: ${said()}`);
  return {
    child,
    url: ready[1] ?? '',
    said,
    gone,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Start it where it cannot run: what it said, and how it ended. */
export async function runToEnd(env: Env): Promise<Ended> {
  const { gone, said } = await launch(env);
  return { code: await gone, said: said() };
}

export const key: string = Buffer.from(APP_KEY).toString('base64');

/** On the test run's own database, with a folder for files. */
export async function setting(more: Record<string, string> = {}) {
  const database = await testDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'dan-biet-crash-'));
  atEnd(() => database.drop());
  atEnd(() => rmSync(dataDir, { recursive: true, force: true }));
  const env = { DATABASE_URL: database.url, APP_KEY: key, DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...more };
  const rows = (sql: string) =>
    withClient(database.url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);
  return { env, rows };
}

const QUESTIONS = [
  'họp tổ dân phố phải báo trước mấy ngày',
  'xin chào',
  'bao nhiêu hộ dự họp thì được biểu quyết',
  'đèn đường hỏng',
  'thôi không gửi nữa',
  'ai được đi bầu trưởng thôn',
];
export const question = (i: number) => `${QUESTIONS[i % QUESTIONS.length]} (${i})`;

/** A visitor of the web chat who, like the page, sends again until it was taken. */
export async function posts(
  program: () => Program,
  session: string,
  id: number,
  text: string,
): Promise<void> {
  const body = JSON.stringify({ session, id: `m${id}`, text });
  for (;;) {
    try {
      const response = await fetch(`${program().url}/chat/messages`, { method: 'POST', body });
      if (response.status === 202) return;
      expect(response.status).toBe(503);
    } catch {
      // killed: the next one will answer
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Everything the chat was sent, in order, once there are so many replies. */
export async function replies(
  url: string,
  session: string,
  count: number,
): Promise<{ id: string; text: string }[]> {
  const response = await fetch(`${url}/chat/events?session=${session}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const found = () =>
    [...text.matchAll(/^data: (.*)$/gm)].map((m) => JSON.parse(m[1] ?? '{}') as { id: string; text: string });
  while (reader && found().length < count) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
  }
  await reader?.cancel();
  return found();
}
