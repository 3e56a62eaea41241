import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { HeygemError, toFailure, type Failure } from '../core/errors.js';
import { makeFolder, makeFolderSync } from '../files/makeFolder.js';
import { isMarked, isOwn, TAG_FILE, TAG_TEXT } from './cacheContent.js';

/** Where the cache is, or why there is none. */
export type CachePlace =
  | {
      readonly kind: 'ready';
      readonly root: string;
      /** The folder that was wished, where it holds other things and `root` lies in it. */
      readonly beside: string | undefined;
    }
  | { readonly kind: 'unusable'; readonly root: string; readonly failure: HeygemError };

/** The folder for the cache in one that holds other things. */
const SUBFOLDER = 'heygem';
/** Subfolders may hold other things too, or lead back by a link. */
const MOST_TRIES = 4;

/**
 * Finds or makes the folder that the cache owns: `wished`, if it is marked as ours, is empty, or is a cache
 * from before there were marks; else `heygem` in it, by the same rule. Marks it. Owns no state: the mark
 * on the disk is the truth, so that every process comes to the same answer. Never throws.
 */
export function openCache(wished: string): CachePlace {
  let root = wished;
  try {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      makeFolderSync(root);
      const marked = isMarked(root);
      if (marked || isFree(root)) {
        accessSync(root, constants.R_OK | constants.W_OK | constants.X_OK);
        if (marked) tryWriting(root);
        else mark(root);
        return { kind: 'ready', root, beside: root === wished ? undefined : wished };
      }
      root = join(root, SUBFOLDER);
    }
    throw new Error(`${wished} holds other things, and so does each ${SUBFOLDER} in it`);
  } catch (error) {
    const failure = new HeygemError('cache-unusable', { path: root }, String(error), error);
    return { kind: 'unusable', root, failure };
  }
}

/** The cache's folder. Throws `cache-unusable` or `disk-full` where there is none. */
export function usableRoot(place: CachePlace): string {
  if (place.kind === 'unusable') throw place.failure;
  return place.root;
}

/** Makes the folder of an entry. Rejects with `cache-unusable` or `disk-full`. */
export async function makeEntry(path: string): Promise<void> {
  try {
    await makeFolder(path);
  } catch (error) {
    throw new HeygemError('cache-unusable', { path }, String(error), error);
  }
}

/** Empty, or with nothing in it that a cache of ours would not hold. */
function isFree(root: string): boolean {
  return readdirSync(root, { withFileTypes: true }).every((entry) => isOwn(root, entry));
}

/**
 * The first of some folders that is there and cannot be written to: one that another user made (`sudo`), or
 * that is sealed. Undefined where all can.
 */
export function unwritable(folders: readonly string[]): Failure | undefined {
  for (const path of folders) {
    if (!existsSync(path)) continue;
    try {
      tryWriting(path);
    } catch (error) {
      return toFailure(new HeygemError('cache-unusable', { path }, String(error), error));
    }
  }
  return undefined;
}

/** Rights do not tell all: a folder may be sealed, or on a disk that takes nothing. */
function tryWriting(folder: string): void {
  const path = join(folder, `.try.${randomBytes(16).toString('hex')}.tmp`);
  try {
    writeFileSync(path, 'x', { flag: 'wx' });
  } finally {
    rmSync(path, { force: true });
  }
}

/** By way of another name: a process that looks meanwhile sees the whole mark or none. */
function mark(root: string): void {
  const temporary = join(root, `.${TAG_FILE}.${randomBytes(16).toString('hex')}.tmp`);
  try {
    writeFileSync(temporary, TAG_TEXT, { flag: 'wx' });
    renameSync(temporary, join(root, TAG_FILE));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
