/**
 * Runs once beside the whole test run. Servers start when the first test file asks for one (a run of pure tests pays
 * nothing), and are gone when the run ends, also by Ctrl-C or kill -9. Test files ask through helpers/database.ts.
 */
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { makeReaper } from './reaper.ts';
import { dropAll, findPostgres, findRedis, makeTemplate, type PostgresServer } from './servers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** where helpers/database.ts asks */
    readonly testServers: string;
  }
}

export interface PostgresAnswer {
  readonly url: string;
  readonly template: string;
}
export interface ProgramAnswer {
  /** what node is started with */
  readonly args: readonly string[];
}
export interface RedisAnswer {
  readonly url: string | null;
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const reaper = makeReaper();
  let used: { server: PostgresServer; template: string } | null = null;

  const postgres = once(async (): Promise<PostgresAnswer> => {
    const server = await findPostgres(process.env, reaper);
    say(`tests use PostgreSQL: ${server.what}`);
    const template = await makeTemplate(
      server,
      fileURLToPath(new URL('../../prisma/migrations', import.meta.url)),
    );
    used = { server, template };
    return { url: server.url, template };
  });
  const redis = once(async (): Promise<RedisAnswer> => {
    const found = await findRedis(process.env, reaper);
    say(
      found
        ? `tests use Redis: ${found.what}`
        : 'no Redis (install redis-server or set TEST_REDIS_URL): its tests are skipped',
    );
    return { url: found?.url ?? null };
  });

  const program = once(buildProgram);

  const server = createServer((request, response) => {
    const answer: Promise<object> =
      request.url === '/redis' ? redis() : request.url === '/program' ? program() : postgres();
    answer.then(
      (body) => response.end(JSON.stringify(body)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address !== 'object') throw new Error('no port was given');
  project.provide('testServers', `http://127.0.0.1:${address.port}`);

  return async () => {
    server.close();
    server.closeAllConnections();
    try {
      if (used) await dropAll(used.server, used.template);
    } finally {
      await reaper.close();
    }
  };
}

/** What `npm start` runs, made once: it starts in a third of the time that the sources take. */
async function buildProgram(): Promise<ProgramAnswer> {
  const file = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
  try {
    await promisify(execFile)(process.execPath, [file('src/start.mjs'), '--build'], { cwd: file('.') });
    return { args: [file('dist/main.js')] };
  } catch {
    // where dist/ cannot be written, `npm start` runs the sources too
    return { args: ['--import', 'tsx', file('src/main.ts')] };
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

const say = (line: string) => process.stdout.write(`${line}\n`);
