import { open } from 'node:fs/promises';

/** What systems say that know no such thing as a folder to be synchronised, or let nobody do it. */
const CANNOT = new Set(['EISDIR', 'EINVAL', 'EPERM', 'EACCES', 'EBADF', 'ENOTSUP', 'ENOSYS']);

/** Resolves when a file's content would survive a loss of power. Rejects with Node's error. */
export async function syncFile(path: string): Promise<void> {
  // Windows synchronises only what may be written.
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Resolves when the names in a folder would survive a loss of power; where a system cannot promise
 * it, the rename before it has to do. Rejects with Node's error.
 */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!CANNOT.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
