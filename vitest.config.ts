import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/helpers/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // what a test waits for comes when it comes: a busy machine is no failure
    expect: { poll: { timeout: 30_000, interval: 25 } },
    pool: 'forks',
  },
});
