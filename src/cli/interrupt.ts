import { EXIT } from './exitCodes.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Aborted by the first Ctrl-C (or being terminated), so that everything can be put away. A second
 * one leaves at once: the worker then ends by itself.
 */
export function abortOnSignals(): AbortSignal {
  const abort = new AbortController();
  const onSignal = () => {
    if (abort.signal.aborted) process.exit(EXIT.interrupted);
    abort.abort();
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return abort.signal;
}
