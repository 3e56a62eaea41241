import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { readStrace, type SystemCall } from './straceLog.js';
import { breaches, startedPrograms, TRACED } from './traceRules.js';

const execute = promisify(execFile);

/**
 * What is done by io_uring no trace of system calls shows, and Node 24 uses some even where it is told not to: it
 * is told that this system has none.
 */
const NO_RINGS = 'inject=io_uring_setup:error=ENOSYS';

export interface Traced {
  readonly code: number;
  readonly out: string;
  readonly calls: readonly SystemCall[];
  /** What it did that it may not. */
  readonly breaches: readonly string[];
  readonly programs: readonly string[];
}

/**
 * Throws, with what to do, where system calls cannot be traced: a promise that cannot be tested here
 * must not seem kept.
 */
export async function requireStrace(): Promise<void> {
  try {
    await execute('strace', ['-f', '-o', '/dev/null', 'true']);
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: string };
    if (code === 'ENOENT')
      throw new Error('strace is missing: install it (apt-get install strace)');
    throw new Error(
      'strace may not trace here; in a container, allow it (docker run --cap-add=SYS_PTRACE): ' +
        (stderr ?? String(error)),
    );
  }
}

/** Folders for one traced program: a project, a cache, a temporary folder, and a home to be left alone. */
export class TraceRig {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'heygem trace 项目 ')));
  readonly project = join(this.root, 'project');
  readonly cache = join(this.root, 'cache');
  readonly home = join(this.root, 'home');
  private readonly temporary = join(this.root, 'tmp');

  constructor() {
    for (const folder of [this.project, this.home, this.temporary]) mkdirSync(folder);
    copyFileSync(resolve('test/fixtures/presenter-small.mp4'), join(this.project, 'face.mp4'));
  }

  /** The demo's speech, or a part of it. */
  async addSpeech(name: string, seconds: number): Promise<void> {
    const speech = resolve('media/demo/speech-en.flac');
    const args = ['-v', 'error', '-i', speech, '-t', String(seconds), join(this.project, name)];
    await execute('ffmpeg', args);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** Runs Node under strace, in the project's folder, with nothing of this process's environment. */
  async trace(args: readonly string[]): Promise<Traced> {
    const log = join(this.root, 'strace.log');
    const options = ['-f', '-y', '-s', '4096', '--seccomp-bpf', '-e', `trace=${TRACED}`, '-o', log];
    const told = [...options, '-e', NO_RINGS, process.execPath, ...args];
    const { code, out } = await this.run('strace', told);
    const calls = readStrace(readFileSync(log, 'utf8'));
    const rules = { cwd: this.project, writable: [this.project, this.cache, this.temporary] };
    const programs = startedPrograms(calls);
    return { code, out, calls, programs, breaches: breaches(calls, rules) };
  }

  private async run(program: string, args: readonly string[]) {
    const options = { cwd: this.project, maxBuffer: 1e8, env: this.environment() };
    try {
      return { code: 0, out: (await execute(program, args, options)).stdout };
    } catch (error) {
      const { code, stdout } = error as { readonly code?: unknown; readonly stdout: string };
      if (typeof code !== 'number') throw error;
      return { code, out: stdout };
    }
  }

  /**
   * Bare on purpose: with CI or ORT_DISABLE_TELEMETRY in it, onnxruntime would be silent by itself.
   */
  private environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      HOME: this.home,
      TMPDIR: this.temporary,
      LANG: 'C.UTF-8',
      HEYGEM_CACHE: this.cache,
    };
  }
}
