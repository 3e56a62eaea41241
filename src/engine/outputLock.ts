import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HeygemError } from '../core/errors.js';
import { FileLock, GATE_SUFFIX, type LockBusy } from './fileLock.js';
import { ForeignLock } from './lockFile.js';

/** A killed engine's worker ends within five seconds; its output is free then. */
const ORPHAN_MS = 6_000;
const RETRY_MS = 200;
/** What common file systems take in one name. */
const MOST_NAME_BYTES = 255;
/** A shorter wait is not worth a word. */
const TELL_AFTER_MS = 1_000;

/** Of a name for which file systems have no room beside what a lock adds, a part of its hash tells. */
export function outputLockPath(output: string): string {
  const name = basename(output);
  const fits = Buffer.byteLength(`.${name}.busy${GATE_SUFFIX}`) <= MOST_NAME_BYTES;
  return join(dirname(output), `.${fits ? name : shortHash(name)}.busy`);
}

function shortHash(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 32);
}

export interface LockWait {
  readonly signal: AbortSignal;
  /** How long to wait for somebody who is known to run. */
  readonly patienceMs?: number;
  /** Told once what is waited for, should it take longer than a moment. */
  readonly onWait?: (reason: string) => void;
  /** Tries to take the lock once. */
  readonly attempt?: (path: string) => Promise<FileLock | LockBusy>;
}

/**
 * Keeps other processes off an output while this one makes it, by a hidden file beside it. Waits
 * for a holder that is about to end, and for as long as it takes to see whether one on another
 * machine lives. Rejects with `output-busy`, `cancelled` or `output-not-writable`.
 */
export async function lockOutput(
  output: string,
  { signal, patienceMs = ORPHAN_MS, onWait, attempt = tryOnce }: LockWait,
): Promise<FileLock> {
  const path = outputLockPath(output);
  const started = performance.now();
  let patience = patienceMs;
  let told = false;
  for (;;) {
    const found = await attempt(path).catch((error: unknown) => {
      // What is in the way has to be named, or nobody will find it: it is hidden.
      const inTheWay = error instanceof ForeignLock ? error.path : output;
      throw new HeygemError('output-not-writable', { path: inTheWay }, String(error), error);
    });
    if (found.kind === 'lock') return found;
    if (signal.aborted) throw new HeygemError('cancelled');
    const waited = performance.now() - started;
    // What is unsure now shows in time; who then turns out to live is not waited for again.
    if (found.unsure) patience = Math.max(patience, waited + found.unsure.withinMs + 2 * RETRY_MS);
    else if (patience > patienceMs) patience = patienceMs;
    if (waited >= patience) throw new HeygemError('output-busy', { path: output });
    if (!told && waited > TELL_AFTER_MS) {
      told = true;
      onWait?.(reasonOf(found, path));
    }
    await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
  }
}

function tryOnce(path: string): Promise<FileLock | LockBusy> {
  return FileLock.attempt(path);
}

function reasonOf({ unsure }: LockBusy, path: string): string {
  if (!unsure) return `waiting for the process that holds ${path}`;
  const seconds = Math.ceil(unsure.withinMs / 1_000);
  const who = unsure.host === '' ? 'whoever is writing it' : `a process on ${unsure.host}`;
  return `waiting up to ${seconds} s to see whether ${path} is still held by ${who}`;
}
