import { defineConfig } from 'vitest/config';

/**
 * In a real browser (`webview`) and a real VS Code (`e2e`), one file after another: each has a server, a
 * browser and a worker of its own.
 */
export default defineConfig({
  test: {
    // One more try for a machine that stalls; scripts/test.mjs names each test that needed it.
    retry: 1,
    include: ['test/webview/**/*.test.ts', 'test/e2e/**/*.test.ts'],
    // As src/core/runtimeEnvironment.ts says, before any test is loaded.
    env: { ORT_DISABLE_TELEMETRY: '1' },
    globalSetup: 'test/e2e/globalSetup.ts',
    fileParallelism: false,
    // Ceilings for a busy machine; an idle one stays far below.
    testTimeout: 300_000,
    expect: { poll: { timeout: 40_000 } },
    hookTimeout: 400_000,
  },
});
