import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ScreenPace } from '../../../src/engine/screenPace.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What is shown of a number that changes. */
function screen() {
  const shown: number[] = [];
  const source = { value: 0 };
  const pace = new ScreenPace(() => shown.push(source.value));
  const become = (value: number) => {
    source.value = value;
    pace.changed();
  };
  return { shown, pace, become };
}

it('shows the first at once, ten a second after that, and the last always', () => {
  const { shown, become } = screen();
  become(1);
  vi.advanceTimersByTime(0);
  expect(shown).toEqual([1]);
  for (let value = 2; value <= 101; value++) {
    vi.advanceTimersByTime(10);
    become(value);
  }
  expect(shown.length).toBeGreaterThanOrEqual(10);
  expect(shown.length).toBeLessThanOrEqual(12);
  vi.advanceTimersByTime(100);
  expect(shown.at(-1)).toBe(101);
  const { length } = shown;
  vi.advanceTimersByTime(10_000);
  expect(shown).toHaveLength(length);
});

it('shows what is left when it is flushed, once, and nothing after it was stopped', () => {
  const { shown, pace, become } = screen();
  become(1);
  pace.flush();
  become(2);
  become(3);
  pace.flush();
  pace.flush();
  expect(shown).toEqual([1, 3]);
  become(4);
  pace.stop();
  vi.advanceTimersByTime(1000);
  expect(shown).toEqual([1, 3]);
});
