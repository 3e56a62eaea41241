import { WaitingChildrenError, type Job } from 'bullmq';
import { describe, expect, it } from 'vitest';
import { TasksUnderWay } from '../../../src/core/fleet/tasksUnderWay.js';
import { HeygemError } from '../../../src/core/errors.js';
import type { JobProgress } from '../../../src/core/job.js';
import {
  TaskRunner,
  type RunnerParts,
  type TaskObservation,
} from '../../../src/fleet/worker/taskRunner.js';

const KIT = { id: 'k1', engine: '9', models: 'm', ffmpeg: '8.1', provider: 'cpu' };
const DATA = { kind: 'segments', pair: 'p1', run: 'r1', indices: [0], refusals: [] };

/** Runs one job, and gives what was seen of it. */
async function observed(work: RunnerParts['work']): Promise<readonly TaskObservation[]> {
  const seen: TaskObservation[] = [];
  const runner = new TaskRunner({
    identity: { id: 'w1', name: 'rack 1' },
    under: new TasksUnderWay({ id: 'w1', name: 'rack 1', kit: KIT, slots: 1, since: 0 }),
    leaving: new AbortController().signal,
    isCancelled: () => Promise.resolve(false),
    others: () => Promise.resolve(new Set(['w1'])),
    about: () => Promise.resolve({ name: 'talk.mp4', project: '' }),
    rest: () => undefined,
    now: () => 0,
    observe: (told) => seen.push(told),
    log: () => undefined,
    work,
  });
  const job = {
    ...{ id: 'j1', name: 'segments', data: DATA, attemptsStarted: 1 },
    updateProgress: () => Promise.resolve(),
  } as unknown as Job;
  await runner.run(job, 'token', new AbortController().signal).catch(() => undefined);
  return seen;
}

const at = (stage: JobProgress['stage']): JobProgress => ({ stage, done: 0, total: 1, rate: 0 });
const soon = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('what is seen of an attempt', () => {
  it('has its frames, its seconds, and those of each stage', async () => {
    const [told] = await observed(async (_, { tell }) => {
      tell({ kind: 'segments', progress: at('track') });
      await soon();
      tell({ kind: 'segments', progress: at('render') });
      await soon();
      return { value: 'x', frames: 250 };
    });
    expect(told).toMatchObject({ kind: 'segments', outcome: 'done', frames: 250 });
    const { track = 0, render = 0 } = told.stages;
    expect(Object.keys(told.stages)).toEqual(['track', 'render']);
    expect(Math.min(track, render)).toBeGreaterThan(0.02);
    expect(told.seconds).toBeGreaterThanOrEqual(track + render);
  });

  it('tells what it was at last', async () => {
    const [told] = await observed((_, { tell }) => {
      tell({ kind: 'prepare', progress: at('track') });
      tell({ kind: 'join', progress: at('finish') });
      return Promise.resolve({ value: 'x', frames: 0 });
    });
    expect(told.kind).toBe('join');
  });

  it('tells apart what waits for others and what failed', async () => {
    const waits = await observed(() => Promise.reject(new WaitingChildrenError()));
    expect(waits).toMatchObject([{ outcome: 'waiting' }]);
    const fails = await observed(() => Promise.reject(new HeygemError('no-face')));
    expect(fails).toMatchObject([{ outcome: 'failed', failure: { code: 'no-face' } }]);
  });
});
