import { HeygemError } from './errors.js';

/**
 * What work comes to, unless it is no longer wanted first: then it is let go at once, and what it comes to later is
 * forgotten: a network that is in the middle of a long sentence cannot be stopped, and a queue may be away. Rejects as
 * the work does, or with `cancelled`.
 */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let letGo: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    letGo = () => {
      reject(new HeygemError('cancelled'));
    };
  });
  if (signal.aborted) letGo();
  signal.addEventListener('abort', letGo, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', letGo);
    // Nobody hears of either any more.
    work.catch(() => undefined);
    aborted.catch(() => undefined);
  }
}
