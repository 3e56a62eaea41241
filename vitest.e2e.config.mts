import { defineConfig } from 'vitest/config';

/** What a second page beside them would change: what they measure. */
const ALONE = ['memory', 'firstPaint', 'scroll', 'speed'].map(
  (name) => `test/webview/${name}.test.ts`,
);

/** Those that open VS Code lie in `e2e` itself; the folders in it open a page in a browser. */
const IN_VS_CODE = ['test/e2e/*.test.ts'];

/** An older VS Code is no other browser. */
const ONLY_VS_CODE = process.env.HEYGEM_VSCODE === 'oldest';

/**
 * In a real browser (`webview`) and a real VS Code (`e2e`). Pages have a browser each and are looked at two
 * at a time, one in each core; then one file after another what is measured, and what has a server, a browser
 * and a worker of its own.
 */
export default defineConfig({
  test: {
    globalSetup: 'test/e2e/globalSetup.ts',
    projects: [
      {
        test: {
          ...common(),
          name: 'pages',
          include: ONLY_VS_CODE ? [] : ['test/webview/**/*.test.ts'],
          exclude: ALONE,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common(),
          name: 'alone',
          include: ONLY_VS_CODE ? IN_VS_CODE : [...ALONE, 'test/e2e/**/*.test.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

function common() {
  return {
    // One more try for a machine that stalls; scripts/test.mjs names each test that needed it.
    retry: 1,
    // As src/core/runtimeEnvironment.ts says, before any test is loaded.
    env: { ORT_DISABLE_TELEMETRY: '1' },
    // Ceilings for a busy machine; an idle one stays far below.
    testTimeout: 300_000,
    expect: { poll: { timeout: 40_000 } },
    hookTimeout: 400_000,
  };
}
