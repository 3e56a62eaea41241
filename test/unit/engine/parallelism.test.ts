import { expect, it } from 'vitest';
import { MOST_WORKERS, workersFor } from '../../../src/engine/parallelism.js';

const GiB = 2 ** 30;

it.each([
  [2, 24, 1],
  [1, 24, 1],
  [4, 24, 2],
  [8, 24, 4],
  [16, 64, 8],
  [16, 4, 3],
  [16, 0.5, 1],
  [64, 512, 8],
])('takes %d cores and %d GiB for %d workers', (cores, memory, workers) => {
  expect(workersFor('auto', { cores, freeMemory: memory * GiB })).toBe(workers);
});

it('does as it is told, within reason', () => {
  const machine = { cores: 2, freeMemory: GiB };
  expect(workersFor(3, machine)).toBe(3);
  expect(workersFor(0, machine)).toBe(1);
  expect(workersFor(1e9, machine)).toBe(MOST_WORKERS);
});
