import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** One run of one program: a process id alone is used again after its process has ended. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When the process started, in the system's own words; empty where it cannot be told. */
  readonly start: string;
}

export async function identityOf(pid: number): Promise<ProcessIdentity> {
  return { pid, start: (await startOf(pid)) ?? '' };
}

/** Whether that very process still runs. On doubt it does. */
export async function isRunning({ pid, start }: ProcessIdentity): Promise<boolean> {
  if (!existsProcess(pid)) return false;
  const now = await startOf(pid);
  if (now === undefined) return process.platform !== 'linux';
  return start === '' || now === start;
}

function existsProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Undefined where it cannot be told, and on Linux for a process that has ended but is not reaped. */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') {
      // proc(5): the name in parentheses may hold anything, so count from its end.
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const [state, start] = [fields[0], fields[19]];
      return state === 'Z' || state === 'X' ? undefined : start;
    }
    if (process.platform === 'win32') return undefined;
    const { stdout } = await promisify(execFile)('/bin/ps', ['-o', 'lstart=', '-p', String(pid)]);
    return stdout.trim() === '' ? undefined : stdout.trim();
  } catch {
    return undefined;
  }
}
