import { defineConfig } from 'vitest/config';
import { RUNTIME_ENVIRONMENT } from './src/core/runtimeEnvironment.js';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/process/**/*.test.ts'],
    env: RUNTIME_ENVIRONMENT,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
