import { describe, expect, it } from 'vitest';
import type { JobResult } from '../../../src/core/job.js';
import { JobQueue, type Crew } from '../../../src/engine/jobQueue.js';
import type { Task } from '../../../src/engine/sharedTasks.js';

const failed: JobResult = { kind: 'failed', failure: { code: 'no-face', params: {} } };
const cancelled: JobResult = { kind: 'cancelled' };
const turn = () => new Promise((resolve) => setImmediate(resolve));

interface Asked {
  readonly party?: string;
  readonly signal?: AbortSignal;
  readonly make?: (lead: string, crew: Crew<string>) => Promise<JobResult>;
}

/** Devices are names; jobs end when told. */
function setUp(...devices: string[]) {
  const queue = new JobQueue(devices);
  const begun: string[] = [];
  const ends = new Map<string, (result: JobResult) => void>();
  const add = (name: string, { party = 'p', signal, make }: Asked = {}) =>
    queue.add({
      party,
      signal: signal ?? new AbortController().signal,
      make: (lead, crew) => {
        begun.push(`${name} on ${lead}`);
        return make ? make(lead, crew) : new Promise((resolve) => ends.set(name, resolve));
      },
    });
  const end = async (name: string, result: JobResult = failed) => {
    ends.get(name)?.(result);
    await turn();
  };
  return { queue, add, end, begun };
}

describe('the queue', () => {
  it('makes one job a device, in order, and a failure does not stop the next', async () => {
    const { add, end, begun } = setUp('A');
    const results = ['1', '2', '3'].map((name) => add(name));
    expect(begun).toEqual(['1 on A']);
    for (const name of ['1', '2', '3']) await end(name);
    expect(begun).toEqual(['1 on A', '2 on A', '3 on A']);
    expect(await Promise.all(results)).toEqual([failed, failed, failed]);
  });

  it('gives another device what waits, and one that goes nothing after what it began', async () => {
    const { queue, add, end, begun } = setUp('A');
    for (const name of ['1', '2', '3', '4']) void add(name);
    queue.enlist('B');
    expect(begun).toEqual(['1 on A', '2 on B']);
    let gone = false;
    void queue.retire('B').then(() => (gone = true));
    await turn();
    expect(gone).toBe(false);
    await end('2');
    expect(gone).toBe(true);
    expect(begun).toEqual(['1 on A', '2 on B']);
    await end('1');
    expect(begun.at(-1)).toBe('3 on A');
    queue.enlist('C');
    expect(begun.at(-1)).toBe('4 on C');
    await end('4');
    await queue.retire('C');
    await end('3');
    void add('5');
    expect(begun.at(-1)).toBe('5 on A');
  });

  it('goes on when a job throws', async () => {
    const { add, begun } = setUp('A');
    const thrown = await add('1', { make: () => Promise.reject(new Error('boom')) });
    expect(thrown).toMatchObject({ kind: 'failed', failure: { code: 'internal' } });
    await turn();
    void add('2');
    expect(begun).toEqual(['1 on A', '2 on A']);
  });

  it('keeps every device busy', async () => {
    const { add, end, begun } = setUp('A', 'B');
    for (const name of ['1', '2', '3']) void add(name);
    expect(begun).toEqual(['1 on A', '2 on B']);
    await end('2');
    expect(begun).toEqual(['1 on A', '2 on B', '3 on B']);
  });

  it('lets projects take turns, each in its own order', async () => {
    const { add, end, begun } = setUp('A');
    for (const name of ['a1', 'a2', 'a3']) void add(name, { party: 'a' });
    for (const name of ['b1', 'b2']) void add(name, { party: 'b' });
    for (const name of ['a1', 'b1', 'a2', 'b2', 'a3']) await end(name);
    expect(begun.map((name) => name.slice(0, 2))).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
  });

  it('does not let one who comes again and again go ahead of those that wait', async () => {
    const { add, end, begun } = setUp('A');
    void add('a1', { party: 'a' });
    void add('b1', { party: 'b' });
    void add('b2', { party: 'b' });
    await end('a1');
    void add('a2', { party: 'a' });
    await end('b1');
    await end('a2');
    expect(begun.map((name) => name.slice(0, 2))).toEqual(['a1', 'b1', 'a2', 'b2']);
  });

  it('ends a waiting job at once when cancelled, whatever runs', async () => {
    const { add, end, begun } = setUp('A');
    void add('1');
    const abort = new AbortController();
    const waiting = add('2', { party: 'other', signal: abort.signal });
    abort.abort();
    expect(await waiting).toEqual(cancelled);
    await end('1');
    expect(begun).toEqual(['1 on A']);
    expect(await add('3', { signal: abort.signal })).toEqual(cancelled);
  });
});

describe('a job that shares its work', () => {
  const sharing = (
    log: string[],
    tasks: number,
    lasts: (task: number) => Promise<void>,
  ): Asked => ({
    make: async (lead, crew) => {
      const list = Array.from({ length: tasks }, (_, n): Task<string> => async (device) => {
        log.push(`${n} on ${device}`);
        await lasts(n);
      });
      await crew.share(lead, list, new AbortController().signal);
      return failed;
    },
  });

  it('is helped by idle devices before the next job begins', async () => {
    const { add, begun } = setUp('A', 'B', 'C');
    const log: string[] = [];
    const first = add('1', sharing(log, 6, turn as () => Promise<void>));
    const second = add('2', sharing(log, 3, turn as () => Promise<void>));
    await Promise.all([first, second]);
    // B had begun the second job before the first had anything to share.
    expect(begun).toEqual(['1 on A', '2 on B']);
    expect(log).toHaveLength(9);
    expect(log.some((line) => line.endsWith('C'))).toBe(true);
  });

  it('gets through four times as fast with four devices', async () => {
    const wait = () => new Promise<void>((resolve) => setTimeout(resolve, 50));
    const spent = async (...devices: string[]) => {
      const { add } = setUp(...devices);
      const started = performance.now();
      await add('1', sharing([], 16, wait));
      return performance.now() - started;
    };
    const ratio = (await spent('A')) / (await spent('A', 'B', 'C', 'D'));
    expect(ratio).toBeGreaterThan(3.2);
  });

  it('fails with the first error, when nobody works at it any more, and aborts the others', async () => {
    const { add } = setUp('A', 'B');
    let aborted = 0;
    const result = await add('1', {
      make: async (lead, crew) => {
        const slow: Task<string> = async (_device, signal) => {
          await new Promise<void>((resolve) => {
            signal.addEventListener('abort', () => setTimeout(resolve, 20));
          });
          aborted += 1;
          throw new Error('a consequence');
        };
        const bad: Task<string> = async () => {
          await turn();
          throw new Error('the cause');
        };
        await crew.share(lead, [slow, bad, slow, slow], new AbortController().signal);
        return cancelled;
      },
    });
    expect(result).toMatchObject({ kind: 'failed' });
    expect(JSON.stringify(result)).toContain('the cause');
    expect(aborted).toBe(1);
  });

  it('stops sharing when it is cancelled', async () => {
    const { add } = setUp('A', 'B');
    const abort = new AbortController();
    let ran = 0;
    const result = await add('1', {
      make: async (lead, crew) => {
        const task: Task<string> = async () => {
          ran += 1;
          await turn();
          abort.abort();
        };
        await crew.share(lead, [task, task, task, task, task, task], abort.signal);
        return failed;
      },
    });
    expect(result.kind).toBe('failed');
    expect(ran).toBe(2);
  });
});
