import { defineConfig } from 'vitest/config';

/** In a real VS Code, one file after another: each has a server, a browser and a worker of its own. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: 'test/e2e/globalSetup.ts',
    fileParallelism: false,
    testTimeout: 150_000,
    hookTimeout: 400_000,
  },
});
