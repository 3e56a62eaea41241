import { HeygemError } from '../core/errors.js';

/** Whether it settles within a while. Never rejects; what is late goes on by itself. */
export async function settlesWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    late = setTimeout(() => {
      resolve(false);
    }, ms);
  });
  const settled = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, tooLate]);
  } finally {
    clearTimeout(late);
  }
}

/** Rejects as the work does, or with `cancelled` as soon as nobody waits for it: it goes on by itself then. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let letGo: () => void = () => undefined;
  const gone = new Promise<never>((_, reject) => {
    letGo = () => {
      reject(new HeygemError('cancelled'));
    };
  });
  signal.addEventListener('abort', letGo, { once: true });
  if (signal.aborted) letGo();
  try {
    return await Promise.race([work, gone]);
  } finally {
    signal.removeEventListener('abort', letGo);
  }
}
