import type { Redis } from 'ioredis';
import { HeygemError } from '../../core/errors.js';
import { PREFIX } from '../names.js';

/** Queues come and go with kits, which is seldom, and looking for them goes through all keys. */
const KEPT_MS = 20_000;
/** Keys that Redis looks at in one go, so that nobody else waits for long. */
const AT_ONCE = 1_000;

/** Under which every queue keeps what holds for all of it. */
const OF_QUEUE = new RegExp(`^${PREFIX}:((?:draw|speak)-[^:]+):meta$`);

/** Which queues there are, whoever works for them and whether anybody does. The queue has the truth. */
export class QueueNames {
  private found: { readonly at: number; readonly names: Promise<readonly string[]> } | undefined;

  constructor(
    private readonly redis: Redis,
    private readonly shown: string,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** Rejects with `queue-unreachable` at once, where it would be waited for otherwise. */
  async now(): Promise<readonly string[]> {
    if (this.redis.status !== 'ready')
      throw new HeygemError('queue-unreachable', { queue: this.shown });
    const at = this.clock();
    if (!this.found || at - this.found.at > KEPT_MS) this.found = { at, names: this.look() };
    const { names } = this.found;
    return names.catch((error: unknown) => {
      this.found = undefined;
      throw error;
    });
  }

  private async look(): Promise<readonly string[]> {
    const names = new Set<string>();
    const wanted = { match: `${PREFIX}:*:meta`, count: AT_ONCE };
    const batches = this.redis.scanStream(wanted) as AsyncIterable<readonly string[]>;
    for await (const keys of batches) {
      for (const key of keys) {
        const name = OF_QUEUE.exec(key)?.[1];
        if (name !== undefined) names.add(name);
      }
    }
    return [...names].sort();
  }
}
