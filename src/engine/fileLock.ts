import { randomBytes } from 'node:crypto';
import { mkdir, rm, rmdir, utimes, writeFile } from 'node:fs/promises';
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
   * Held by this process and by `alsoPid`, a child that may outlive it for a moment. Undefined when
   * another holds it. A lock whose holders are all dead is taken over. Rejects when the file cannot
   * be written, with `ForeignLock` when what is there is not ours.
   */
  static async acquire(path: string, alsoPid?: number): Promise<FileLock | undefined> {
    const found = await FileLock.attempt(path, alsoPid);
    return found.kind === 'lock' ? found : undefined;
  }

  /** The same, with what can be said of who holds it. */
  static async attempt(
    path: string,
    alsoPid?: number,
    judge: LockJudge = ourJudge,
  ): Promise<FileLock | LockBusy> {
    const content = await ownContent(alsoPid);
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

  async release(): Promise<void> {
    clearInterval(this.refresh);
    if (await this.isOurs()) await rm(this.path, { force: true });
  }

  /** A machine that slept may have lost its lock: it must not keep another's alive. */
  private async touch(): Promise<void> {
    if (!(await this.isOurs())) return;
    const now = new Date();
    await utimes(this.path, now, now).catch(() => undefined);
  }

  private async isOurs(): Promise<boolean> {
    const text = await readLockFile(this.path).catch(() => undefined);
    const found = parseLockContent(text ?? '');
    return found?.token === this.content.token;
  }
}

async function ownContent(alsoPid: number | undefined): Promise<LockContent> {
  const pids = alsoPid === undefined ? [process.pid] : [process.pid, alsoPid];
  const holders = await Promise.all(pids.map(identityOf));
  const place = await ownPlace();
  const token = randomBytes(8).toString('hex');
  return { token, host: place.host, holders, place, refresh: REFRESH_SECONDS };
}

async function createExclusively(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
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
