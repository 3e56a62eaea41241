import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { discard, TRASH_NAME } from '../files/discard.js';
import { ASIDE_NAME, isHashStore, isMarked, othersIn } from './cacheContent.js';
import {
  CACHE_KIND_NAMES,
  CACHE_KINDS,
  HASHES,
  LOGS,
  type CacheKind,
  type CacheKindName,
} from './cacheKinds.js';

export const DEFAULT_CACHE_BYTES = 10 * 2 ** 30;
/** What was of use this lately is kept even over the cap: a job may be reading it now. */
const KEEP_MS = 10 * 60_000;

/** One thing learnt once, e.g. an actor, or what a process that died left of one. */
export interface CacheEntry {
  readonly kind: CacheKindName | 'leftovers';
  readonly path: string;
  readonly bytes: number;
  /** When it was last of use or written to, milliseconds since 1970. */
  readonly usedAt: number;
  readonly unfinished: boolean;
}

/** Entries that are no leftovers. */
type KnownEntry = CacheEntry & { readonly kind: CacheKindName };

/**
 * All entries, least lately used first: folders of the kinds that the cache has, called as it calls them,
 * in a root that bears its mark. Whatever else is there is not seen; links are not followed.
 */
export async function listCache(root: string, now = Date.now()): Promise<readonly CacheEntry[]> {
  if (!isMarked(root)) return [];
  const known = await Promise.all(CACHE_KINDS.map((kind) => entriesOf(root, kind, now)));
  const entries = [...known.flat(), ...(await leftoversIn(root, now))];
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
  const entries = await listCache(root, now);
  const left = new Remaining(entries);
  for (const entry of entries) {
    const going = isKnown(entry) ? isOver(entry, left, mostBytes, now) : isStale(entry, now);
    if (going && (await remove(root, entry))) left.without(entry);
  }
  return left.pruned();
}

export interface Cleared extends Pruned {
  /** Entries that are in the making, or may be in use. */
  readonly inUse: number;
  /** What is in the cache's folder and not of its making: paths from there, with `/`. */
  readonly others: readonly string[];
}

/** Removes every entry and every remembered hash, except what is in the making or may be. */
export async function clearCache(root: string, now = Date.now()): Promise<Cleared> {
  if (!isMarked(root)) return { removed: 0, freedBytes: 0, leftBytes: 0, inUse: 0, others: [] };
  const entries = await listCache(root, now);
  const left = new Remaining(entries);
  let inUse = 0;
  for (const entry of entries) {
    if (isClearable(entry, now) && (await remove(root, entry))) left.without(entry);
    else inUse += 1;
  }
  if (isHashStore(hashesPath(root))) await rm(hashesPath(root), { force: true });
  return { ...left.pruned(), inUse, others: othersIn(root) };
}

/** What `clearCache` would remove now, by kind; nothing of a kind of which there is none. */
export async function clearableKinds(
  root: string,
  now = Date.now(),
): Promise<readonly ClearableKind[]> {
  const entries = (await listCache(root, now)).filter((entry) => isClearable(entry, now));
  return [...CACHE_KIND_NAMES, 'leftovers' as const].flatMap((kind) => {
    const own = entries.filter((entry) => entry.kind === kind);
    const bytes = own.reduce((sum, entry) => sum + entry.bytes, 0);
    return own.length === 0 ? [] : [{ kind, count: own.length, bytes }];
  });
}

export interface ClearableKind {
  readonly kind: CacheEntry['kind'];
  readonly count: number;
  readonly bytes: number;
}

export function hashesPath(root: string): string {
  return join(root, HASHES);
}

export function logPath(root: string): string {
  return join(root, LOGS, 'heygem.log');
}

/** What is left of the entries while some are removed: in all, and by kind. */
class Remaining {
  private readonly byKind = new Map<CacheEntry['kind'], number>();
  private removed = 0;
  private freed = 0;

  constructor(entries: readonly CacheEntry[]) {
    for (const { kind, bytes } of entries) this.byKind.set(kind, this.of(kind) + bytes);
  }

  of(kind: CacheEntry['kind']): number {
    return this.byKind.get(kind) ?? 0;
  }

  get bytes(): number {
    return [...this.byKind.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  without({ kind, bytes }: CacheEntry): void {
    this.byKind.set(kind, this.of(kind) - bytes);
    this.removed += 1;
    this.freed += bytes;
  }

  pruned(): Pruned {
    return { removed: this.removed, freedBytes: this.freed, leftBytes: this.bytes };
  }
}

function isOver(entry: KnownEntry, left: Remaining, mostBytes: number, now: number): boolean {
  const { abandonedMs, forgottenMs, share } = kindOf(entry.kind);
  const age = now - entry.usedAt;
  if (entry.unfinished) return age > abandonedMs;
  if (age > forgottenMs) return true;
  return age > KEEP_MS && (left.bytes > mostBytes || left.of(entry.kind) > mostBytes * share);
}

function isClearable(entry: CacheEntry, now: number): boolean {
  return isKnown(entry) ? mayClear(entry, now) : isStale(entry, now);
}

/** Segments look whole while their output is still being made, so they have to be old besides. */
function mayClear({ kind, unfinished, usedAt }: KnownEntry, now: number): boolean {
  const age = now - usedAt;
  if (unfinished) return age > kindOf(kind).abandonedMs;
  return kind !== 'segments' || age > KEEP_MS;
}

/** A folder that is being removed is of use to nobody; a file written aside is, for a moment. */
function isStale({ unfinished, usedAt }: CacheEntry, now: number): boolean {
  return !unfinished || now - usedAt > KEEP_MS;
}

function isKnown(entry: CacheEntry): entry is KnownEntry {
  return entry.kind !== 'leftovers';
}

function kindOf(wanted: CacheKindName): CacheKind {
  const kind = CACHE_KINDS.find(({ name }) => name === wanted);
  if (!kind) throw new RangeError(`the cache has no kind ${wanted}`);
  return kind;
}

async function remove(root: string, { kind, path }: CacheEntry): Promise<boolean> {
  if (kind !== 'leftovers') return discard(root, path);
  try {
    // Of a link, only itself.
    await rm(path, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}

async function entriesOf(root: string, kind: CacheKind, now: number): Promise<CacheEntry[]> {
  const folder = join(root, kind.name);
  const stats = await lstat(folder).catch(() => undefined);
  if (stats?.isDirectory() !== true) return [];
  const names = (await list(folder)).filter((entry) => entry.isDirectory());
  const found = names.map(async ({ name }) => {
    const unfinished = kind.making.test(name);
    if (!unfinished && !kind.whole.test(name)) return [];
    const path = join(folder, name);
    return [{ kind: kind.name, path, ...(await measure(path, now)), unfinished }];
  });
  return (await Promise.all(found)).flat();
}

/** What processes that died left in the root itself. */
async function leftoversIn(root: string, now: number): Promise<CacheEntry[]> {
  const found = (await list(root)).map(async (entry): Promise<CacheEntry[]> => {
    const trash = TRASH_NAME.test(entry.name) && !entry.isFile();
    if (!trash && !(entry.isFile() && ASIDE_NAME.test(entry.name))) return [];
    const path = join(root, entry.name);
    return [{ kind: 'leftovers', path, ...(await measure(path, now)), unfinished: !trash }];
  });
  return (await Promise.all(found)).flat();
}

/** Bytes of all files in an entry, and the time of its youngest part. */
async function measure(path: string, now: number): Promise<{ bytes: number; usedAt: number }> {
  // Reading the folder that a link leads to would count what is not here.
  const isFolder = (await lstat(path).catch(() => undefined))?.isDirectory() === true;
  const paths = [path, ...(isFolder ? await partsOf(path) : [])];
  let [bytes, usedAt] = [0, 0];
  for (const each of paths) {
    const stats = await lstat(each).catch(() => undefined);
    if (!stats) continue;
    if (stats.isFile()) bytes += stats.size;
    // A time still to come, of a clock that was wrong, says nothing.
    if (stats.mtimeMs <= now + KEEP_MS) usedAt = Math.max(usedAt, stats.mtimeMs);
  }
  return { bytes, usedAt };
}

/** All that is in a folder. Reading it by Node's `recursive` goes into links from Node 26 on. */
async function partsOf(folder: string): Promise<string[]> {
  const parts = (await list(folder)).map(async (entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...(await partsOf(path))] : [path];
  });
  return (await Promise.all(parts)).flat();
}

async function list(folder: string) {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}
