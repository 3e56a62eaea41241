import { closeSync, lstatSync, openSync, readdirSync, readSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { HASHES_MARK } from '../core/plan/hashCache.js';
import { TRASH_NAME } from '../files/discard.js';
import { CACHE_KINDS, HASHES, LOG_FILE, LOGS } from './cacheKinds.js';

/** By https://bford.info/cachedir/, so that programs that make backups leave the folder out. */
export const TAG_FILE = 'CACHEDIR.TAG';
const OUR_NAME = '# This folder is the cache of HeyGem Studio';
const TAG_HEAD = `Signature: 8a477f597d28d172789f06886806bc55\n${OUR_NAME}`;
export const TAG_TEXT = `${TAG_HEAD}: all that it makes here, it can make again.\n`;

/** What file managers leave in any folder that was looked at. */
const DROPPINGS: readonly string[] = ['.DS_Store', 'Thumbs.db', 'desktop.ini'];
/** What a process that died left of a file that it wrote aside; the first form is of earlier versions. */
export const ASIDE_NAME =
  /^(hashes\.txt\.[0-9a-f]{8}|\.(hashes\.txt|CACHEDIR\.TAG)\.[0-9a-f]{32})\.tmp$/;

/** Whether a folder bears the mark of our cache: nothing in any other is counted or removed. */
export function isMarked(root: string): boolean {
  return beginningOf(join(root, TAG_FILE), TAG_HEAD.length) === TAG_HEAD;
}

/** Whether a file is the store of remembered hashes, as any version of ours wrote it. */
export function isHashStore(path: string): boolean {
  return beginningOf(path, HASHES_MARK.length) === HASHES_MARK;
}

/**
 * Whether something in a root is, by its name and by all names in it, what a cache of ours holds. A
 * symlink never is.
 */
export function isOwn(root: string, entry: Dirent): boolean {
  const { name } = entry;
  const path = join(root, name);
  if (entry.isFile()) {
    if (name === HASHES) return isHashStore(path);
    // A process that died while it marked the root may have left a part of the mark.
    if (name === TAG_FILE) return TAG_TEXT.startsWith(beginningOf(path, TAG_TEXT.length) ?? '?');
    return DROPPINGS.includes(name) || ASIDE_NAME.test(name);
  }
  if (!entry.isDirectory()) return false;
  return TRASH_NAME.test(name) || strangersIn(path, name).length === 0;
}

/** What in a marked root is not ours: paths from there, with `/`. */
export function othersIn(root: string): readonly string[] {
  return entriesOf(root).flatMap((entry) => {
    if (isOwn(root, entry)) return [];
    const { name } = entry;
    if (!entry.isDirectory() || !isKnown(name)) return [name];
    return strangersIn(join(root, name), name).map((stranger) => `${name}/${stranger}`);
  });
}

function isKnown(folder: string): boolean {
  return folder === LOGS || CACHE_KINDS.some(({ name }) => name === folder);
}

/** What does not belong in a folder of this name; the folder itself where we have none so called. */
function strangersIn(path: string, folder: string): readonly string[] {
  if (!isKnown(folder)) return [folder];
  const kind = CACHE_KINDS.find(({ name }) => name === folder);
  return entriesOf(path)
    .filter((entry) => {
      const { name } = entry;
      if (entry.isFile() && DROPPINGS.includes(name)) return false;
      if (!kind) return !(entry.isFile() && LOG_FILE.test(name));
      return !(entry.isDirectory() && (kind.whole.test(name) || kind.making.test(name)));
    })
    .map(({ name }) => name);
}

function entriesOf(folder: string): readonly Dirent[] {
  return readdirSync(folder, { withFileTypes: true });
}

/** At most `length` bytes of a file as text; undefined where there is no such file. */
function beginningOf(path: string, length: number): string | undefined {
  try {
    if (!lstatSync(path).isFile()) return undefined;
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(length);
      return bytes.toString('utf8', 0, readSync(file, bytes, 0, length, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
