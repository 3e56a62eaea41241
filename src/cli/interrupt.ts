import { EXIT } from './exitCodes.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Milliseconds in which everything is put away for a program that is gone and could not insist. */
const GRACE_MS = 8_000;

/**
 * Aborted by the first Ctrl-C (or being terminated), so that everything can be put away. A second
 * one leaves at once: the worker then ends by itself. So it is when a program that started this one with a
 * channel closes it, as its own end does, however it comes.
 */
export function abortOnSignals(): AbortSignal {
  const abort = new AbortController();
  const onSignal = () => {
    if (abort.signal.aborted) process.exit(EXIT.interrupted);
    abort.abort();
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  process.once('disconnect', () => {
    if (!abort.signal.aborted) abort.abort();
    setTimeout(() => process.exit(EXIT.interrupted), GRACE_MS).unref();
  });
  // To be listened to, and yet no reason to live on.
  process.channel?.unref();
  return abort.signal;
}
