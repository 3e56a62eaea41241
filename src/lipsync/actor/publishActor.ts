import { rename, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { discard } from '../../files/discard.js';
import type { Actor } from './actor.js';
import { readActor } from './actorFiles.js';

/** What systems say of a folder that cannot be renamed because something is where it should go. */
const OCCUPIED = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'ENOTDIR']);
/** Each is lost only to another process that does the same at the same moment. */
const TRIES = 50;
const PAUSE_MS = 20;

/**
 * Gives a finished folder its place in the cache at `root` and reads it from there. Of several processes
 * that learnt the same, the first wins and the others use what it stored; what is damaged is no winner.
 * `from` is gone afterwards. Rejects with Node's error when it cannot be moved there.
 */
export async function publishActor(root: string, from: string, to: string): Promise<Actor> {
  for (let tries = 1; ; tries += 1) {
    const refusal = await moved(from, to);
    const stored = await readActor(to);
    if (stored.kind === 'whole') {
      await rm(from, { recursive: true, force: true });
      return stored.actor;
    }
    if (tries === TRIES) throw refusal ?? new Error(`${to} does not stay as it was written`);
    if (stored.kind === 'damaged') await discard(root, to, stored.inode);
    // Gone between the two: another process is about to put its own there.
    else await pause(PAUSE_MS);
  }
}

/** Why a folder was not moved; undefined when it was. Rejects when another try would not help. */
async function moved(from: string, to: string): Promise<Error | undefined> {
  try {
    await rename(from, to);
    return undefined;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // ENOENT: an earlier try has moved it, and another process has removed it as damaged since.
    if (!OCCUPIED.has(code) && code !== 'ENOENT') throw error;
    return error as Error;
  }
}
