import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One more try for a machine that stalls; scripts/test.mjs names each test that needed it.
    retry: 1,
    include: ['test/unit/**/*.test.ts', 'test/process/**/*.test.ts'],
    // As src/core/runtimeEnvironment.ts says, before any test is loaded.
    env: { ORT_DISABLE_TELEMETRY: '1' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
