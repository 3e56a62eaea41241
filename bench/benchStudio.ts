import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpuTimes } from './processUsage.js';
import { ROOT } from './root.js';

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
    const [user, system] = cpuTimes(this.child.pid ?? NaN);
    return user + system;
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
  }
}
