import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { MarkedProcesses, type MarkedProcess } from './markedProcesses.js';
import { soon } from './waiting.js';

export type CliEvent = Readonly<Record<string, unknown>>;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The built command, which `node scripts/build.mjs` makes. */
const CLI = resolve('dist/cli.cjs');

/** The `heygem` command at work. Owns its process, what it has said so far, and whoever came of it. */
export class StartedProgram {
  readonly ended: Promise<Ended>;
  /** Of `--json`, in order. */
  readonly events: CliEvent[] = [];
  private readonly family = new MarkedProcesses();
  private readonly child: ChildProcess;
  private said = '';
  private halfLine = '';

  constructor(args: readonly string[], environment: Readonly<Record<string, string>>) {
    // Whoever tests may have a queue of their own.
    const own = { ...process.env, HEYGEM_QUEUE: undefined, HEYGEM_STORAGE: undefined };
    this.child = spawn(process.execPath, [CLI, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...own, LC_ALL: 'C', ...environment, ...this.family.environment },
    });
    this.child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      this.said += chunk;
      this.read(chunk);
    });
    this.child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (this.said += chunk));
    this.ended = new Promise((settle) => {
      this.child.on('close', (code, signal) => {
        settle({ code, signal });
      });
    });
  }

  /** All of both streams, in the order they came. */
  get output(): string {
    return this.said;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The first event of a kind, unless it ends without. */
  async event(name: string, is: (event: CliEvent) => boolean = () => true): Promise<CliEvent> {
    const find = () => this.events.find((event) => event['event'] === name && is(event));
    for (;;) {
      const found = find();
      if (found) return found;
      if (this.isOver) throw new Error(`it ended without such a ${name}: ${this.output}`);
      await new Promise((next) => setTimeout(next, 20));
    }
  }

  all(name: string): readonly CliEvent[] {
    return this.events.filter((event) => event['event'] === name);
  }

  send(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Itself and whoever came of it, also those whose parents are gone. */
  processes(): readonly MarkedProcess[] {
    return this.family.now();
  }

  /** Resolves when nothing of it is left: what watches over its children is the last to go, a moment after it. */
  async gone(seconds = 3): Promise<void> {
    await soon('nothing left of it', () => this.processes().length === 0, seconds);
  }

  /** Ends it and all that came of it. */
  async end(): Promise<void> {
    for (const { pid } of this.processes()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has just ended by itself.
      }
    }
    await this.ended;
  }

  private get isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private read(chunk: string): void {
    const lines = (this.halfLine + chunk).split('\n');
    this.halfLine = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('{')) this.events.push(JSON.parse(line) as CliEvent);
    }
  }
}
