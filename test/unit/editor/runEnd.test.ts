import { describe, expect, it } from 'vitest';
import type { JobId, PairId } from '../../../src/core/ids.js';
import type { JobEvent } from '../../../src/core/progress/jobEvents.js';
import { runEndText } from '../../../src/core/strings/runEnd.js';
import { sayIn } from '../../../src/core/strings/ui.js';
import { Runs } from '../../../src/editor/runs.js';
import type { BatchSummary, Watch } from '../../../src/engine/batch.js';
import type { Engine } from '../../../src/engine/engine.js';
import type { ProjectPlan } from '../../../src/engine/planProject.js';
import { ProgressFeed } from '../../../src/engine/progressFeed.js';

const [PAIR, STRANGER] = ['a', 'stranger'] as PairId[];

/** Runs whose engine does nothing by itself. */
function idleRuns() {
  let changes = 0;
  const runs = new Runs({
    onChange: () => {
      changes += 1;
    },
    onEvent: () => undefined,
    onRetry: () => undefined,
  });
  const start = (...pairs: string[]) => {
    let feed = new ProgressFeed(() => undefined);
    let tell: Watch['onEvent'];
    let end: (summary: BatchSummary) => void = () => undefined;
    const startBatch = (_plan: unknown, _request: unknown, watch: Watch) => {
      feed = new ProgressFeed((latest) => watch.onProgress?.(latest));
      tell = watch.onEvent;
      const done = new Promise<BatchSummary>((resolve) => {
        end = resolve;
      });
      return { done, cancel: () => undefined };
    };
    const done = runs.start(
      { startBatch } as unknown as Engine,
      { jobs: [] } as unknown as ProjectPlan,
      {
        ...{ pairs: new Set(pairs as PairId[]), force: false, provider: 'cpu' },
        framesOf: () => undefined,
      },
    );
    feed.queue(pairs.map((id) => ({ kind: 'queued', id: id as JobId, expectedFrames: 1 })));
    const event = (one: JobEvent) => {
      feed.push(one);
      tell?.(one);
    };
    const over = async () => {
      end({ outcomes: new Map(), snapshot: feed.snapshot });
      await done;
    };
    return { event, over };
  };
  return { runs, start, changes: () => changes };
}

function finished(id: string, kind: 'done' | 'cancelled'): JobEvent {
  const result = { kind, report: {} } as unknown as Extract<
    JobEvent,
    { kind: 'finished' }
  >['result'];
  return { kind: 'finished', id: id as JobId, at: 1, result };
}

describe('a run', () => {
  it('is over with its last batch and tells all of them as one', async () => {
    const { runs, start } = idleRuns();
    const one = start('a');
    const two = start('b', 'c');
    one.event(finished('a', 'done'));
    await one.over();
    expect(runs.view).toMatchObject({ running: true, done: 1, total: 3 });
    expect(runs.view.ended).toBeUndefined();
    two.event(finished('b', 'done'));
    two.event(finished('c', 'cancelled'));
    await two.over();
    expect(runs.view).toMatchObject({ running: false, done: 2, total: 3, eta: null });
    // Nobody cancelled it: a full disk ends runs, too.
    expect(runs.view.ended).toMatchObject({ cancelled: 1, stopped: true, first: 'a' });
    start('d');
    expect(runs.view).toMatchObject({ running: true, done: 0, total: 1 });
    expect(runs.view.ended).toBeUndefined();
  });

  it('says that it is being cancelled from the wish until the end', async () => {
    const { runs, start, changes } = idleRuns();
    const { event, over } = start('a', 'b');
    const before = changes();
    runs.cancel([PAIR, STRANGER]);
    expect(changes()).toBeGreaterThan(before);
    expect([...runs.cancelling]).toEqual(['a']);
    expect(runs.view.cancelling).toBeUndefined();
    runs.cancel('all');
    expect(runs.view.cancelling).toBe(true);
    event(finished('a', 'cancelled'));
    expect([...runs.cancelling]).toEqual(['b']);
    event(finished('b', 'cancelled'));
    await over();
    expect(runs.view.ended?.stopped).toBeUndefined();
    expect(runs.cancelling.size).toBe(0);
    expect(runs.view.cancelling).toBeUndefined();
  });
});

describe('the time left of batches that overlap', () => {
  it('is told once it is known of all that is still to be made', () => {
    const { runs, start } = idleRuns();
    const one = start('a');
    one.event({ kind: 'started', id: 'a' as JobId, at: 0 });
    for (let done = 0; done <= 300; done++) {
      const progress = { stage: 'render', done, total: 1000, rate: 25 } as const;
      one.event({ kind: 'progress', id: 'a' as JobId, at: done * 40, progress });
    }
    expect(runs.view.eta).toBeGreaterThan(10);
    start('b');
    expect(runs.view.eta).toBeNull();
  });
});

describe('the words of an end', () => {
  it.each([
    [{ done: 1, failed: 0, total: 1, cancelled: 0 }, 'The video is made.'],
    [{ done: 3, failed: 0, total: 3, cancelled: 0 }, '3 videos are made.'],
    [{ done: 1, failed: 2, total: 3, cancelled: 0 }, '1 of 3 videos are made. 2 failed.'],
    [
      { done: 1, failed: 0, total: 3, cancelled: 2 },
      'Cancelled, 2 not made. 1 of 3 videos are made.',
    ],
    [{ done: 0, failed: 0, total: 2, cancelled: 2 }, 'Cancelled, 2 not made.'],
    [
      { done: 0, failed: 1, total: 3, cancelled: 2, stopped: true },
      'Stopped, 2 not made. No video was made. 1 failed.',
    ],
  ])('of %j are: %s', (counts, text) => {
    expect(runEndText(counts, sayIn('en'))).toBe(text);
  });

  it('stand without spaces in Chinese', () => {
    const counts = { done: 0, failed: 1, total: 2, cancelled: 1 };
    expect(runEndText(counts, sayIn('zh'))).toBe('已取消，1 个未生成。没有生成视频。1 个失败。');
  });
});
