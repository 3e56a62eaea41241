import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ProgressSnapshot } from '../../../src/core/progress/jobEvents.js';
import { CheckProgress } from '../../../src/cli/checkProgress.js';
import type { CliOutput } from '../../../src/cli/output.js';
import { reporting } from '../../../src/cli/reporting.js';
import { ProgressFeed } from '../../../src/engine/progressFeed.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('a reporter is shown ten snapshots a second, and the last before it closes', () => {
  const shown: (number | 'closed')[] = [];
  const reporter = {
    onEvent: () => undefined,
    onSnapshot: ({ done }: ProgressSnapshot) => void shown.push(done),
    close: () => void shown.push('closed'),
  };
  const { watch, close } = reporting(reporter, new AbortController().signal);
  const feed = new ProgressFeed((latest) => watch.onProgress?.(latest));
  const ids = Array.from({ length: 100 }, (_none, n) => `job-${n}` as never);
  feed.queue(ids.map((id) => ({ kind: 'queued', id, expectedFrames: 1 })));
  for (const id of ids) {
    vi.advanceTimersByTime(10);
    feed.push({ kind: 'finished', id, at: 0, result: { kind: 'done' } as never });
  }
  close();
  expect(shown.length).toBeLessThanOrEqual(13);
  expect(shown.length).toBeGreaterThanOrEqual(11);
  expect(shown.slice(-2)).toEqual([100, 'closed']);
  vi.advanceTimersByTime(1000);
  expect(shown.at(-1)).toBe('closed');
});

it('a check shows the last that was told before its report', () => {
  const lines: string[] = [];
  const output = {
    ...{ json: true, columns: undefined, locale: 'en' },
    out: (line: string) => void lines.push(line),
  } as unknown as CliOutput;
  const progress = new CheckProgress(output);
  for (let n = 0; n <= 500; n++) {
    progress.show({ number: 1, total: 1, name: 'a.mp4', fraction: n / 500 });
    vi.advanceTimersByTime(1);
  }
  progress.clear();
  const fractions = lines.map((line) => (JSON.parse(line) as { fraction: number }).fraction);
  expect(fractions.at(-1)).toBe(1);
  expect(fractions.length).toBeLessThanOrEqual(7);
});
