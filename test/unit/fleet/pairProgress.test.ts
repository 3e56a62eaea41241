import { describe, expect, it } from 'vitest';
import type { JobProgress } from '../../../src/core/job.js';
import { portionId } from '../../../src/fleet/names.js';
import { PairProgress } from '../../../src/fleet/planner/pairProgress.js';
import type { TaskProgress } from '../../../src/fleet/tasks.js';

const PAIR = 'P1';
const [FIRST, SECOND] = [0, 8].map((first) => portionId(PAIR, 1, first));

const NOTHING: JobProgress = { stage: 'render', done: 0, total: 0, rate: 0 };

function told(
  worker: string,
  progress: Partial<JobProgress>,
  given?: TaskProgress['given'],
): TaskProgress {
  const whole = { ...NOTHING, ...progress };
  const more = given ? { given } : {};
  return { worker, kind: 'segments', attempt: 1, progress: whole, ...more };
}

function started() {
  const seen: JobProgress[] = [];
  let now = 0;
  const progress = new PairProgress(
    (each) => seen.push(each),
    () => now,
  );
  return {
    progress,
    last: () => seen.at(-1),
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe('what several machines tell of one pair', () => {
  it('is passed on while its video is learnt and it is prepared', () => {
    const { progress, last } = started();
    progress.hear('L1', told('anna', { stage: 'track', done: 5, total: 10 }));
    expect(last()).toMatchObject({ stage: 'track', done: 5, total: 10, by: ['anna'] });
    progress.hear(PAIR, told('bert', { stage: 'speech', done: 1, total: 2 }));
    expect(last()).toMatchObject({ stage: 'speech', by: ['anna', 'bert'] });
  });

  it('is added up once its segments are given out, with what was there', () => {
    const { progress, last } = started();
    progress.hear(PAIR, told('anna', {}, { frames: 100, kept: 20 }));
    expect(last()).toMatchObject({ stage: 'render', done: 20, total: 100 });
    progress.hear(FIRST, told('anna', { done: 10, total: 40 }));
    progress.hear(SECOND, told('bert', { done: 30, total: 40 }));
    expect(last()).toMatchObject({ done: 60, total: 100, by: ['anna', 'bert'] });
    progress.completed(FIRST, 40);
    expect(last()).toMatchObject({ done: 90 });
  });

  it('never goes back when a portion is begun again elsewhere', () => {
    const { progress, last } = started();
    progress.hear(PAIR, told('anna', {}, { frames: 100, kept: 0 }));
    progress.hear(FIRST, told('anna', { done: 30, total: 40 }));
    progress.hear(FIRST, told('bert', { done: 2, total: 40 }));
    expect(last()).toMatchObject({ done: 30 });
  });

  it('names nobody who was not heard of for a while', () => {
    const { progress, last, wait } = started();
    progress.hear(PAIR, told('anna', { stage: 'speech' }));
    wait(6_000);
    progress.hear(PAIR, told('bert', { stage: 'finish' }));
    expect(last()?.by).toEqual(['bert']);
  });
});
