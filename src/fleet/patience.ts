import { setTimeout as delay } from 'node:timers/promises';

/** Resolves when something is over, or after so long: a queue that does not answer keeps nobody from leaving. Never rejects. */
export async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const enough = new AbortController();
  const over = work.then(
    () => undefined,
    () => undefined,
  );
  const late = delay(milliseconds, undefined, { signal: enough.signal }).catch(() => undefined);
  await Promise.race([over, late]);
  enough.abort();
}
