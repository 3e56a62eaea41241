import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, '../../../dist/cli.cjs');

/** A studio that runs, and its folder, as this system names it. */
export interface StudioServed {
  readonly folder: string;
  readonly projects: string;
  serve(port?: number): Promise<string>;
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** The real studio as `heygem studio` starts it, with a folder of its own. */
export class StudioProcess implements StudioServed {
  readonly folder = mkdtempSync(join(tmpdir(), 'heygem studio 页 '));
  readonly projects = join(this.folder, 'projects');
  private process: ChildProcess | undefined;

  constructor() {
    mkdirSync(this.projects);
  }

  /** Starts it; resolves with the address that it prints. Another port than before is taken for none. */
  serve(port = 0): Promise<string> {
    const args = ['studio', this.projects, '--no-open', '--json', '--port', String(port)];
    const server = spawn(process.execPath, [CLI, ...args], {
      env: { ...process.env, HEYGEM_CACHE: join(this.folder, 'cache') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.process = server;
    return new Promise((done, reject) => {
      server.stdout.once('data', (line: Buffer) => {
        done((JSON.parse(line.toString()) as { address: string }).address);
      });
      server.once('exit', (code) => {
        reject(new Error(`the studio ended with ${code}`));
      });
    });
  }

  /** As when the machine goes down. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  async close(): Promise<void> {
    await this.end('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const server = this.process;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((done) => server.once('exit', done));
    server.kill(signal);
    await gone;
  }
}
