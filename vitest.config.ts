import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.spec.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default', './test/support/closing-line.reporter.ts'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    pool: 'forks',
    // Faults wait more than they work: a third process uses what two leave of two cores.
    maxWorkers: 3,
    env: { NODE_ENV: 'test', LOG_LEVEL: 'silent', TZ: 'UTC' },
  },
});
