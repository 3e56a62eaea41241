import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../files/makeFolder.js';

/** The kind of cache entry that unfinished work is. */
const WORK = 'work';
/**
 * A folder in which nothing was written for this long is abandoned, if its process is gone too: ids
 * of processes say nothing where several machines or containers share a cache.
 */
const ABANDONED_MS = 60 * 60_000;
const NAME = /^(\d+)\.partial-[A-Za-z0-9]{6}$/;

/**
 * Folders for what is needed only while one output is made: in the cache or a place of its
 * own, never beside the output. Owns the folder `work` there; each folder in it belongs to the process in its name.
 */
export class ScratchFolders {
  private swept = false;

  constructor(
    private readonly cacheRoot: string,
    private readonly pid = process.pid,
  ) {}

  /** A fresh folder, private to its user. Whoever takes it gives it back. Rejects with Node's error. */
  async take(): Promise<string> {
    const root = join(this.cacheRoot, WORK);
    await makeFolder(root);
    if (!this.swept) await this.sweep(root);
    this.swept = true;
    return mkdtemp(join(root, `${this.pid}.partial-`));
  }

  /** Never rejects: what stays is swept later. */
  async giveBack(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }

  /** Removes what processes that died left behind. */
  private async sweep(root: string): Promise<void> {
    for (const name of await readdir(root).catch(() => [])) {
      const owner = NAME.exec(name)?.[1];
      if (owner === undefined || isRunning(Number(owner))) continue;
      const folder = join(root, name);
      if (Date.now() - (await lastWritten(folder)) > ABANDONED_MS) await this.giveBack(folder);
    }
  }
}

/** Milliseconds since the epoch; the present for what cannot be looked at. */
async function lastWritten(folder: string): Promise<number> {
  try {
    const paths = [folder, ...(await readdir(folder)).map((name) => join(folder, name))];
    const all = await Promise.all(paths.map((path) => stat(path)));
    return Math.max(...all.map(({ mtimeMs }) => mtimeMs));
  } catch {
    return Date.now();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
