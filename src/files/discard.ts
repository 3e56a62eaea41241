import { randomBytes } from 'node:crypto';
import { lstat, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What `discard` calls a folder that it is removing. */
export const TRASH_NAME = /^\.trash-[0-9a-f]{12}$/;

/**
 * Removes what lies at `path`, by way of a hidden name in `root` on the same file system: another process
 * sees it whole or not at all. Symlinks in it are not followed. With an `inode`, another that has come in
 * its place meanwhile is put back. False when nothing was removed; never rejects. What a process that died
 * meanwhile left is called as `TRASH_NAME` says.
 */
export async function discard(root: string, path: string, inode?: bigint): Promise<boolean> {
  const trash = join(root, `.trash-${randomBytes(6).toString('hex')}`);
  try {
    await rename(path, trash);
    if (inode !== undefined && (await inodeOf(trash)) !== inode) {
      await rename(trash, path);
      return false;
    }
  } catch {
    // Either it could not be moved, or a third one has come where it was. That one stays, and this one
    // goes, whether or not it was the better of the two: what is told by its inode can be made again.
    await rm(trash, { recursive: true, force: true }).catch(() => undefined);
    return false;
  }
  await rm(trash, { recursive: true, force: true }).catch(() => undefined);
  return true;
}

/** Of the very thing at the path, be it a link; undefined where there is none. */
export async function inodeOf(path: string): Promise<bigint | undefined> {
  return (await lstat(path, { bigint: true }).catch(() => undefined))?.ino;
}
