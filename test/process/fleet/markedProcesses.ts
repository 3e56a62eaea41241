import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const VARIABLE = 'HEYGEM_TEST_FAMILY';

export interface MarkedProcess {
  readonly pid: number;
  /** Program and arguments, with spaces between. */
  readonly command: string;
}

/**
 * A process and all that came of it, told by a mark in their environment, which children inherit: so also those
 * whose parents are gone. Linux only.
 */
export class MarkedProcesses {
  private readonly mark = `${VARIABLE}=${randomUUID()}`;

  /** To be in the environment of the first. */
  get environment(): Readonly<Record<string, string>> {
    return { [VARIABLE]: this.mark.slice(VARIABLE.length + 1) };
  }

  /** Those that run now; one that has ended but is not reaped does not. */
  now(): readonly MarkedProcess[] {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids
      .filter((pid) => wordsOf(pid, 'environ').includes(this.mark))
      .map((pid) => ({ pid: Number(pid), command: wordsOf(pid, 'cmdline').join(' ').trim() }));
  }
}

/** None where it ended meanwhile, or is somebody else's. */
function wordsOf(pid: string, file: 'environ' | 'cmdline'): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
