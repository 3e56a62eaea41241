import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { syncFile } from './durable.js';
import { removeLeftovers } from './leftovers.js';
import { moveStaged } from './moveFile.js';
import { stagedPath } from './stagedName.js';

/** Only a file that was not there: neither another's nor what a link leads to is ever opened. */
const CREATE =
  constants.O_CREAT |
  constants.O_EXCL |
  constants.O_WRONLY |
  // Windows has no such flag, nor the need: there a new file follows no link.
  ((constants as { readonly O_NOFOLLOW?: number }).O_NOFOLLOW ?? 0);

/**
 * Replaces a file's content so that a reader, or a machine that loses power, sees the old content
 * or the new one and nothing between. A link at `target` is itself replaced, never what it leads to.
 * Rejects with Node's error, and leaves the old file and nothing half.
 */
export async function replaceFile(target: string, content: string | Uint8Array): Promise<void> {
  await replaceBy(target, (staged) => writeStaged(staged, content));
}

/**
 * The same for a file that a program or a stream writes: `write` fills the file of the path it is
 * given, which is there already, is empty and belongs to nobody else.
 */
export async function replaceWith(
  target: string,
  write: (staged: string) => Promise<void>,
): Promise<void> {
  await replaceBy(target, async (staged) => {
    await writeStaged(staged, '');
    await write(staged);
    await syncFile(staged);
  });
}

/** Writes and synchronises a file that must not be there yet; nothing stays of one that breaks off. */
export async function writeStaged(staged: string, content: string | Uint8Array): Promise<void> {
  const file = await open(staged, CREATE, 0o666);
  try {
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await remove(staged);
    throw error;
  }
}

async function replaceBy(target: string, write: (staged: string) => Promise<void>): Promise<void> {
  const staged = stagedPath(target);
  try {
    await write(staged);
    await moveStaged(staged, target);
  } catch (error) {
    await remove(staged);
    throw error;
  }
  await removeLeftovers(target);
}

/** What went wrong before is what is told. */
async function remove(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}
