import { describe, expect, it } from 'vitest';
import type { JobId } from '../../../src/core/ids.js';
import type { JobResult, Stage } from '../../../src/core/job.js';
import {
  foldProgress,
  foldQueued,
  NO_PROGRESS,
  type ProgressState,
  snapshotOf,
} from '../../../src/core/progress/foldProgress.js';
import type { JobEvent } from '../../../src/core/progress/jobEvents.js';
import type { OutputReport } from '../../../src/core/report.js';

const id = (name: string | number) => `job-${name}` as JobId;
// The fold only passes reports on.
const DONE: JobResult = {
  kind: 'done',
  report: { frames: 1 } as unknown as OutputReport,
  file: { bytes: 1, sha256: '' },
};
const FAILED: JobResult = { kind: 'failed', failure: { code: 'no-face', params: { path: 'x' } } };

function queued(...frames: number[]): ProgressState {
  return foldQueued(
    NO_PROGRESS,
    frames.map((expectedFrames, n) => ({ kind: 'queued', id: id(n), expectedFrames })),
  );
}

function progress(n: number, at: number, stage: Stage, done: number, total = 100): JobEvent {
  return { kind: 'progress', id: id(n), at, progress: { stage, done, total, rate: 0 } };
}

const fold = (state: ProgressState, ...events: JobEvent[]) => events.reduce(foldProgress, state);

/** Events of a job that works at an even pace, its stages sharing `seconds` as those of real jobs do. */
function evenJob(n: number, from: number, seconds: number, frames = 300): JobEvent[] {
  const stages: readonly [Stage, number][] = [
    ['probe', 0.03],
    ['track', 0.35],
    ['speech', 0.06],
    ['render', 0.46],
    ['finish', 0.1],
  ];
  const whole = stages.reduce((sum, [, share]) => sum + share, 0);
  const expected = { track: frames, speech: frames / 25, render: frames, finish: frames };
  const events: JobEvent[] = [{ kind: 'started', id: id(n), at: from }];
  let at = from;
  for (const [stage, share] of stages) {
    const lasts = (share / whole) * seconds * 1000;
    const steps = Math.max(2, Math.round(lasts / 100));
    for (let step = 0; step <= steps; step++) {
      const done = (frames * step) / steps;
      const told = { stage, done, total: frames, rate: 0, expected };
      events.push({
        ...{ kind: 'progress', id: id(n), at: at + (lasts * step) / steps },
        progress: told,
      });
    }
    at += lasts;
  }
  events.push({ kind: 'finished', id: id(n), at, result: DONE });
  return events;
}

describe('progress', () => {
  it('counts jobs by state', () => {
    const state = fold(
      queued(10, 10, 10, 10, 10, 10),
      { kind: 'skipped', id: id(0) },
      { kind: 'finished', id: id(1), at: 0, result: DONE },
      { kind: 'finished', id: id(2), at: 0, result: FAILED },
      { kind: 'finished', id: id(3), at: 0, result: { kind: 'cancelled' } },
      { kind: 'started', id: id(4), at: 0 },
    );
    expect(snapshotOf(state)).toMatchObject({
      total: 6,
      queued: 1,
      running: 1,
      done: 1,
      skipped: 1,
      failed: 1,
      cancelled: 1,
    });
    expect(snapshotOf(state).jobs[2].state).toEqual(FAILED);
    expect(snapshotOf(state).fraction).toBeCloseTo(4 / 6);
  });

  it('weights jobs by their frames', () => {
    const state = fold(queued(900, 100), { kind: 'finished', id: id(0), at: 0, result: DONE });
    expect(snapshotOf(state).fraction).toBeCloseTo(0.9);
  });

  it('is one when all is over, and empty without jobs', () => {
    expect(snapshotOf(NO_PROGRESS)).toMatchObject({ total: 0, fraction: 0, eta: null });
    const over = fold(
      queued(3, 7),
      { kind: 'finished', id: id(0), at: 0, result: FAILED },
      { kind: 'finished', id: id(1), at: 9, result: DONE },
    );
    expect(snapshotOf(over)).toMatchObject({ fraction: 1, eta: null });
  });

  it('never goes back: late totals, lower stages, a second attempt', () => {
    const events: JobEvent[] = [
      { kind: 'started', id: id(0), at: 0 },
      progress(0, 1000, 'track', 50, 100),
      progress(0, 2000, 'track', 60, 300),
      progress(0, 3000, 'render', 80, 100),
      progress(0, 3500, 'track', 100, 100),
      { kind: 'started', id: id(0), at: 4000 },
      progress(0, 5000, 'probe', 0, 0),
      progress(0, 6000, 'track', 10, 100),
      progress(0, 7000, 'finish', 500, 100),
    ];
    let state = queued(100);
    let before = 0;
    for (const event of events) {
      state = foldProgress(state, event);
      const [job] = snapshotOf(state).jobs;
      expect(job.fraction).toBeGreaterThanOrEqual(before);
      expect(job.fraction).toBeLessThanOrEqual(1);
      before = job.fraction;
    }
    expect(snapshotOf(state).jobs[0].state).toMatchObject({ kind: 'running', attempt: 2 });
  });

  it('fills the whole bar also when the actor is cached', () => {
    const state = fold(
      queued(100),
      { kind: 'started', id: id(0), at: 0 },
      progress(0, 10, 'render', 0),
    );
    // Probing and hearing: half a second of two.
    expect(snapshotOf(state).jobs[0].fraction).toBeLessThan(0.3);
    const half = snapshotOf(fold(state, progress(0, 20, 'render', 50))).jobs[0].fraction;
    expect(half).toBeGreaterThan(0.45);
    expect(half).toBeLessThan(0.6);
  });

  it('says which machines make a job, as long as they do', () => {
    const by = (...machines: string[]): JobEvent => ({
      ...{ kind: 'progress', id: id(0), at: 500 },
      progress: {
        stage: 'render',
        done: 1,
        total: 9,
        rate: 1,
        ...(machines[0] && { by: machines }),
      },
    });
    const makers = (...events: JobEvent[]) => {
      const state = fold(queued(100), { kind: 'started', id: id(0), at: 0 }, ...events);
      const [job] = snapshotOf(state).jobs;
      return job.state.kind === 'running' ? job.state.progress?.by : 'not running';
    };
    expect(makers(by('rack-1'), by('rack-1', 'rack-2'))).toEqual(['rack-1', 'rack-2']);
    expect(makers(by('rack-1'), by())).toBeUndefined();
  });

  it('ignores events of jobs that are over or were never queued', () => {
    const over = fold(queued(1), { kind: 'finished', id: id(0), at: 0, result: DONE });
    expect(fold(over, progress(0, 5, 'render', 1), { kind: 'started', id: id(0), at: 6 })).toBe(
      over,
    );
    expect(fold(over, progress(9, 5, 'render', 1))).toBe(over);
    expect(fold(over, { kind: 'queued', id: id(0), expectedFrames: 5 }).jobs).toHaveLength(1);
  });

  it('says within a fifth how long is left, smoothly, once warm', () => {
    const seconds = 30;
    let state = queued(300, 300, 300, 300);
    let last: { at: number; eta: number } | undefined;
    for (let n = 0; n < 4; n++) {
      for (const event of evenJob(n, n * seconds * 1000, seconds)) {
        state = foldProgress(state, event);
        const { eta } = snapshotOf(state);
        if (eta === null || !('at' in event)) continue;
        const left = 4 * seconds - event.at / 1000;
        if (event.at > 10_000 && left > 5) {
          expect(Math.abs(eta - left) / left).toBeLessThan(0.2);
        }
        if (last && event.at > last.at) {
          const jump = Math.abs(eta - last.eta) / ((event.at - last.at) / 1000);
          if (event.at > 10_000) expect(jump).toBeLessThan(8);
        }
        last = { at: event.at, eta };
      }
    }
    expect(last).toBeDefined();
  });

  it('does not take a failure for speed', () => {
    let state = queued(300, 300, 300);
    state = fold(state, ...evenJob(0, 0, 30));
    const before = snapshotOf(state).eta ?? 0;
    state = fold(
      state,
      { kind: 'started', id: id(1), at: 30_000 },
      { kind: 'finished', id: id(1), at: 30_100, result: FAILED },
      { kind: 'started', id: id(2), at: 30_200 },
    );
    for (let at = 31_000; at <= 45_000; at += 100) {
      state = foldProgress(state, progress(2, at, 'track', (at - 30_000) / 40, 300));
    }
    expect(before).toBeGreaterThan(45);
    expect(snapshotOf(state).eta).toBeGreaterThan(8);
    expect(snapshotOf(state).eta).toBeLessThan(25);
  });

  it('tells one figure: of a single job the same for it and for the batch', () => {
    let state = queued(300);
    for (const event of evenJob(0, 0, 40)) {
      state = foldProgress(state, event);
      const { eta, jobs } = snapshotOf(state);
      expect(jobs[0].eta).toBe(eta);
    }
  });

  it('tells nothing of a job that contradicts what is told of all', () => {
    // The second job is slower than the first: what was told of all eases, what is told of it begins anew.
    let state = queued(300, 300);
    const second = evenJob(1, 40_000, 90);
    let last = 0;
    for (const event of [...evenJob(0, 0, 40), ...second]) {
      state = foldProgress(state, event);
      const { eta, jobs, queued: waits, running } = snapshotOf(state);
      for (const job of jobs) {
        if (job.eta !== null && eta !== null) expect(job.eta).toBeLessThanOrEqual(eta);
      }
      if (waits > 0 || running !== 1) continue;
      last += 1;
      expect(jobs[1].eta).toBe(eta);
    }
    expect(last).toBeGreaterThan(100);
  });

  it('shares the work of those that wait among those that are made at once', () => {
    let state = queued(300, 300, 300, 300);
    const pair = [...evenJob(0, 0, 60), ...evenJob(1, 0, 60)]
      .filter((event) => 'at' in event && event.at <= 30_000)
      .sort((a, b) => ('at' in a ? a.at : 0) - ('at' in b ? b.at : 0));
    for (const event of pair) state = foldProgress(state, event);
    const { eta } = snapshotOf(state);
    expect(eta).toBeGreaterThan(0.8 * 90);
    expect(eta).toBeLessThan(1.2 * 90);
  });

  it('says nothing before it is stable, and nothing of a machine that slept', () => {
    const events = evenJob(0, 0, 60);
    const upTo = (ms: number) => events.filter((event) => 'at' in event && event.at <= ms);
    expect(snapshotOf(fold(queued(300), ...upTo(2000))).eta).toBeNull();
    const awake = fold(queued(300), ...upTo(30_000));
    const asleep = events
      .filter((event) => 'at' in event && event.at > 30_000 && event.at < 31_000)
      .map((event) => ('at' in event ? { ...event, at: event.at + 7_200_000 } : event));
    const left = snapshotOf(fold(awake, ...asleep)).eta ?? Infinity;
    expect(left).toBeGreaterThan(20);
    expect(left).toBeLessThan(40);
  });

  it('takes jobs of unknown length to be like those that were met', () => {
    let state = queued(1, 1, 1, 1);
    for (const event of [...evenJob(0, 0, 60, 1500), ...evenJob(1, 60_000, 60, 1500)]) {
      if ('at' in event && event.at > 90_000) break;
      state = foldProgress(state, event);
    }
    expect(snapshotOf(state).eta).toBeGreaterThan(0.8 * 150);
    expect(snapshotOf(state).eta).toBeLessThan(1.2 * 150);
  });

  it('gives snapshots that survive JSON, and folds a thousand jobs cheaply', () => {
    let state = foldQueued(
      NO_PROGRESS,
      Array.from({ length: 1000 }, (_, n) => ({ kind: 'queued', id: id(n), expectedFrames: 100 })),
    );
    const start = process.cpuUsage();
    let events = 0;
    for (let n = 0; n < 1000; n++) {
      for (const event of evenJob(n, n * 2000, 2)) {
        state = foldProgress(state, event);
        events++;
      }
    }
    const each = process.cpuUsage(start).user / 1000 / events;
    expect(snapshotOf(state)).toMatchObject({ done: 1000, fraction: 1 });
    expect(JSON.parse(JSON.stringify(snapshotOf(state)))).toEqual(snapshotOf(state));
    // Some 20 us were measured on a busy machine; events come at most ten times a second.
    expect(each).toBeLessThan(0.5);
  });
});

it('counts a script that is spoken first as no attempt, and its time with the rest', () => {
  const id = 'v+s' as JobId;
  const speak = (at: number, done: number): JobEvent => ({
    ...{ kind: 'progress', id, at },
    progress: { stage: 'speak', done, total: 10, rate: 0 },
  });
  const events: JobEvent[] = [
    { kind: 'queued', id, expectedFrames: 100, expected: { speak: 10 } },
    { kind: 'speaking', id, at: 0 },
    speak(1000, 2),
    speak(5000, 5),
  ];
  const half = events.reduce(foldProgress, NO_PROGRESS);
  const [spoken] = snapshotOf(half).jobs;
  expect(spoken.state).toMatchObject({ kind: 'running', attempt: 0 });
  expect(spoken.fraction).toBeGreaterThan(0.2);
  const drawn = foldProgress(half, { kind: 'started', id, at: 12_000, hands: 1 });
  expect(snapshotOf(drawn).jobs[0]).toMatchObject({ state: { kind: 'running', attempt: 1 } });
  expect(snapshotOf(drawn).jobs[0].fraction).toBeGreaterThanOrEqual(spoken.fraction);
  const again = foldProgress(drawn, { kind: 'started', id, at: 13_000 });
  expect(snapshotOf(again).jobs[0]).toMatchObject({ state: { attempt: 2 } });
});
