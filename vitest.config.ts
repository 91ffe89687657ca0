import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/helpers/sequencer.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/helpers/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // what a test waits for comes when it comes: a busy machine is no failure
    expect: { poll: { timeout: 30_000, interval: 25 } },
    pool: 'forks',
    // vitest leaves one core free; PostgreSQL and what tests wait for leave enough
    maxWorkers: Math.max(2, availableParallelism()),
    sequence: { sequencer: LongFirst },
  },
});
