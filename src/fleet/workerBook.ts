import type { Redis } from 'ioredis';
import type { FleetWorker } from '../core/fleet/fleetSnapshot.js';
import { slotsOf } from '../core/fleet/kitChoice.js';
import { fleetWorkerShape } from '../protocol/fleetShapes.js';
import { WORKERS_KEY, workerKey } from './names.js';

/** A worker that has not been heard of for so long is gone. */
const GONE_MS = 5_000;
const FORGOTTEN_MS = 60_000;
const MOST_WORKERS = 2_000;
const MOST_SLOTS = 1_024;
const MOST_BYTES = 64 * 1024;
/** It becomes part of a queue's name. */
const KIT = /^[\w.-]{1,64}$/;
/** Read together. */
const PAGE = 64;

/** Which workers there are, as each of them tells. The queue has the truth. */
export class WorkerBook {
  constructor(private readonly redis: Redis) {}

  /** Says that a worker is there. @param now of the queue's clock */
  async tell(worker: FleetWorker, now: number): Promise<void> {
    await this.redis
      .pipeline()
      .set(workerKey(worker.id), JSON.stringify(worker), 'PX', GONE_MS)
      .zadd(WORKERS_KEY, String(now), worker.id)
      .zremrangebyscore(WORKERS_KEY, '-inf', String(now - FORGOTTEN_MS))
      .exec();
  }

  async leave(id: string): Promise<void> {
    await this.redis.pipeline().del(workerKey(id)).zrem(WORKERS_KEY, id).exec();
  }

  /** By name. */
  async read(): Promise<readonly FleetWorker[]> {
    // Anybody who may use the queue can write here: nobody is kept busy by more, or longer, records than there can be.
    const ids = await this.redis.zrevrange(WORKERS_KEY, '0', String(MOST_WORKERS - 1));
    const workers = await this.told(ids);
    return [...workers].sort((a, b) =>
      a.name < b.name || (a.name === b.name && a.id < b.id) ? -1 : 1,
    );
  }

  /**
   * Hands of all workers of a kit, counted until there are enough: each of very many workers asks, and must not read
   * what all others tell.
   */
  async handsOf(kit: string, enough: number): Promise<number> {
    let hands = 0;
    for (let from = 0; hands < enough && from < MOST_WORKERS; from += PAGE) {
      // Those that were heard of last come first.
      const ids = await this.redis.zrange(
        ...([WORKERS_KEY, String(from), String(from + PAGE - 1), 'REV'] as const),
      );
      if (ids.length === 0) break;
      hands += slotsOf(await this.told(ids), kit);
    }
    return hands;
  }

  private async told(ids: readonly string[]): Promise<readonly FleetWorker[]> {
    if (ids.length === 0) return [];
    const asked = this.redis.pipeline();
    for (const id of ids) asked.getrange(workerKey(id), '0', String(MOST_BYTES));
    const texts = ((await asked.exec()) ?? []).map(([, text]) =>
      typeof text === 'string' ? text : '',
    );
    const gone = ids.filter((_, index) => texts[index] === '');
    if (gone.length > 0) await this.redis.zrem(WORKERS_KEY, ...gone);
    return texts.flatMap((text) => readWorker(text) ?? []);
  }
}

/** Undefined of what is no worker, or tells of itself in another form than ours. */
function readWorker(text: string): FleetWorker | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (fleetWorkerShape.problem(value, 'worker') !== undefined) return undefined;
    const worker = value as FleetWorker;
    return KIT.test(worker.kit.id) && isCount(worker.slots) ? worker : undefined;
  } catch {
    return undefined;
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= MOST_SLOTS;
}
