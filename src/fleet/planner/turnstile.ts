import type { Redis } from 'ioredis';
import PQueue from 'p-queue';
import { bandOf, nextTurn, type FleetPriority } from '../../core/fleet/turns.js';
import { turnsKey, waitingKey } from '../names.js';

/** Jobs of a priority are kept in the queue by this times it, and by when they came. */
const SCALE = 2 ** 32;
const KEPT_S = 7 * 24 * 3_600;

export interface TurnWish {
  readonly queue: string;
  /** Whose turn it is: a project. */
  readonly party: string;
  readonly priority: FleetPriority;
}

/**
 * Gives each pair its turn, so that projects are served alike (see `nextTurn`). The queue has the truth: what waits
 * in it, and the last turn of each project since something waits. Two planners of one project may give the same turn
 * at once, and are then served as they came.
 */
export class Turnstile {
  /** One after the other: what the one puts into the queue the next one has to see. */
  private readonly line = new PQueue({ concurrency: 1 });

  constructor(private readonly redis: Redis) {}

  /** @param enter puts the pair into the queue with its turn */
  pass<T>(wish: TurnWish, enter: (turn: number) => Promise<T>): Promise<T> {
    return this.line.add(async () => enter(await this.next(wish)));
  }

  private async next({ queue, party, priority }: TurnWish): Promise<number> {
    const { from, to } = bandOf(priority);
    const key = turnsKey(queue, priority);
    const [first, last] = await Promise.all([
      this.redis.zrangebyscore(
        ...([waitingKey(queue), from * SCALE, (to + 1) * SCALE - 1] as const),
        ...(['WITHSCORES', 'LIMIT', 0, 1] as const),
      ),
      this.redis.hget(key, party),
    ]);
    const score = (first as readonly unknown[]).flat().at(1);
    const now = score === undefined ? 0 : Math.floor(Number(score) / SCALE);
    const turn = nextTurn(priority, Number(last ?? 0), now);
    const kept = this.redis.pipeline();
    // Turns begin anew: what projects had before counts no more.
    if (now === 0) kept.del(key);
    await kept.hset(key, party, String(turn)).expire(key, KEPT_S).exec();
    return turn;
  }
}
