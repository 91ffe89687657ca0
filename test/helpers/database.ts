/**
 * Real servers for tests.
 *
 *     const database = await testDatabase();          // own, migrated, empty; about 50 ms
 *     afterAll(() => database.drop());
 *
 *     const redis = await testRedisUrl();              // at the top of the file
 *     describe.skipIf(redis === null)('on Redis', () => { … prefix: testPrefix() … });
 */
import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { PostgresAnswer, ProgramAnswer, RedisAnswer } from './global-setup.ts';
import { inDatabase, withClient } from './servers.ts';

export interface TestDatabase {
  readonly url: string;
  /** cuts every connection still open */
  drop(): Promise<void>;
}

/** A database of one's own with every migration and BullMQ's tables applied. */
export const testDatabase = (): Promise<TestDatabase> => create((template) => template);

/** A database of one's own with nothing in it. */
export const emptyDatabase = (): Promise<TestDatabase> => create(() => 'template0');

/** The server itself, for who makes databases of their own on it. */
export const testServer = async (): Promise<string> => ((await ask('/postgres')) as PostgresAnswer).url;

async function create(source: (template: string) => string): Promise<TestDatabase> {
  const { url, template } = (await ask('/postgres')) as PostgresAnswer;
  const name = `${template}_${randomBytes(4).toString('hex')}`;
  await withClient(url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${source(template)}`));
  return {
    url: inDatabase(url, name),
    drop: async () => {
      await withClient(url, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** A Redis server, or null when this machine has none. It may be shared: use testPrefix() for every key. */
export async function testRedisUrl(): Promise<string | null> {
  return ((await ask('/redis')) as RedisAnswer).url;
}

/** What node is given to run the program as `npm start` does. */
export const programArgs = async (): Promise<readonly string[]> =>
  ((await ask('/program')) as ProgramAnswer).args;

/** Key prefix of one test file on a shared Redis. */
export function testPrefix(): string {
  return `test-${randomBytes(6).toString('hex')}`;
}

async function ask(what: '/postgres' | '/redis' | '/program'): Promise<unknown> {
  const response = await fetch(inject('testServers') + what);
  if (!response.ok) throw new Error(await response.text());
  return await response.json();
}
