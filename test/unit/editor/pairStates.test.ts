import { describe, expect, it } from 'vitest';
import type { Fingerprint, JobId, PairId } from '../../../src/core/ids.js';
import type { PlanState } from '../../../src/core/plan/plannedJob.js';
import type { JobState } from '../../../src/core/progress/jobEvents.js';
import { pairState, type PairKnowledge } from '../../../src/editor/pairStates.js';

const PAIR = 'anna+one' as PairId;
const JOB = { pair: PAIR, outputRelative: 'out/anna-one.mp4' };
const FINGERPRINT = 'f'.repeat(64) as Fingerprint;
const REPORT = {
  ...{ frames: 250, passedThrough: 3, apertureR: 0.912, lagFrames: 0, articulation: 1 },
  provider: 'cpu',
};
const ENTRY = {
  ...{ output: JOB.outputRelative, fingerprint: FINGERPRINT, bytes: 1, sha256: 'a'.repeat(64) },
  report: REPORT,
};
const NEW: PlanState = { kind: 'new', fingerprint: FINGERPRINT };

function knowing(part: Partial<PairKnowledge>): PairKnowledge {
  const nothing = { plan: new Map(), ledger: new Map(), jobs: new Map(), outcomes: new Map() };
  return { folder: '/home/anna/course', ...nothing, ...part };
}

function live(state: JobState): Partial<PairKnowledge> {
  return {
    jobs: new Map([[PAIR, { id: PAIR as string as JobId, state, fraction: 0.5, eta: 17 }]]),
  };
}

describe('the state of a pair', () => {
  it('is what the ledger says until the files are read', () => {
    const ledger = new Map([[PAIR, ENTRY]]);
    const summary = 'lips follow well';
    const figures = '250 frames, 3 as filmed, lips r 0.91';
    expect(pairState(JOB, knowing({ ledger }), 'en')).toEqual({
      kind: 'current',
      summary,
      figures,
    });
    const renamed = { ...JOB, outputRelative: 'out/other.mp4' };
    expect(pairState(renamed, knowing({ ledger }), 'en')).toEqual({ kind: 'new' });
    expect(pairState(JOB, knowing({}), 'en')).toEqual({ kind: 'new' });
  });

  it('is what runs, in words', () => {
    const progress = { stage: 'render', done: 50, total: 100, rate: 25 } as const;
    const running = live({ kind: 'running', attempt: 1, progress });
    expect(pairState(JOB, knowing(running), 'zh')).toEqual({
      ...{ kind: 'running', stage: '绘制', fraction: 0.5, rate: 25, eta: 17 },
    });
  });

  it('names the machines that make it, and lets no name do anything', () => {
    const progress = { stage: 'render', done: 50, total: 100, rate: 25 } as const;
    const by = (...names: string[]) =>
      pairState(
        JOB,
        knowing(live({ kind: 'running', attempt: 1, progress: { ...progress, by: names } })),
        'en',
      );
    expect(by('rack-3', '\u202eevil')).toMatchObject({ by: ['rack-3', '\\u202eevil'] });
    expect(by()).not.toHaveProperty('by');
  });

  it('is how it ended until something it is made from changes', () => {
    const failure = { code: 'no-face', params: { path: 'anna.mp4' } } as const;
    const outcomes = new Map([
      [PAIR, { planned: NEW, state: { kind: 'failed', failure } as const }],
    ]);
    const state = (planned: PlanState) =>
      pairState(JOB, knowing({ outcomes, plan: new Map([[PAIR, planned]]) }), 'en').kind;
    expect(state(NEW)).toBe('failed');
    expect(state({ ...NEW })).toBe('failed');
    expect(state({ kind: 'new', fingerprint: '0'.repeat(64) as Fingerprint })).toBe('new');
    expect(state({ kind: 'missing-input', failure })).toBe('missing-input');
  });

  it('names files as the project does', () => {
    const path = '/home/anna/course/video/anna.mp4';
    const failure = { code: 'input-missing', params: { path } } as const;
    const plan = new Map([[PAIR, { kind: 'missing-input', failure } as const]]);
    expect(pairState(JOB, knowing({ plan }), 'en')).toMatchObject({
      notice: { sentence: 'The file video/anna.mp4 does not exist.' },
    });
    const other = { ...failure, params: { path: '/home/anna/course-2/anna.mp4' } };
    const far = new Map([[PAIR, { kind: 'missing-input', failure: other } as const]]);
    expect(pairState(JOB, knowing({ plan: far }), 'en')).toMatchObject({
      notice: { sentence: expect.stringContaining('/home/anna/course-2/') as string },
    });
  });

  it('is no longer done when the output is gone', () => {
    const report = { ...REPORT, passedThrough: { frames: 0, spans: [] }, sync: {} };
    const done = { kind: 'done', report } as unknown as Extract<JobState, { kind: 'done' }>;
    const outcomes = new Map([[PAIR, { planned: NEW, state: done }]]);
    const reason = 'output-missing';
    const gone: PlanState = { kind: 'stale', fingerprint: FINGERPRINT, reason };
    const plan = new Map([[PAIR, gone]]);
    expect(pairState(JOB, knowing({ outcomes, plan }), 'en')).toEqual({
      kind: 'stale',
      reason: 'the output is gone',
    });
  });

  it('keeps a result to be watched that is older than what it is made from', () => {
    const changes = [{ kind: 'part', name: 'audioHash' }] as const;
    const reason = 'changed';
    const stale: PlanState = { kind: 'stale', fingerprint: FINGERPRINT, reason, changes };
    const knowledge = knowing({ plan: new Map([[PAIR, stale]]) });
    expect(pairState(JOB, { ...knowledge, made: new Set([PAIR]) }, 'en')).toEqual({
      ...{ kind: 'stale', older: true },
      reason: 'changed since it was made: the recording',
    });
    expect(pairState(JOB, knowledge, 'en')).not.toHaveProperty('older');
  });

  it('keeps it also where making it anew was cancelled or failed', () => {
    const failure = { code: 'no-face', params: { path: 'anna.mp4' } } as const;
    for (const end of [{ kind: 'cancelled' }, { kind: 'failed', failure }] as const) {
      const made = new Set([PAIR]);
      const ended = { outcomes: new Map([[PAIR, { planned: NEW, state: end }]]) };
      for (const part of [live(end), ended]) {
        expect(pairState(JOB, knowing({ ...part, made }), 'en')).toMatchObject({
          ...{ kind: end.kind, older: true },
        });
        expect(pairState(JOB, knowing(part), 'en')).not.toHaveProperty('older');
      }
    }
  });
});
