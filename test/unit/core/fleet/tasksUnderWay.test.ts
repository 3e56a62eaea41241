import { describe, expect, it } from 'vitest';
import { TasksUnderWay } from '../../../../src/core/fleet/tasksUnderWay.js';
import { fleetWorkerShape } from '../../../../src/protocol/fleetShapes.js';

const IDENTITY = {
  ...{ id: 'i', name: 'rack-1', slots: 2, since: 5 },
  kit: { id: 'k', engine: '6', models: 'm', ffmpeg: '5', provider: 'cpu' },
};
const TASK = { kind: 'segments', name: 'a.mp4', project: 'p.heygem', attempt: 1 } as const;
const FAILURE = { code: 'disk-full', params: {} } as const;

describe('what a worker tells of itself', () => {
  it('is idle, at work, and idle again with what it made', () => {
    const under = new TasksUnderWay(IDENTITY);
    expect(under.worker).toMatchObject({ state: 'idle', tasks: [] });
    under.begin('j', TASK);
    under.progress('j', 'segments', { stage: 'render', done: 3, total: 9, rate: 2 });
    expect(under.worker).toMatchObject({
      state: 'working',
      tasks: [{ ...TASK, stage: 'render', done: 3, total: 9, rate: 2 }],
    });
    under.done('j', 9);
    expect(under.worker).toMatchObject({
      ...{ state: 'idle', tasks: [] },
      made: { tasks: 1, frames: 9, failures: 0 },
    });
  });

  it('counts what failed, and not what was given back', () => {
    const under = new TasksUnderWay(IDENTITY);
    under.begin('j', TASK);
    under.dropped('j');
    under.begin('k', TASK);
    under.failed('k', 'a.mp4', FAILURE, 77);
    expect(under.worker.made).toEqual({ tasks: 0, frames: 0, failures: 1 });
    expect(under.worker.lastFailure).toEqual({ name: 'a.mp4', failure: FAILURE, at: 77 });
  });

  it('rests for a reason, and leaves whatever else it does', () => {
    const under = new TasksUnderWay(IDENTITY);
    under.begin('j', TASK);
    under.rests(FAILURE);
    expect(under.worker).toMatchObject({ state: 'resting', reason: FAILURE });
    under.rests(undefined);
    expect(under.worker.state).toBe('working');
    expect(under.worker.reason).toBeUndefined();
    under.leaves();
    expect(under.worker.state).toBe('leaving');
  });

  it('is what those understand who read it', () => {
    const under = new TasksUnderWay({ ...IDENTITY, speaks: true });
    under.begin('j', TASK);
    under.failed('x', 'b.mp4', FAILURE, 1);
    under.rests(FAILURE);
    const read: unknown = JSON.parse(JSON.stringify(under.worker));
    expect(fleetWorkerShape.problem(read, 'worker')).toBeUndefined();
  });

  it('hears nothing of what it has not', () => {
    const under = new TasksUnderWay(IDENTITY);
    under.progress('gone', 'join', { stage: 'finish', done: 1, total: 1, rate: 0 });
    expect(under.worker.tasks).toEqual([]);
  });
});
