import { describe, expect, it } from 'vitest';
import type { JobId } from '../../../src/core/ids.js';
import type { JobResult } from '../../../src/core/job.js';
import type { JobEvent } from '../../../src/core/progress/jobEvents.js';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import type { JobMaker, JobOrder, MakingWatch } from '../../../src/engine/jobMaker.js';
import { JobQueue } from '../../../src/engine/jobQueue.js';

function order(name: string): JobOrder {
  const id = name as JobId;
  const job = { id, video: '', audio: '', output: name, settings: DEFAULT_SETTINGS };
  return { job: { ...job, provider: 'cpu' }, force: false };
}

/** Jobs end when told, or as cancelled when aborted. */
function setUp() {
  const events: string[] = [];
  const ends = new Map<string, (result: JobResult) => void>();
  let most = 0;
  let running = 0;
  const make = async ({ job }: JobOrder, watch: MakingWatch): Promise<JobResult> => {
    watch.onStart();
    most = Math.max(most, (running += 1));
    const result = await new Promise<JobResult>((resolve) => {
      ends.set(job.id, resolve);
      watch.signal.addEventListener('abort', () => {
        resolve({ kind: 'cancelled' });
      });
    });
    running -= 1;
    return result;
  };
  const tell = (event: JobEvent) => {
    events.push(`${event.kind} ${event.id}`);
  };
  const queue = new JobQueue({ make } as unknown as JobMaker, tell);
  return { queue, events, ends, most: () => most };
}

const failed: JobResult = { kind: 'failed', failure: { code: 'no-face', params: {} } };

describe('JobQueue', () => {
  it('runs one at a time in order, and a failure does not stop the next', async () => {
    const { queue, events, ends, most } = setUp();
    const results = ['a', 'b', 'c'].map((name) => queue.add(order(name)));
    for (const name of ['a', 'b', 'c']) {
      while (!ends.has(name)) await Promise.resolve();
      ends.get(name)?.(failed);
    }
    expect(await Promise.all(results)).toEqual([failed, failed, failed]);
    expect(most()).toBe(1);
    expect(events).toEqual(['a', 'b', 'c'].flatMap((id) => [`started ${id}`, `finished ${id}`]));
  });

  it('makes no more when the disk is full', async () => {
    const { queue, events, ends } = setUp();
    const results = ['a', 'b', 'c'].map((name) => queue.add(order(name)));
    while (!ends.has('a')) await Promise.resolve();
    const full: JobResult = { kind: 'failed', failure: { code: 'disk-full', params: {} } };
    ends.get('a')?.(full);
    const stopped = { kind: 'cancelled' };
    expect(await Promise.all(results)).toEqual([full, stopped, stopped]);
    expect(events).not.toContain('started b');
  });

  it('cancels one that waits at once, without running it', async () => {
    const { queue, events, ends } = setUp();
    const [first, second] = [queue.add(order('a')), queue.add(order('b'))];
    queue.cancel('b' as JobId);
    expect(await second).toEqual({ kind: 'cancelled' });
    ends.get('a')?.(failed);
    await first;
    expect(events).not.toContain('started b');
  });

  it('cancels the running one and goes on', async () => {
    const { queue, ends } = setUp();
    const [first, second] = [queue.add(order('a')), queue.add(order('b'))];
    queue.cancel('a' as JobId);
    expect(await first).toEqual({ kind: 'cancelled' });
    while (!ends.has('b')) await Promise.resolve();
    ends.get('b')?.(failed);
    expect(await second).toEqual(failed);
  });

  it('cancels all', async () => {
    const { queue, events } = setUp();
    const results = ['a', 'b', 'c'].map((name) => queue.add(order(name)));
    queue.cancelAll();
    expect(await Promise.all(results)).toEqual(Array(3).fill({ kind: 'cancelled' }));
    expect(events.filter((event) => event.startsWith('started'))).toEqual(['started a']);
  });
});
