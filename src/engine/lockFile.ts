import { lstat } from 'node:fs/promises';
import { isMissing } from '../files/missing.js';
import { readSmallText, UnfitFile } from '../files/readSmallFile.js';
import { parseLockContent, SERIALIZED_HEAD } from './lockContent.js';

const MOST_BYTES = 64 * 1024;

/** Something lies at a lock's path that no version of ours wrote: it is not ours to wait for or remove. */
export class ForeignLock extends Error {
  constructor(
    readonly path: string,
    cause?: unknown,
  ) {
    super(`${path}: not a lock of ours`, { cause });
    this.name = 'ForeignLock';
  }
}

/**
 * What a lock's file holds; undefined where there is none. What is no whole lock is one that is just being
 * written, or that a crash cut short. Links are not followed.
 * @throws ForeignLock for anything else, Node's error when it cannot be read
 */
export async function readLockFile(path: string): Promise<string | undefined> {
  let text: string;
  try {
    if (!(await lstat(path)).isFile()) throw new ForeignLock(path);
    text = await readSmallText(path, MOST_BYTES);
  } catch (error) {
    if (isMissing(error)) return undefined;
    // What only cannot be read now may be a lock, and ours.
    throw error instanceof UnfitFile ? new ForeignLock(path, error) : error;
  }
  if (!parseLockContent(text) && !isCutShort(text)) throw new ForeignLock(path);
  return text;
}

/** Empty, or zeros, as a loss of power leaves files; or as far as its writer came. */
function isCutShort(text: string): boolean {
  const written = text.replace(/\0+$/, '');
  return written.startsWith(SERIALIZED_HEAD) || SERIALIZED_HEAD.startsWith(written);
}
