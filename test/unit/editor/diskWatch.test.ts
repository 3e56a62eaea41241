import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DiskWatch } from '../../../src/editor/diskWatch.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(seen: { free: number; needed: number }) {
  const warn = vi.fn();
  const look = vi.fn(() => Promise.resolve(seen));
  return { warn, look, watch: new DiskWatch(look, warn, 1_000) };
}

describe('DiskWatch', () => {
  it('warns before a run', () => {
    const { warn, watch } = setUp({ free: 5, needed: 10 });
    watch.start({ free: 5, needed: 10 });
    expect(warn).toHaveBeenCalledOnce();
    watch.stop();
  });

  it('warns once when the rest no longer fits, and again in the next run', async () => {
    const { warn, look, watch } = setUp({ free: 5, needed: 10 });
    watch.start({ free: 50, needed: 10 });
    expect(warn).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(3_500);
    expect(look).toHaveBeenCalledTimes(3);
    expect(warn).toHaveBeenCalledOnce();
    watch.start({ free: 5, needed: 10 });
    expect(warn).toHaveBeenCalledTimes(2);
    watch.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(look).toHaveBeenCalledTimes(3);
  });

  it('says nothing where there is room, or where the system does not tell', async () => {
    const { warn, watch } = setUp({ free: 10, needed: 10 });
    watch.start(undefined);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(warn).not.toHaveBeenCalled();
    watch.stop();
  });
});
