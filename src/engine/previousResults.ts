import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { reportPath, type WrittenFile } from '../core/outputFiles.js';
import { MOST_KEPT } from '../core/keptResults.js';
import { discard } from '../files/discard.js';
import { isMissing } from '../files/missing.js';
import { moveFile } from '../files/moveFile.js';
import { makeEntry } from './cachePlace.js';
import { hashText } from '../files/hashText.js';
import { freeBytes } from './freeBytes.js';

/** The kind of cache entry that previous results are. */
export const PREVIOUS = 'previous';
/** What a copy must leave free, bytes: comparing is a comfort, a full disk is not. */
const RESERVE = 2 ** 30;

/**
 * Where a result that an output replaced is kept, if it is; its report lies beside it.
 * @param number 1: the one before the present one, 2: the one before that, and so on
 */
export function previousVideo(cacheRoot: string, output: string, number = 1): string {
  return join(previousFolder(cacheRoot, output, number), 'result.mp4');
}

/** The whole cache entry of one of an output's previous results. */
export function previousFolder(cacheRoot: string, output: string, number = 1): string {
  // The first has the name that it had when it was the only one.
  const name = number === 1 ? output : `${output}\0${number}`;
  return join(cacheRoot, PREVIOUS, hashText(name).slice(0, 32));
}

/**
 * Takes hold of a result before it is made anew, so that the two can be compared: in the cache, so it
 * is never taken for an output, committed or packed. A link where the file system allows, so that it
 * costs neither time nor, until the new one is there, space. Undefined when there is
 * no room for a copy. `file` is what is there: made by us and reported on, as the caller found out.
 * @param most how many previous results of an output there may be, 1 or more
 */
export async function holdPrevious(
  cacheRoot: string,
  output: string,
  file: WrittenFile,
  most: number,
): Promise<HeldResult | undefined> {
  const partial = `${previousFolder(cacheRoot, output)}.partial-${randomBytes(4).toString('hex')}`;
  const video = join(partial, 'result.mp4');
  await makeEntry(partial);
  try {
    if (!(await linkOrCopy(output, video))) {
      await rm(partial, { recursive: true, force: true });
      return undefined;
    }
    await copyFile(reportPath(output), reportPath(video));
    return new HeldResult(cacheRoot, output, { file, partial, most });
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

/** A result in safety while its output is made anew. Owns its folder until it is kept or dropped. */
export class HeldResult {
  constructor(
    private readonly cacheRoot: string,
    private readonly output: string,
    private readonly held: {
      readonly file: WrittenFile;
      readonly partial: string;
      readonly most: number;
    },
  ) {}

  /** The new one is there: this is the previous one now, unless there is nothing to compare. */
  async keep(now: WrittenFile): Promise<void> {
    // Making something anew by force may give the very same video.
    const { file, partial } = this.held;
    if (now.sha256 === file.sha256) return this.drop();
    const entry = previousFolder(this.cacheRoot, this.output);
    try {
      await this.moveOn();
      await moveFile(partial, entry);
    } catch (error) {
      await this.drop();
      throw error;
    }
    const kept = new Date();
    await utimes(entry, kept, kept);
  }

  /** Each becomes one older; those that are too many go. A gap, which the cache's own pruning leaves, stays one. */
  private async moveOn(): Promise<void> {
    const { cacheRoot, output } = this;
    const { most } = this.held;
    const entry = (number: number) => previousFolder(cacheRoot, output, number);
    // Never emptied in place: somebody may be comparing with it, or another window be doing the same.
    for (let number = MOST_KEPT; number >= most; number -= 1) {
      await discard(cacheRoot, entry(number));
    }
    for (let number = most - 1; number >= 1; number -= 1) {
      await rename(entry(number), entry(number + 1)).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    }
  }

  /** The new one was not made: the output is still this one. */
  async drop(): Promise<void> {
    await rm(this.held.partial, { recursive: true, force: true });
  }
}

/** False when a copy would leave too little room. */
async function linkOrCopy(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch {
    // Another file system, or one without links.
    const { size, atime, mtime } = await stat(from);
    const free = await freeBytes(dirname(to));
    if (free !== undefined && free < size + RESERVE) return false;
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    await utimes(to, atime, mtime);
    return true;
  }
}
