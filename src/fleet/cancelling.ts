import type { Redis } from 'ioredis';
import { CANCEL_CHANNEL, cancelledKey } from './names.js';

/** Longer than any task waits to be seen. */
const KEPT_S = 24 * 3_600;
const ASK_MS = 10_000;

/** Tells all workers that nobody wants a run any more: those at it at once, others when they come upon it. */
export async function cancelRun(redis: Redis, run: string): Promise<void> {
  await redis
    .pipeline()
    .set(cancelledKey(run), '1', 'EX', KEPT_S)
    .publish(CANCEL_CHANNEL, run)
    .exec();
}

export async function isCancelled(redis: Redis, run: string): Promise<boolean> {
  return (await redis.exists(cancelledKey(run))) === 1;
}

/** Hears of runs that are cancelled, by a connection of its own. Returns how to stop it. */
export async function onCancelled(
  redis: Redis,
  listener: (run: string) => void,
): Promise<() => void> {
  const line = redis.duplicate();
  line.on('error', () => undefined);
  line.on('message', (_channel: string, run: string) => {
    listener(run);
  });
  await line.subscribe(CANCEL_CHANNEL);
  // Who only listens would never find out that the line is dead.
  const asking = setInterval(() => {
    line.ping().catch(() => undefined);
  }, ASK_MS);
  return () => {
    clearInterval(asking);
    line.disconnect();
  };
}
