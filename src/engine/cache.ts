import { randomBytes } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PREVIOUS } from './previousResults.js';

export const DEFAULT_CACHE_BYTES = 10 * 2 ** 30;
/** What was of use this lately is kept even over the cap: a job may be reading it now. */
const KEEP_MS = 10 * 60_000;
/** An entry still in the making after this long belongs to a process that died. */
const ABANDONED_MS = 24 * 3_600_000;
/** Share of the cache that results kept for comparing may take: faces cost more to learn anew. */
const MOST_PREVIOUS = 0.25;
const TRASH = '.trash-';
const LOGS = 'logs';

/** One thing learnt once, e.g. an actor. Its folder's modification time says when it was last of use. */
export interface CacheEntry {
  readonly kind: string;
  readonly path: string;
  readonly bytes: number;
  readonly usedAt: number;
  readonly unfinished: boolean;
}

/** All entries, least lately used first. A cache that is not there is empty. */
export async function listCache(root: string): Promise<readonly CacheEntry[]> {
  const kinds = await folders(root);
  const entries: CacheEntry[] = [];
  for (const kind of kinds.filter((name) => name !== LOGS)) {
    for (const name of await folders(join(root, kind))) {
      const path = join(root, kind, name);
      const stats = await stat(path).catch(() => undefined);
      if (!stats) continue;
      const unfinished = name.includes('.partial');
      entries.push({ kind, path, bytes: await sizeOf(path), usedAt: stats.mtimeMs, unfinished });
    }
  }
  return entries.sort((a, b) => a.usedAt - b.usedAt);
}

export interface Pruned {
  readonly removed: number;
  readonly freedBytes: number;
  readonly leftBytes: number;
}

/** Removes the least lately used entries until the rest fits, and what dead processes left. */
export async function pruneCache(
  root: string,
  mostBytes = DEFAULT_CACHE_BYTES,
  now = Date.now(),
): Promise<Pruned> {
  const entries = await listCache(root);
  const sum = (some: readonly CacheEntry[]) => some.reduce((all, { bytes }) => all + bytes, 0);
  let left = sum(entries);
  let earlier = sum(entries.filter(({ kind }) => kind === PREVIOUS));
  let [removed, freedBytes] = [0, 0];
  for (const entry of entries) {
    const age = now - entry.usedAt;
    const abandoned = entry.unfinished && age > ABANDONED_MS;
    const tooMuch =
      left > mostBytes || (entry.kind === PREVIOUS && earlier > mostBytes * MOST_PREVIOUS);
    const over = tooMuch && !entry.unfinished && age > KEEP_MS;
    if (!abandoned && !over) continue;
    if (!(await discard(root, entry.path))) continue;
    left -= entry.bytes;
    if (entry.kind === PREVIOUS) earlier -= entry.bytes;
    freedBytes += entry.bytes;
    removed += 1;
  }
  return { removed, freedBytes, leftBytes: left };
}

/** Removes every entry and every remembered hash. Entries in the making are left alone. */
export async function clearCache(root: string): Promise<Pruned> {
  const entries = (await listCache(root)).filter(({ unfinished }) => !unfinished);
  let [removed, freedBytes] = [0, 0];
  for (const { path, bytes } of entries) {
    if (!(await discard(root, path))) continue;
    removed += 1;
    freedBytes += bytes;
  }
  await rm(hashesPath(root), { force: true });
  return { removed, freedBytes, leftBytes: 0 };
}

export function hashesPath(root: string): string {
  return join(root, 'hashes.txt');
}

export function logPath(root: string): string {
  return join(root, LOGS, 'heygem.log');
}

/** Moved aside first: another process sees an entry whole or not at all. */
async function discard(root: string, path: string): Promise<boolean> {
  const trash = join(root, `${TRASH}${randomBytes(6).toString('hex')}`);
  try {
    await rename(path, trash);
  } catch {
    return false;
  }
  await rm(trash, { recursive: true, force: true });
  return true;
}

async function folders(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
}

async function sizeOf(folder: string): Promise<number> {
  const files = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = files
    .filter((file) => file.isFile())
    .map(
      async (file) => (await stat(join(file.parentPath, file.name)).catch(() => undefined))?.size,
    );
  return (await Promise.all(sizes)).reduce<number>((sum, size) => sum + (size ?? 0), 0);
}
