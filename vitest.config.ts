import { defineConfig } from 'vitest/config';

// One worker a core at most: each integration suite also keeps PostgreSQL busy.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
    reporters: ['default', './test/support/closing-line-reporter.ts'],
  },
});
