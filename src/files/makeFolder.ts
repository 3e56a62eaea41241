import { mkdirSync, statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, unless they are there. Rejects with Node's error. Node's own
 * `recursive` never returns, deaf to signals, where a system says ENOENT of a folder whose parent exists,
 * as Linux does below /proc.
 */
export async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) await makeFolder(parent);
  try {
    await mkdir(path);
  } catch (error) {
    // Another process may have been quicker.
    if (!(await isFolder(path))) throw error;
  }
}

/** The same at once. */
export function makeFolderSync(path: string): void {
  if (isFolderSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolderSync(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    if (!isFolderSync(path)) throw error;
  }
}

/** Whether there is a folder. Never rejects. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

function isFolderSync(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
