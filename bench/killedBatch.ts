import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { processTree } from './processUsage.js';
import { ROOT } from './root.js';

/** Whom a kill -9 hits: one process, or the whole tree as when a machine goes down. */
export const VICTIMS = ['cli', 'worker', 'ffmpeg', 'all'] as const;
export type Victim = (typeof VICTIMS)[number];

export interface Kill {
  readonly victim: Victim;
  /** From the start of the process. */
  readonly afterMs: number;
}

export interface Attempt {
  readonly code: number | null;
  readonly ms: number;
  /** Whether there still was somebody to kill. */
  readonly killed: boolean;
  /** Where the job was last heard of; `-` before it was. */
  readonly stage: string;
  /** Frames known to be drawn at the end. */
  readonly drawn: number;
  /** Frames said to be drawn already when drawing began; undefined where it did not. */
  readonly resumed: number | undefined;
}

interface Line {
  readonly event: string;
  readonly job?: { readonly stage?: string; readonly done: number };
}

/** Runs `heygem batch` of one project on Linux, and kills what it is told to. */
export class KilledBatch {
  constructor(
    readonly project: string,
    readonly cache: string,
    readonly parallel: number,
  ) {}

  async run(kill?: Kill): Promise<Attempt> {
    const started = performance.now();
    const args = [join(ROOT, 'dist/cli.cjs'), 'batch', this.project, '--json'];
    const child = spawn(process.execPath, [...args, '--parallel', String(this.parallel)], {
      env: { ...process.env, HEYGEM_CACHE: this.cache },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const pid = Number(child.pid);
    let killed = false;
    const timer = kill && setTimeout(() => (killed = strike(pid, kill.victim)), kill.afterMs);
    const seen = { stage: '-', drawn: 0, resumed: undefined as number | undefined };
    for await (const line of createInterface({ input: child.stdout })) {
      const { event, job } = JSON.parse(line) as Line;
      if (event !== 'progress' || job?.stage === undefined) continue;
      seen.stage = job.stage;
      if (job.stage !== 'render') continue;
      seen.resumed ??= job.done;
      seen.drawn = job.done;
    }
    const code = await ended;
    clearTimeout(timer);
    await gone(this.cache);
    return { code, ms: performance.now() - started, killed, ...seen };
  }
}

function strike(root: number, victim: Victim): boolean {
  const pids = victimsOf(processTree(root), victim);
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      return false;
    }
  }
  return pids.length > 0;
}

/** @param tree the command line first */
function victimsOf(tree: readonly number[], victim: Victim): readonly number[] {
  if (victim === 'all') return tree;
  if (victim === 'cli') return tree.slice(0, 1);
  const isWanted = (pid: number) => (victim === 'ffmpeg') === nameOf(pid).startsWith('ff');
  return tree.slice(1).filter(isWanted).slice(0, 1);
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}

/** Workers end by themselves when the one that asked is gone: waits for those with this cache. */
async function gone(cache: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (!readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && uses(pid, cache))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('a worker outlived its batch by ten seconds');
}

function uses(pid: string, cache: string): boolean {
  if (Number(pid) === process.pid) return false;
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`HEYGEM_CACHE=${cache}\0`);
  } catch {
    return false;
  }
}
