import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { identityOf, isRunning, type ProcessIdentity } from './processIdentity.js';

const REFRESH_MS = 30_000;
/** A holder on another machine cannot be asked; one that lives refreshes its file every 30 s. */
const FOREIGN_STALE_MS = 5 * 60_000;
/** A file without content belongs to someone who is just writing it, or who died doing so. */
const UNWRITTEN_STALE_MS = 5_000;
const ATTEMPTS = 10;
const GATE_WAIT_MS = 20;

interface LockContent {
  readonly token: string;
  readonly host: string;
  /** The lock is held while any of these runs. */
  readonly holders: readonly ProcessIdentity[];
}

/** Exclusive use of something among processes, by a file. Owns that file until `release`. */
export class FileLock {
  private readonly refresh: NodeJS.Timeout;

  private constructor(
    private readonly path: string,
    private readonly content: LockContent,
  ) {
    this.refresh = setInterval(() => {
      const now = new Date();
      utimes(path, now, now).catch(() => undefined);
    }, REFRESH_MS);
    this.refresh.unref();
  }

  /**
   * Held by this process and by `alsoPid`, a child that may outlive it for a moment. Undefined when
   * another holds it. A lock whose holders are all dead is taken over. Rejects when the file cannot
   * be written.
   */
  static async acquire(path: string, alsoPid?: number): Promise<FileLock | undefined> {
    const pids = alsoPid === undefined ? [process.pid] : [process.pid, alsoPid];
    const holders = await Promise.all(pids.map(identityOf));
    const content = { token: randomBytes(8).toString('hex'), host: hostname(), holders };
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (await createExclusively(path, JSON.stringify(content)))
        return new FileLock(path, content);
      const found = await readFile(path, 'utf8').catch(() => undefined);
      if (found === undefined) continue;
      if (!(await isStale(path, found))) return undefined;
      await removeIfStill(path, found);
    }
    return undefined;
  }

  async release(): Promise<void> {
    clearInterval(this.refresh);
    const found = parse(await readFile(this.path, 'utf8').catch(() => ''));
    if (found?.token === this.content.token) await rm(this.path, { force: true });
  }
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

async function isStale(path: string, text: string): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  const age = stats === undefined ? 0 : Date.now() - stats.mtimeMs;
  const content = parse(text);
  if (!content) return age > UNWRITTEN_STALE_MS;
  if (content.host !== hostname()) return age > FOREIGN_STALE_MS;
  const running = await Promise.all(content.holders.map(isRunning));
  return !running.includes(true);
}

/**
 * Removes a stale lock unless another process has meanwhile replaced it. Comparing and removing are
 * two steps, so they are done under a folder that only one process can make at a time.
 */
async function removeIfStill(path: string, stale: string): Promise<void> {
  const gate = `${path}.takeover`;
  try {
    await mkdir(gate);
  } catch {
    const stats = await stat(gate).catch(() => undefined);
    // Its maker died between two file operations.
    if (stats && Date.now() - stats.mtimeMs > UNWRITTEN_STALE_MS) await removeGate(gate);
    await delay(GATE_WAIT_MS);
    return;
  }
  try {
    const now = await readFile(path, 'utf8').catch(() => undefined);
    if (now === stale) await rm(path, { force: true });
  } finally {
    await removeGate(gate);
  }
}

async function removeGate(gate: string): Promise<void> {
  await rmdir(gate).catch(() => undefined);
}

function parse(text: string): LockContent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { token, host, holders } = value as Record<string, unknown>;
  if (typeof token !== 'string' || typeof host !== 'string') return undefined;
  if (!Array.isArray(holders) || !holders.every(isIdentity)) return undefined;
  return { token, host, holders };
}

function isIdentity(value: unknown): value is ProcessIdentity {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, start } = value as Record<string, unknown>;
  return Number.isSafeInteger(pid) && Number(pid) > 0 && typeof start === 'string';
}
