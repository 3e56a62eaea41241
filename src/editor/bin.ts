import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { moveFile } from '../files/moveFile.js';
import { notWritten } from './copyInto.js';

/** Where what is deleted goes, in the folder that it was deleted from. */
export const BIN = 'heygem-bin';

/** A place in the bin of a folder for what is deleted now, named by the time. */
export async function newBin(folder: string): Promise<string> {
  const bin = join(folder, BIN, new Date().toISOString().replaceAll(':', '-'));
  await mkdir(join(folder, BIN), { recursive: true });
  // A place that two had at the same moment would have one write over the other.
  for (let number = 1; ; number += 1) {
    const place = number === 1 ? bin : `${bin} ${number}`;
    try {
      await mkdir(place);
      return place;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/**
 * Moves files into the bin of a folder, by their own names where these differ.
 * @throws HeygemError output-not-writable
 */
export async function moveToBin(folder: string, paths: readonly string[]): Promise<void> {
  const taken = new Set<string>();
  try {
    const bin = await newBin(folder);
    for (const [number, path] of paths.entries()) {
      const own = basename(path);
      // Not every file system tells capitals from small letters.
      const name = taken.has(own.toLowerCase()) ? `${number + 1} ${own}` : own;
      taken.add(own.toLowerCase());
      await moveFile(path, join(bin, name));
    }
  } catch (error) {
    throw notWritten(join(folder, BIN), error);
  }
}
