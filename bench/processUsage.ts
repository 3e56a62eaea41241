import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

/** A process and all its descendants, parents first (Linux; the process alone elsewhere). */
export function processTree(root: number): readonly number[] {
  const tree = [root];
  for (const pid of tree) tree.push(...childrenOf(pid));
  return tree;
}

function childrenOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
        .split(' ')
        .filter(Boolean)
        .map(Number),
    );
  } catch {
    // Gone between being listed and being read, or no /proc on this system.
    return [];
  }
}

/** Resident bytes of a process and all its descendants, by program name (Linux; empty elsewhere). */
export function residentTree(root = process.pid): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const pid of processTree(root)) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const name = /^Name:\s*(.*)$/m.exec(status)?.[1] ?? '?';
      const kilobytes = Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? 0);
      sizes.set(name, (sizes.get(name) ?? 0) + kilobytes * 1024);
    } catch {
      // As above.
    }
  }
  return sizes;
}

/** Ticks of /proc's CPU times a second: a constant of Linux's interface to programs. */
const TICKS = 100;

/** CPU times of a process (Linux), seconds: its own user and system time, then its finished children's. */
export function cpuTimes(process: number | 'self'): readonly number[] {
  const stat = readFileSync(`/proc/${process}/stat`, 'latin1');
  // The name in brackets may hold spaces. Fields 14-17.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).map((ticks) => Number(ticks) / TICKS);
}

/** CPU seconds that this process and its finished children have used (Linux; NaN elsewhere). */
export function cpuSeconds(): number {
  try {
    return cpuTimes('self').reduce((sum, seconds) => sum + seconds, 0);
  } catch {
    return NaN;
  }
}

/** Samples the memory of a process and its children until stopped. Owns the highest total seen. */
export class MemoryWatch {
  private peakBytes = 0;
  private atPeak: ReadonlyMap<string, number> = new Map();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly root = process.pid,
    everyMs = 200,
  ) {
    this.timer = setInterval(() => {
      this.sample();
    }, everyMs);
    this.sample();
  }

  private sample(): void {
    const sizes = residentTree(this.root);
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    if (total <= this.peakBytes) return;
    this.peakBytes = total;
    this.atPeak = sizes;
  }

  stop(): { readonly peakBytes: number; readonly byProgram: ReadonlyMap<string, number> } {
    this.sample();
    clearInterval(this.timer);
    return { peakBytes: this.peakBytes, byProgram: this.atPeak };
  }
}

/** What one whole process, its children included, took. */
export interface ProcessRun {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  /** Bytes at the peak by program name. */
  readonly byProgram: ReadonlyMap<string, number>;
}

/** Runs a program to its end. @throws Error with the end of its stderr where it fails */
export async function measureProcess(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<ProcessRun> {
  const cpuBefore = cpuSeconds();
  const started = performance.now();
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const watch = new MemoryWatch(child.pid);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`${program} ended with ${code ?? 'a signal'}: ${said}`);
    const seconds = (performance.now() - started) / 1000;
    return { seconds, cpuSeconds: cpuSeconds() - cpuBefore, ...watch.stop() };
  } finally {
    watch.stop();
  }
}
