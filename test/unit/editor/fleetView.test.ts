import { describe, expect, it } from 'vitest';
import type {
  FleetSnapshot,
  FleetTask,
  FleetWorker,
} from '../../../src/core/fleet/fleetSnapshot.js';
import { fleetView } from '../../../src/editor/fleetView.js';
import type { FleetView } from '../../../src/protocol/fleetViews.js';
import { worker } from './fleetRig.js';

const FOLDER = '/home/anna/course';

function drawing(more: Partial<FleetTask> = {}): FleetTask {
  return {
    ...{ kind: 'segments', name: 'one.mp4', project: 'talk.heygem', stage: 'render' },
    ...{ done: 50, total: 200, rate: 24.96, attempt: 1 },
    ...more,
  };
}

function shown(workers: readonly FleetWorker[]): Extract<FleetView, { kind: 'connected' }> {
  const snapshot: FleetSnapshot = {
    ...{ kind: 'connected', queue: 'redis://host', workers, waiting: 7, strangers: 2 },
  };
  const view = fleetView(snapshot, 'zh', FOLDER);
  if (view.kind !== 'connected') throw new Error(view.kind);
  return view;
}

describe('a fleet as a page shows it', () => {
  it('is worded in the language of the page', () => {
    const failure = { code: 'disk-full', params: { path: '/mnt/share' } } as const;
    const view = shown([
      worker('rack-1', { state: 'resting', reason: failure }),
      worker('rack-2', { lastFailure: { name: 'a.mp4', failure, at: 5 }, tasks: [drawing()] }),
    ]);
    expect(view.workers[0].reason?.sentence).toMatch(/\p{Script=Han}/u);
    expect(view.workers[1].lastFailure).toMatchObject({ name: 'a.mp4', at: 5 });
    expect(view.workers[1].lastFailure?.notice.hint).toMatch(/\p{Script=Han}/u);
    expect(view.workers[1].tasks).toEqual([
      {
        ...{ kind: 'segments', name: 'one.mp4', project: 'talk.heygem', stage: '绘制' },
        ...{ fraction: 0.25, rate: 25, attempt: 1 },
      },
    ]);
    expect(view).toMatchObject({ waiting: 7, strangers: 2, queue: 'redis://host' });
    const lost = fleetView({ kind: 'unreachable', failure }, 'zh', FOLDER);
    expect(lost).toMatchObject({ kind: 'unreachable', notice: { code: 'disk-full' } });
  });

  it('adds up frames alone: sentences and seconds of speech are no frames', () => {
    const view = shown([
      worker('a', { tasks: [drawing({ rate: 30 }), drawing({ rate: 20.04 })] }),
      worker('b', { tasks: [drawing({ kind: 'speak', stage: 'speak', rate: 3 })] }),
    ]);
    expect(view.rate).toBe(50);
    expect(view.workers[1].tasks[0].rate).toBe(0);
  });

  it('does not tell how far something is whose end is not known', () => {
    const view = shown([worker('a', { tasks: [drawing({ total: 0 }), drawing({ done: 900 })] })]);
    expect(view.workers[0].tasks.map(({ fraction }) => fraction)).toEqual([undefined, 1]);
  });

  it('shows what other machines say of themselves and does nothing of it', () => {
    const [shownWorker] = shown([
      worker('\u202eevil\n', { tasks: [drawing({ name: '\u001b[2J.mp4' })] }),
    ]).workers;
    expect(shownWorker.name).toBe('\\u202eevil\\n');
    expect(shownWorker.tasks[0].name).toBe('\\u001b[2J.mp4');
  });
});
