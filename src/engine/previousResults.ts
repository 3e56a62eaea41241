import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { reportPath, type WrittenFile } from '../core/outputFiles.js';
import { discard } from '../files/discard.js';
import { makeEntry } from './cachePlace.js';
import { hashText } from '../files/hashText.js';
import { freeBytes } from './freeBytes.js';

/** The kind of cache entry that previous results are. */
export const PREVIOUS = 'previous';
/** What a copy must leave free, bytes: comparing is a comfort, a full disk is not. */
const RESERVE = 2 ** 30;

/** Where the result that an output replaced is kept, if it is; its report lies beside it. */
export function previousVideo(cacheRoot: string, output: string): string {
  return join(previousFolder(cacheRoot, output), 'result.mp4');
}

/** The whole cache entry of one output's previous result. */
export function previousFolder(cacheRoot: string, output: string): string {
  return join(cacheRoot, PREVIOUS, hashText(output).slice(0, 32));
}

/**
 * Takes hold of a result before it is made anew, so that the two can be compared: in the cache, so it
 * is never taken for an output, committed or packed. A link where the file system allows, so that it
 * costs neither time nor, until the new one is there, space. Undefined when there is
 * no room for a copy. `file` is what is there: made by us and reported on, as the caller found out.
 */
export async function holdPrevious(
  cacheRoot: string,
  output: string,
  file: WrittenFile,
): Promise<HeldResult | undefined> {
  const entry = previousFolder(cacheRoot, output);
  const partial = `${entry}.partial-${randomBytes(4).toString('hex')}`;
  const video = join(partial, 'result.mp4');
  await makeEntry(partial);
  try {
    if (!(await linkOrCopy(output, video))) {
      await rm(partial, { recursive: true, force: true });
      return undefined;
    }
    await copyFile(reportPath(output), reportPath(video));
    return new HeldResult(cacheRoot, file, partial, entry);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

/** A result in safety while its output is made anew. Owns its folder until it is kept or dropped. */
export class HeldResult {
  constructor(
    private readonly cacheRoot: string,
    private readonly file: WrittenFile,
    private readonly partial: string,
    private readonly entry: string,
  ) {}

  /** The new one is there: this is the previous one now, unless there is nothing to compare. */
  async keep(now: WrittenFile): Promise<void> {
    // Making something anew by force may give the very same video.
    if (now.sha256 === this.file.sha256) return this.drop();
    // Never emptied in place: somebody may be comparing with it, or another window be doing the same.
    await discard(this.cacheRoot, this.entry);
    try {
      await rename(this.partial, this.entry);
    } catch (error) {
      await this.drop();
      throw error;
    }
    const kept = new Date();
    await utimes(this.entry, kept, kept);
  }

  /** The new one was not made: the output is still this one. */
  async drop(): Promise<void> {
    await rm(this.partial, { recursive: true, force: true });
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
