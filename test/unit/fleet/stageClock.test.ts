import { describe, expect, it } from 'vitest';
import { StageClock } from '../../../src/fleet/worker/stageClock.js';

describe('StageClock', () => {
  it('adds up what each stage took, however often it was told and left', () => {
    let now = 100;
    const clock = new StageClock(() => now);
    now += 2;
    clock.enter('track');
    now += 3;
    clock.enter('track');
    now += 1;
    clock.enter('render');
    now += 5;
    clock.enter('track');
    now += 0.5;
    expect(clock.stages).toEqual({ track: 4.5, render: 5 });
    now += 0.25;
    expect(clock.stages).toEqual({ track: 4.75, render: 5 });
    expect(clock.seconds).toBe(11.75);
  });

  it('counts nothing where no stage was told', () => {
    let now = 0;
    const clock = new StageClock(() => now);
    now += 7;
    expect(clock.stages).toEqual({});
    expect(clock.seconds).toBe(7);
  });
});
