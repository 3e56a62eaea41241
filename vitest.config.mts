import { defineConfig } from 'vitest/config';

/**
 * What takes long for what it is: each build of ffmpeg, pictures that are made and compared, faults at any step,
 * many machines, packages. `npm test -- --quick` leaves these out.
 */
const LONG = ['check', 'faults', 'fleet', 'lipsync', 'media', 'package', 'trace'].map(
  (folder) => `test/process/${folder}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common(),
          name: 'quick',
          include: ['test/unit/**/*.test.ts', 'test/process/**/*.test.ts'],
          exclude: LONG,
        },
      },
      { test: { ...common(), name: 'long', include: LONG } },
    ],
  },
});

function common() {
  return {
    // One more try for a machine that stalls; scripts/test.mjs names each test that needed it.
    retry: 1,
    // As src/core/runtimeEnvironment.ts says, before any test is loaded.
    env: { ORT_DISABLE_TELEMETRY: '1' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  };
}
