import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { readLockFile } from './lockFile.js';
import { LockJudge } from './lockJudge.js';
import { outputLockPath } from './outputLock.js';

/** One for the process: what was seen of a lock at one look counts at the next. */
const judge = new LockJudge();

/**
 * Those of some outputs that a process has its lock on now, this one's own among them. A look into each
 * folder, and at the locks in it; nothing is written. What cannot be read counts as free.
 * @param outputs absolute paths
 */
export async function lockedOutputs(outputs: readonly string[]): Promise<ReadonlySet<string>> {
  const names = new Map<string, ReadonlySet<string>>();
  for (const folder of new Set(outputs.map((output) => dirname(output)))) {
    names.set(folder, new Set(await readdir(folder).catch(() => [])));
  }
  const locked = new Set<string>();
  for (const output of outputs) {
    const path = outputLockPath(output);
    if (names.get(dirname(output))?.has(basename(path)) !== true) continue;
    if (await isHeld(path)) locked.add(output);
  }
  return locked;
}

async function isHeld(path: string): Promise<boolean> {
  try {
    const text = await readLockFile(path);
    return text !== undefined && (await judge.judge(path, text)).kind === 'held';
  } catch {
    return false;
  }
}
