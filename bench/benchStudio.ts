import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.js';

/** Ticks of /proc's CPU times a second. */
const TICKS = 100;

/** The studio as `heygem studio` starts it, looked at from outside (Linux). Owns the process. */
export class BenchStudio {
  private constructor(
    private readonly child: ChildProcess,
    /** Good once. */
    readonly address: string,
  ) {}

  static async start(folder: string, cache: string): Promise<BenchStudio> {
    const args = ['studio', folder, '--no-open', '--json', '--port', '0'];
    const child = spawn(process.execPath, [join(ROOT, 'dist/cli.cjs'), ...args], {
      env: { ...process.env, HEYGEM_CACHE: cache },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { address } = JSON.parse(line.toString()) as { address: string };
    return new BenchStudio(child, address);
  }

  /** The most memory that was resident since its start. */
  peakBytes(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/^VmHWM:\s*(\d+)/m.exec(status)?.[1]) * 1024;
  }

  cpuSeconds(): number {
    const stat = readFileSync(`/proc/${this.child.pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
  }
}
