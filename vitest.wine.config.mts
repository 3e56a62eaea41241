import { defineConfig } from 'vitest/config';

/** What runs on Windows as far as Wine shows it: `npm test -- --wine`. See docs/platforms.md. */
export default defineConfig({
  test: {
    include: ['test/wine/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 400_000,
    hookTimeout: 200_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
