import { randomBytes } from 'node:crypto';
import { realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HeygemError } from '../core/errors.js';
import { openCache } from '../engine/cachePlace.js';
import { discard } from '../files/discard.js';
import { makeFolder } from '../files/makeFolder.js';
import { isMissing } from '../files/missing.js';
import { placeWithin } from '../files/placeWithin.js';
import { readSmallText } from '../files/readSmallFile.js';

/** The folder in the storage that is ours: an ordinary cache, with results in it. */
const OURS = 'heygem-fleet';
const ID_FILE = 'storage-id';
const ID = /^[0-9a-f]{8}$/;
const ID_TRIES = 40;
const ID_RETRY_MS = 100;
const RESULTS = 'results';
const JOURNAL = /^[0-9a-f]{64}$/;

/** A file of a job that is not in its place yet. */
export interface ResultName {
  readonly task: string;
  readonly attempt: number;
}

/**
 * The folder that all machines of a fleet share, wherever each has it mounted. What crosses the queue are paths
 * within it, with `/` between the parts. Owns nothing: the files are the truth.
 */
export class Storage {
  private constructor(
    /** Absolute, links followed. */
    readonly root: string,
    /** The same on every machine that sees this folder: 8 hex digits. */
    readonly id: string,
    /** What is learnt and drawn by all machines. */
    readonly cacheRoot: string,
  ) {}

  /** Rejects with `storage-missing`. */
  static async open(path: string): Promise<Storage> {
    try {
      const root = await realpath(path);
      if (!(await stat(root)).isDirectory()) throw new Error('it is no folder');
      const cache = openCache(join(root, OURS));
      if (cache.kind === 'unusable') throw cache.failure;
      await makeFolder(join(cache.root, RESULTS));
      return new Storage(root, await storageId(cache.root), cache.root);
    } catch (error) {
      throw new HeygemError('storage-missing', { path }, String(error), error);
    }
  }

  /** Where a file lies in the storage, or will. Rejects with `outside-storage`. */
  async within(path: string): Promise<string> {
    const place = await this.placeOf(path);
    const inside = relative(this.root, place);
    if (inside === '' || isAbsolute(inside) || inside.split(sep)[0] === '..') {
      throw new HeygemError('outside-storage', { path, storage: this.root });
    }
    return inside.split(sep).join('/');
  }

  /** The file here. Rejects with `input-missing`, and with `outside-storage` where it leads out of the storage. */
  async place(inside: string): Promise<string> {
    const path = join(this.root, ...inside.split('/'));
    await stat(path).catch((error: unknown) => {
      throw new HeygemError('input-missing', { path }, String(error), error);
    });
    const place = await placeWithin(path, [this.root]);
    if (place === undefined) {
      throw new HeygemError('outside-storage', { path, storage: this.root });
    }
    return place;
  }

  /**
   * Where one attempt at a task leaves what it made: no other attempt has that name, so whoever was thought lost
   * and goes on can spoil nothing.
   */
  result({ task, attempt }: ResultName, extension: string): string {
    return join(this.cacheRoot, RESULTS, `${basename(task)}-a${attempt}${extension}`);
  }

  /**
   * What an attempt at a task left in the storage's own folder of results, by the name that `result` gave it.
   * @throws RangeError for any other: whoever may write to the queue can have said it
   */
  resultNamed(name: string, task: string): string {
    const named = /^(.+)-a\d+\.(mp4|wav)$/.exec(name);
    if (named?.[1] !== basename(task)) throw new RangeError(`${name} is no result of ${task}`);
    return join(this.cacheRoot, RESULTS, name);
  }

  /** Removes what is kept of an output that is in its place. Never rejects; of what is called otherwise, nothing. */
  async forget(journal: string): Promise<void> {
    if (!JOURNAL.test(journal)) return;
    await discard(this.cacheRoot, join(this.cacheRoot, 'segments', journal));
  }

  get results(): string {
    return join(this.cacheRoot, RESULTS);
  }

  /** Links followed, also of what is to come to a folder that is there. */
  private async placeOf(path: string): Promise<string> {
    const folder = dirname(path);
    const there = await realpath(path).catch(() => undefined);
    if (there !== undefined || folder === path) return there ?? path;
    return join(await this.placeOf(folder), basename(path));
  }
}

/** Made once, by whoever comes first: all see the same. */
async function storageId(folder: string): Promise<string> {
  const path = join(folder, ID_FILE);
  for (let tries = 0; tries < ID_TRIES; tries += 1) {
    const known = await readSmallText(path, 64).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (known !== undefined && ID.test(known)) return known;
    // Not every storage knows links, so whoever makes it may be seen before it is written.
    if (known !== undefined) await delay(ID_RETRY_MS);
    else await writeFile(path, randomBytes(4).toString('hex'), { flag: 'wx' }).catch(ifThere);
  }
  throw new Error(`${path} does not hold an id`);
}

function ifThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
