import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestStore, testStore } from '../helpers/app.ts';

let at: TestStore;
beforeAll(async () => {
  at = await testStore();
});
afterAll(() => at.close());

it('asks every server for plans as they are: compiling them costs more than running them', async () => {
  expect(await at.rows(`SELECT setting, source FROM pg_settings WHERE name = 'jit'`)).toEqual([
    { setting: 'off', source: 'session' },
  ]);
});
