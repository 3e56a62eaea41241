import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { DiskFacts } from './diskFacts.js';
import { FileLock } from './fileLock.js';
import { outputLockPath } from './outputLock.js';
import { OutputPlace } from './outputPlace.js';

/** What a process that makes an output keeps beside it meanwhile. */
const OURS = /^\..*\.(?:busy|tmp)$/;

/**
 * Clears away what processes that died left beside outputs that need not be made again: nobody else
 * would come by there. Never rejects; what is in use is left alone.
 */
export async function tidyOutputs(
  outputs: readonly string[],
  files: Pick<DiskFacts, 'hash' | 'remember'>,
): Promise<void> {
  const left = new Map<string, boolean>();
  for (const output of outputs) {
    const folder = dirname(output);
    if (!left.has(folder)) left.set(folder, await hasLeftovers(folder));
    if (left.get(folder) === true) await tidy(output, files).catch(() => undefined);
  }
}

async function hasLeftovers(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).some((name) => OURS.test(name));
}

async function tidy(output: string, files: Pick<DiskFacts, 'hash' | 'remember'>): Promise<void> {
  const place = new OutputPlace(output, files, undefined);
  const names = await readdir(dirname(output));
  if (!names.includes(basename(outputLockPath(output))) && !(await place.isUnfinished())) return;
  const lock = await FileLock.acquire(outputLockPath(output));
  if (!lock) return;
  try {
    await place.mend(false);
  } finally {
    await lock.release();
  }
}
