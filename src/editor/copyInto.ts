import { constants, createReadStream, createWriteStream } from 'node:fs';
import { copyFile, link, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { HeygemError } from '../core/errors.js';
import { removeLeftovers } from '../files/leftovers.js';
import { makeFolder } from '../files/makeFolder.js';
import { isMissing } from '../files/missing.js';
import { stagedPath } from '../files/stagedName.js';

const PIECE_BYTES = 1 << 20;

export interface CopyWatch {
  readonly signal: AbortSignal;
  /** Bytes that are there now. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Copies a file into a folder, made if need be, under a name that is free there; it appears whole or not at all.
 * Returns the copy's path. Rejects with `input-missing`, `output-not-writable` or `cancelled`.
 */
export async function copyInto(folder: string, path: string, watch: CopyWatch): Promise<string> {
  const partial = stagedPath(join(folder, basename(path)));
  try {
    await makeFolder(folder);
  } catch (error) {
    throw notWritten(folder, error);
  }
  try {
    await cloneOrCopy(path, partial, watch);
  } catch (error) {
    await rm(partial, { force: true });
    if (watch.signal.aborted) throw new HeygemError('cancelled');
    if (isMissing(error)) throw new HeygemError('input-missing', { path }, String(error), error);
    throw notWritten(partial, error);
  }
  return moveInto(folder, partial, basename(path));
}

/** At once where the file system can, else in pieces, so that it can be followed and stopped. */
async function cloneOrCopy(from: string, to: string, { signal, onBytes }: CopyWatch) {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
    return;
  } catch {
    await rm(to, { force: true });
  }
  let bytes = 0;
  const count = async function* (pieces: AsyncIterable<Buffer>) {
    for await (const piece of pieces) {
      yield piece;
      bytes += piece.length;
      onBytes(bytes);
    }
  };
  const source = createReadStream(from, { highWaterMark: PIECE_BYTES });
  await pipeline(source, count, createWriteStream(to, { flags: 'wx' }), { signal });
}

/** Gives a whole file a name that is free in its folder, `name` where it can; returns the path. */
export async function moveInto(folder: string, partial: string, name: string): Promise<string> {
  const extension = extname(name);
  const stem = basename(name, extension);
  for (let number = 1; ; number += 1) {
    const target = join(folder, number === 1 ? name : `${stem} (${number})${extension}`);
    try {
      // Unlike a rename, it fails when the name is taken.
      await link(partial, target).catch(async (error: unknown) => {
        if (codeOf(error) === 'EEXIST') throw error;
        // File systems without hard links.
        await copyFile(partial, target, constants.COPYFILE_EXCL);
      });
      await rm(partial);
      await removeLeftovers(join(folder, name));
      return target;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue;
      await rm(partial, { force: true });
      throw notWritten(target, error);
    }
  }
}

/** A full disk is told as such by `toFailure`, as everywhere. */
export function notWritten(path: string, error: unknown): HeygemError {
  return new HeygemError('output-not-writable', { path }, String(error), error);
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
