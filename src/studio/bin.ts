import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where what is deleted goes, in the folder that it was deleted from. */
export const BIN = 'heygem-bin';

/** A place in the bin of a folder for what is deleted now, named by the time. */
export async function newBin(folder: string): Promise<string> {
  const bin = join(folder, BIN, new Date().toISOString().replaceAll(':', '-'));
  await mkdir(bin, { recursive: true });
  return bin;
}
