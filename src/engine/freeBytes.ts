import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Bytes free where a path is or will be; undefined when the system does not say. */
export async function freeBytes(path: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch {
    const folder = dirname(path);
    return folder === path ? undefined : freeBytes(folder);
  }
}
