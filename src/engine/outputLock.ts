import { basename, dirname, join } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { FileLock } from './fileLock.js';

/** A killed engine's worker ends within five seconds; its output is free then. */
const ORPHAN_MS = 6_000;
const RETRY_MS = 200;

export function outputLockPath(output: string): string {
  return join(dirname(output), `.${basename(output)}.busy`);
}

/**
 * Keeps other processes off an output while `workerPid` makes it, by a hidden file beside it.
 * Rejects with `output-busy`.
 */
export async function lockOutput(
  output: string,
  workerPid: number,
  signal: AbortSignal,
  patienceMs = ORPHAN_MS,
): Promise<FileLock> {
  const path = outputLockPath(output);
  const end = Date.now() + patienceMs;
  for (;;) {
    const lock = await acquire(path, output, workerPid);
    if (lock) return lock;
    if (signal.aborted) throw new HeygemError('cancelled');
    if (Date.now() >= end) throw new HeygemError('output-busy', { path: output });
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

async function acquire(path: string, output: string, pid: number): Promise<FileLock | undefined> {
  try {
    return await FileLock.acquire(path, pid);
  } catch (error) {
    throw new HeygemError('output-not-writable', { path: output }, String(error), error);
  }
}
