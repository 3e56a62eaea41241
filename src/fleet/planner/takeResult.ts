import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HeygemError } from '../../core/errors.js';
import { hashFile } from '../../files/hashFile.js';
import { moveFile } from '../../files/moveFile.js';
import type { WrittenFile } from '../../core/outputFiles.js';
import type { Storage } from '../storage.js';

/**
 * Moves a result out of the storage's own folder to where it is to be put in place.
 * False when it is not there any more, or not as it was made.
 */
export async function takeResult(
  storage: Storage,
  { name, task }: { readonly name: string; readonly task: string },
  { bytes, sha256 }: WrittenFile,
  target: string,
): Promise<boolean> {
  const result = storage.resultNamed(name, task);
  // What is no file, such as a link that leads elsewhere, no worker of ours left.
  const stats = await lstat(result).catch(() => undefined);
  if (stats?.isFile() !== true || stats.size !== bytes) return false;
  // What came over a line of its own is looked at.
  if ((await moveFile(result, target)) === 'copied' && (await hashFile(target)) !== sha256) {
    await rm(target, { force: true });
    throw new HeygemError('output-damaged', { path: target });
  }
  return true;
}

/** Removes what attempts at a task left, lost ones too. Never rejects. */
export async function clearResults(storage: Storage, task: string): Promise<void> {
  const names = await readdir(storage.results).catch(() => []);
  const its = names.filter((name) => name.includes(`${task}-a`));
  for (const name of its)
    await rm(join(storage.results, name), { force: true }).catch(() => undefined);
}
