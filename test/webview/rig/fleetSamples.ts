import type {
  FleetView,
  FleetTaskView,
  FleetWorkerView,
} from '../../../src/protocol/fleetViews.js';

type Connected = Extract<FleetView, { kind: 'connected' }>;

const KIT = { engine: '0.9.0', ffmpeg: '7.1.1', provider: 'cpu' };
const FULL = {
  code: 'disk-full',
  sentence: 'The disk with /mnt/share is full.',
  hint: 'Free some space, then generate again; what is made already is kept.',
};
const UNREACHABLE = {
  code: 'internal',
  sentence: 'The queue redis://rack-0:6379 cannot be reached.',
  hint: 'Check that the server runs and that this machine may reach it.',
};

export function drawing(name: string, more: Partial<FleetTaskView> = {}): FleetTaskView {
  return {
    ...{ kind: 'segments', name, project: 'spring.heygem', stage: 'drawing' },
    ...{ fraction: 0.42, rate: 61.3, attempt: 1 },
    ...more,
  };
}

export function machine(name: string, more: Partial<FleetWorkerView> = {}): FleetWorkerView {
  return {
    ...{ id: `${name}:1`, name, state: 'idle', kit: KIT, tasks: [] },
    made: { tasks: 12, frames: 30_412, failures: 0 },
    ...more,
  };
}

/** Every state that a machine can have. */
export const FLEET: Connected = {
  kind: 'connected',
  queue: 'redis://rack-0:6379',
  rate: 128.4,
  waiting: 41,
  strangers: 2,
  workers: [
    machine('rack-1', {
      state: 'working',
      kit: { ...KIT, provider: 'cuda' },
      tasks: [drawing('anna-lesson-1.mp4'), drawing('anna-lesson-2.mp4', { attempt: 2 })],
    }),
    machine('rack-2', {
      ...{ state: 'working', made: { tasks: 3, frames: 7_500, failures: 1 } },
      tasks: [
        {
          ...{ kind: 'learn', name: 'A very long name of a file, second take – morning.mp4' },
          ...{ project: 'spring.heygem', stage: 'following the face', rate: 0, attempt: 1 },
        },
      ],
      lastFailure: {
        name: 'ben-lesson-1.mp4',
        notice: {
          code: 'no-face',
          sentence: 'No usable face was found in videos/Ben at the whiteboard.mp4.',
          hint: 'Use footage that shows the face from the front.',
        },
        at: Date.UTC(2026, 4, 12, 9, 30),
      },
    }),
    machine('rack-3', { state: 'resting', reason: FULL }),
    machine('rack-4'),
    machine('rack-5', { state: 'leaving', made: { tasks: 0, frames: 0, failures: 0 } }),
  ],
};

export const EMPTY_FLEET: Connected = { ...FLEET, workers: [], rate: 0, strangers: 0 };
export const LOST_FLEET: FleetView = { kind: 'unreachable', notice: UNREACHABLE };

/** So many that each draws something. @param tick another for what comes a second later */
export function largeFleet(count: number, tick: number): Connected {
  const workers = Array.from({ length: count }, (_, at) =>
    machine(`rack-${String(at).padStart(3, '0')}`, {
      state: 'working',
      made: { tasks: at, frames: 1000 * at + 25 * tick, failures: 0 },
      tasks: [drawing(`lesson-${at}.mp4`, { fraction: (tick % 100) / 100, rate: 40 + (tick % 7) })],
    }),
  );
  return { ...FLEET, strangers: 0, workers };
}
