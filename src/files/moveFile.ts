import { copyFile, lstat, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HeygemError } from '../core/errors.js';
import { syncFile, syncFolder } from './durable.js';
import { stagedPath } from './stagedName.js';

/** What is asked of a system to move and remove files. */
export interface FileSystem {
  readonly platform: NodeJS.Platform;
  rename(from: string, to: string): Promise<void>;
  /** Nothing there is no error. */
  remove(path: string): Promise<void>;
  pause(ms: number): Promise<void>;
}

const OWN_SYSTEM: FileSystem = {
  platform: process.platform,
  rename,
  remove: (path) => rm(path, { force: true }),
  pause: (ms) => delay(ms),
};

/** A virus scanner lets go within these, a player that only looks does: 6 seconds. What stays open longer stays. */
const PAUSES_MS = [50, 100, 200, 400, 800, 1600, 2850];

/**
 * Renames a file or folder. Where that fails because somebody has it open, as on Windows, it is tried for some seconds;
 * a file of another disk is copied, and appears whole or not at all. Rejects with `file-in-use`, or Node's error.
 * @returns what was done
 */
export async function moveFile(
  from: string,
  to: string,
  system = OWN_SYSTEM,
): Promise<'renamed' | 'copied'> {
  try {
    await patiently(() => system.rename(from, to), [to, from], system);
    return 'renamed';
  } catch (error) {
    if (codeOf(error) !== 'EXDEV' || !(await isFile(from))) throw error;
    await moveToOtherDisk(from, to, system);
    return 'copied';
  }
}

/** Removes a file, if there is one, as patiently. Rejects with `file-in-use`, or Node's error. */
export async function removeFile(path: string, system = OWN_SYSTEM): Promise<void> {
  await patiently(() => system.remove(path), [path], system);
}

/**
 * Puts a whole, synchronised file in another's place. When it rejects, the file may be in its place
 * already or not be; it is never in both or none.
 */
export async function moveStaged(
  staged: string,
  target: string,
  system = OWN_SYSTEM,
): Promise<void> {
  await moveFile(staged, target, system);
  await syncFolder(dirname(target));
}

/** @param touched what may be open; what is first is what would be replaced */
async function patiently(
  work: () => Promise<void>,
  touched: readonly string[],
  system: FileSystem,
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (!isHeld(error, system.platform) || (await isProtected(touched[0]))) throw error;
      if (attempt >= PAUSES_MS.length) throw await inUse(error, touched);
      await system.pause(PAUSES_MS[attempt]);
    }
  }
}

/**
 * Windows says each of these of what another program has open, by the way it was opened. Elsewhere two of them mean
 * that it is not allowed, now or later.
 */
function isHeld(error: unknown, platform: NodeJS.Platform): boolean {
  const code = codeOf(error);
  return code === 'EBUSY' || (platform === 'win32' && (code === 'EPERM' || code === 'EACCES'));
}

/** A folder, or a file that nobody may write to, is not open: it stays in the way. */
async function isProtected(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined);
  return stats !== undefined && (stats.isDirectory() || (stats.mode & 0o200) === 0);
}

async function inUse(error: unknown, touched: readonly string[]): Promise<unknown> {
  for (const path of touched) {
    const isThere = await lstat(path).catch(() => undefined);
    if (isThere) return new HeygemError('file-in-use', { path }, String(error), error);
  }
  return error;
}

async function moveToOtherDisk(from: string, to: string, system: FileSystem): Promise<void> {
  const staged = stagedPath(to);
  try {
    await copyFile(from, staged);
    await syncFile(staged);
    await patiently(() => system.rename(staged, to), [to], system);
  } catch (error) {
    await rm(staged, { force: true }).catch(() => undefined);
    throw error;
  }
  await removeFile(from, system);
}

async function isFile(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isFile() === true;
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
