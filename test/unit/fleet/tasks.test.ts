import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import type { LipModels } from '../../../src/engine/lipModels.js';
import {
  readProgress,
  readSegmentsResult,
  readTask,
  type SentJob,
} from '../../../src/fleet/tasks.js';
import { jobHere } from '../../../src/fleet/worker/jobHere.js';

const JOB: SentJob = {
  ...{ video: 'p/a.mp4', audio: 'p/1.wav', output: 'a-1.mp4', settings: DEFAULT_SETTINGS },
};
const ABOUT = { run: 'r', name: 'a-1.mp4', project: 'p.heygem', refusals: [] };
const SEGMENTS = { kind: 'segments', pair: 'P1', run: 'r', indices: [0, 1], refusals: [] };

describe('readTask', () => {
  it('takes what planners send', () => {
    const pair = { ...ABOUT, kind: 'pair', job: JOB, round: 0, turn: 1 };
    expect(readTask('pair', pair)).toBe(pair);
    expect(readTask('segments', SEGMENTS)).toBe(SEGMENTS);
  });

  it.each([null, undefined, [], 'pair', { kind: 'pair' }])('refuses %j', (data) => {
    expect(() => readTask('pair', data)).toThrow(RangeError);
  });

  it.each(['__proto__', 'constructor', 'nonsense', ''])('knows no task called %j', (name) => {
    expect(() => readTask(name, SEGMENTS)).toThrow(RangeError);
  });

  it.each([-1, 0.5, 1e300])('counts nothing by %d', (count) => {
    const pair = { ...ABOUT, kind: 'pair', job: JOB, round: count, turn: 1 };
    expect(() => readTask('pair', pair)).toThrow(RangeError);
    expect(() => readTask('segments', { ...SEGMENTS, indices: [0, count] })).toThrow(RangeError);
  });
});

describe('what is told of a task', () => {
  const told = {
    ...{ worker: 'w1', kind: 'segments', attempt: 1 },
    progress: { stage: 'render', done: 1, total: 2, rate: 0 },
  };

  it('is read', () => {
    expect(readProgress(told)).toBe(told);
  });

  it.each([null, 5, 'x', {}, { ...told, progress: null }, { ...told, attempt: 'x' }])(
    'is nothing when it is %j',
    (value) => {
      expect(readProgress(value)).toBeUndefined();
    },
  );

  it('counts no frames in what is no count', () => {
    expect(readSegmentsResult({ frames: 3 })).toEqual({ frames: 3 });
    expect(readSegmentsResult({ frames: 'x' })).toBeUndefined();
    expect(readSegmentsResult(null)).toBeUndefined();
  });
});

describe('jobHere', () => {
  const lipModels: Pick<LipModels, 'resolve'> = { resolve: () => Promise.reject(new Error()) };
  const storage = { place: (inside: string) => Promise.resolve(`/share/${inside}`) };
  const place = { storage, lipModels, provider: 'cpu' } as const;
  const mine = { id: 'P1', target: '/share/results/x.mp4' };

  it('takes over no field by which a worker would write or read elsewhere', async () => {
    const sent = { ...JOB, picture: '/home/me/x.jpg', id: 'other', target: '/home/me/x.mp4' };
    const job = await jobHere(place, { ...sent, output: '../../../x.mp4' }, mine);
    expect(job).toEqual({
      ...{ settings: DEFAULT_SETTINGS, output: 'x.mp4', provider: 'cpu', ...mine },
      ...{ video: '/share/p/a.mp4', audio: '/share/p/1.wav' },
    });
  });

  it('loads no lip model from where a job says', async () => {
    const lipModel = { name: 'm', sha256: 'a'.repeat(64), path: '/home/me/secret' };
    await expect(jobHere(place, { ...JOB, lipModel }, mine)).rejects.toMatchObject({
      code: 'lip-model-changed',
    });
  });
});
