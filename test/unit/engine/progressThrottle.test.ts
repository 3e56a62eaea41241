import { expect, it } from 'vitest';
import type { JobProgress } from '../../../src/core/job.js';
import { throttleProgress } from '../../../src/worker/progressThrottle.js';

it('lets ten a second through, and the first and last of each stage', () => {
  const told: JobProgress[] = [];
  let time = 0;
  const report = throttleProgress(
    (progress) => told.push(progress),
    () => time,
  );
  for (let done = 1; done <= 100; done += 1, time += 10) {
    report({ stage: 'track', done, total: 100, rate: 100 });
  }
  report({ stage: 'render', done: 1, total: 100, rate: 100 });
  const track = told.filter(({ stage }) => stage === 'track').map(({ done }) => done);
  expect(track).toEqual([1, 11, 21, 31, 41, 51, 61, 71, 81, 91, 100]);
  expect(told.at(-1)).toMatchObject({ stage: 'render', done: 1 });
});
