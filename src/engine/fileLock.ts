import { randomBytes } from 'node:crypto';
import { mkdir, open, rm, rmdir, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { parseLockContent, serializeLockContent, type LockContent } from './lockContent.js';
import { ForeignLock, readLockFile } from './lockFile.js';
import { LockJudge } from './lockJudge.js';
import { identityOf } from './processIdentity.js';
import { ownPlace } from './processPlace.js';

const REFRESH_SECONDS = 10;
const ATTEMPTS = 10;
/** What the folder is called besides under which a stale lock is cleared away. */
export const GATE_SUFFIX = '.takeover';
const GATE_WAIT_MS = 20;
/** Who clears a stale lock away needs milliseconds for it. */
const GATE_STALE_MS = 5_000;
/** A virus scanner or a share holds a file for a moment. */
const RELEASE_ATTEMPTS = 5;
const RELEASE_WAIT_MS = 40;

/** What systems say of a folder that is there; Windows also of one that is just going. */
const IN_USE = new Set<string | undefined>(['EEXIST', 'EPERM', 'EACCES', 'EBUSY']);

/** One for the process: what was seen of a lock at one try counts at the next. */
const ourJudge = new LockJudge();

/** Why a lock was not had. */
export interface LockBusy {
  readonly kind: 'busy';
  /** Present where it shows within `withinMs` whether anybody still holds it. */
  readonly unsure?: { readonly host: string; readonly withinMs: number };
}

/** Exclusive use of something among processes, by a file. Owns that file until `release`. */
export class FileLock {
  readonly kind = 'lock';
  private readonly refresh: NodeJS.Timeout;

  private constructor(
    private readonly path: string,
    private readonly content: LockContent,
  ) {
    this.refresh = setInterval(() => void this.touch(), REFRESH_SECONDS * 1_000);
    this.refresh.unref();
  }

  /**
   * Held by this process. Undefined when another holds it; a lock whose holders are all dead is taken
   * over. Rejects when the file cannot be written, with `ForeignLock` when what is there is not ours.
   */
  static async acquire(path: string): Promise<FileLock | undefined> {
    const found = await FileLock.attempt(path);
    return found.kind === 'lock' ? found : undefined;
  }

  /** The same, with what can be said of who holds it. */
  static async attempt(path: string, judge: LockJudge = ourJudge): Promise<FileLock | LockBusy> {
    const content = await ownContent();
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (await createExclusively(path, serializeLockContent(content))) {
        judge.forget(path);
        return new FileLock(path, content);
      }
      const found = await readLockFile(path);
      if (found === undefined) continue;
      const verdict = await judge.judge(path, found);
      if (verdict.kind === 'held') return { kind: 'busy' };
      if (verdict.kind === 'unsure') return { kind: 'busy', unsure: verdict };
      await removeIfStill(path, found, judge);
    }
    return { kind: 'busy' };
  }

  /**
   * A file that cannot be removed is made to say that nobody holds it: this process, which it names,
   * may live for days. Rejects when that fails too.
   */
  async release(): Promise<void> {
    clearInterval(this.refresh);
    for (let attempt = 1; attempt < RELEASE_ATTEMPTS; attempt += 1) {
      if (await this.isRemoved()) return;
      await delay(RELEASE_WAIT_MS);
    }
    if (!(await this.isOurs())) return;
    const vacant = serializeLockContent({ ...this.content, holders: [] });
    await rm(this.path, { force: true }).catch(() => writeFile(this.path, vacant));
  }

  /** Whether the file is ours no more. */
  private async isRemoved(): Promise<boolean> {
    try {
      if (await this.isOurs()) await rm(this.path, { force: true });
      return true;
    } catch {
      return false;
    }
  }

  /** A machine that slept may have lost its lock: it must not keep another's alive. */
  private async touch(): Promise<void> {
    const now = new Date();
    try {
      if (await this.isOurs()) await utimes(this.path, now, now);
    } catch {
      // The next time is soon.
    }
  }

  /** Rejects when a file that is there cannot be read: it may still be ours. */
  private async isOurs(): Promise<boolean> {
    try {
      const text = await readLockFile(this.path);
      return parseLockContent(text ?? '')?.token === this.content.token;
    } catch (error) {
      if (error instanceof ForeignLock) return false;
      throw error;
    }
  }
}

async function ownContent(): Promise<LockContent> {
  const holders = [await identityOf(process.pid)];
  const place = await ownPlace();
  const token = randomBytes(8).toString('hex');
  return { token, host: place.host, holders, place, refresh: REFRESH_SECONDS };
}

/** Whether there was none. Half a lock, on a disk that is full, would name nobody to wait for. */
async function createExclusively(path: string, content: string): Promise<boolean> {
  const file = await open(path, 'wx').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  });
  if (!file) return false;
  try {
    await file.writeFile(content).finally(() => file.close());
    return true;
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

/**
 * Removes a stale lock unless another process has meanwhile replaced it. Comparing and removing are
 * two steps, so they are done under a folder that only one process can make at a time. Rejects with
 * `ForeignLock` when what is there is not ours.
 */
async function removeIfStill(path: string, stale: string, judge: LockJudge): Promise<void> {
  const gate = path + GATE_SUFFIX;
  try {
    await mkdir(gate);
  } catch (error) {
    if (!IN_USE.has((error as NodeJS.ErrnoException).code)) throw error;
    // Its maker died between two file operations.
    if ((await judge.untouchedFor(gate)) > GATE_STALE_MS && !(await removeGate(gate))) {
      throw new ForeignLock(gate);
    }
    await delay(GATE_WAIT_MS);
    return;
  }
  try {
    const now = await readLockFile(path);
    // Its holder may have been slow, and have touched it just now.
    if (now !== stale || (await judge.judge(path, now)).kind !== 'dead') return;
    await rm(path, { force: true });
  } finally {
    await removeGate(gate);
  }
}

/** False where something is in the way that is no folder of ours, which is empty. */
async function removeGate(gate: string): Promise<boolean> {
  try {
    await rmdir(gate);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
