import { describe, expect, it } from 'vitest';
import { SharedWaits } from '../../../src/fleet/planner/sharedWaits.js';
import { unlessAborted } from '../../../src/core/unlessAborted.js';
import { settlesWithin } from '../../../src/fleet/patience.js';
import { Pace } from '../../../src/fleet/worker/pace.js';

const never = new Promise<never>(() => undefined);

describe('settlesWithin', () => {
  it('tells what settles, well or not, from what is late', async () => {
    expect(await settlesWithin(Promise.resolve(), 1_000)).toBe(true);
    expect(await settlesWithin(Promise.reject(new Error()), 1_000)).toBe(true);
    expect(await settlesWithin(never, 5)).toBe(false);
  });
});

describe('unlessAborted', () => {
  it('passes on what the work comes to', async () => {
    const { signal } = new AbortController();
    expect(await unlessAborted(Promise.resolve(3), signal)).toBe(3);
    await expect(unlessAborted(Promise.reject(new RangeError()), signal)).rejects.toThrow(
      RangeError,
    );
  });

  it('lets go of what does not end, at once or later', async () => {
    const abort = new AbortController();
    const waiting = unlessAborted(never, abort.signal);
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect(unlessAborted(never, abort.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('SharedWaits', () => {
  it('ends what nobody waits for any more, and not before', async () => {
    const waits = new SharedWaits();
    const [one, other] = [new AbortController(), new AbortController()];
    let ended: AbortSignal | undefined;
    const work = (signal: AbortSignal) => {
      ended = signal;
      return never;
    };
    const all = [waits.join('x', one.signal, work), waits.join('x', other.signal, work)];
    one.abort();
    await expect(all[0]).rejects.toMatchObject({ code: 'cancelled' });
    expect(ended?.aborted).toBe(false);
    other.abort();
    await expect(all[1]).rejects.toMatchObject({ code: 'cancelled' });
    expect(ended?.aborted).toBe(true);
  });
});

describe('Pace', () => {
  it('lets what may not be lost pass at once, instead of what waits', () => {
    const passed: number[] = [];
    const pace = new Pace<number>(
      1_000,
      (value) => passed.push(value),
      () => 0,
    );
    pace.push(1);
    pace.push(2);
    pace.atOnce(3);
    pace.stop();
    expect(passed).toEqual([1, 3]);
  });
});
