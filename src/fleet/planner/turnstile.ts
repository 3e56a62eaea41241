import type { Redis } from 'ioredis';
import PQueue from 'p-queue';
import { bandOf, nextTurn, type FleetPriority } from '../../core/fleet/turns.js';
import { turnsKey, waitingKey } from '../names.js';

/** Jobs of a priority are kept in the queue by this times it, and by when they came. */
const SCALE = 2 ** 32;

/**
 * Gives each pair its turn, so that projects are served alike (see `nextTurn`). The queue has the truth: what waits
 * in it, and the last turn of each project. Two planners of one project may give the same turn at once, and are then
 * served as they came; pairs of one planner come one after the other, else all that it begins with had one turn.
 */
export class Turnstile {
  private readonly line = new PQueue({ concurrency: 1 });

  constructor(private readonly redis: Redis) {}

  /** @param party whose turn it is: a project */
  take(queue: string, party: string, priority: FleetPriority): Promise<number> {
    return this.line.add(() => this.next(queue, party, priority));
  }

  private async next(queue: string, party: string, priority: FleetPriority): Promise<number> {
    const { from, to } = bandOf(priority);
    const key = turnsKey(queue);
    const field = `${priority} ${party}`;
    const [first, last] = await Promise.all([
      this.redis.zrangebyscore(
        ...([waitingKey(queue), from * SCALE, (to + 1) * SCALE - 1] as const),
        ...(['WITHSCORES', 'LIMIT', 0, 1] as const),
      ),
      this.redis.hget(key, field),
    ]);
    const score = (first as readonly unknown[]).flat().at(1);
    const now = score === undefined ? 0 : Math.floor(Number(score) / SCALE);
    const turn = nextTurn(priority, Number(last ?? 0), now);
    await this.redis
      .pipeline()
      .hset(key, field, String(turn))
      .expire(key, 7 * 24 * 3_600)
      .exec();
    return turn;
  }
}
