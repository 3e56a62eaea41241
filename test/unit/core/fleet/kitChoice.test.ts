import { describe, expect, it } from 'vitest';
import { chooseKit, fits, slotsOf } from '../../../../src/core/fleet/kitChoice.js';
import type { FleetWorker, FleetWorkerState } from '../../../../src/core/fleet/fleetSnapshot.js';

const NEEDS = { engine: '6', models: 'm' };

function worker(
  kit: string,
  slots: number,
  state: FleetWorkerState = 'idle',
  { engine, models } = NEEDS,
): FleetWorker {
  return {
    ...{ id: `${kit}${slots}${state}`, name: 'n', state, slots, tasks: [], since: 0 },
    kit: { id: kit, engine, models, ffmpeg: '5', provider: 'cpu' },
    made: { tasks: 0, frames: 0, failures: 0 },
  };
}

const none = () => 0;

describe('which machines a pair is given to', () => {
  it('are those with the most hands for each pair they have', () => {
    const workers = [worker('a', 2), worker('a', 2), worker('b', 3)];
    expect(chooseKit(workers, NEEDS, none)).toBe('a');
    expect(chooseKit(workers, NEEDS, (kit) => (kit === 'a' ? 2 : 0))).toBe('b');
    expect(chooseKit(workers, NEEDS, (kit) => (kit === 'a' ? 2 : 3))).toBe('a');
  });

  it('are none whose engine or models are others', () => {
    const strangers = [
      worker('a', 9, 'idle', { engine: '5', models: 'm' }),
      worker('b', 9, 'idle', { engine: '6', models: 'other' }),
    ];
    expect(strangers.some((each) => fits(each, NEEDS))).toBe(false);
    expect(chooseKit(strangers, NEEDS, none)).toBeUndefined();
    expect(chooseKit([...strangers, worker('c', 1)], NEEDS, none)).toBe('c');
  });

  it('are none that take nothing now', () => {
    expect(chooseKit([worker('a', 9, 'resting'), worker('b', 9, 'leaving')], NEEDS, none)).toBe(
      undefined,
    );
    expect(chooseKit([worker('a', 9, 'resting'), worker('b', 1)], NEEDS, none)).toBe('b');
  });

  it('are counted with those that rest, which come back', () => {
    const workers = [worker('a', 2), worker('a', 3, 'resting'), worker('a', 4, 'leaving')];
    expect(slotsOf(workers, 'a')).toBe(5);
    expect(slotsOf(workers, 'b')).toBe(0);
  });
});
