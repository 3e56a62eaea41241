import { expect, it } from 'vitest';
import type { JobId } from '../../../src/core/ids.js';
import { ProgressFeed, type LatestSnapshot } from '../../../src/engine/progressFeed.js';

const ID = 'a' as JobId;

function drawn(feed: ProgressFeed, done: number): void {
  const progress = { stage: 'render', done, total: 500, rate: 0 } as const;
  feed.push({ kind: 'progress', id: ID, at: done, progress });
}

it('tells of each event, and reckons a snapshot once, when it is asked for', () => {
  const told: LatestSnapshot[] = [];
  const feed = new ProgressFeed((latest) => told.push(latest));
  feed.queue([{ kind: 'queued', id: ID, expectedFrames: 500 }]);
  feed.push({ kind: 'started', id: ID, at: 0 });
  for (let done = 0; done <= 123; done++) drawn(feed, done);
  expect(told).toHaveLength(126);
  // Whoever was told long ago sees the latest too, and all see the same.
  const [first] = told;
  expect(first().jobs[0].state).toMatchObject({ kind: 'running', progress: { done: 123 } });
  expect(first()).toBe(feed.snapshot);
  expect(first()).toBe(told.at(-1)?.());
  drawn(feed, 124);
  expect(first().jobs[0].state).toMatchObject({ progress: { done: 124 } });
});
