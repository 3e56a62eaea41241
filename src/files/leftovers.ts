import { lstat, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stagedToken } from './stagedName.js';

/** Nobody writes a small file for this long: whoever began an older one has died. */
const ABANDONED_MS = 10 * 60_000;

export interface Leftover {
  readonly path: string;
  readonly token: string;
}

/** Files beside `target` that were to become it: of exactly our form of name, and regular. */
export async function stagedFiles(target: string): Promise<readonly Leftover[]> {
  const folder = dirname(target);
  const names = await readdir(folder).catch(() => []);
  const found: Leftover[] = [];
  for (const name of names) {
    const token = stagedToken(target, name);
    if (token === undefined) continue;
    const path = join(folder, name);
    const stats = await lstat(path).catch(() => undefined);
    if (stats?.isFile() === true) found.push({ path, token });
  }
  return found;
}

/** Removes what dead writers of `target` left. Never rejects: it is tried again the next time. */
export async function removeLeftovers(target: string, olderThanMs = ABANDONED_MS): Promise<void> {
  for (const { path } of await stagedFiles(target)) {
    const stats = await lstat(path).catch(() => undefined);
    if (stats && Date.now() - stats.mtimeMs > olderThanMs) {
      await rm(path, { force: true }).catch(() => undefined);
    }
  }
}

/** Removes all that was begun of `target`: for whoever knows that nobody writes it now. Never rejects. */
export async function removeBegun(target: string): Promise<void> {
  await removeLeftovers(target, Number.NEGATIVE_INFINITY);
}
