import { defineConfig } from 'vitest/config';

/** The editor's page in a real browser, against a host that pretends. */
export default defineConfig({
  test: {
    include: ['test/webview/**/*.test.ts'],
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
