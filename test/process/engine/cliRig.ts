import { spawn, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './bundle.js';

export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  /** Of `--json`. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

/**
 * The bundled CLI in a folder of its own, with the fake worker. `HEYGEM_TEST_WORKER` names another
 * worker's bundle, e.g. the real one, for the tests that do not depend on what the fake does.
 */
export class CliRig {
  readonly folder = mkdtempSync(join(tmpdir(), 'heygem cli 项目 '));
  readonly cache: string;
  readonly runLog = join(this.folder, '.runs');
  readonly toneLog = join(this.folder, '.said');
  private readonly models: string;
  private static bundles: { cli: string; worker: string } | undefined;

  /** @param cache what `HEYGEM_CACHE` names */
  constructor(cache?: string) {
    this.cache = cache ?? join(this.folder, '.cache');
    const real = process.env['HEYGEM_TEST_WORKER'] !== undefined;
    this.models = real
      ? (process.env['HEYGEM_MODELS'] ?? join(process.cwd(), 'models'))
      : join(this.folder, '.models');
    if (!real) this.write('.models/manifest.json', '{"version": 1, "models": []}');
  }

  static prepare(): void {
    CliRig.bundles ??= {
      cli: bundle('src/cli.ts'),
      worker: process.env['HEYGEM_TEST_WORKER'] ?? bundle('test/fixtures/fakeWorker.ts'),
    };
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  /** Writes a file and dates it back, so that its hash may be remembered. */
  write(name: string, content: string): string {
    const path = this.path(name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
    this.age(name, 60);
    return path;
  }

  /** To a whole second: a fraction of one is not always read back as it was set. */
  age(name: string, seconds: number): void {
    const then = Math.floor(Date.now() / 1_000) - seconds;
    utimesSync(this.path(name), then, then);
  }

  /** A project of all given audios (by what their files say) with all videos. */
  project(audios: Readonly<Record<string, string>>, videos: readonly string[]): string {
    for (const [id, ways] of Object.entries(audios)) this.write(`${id}.wav`, ways);
    for (const id of videos) this.write(`${id}.mp4`, `video ${id}`);
    return this.write(
      'p.heygem',
      JSON.stringify({
        version: 1,
        title: 'Test',
        audios: Object.keys(audios).map((id) => ({ id, path: `${id}.wav` })),
        videos: videos.map((id) => ({ id, path: `${id}.mp4` })),
        matrix: {},
      }),
    );
  }

  /** What the fake was asked to make, in order. */
  runs(): readonly string[] {
    try {
      return readFileSync(this.runLog, 'utf8').trim().split('\n');
    } catch {
      return [];
    }
  }

  /** Sentences that the fake voices spoke, in order. */
  said(): readonly string[] {
    if (!existsSync(this.toneLog)) return [];
    return readFileSync(this.toneLog, 'utf8').trim().split('\n');
  }

  files(folder = 'out'): readonly string[] {
    return readdirSync(this.path(folder)).sort();
  }

  start(args: readonly string[]): ChildProcess {
    if (!CliRig.bundles) throw new Error('prepare first');
    return spawn(process.execPath, [CliRig.bundles.cli, ...args], {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        LC_ALL: 'C',
        HEYGEM_CACHE: this.cache,
        HEYGEM_WORKER: CliRig.bundles.worker,
        HEYGEM_MODELS: this.models,
        HEYGEM_FAKE_LOG: this.runLog,
        HEYGEM_TONE_LOG: this.toneLog,
        HEYGEM_TONE_VOICES: this.path('.voices'),
      },
    });
  }

  async run(...args: string[]): Promise<CliResult> {
    return finished(this.start(args));
  }
}

export function finished(child: ChildProcess): Promise<CliResult> {
  let [out, err] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      resolve({ code, signal, out, err, events: eventsOf(out) });
    });
  });
}

function eventsOf(out: string): CliResult['events'] {
  const lines = out.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

export async function until(condition: () => boolean, milliseconds = 10_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > end) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Whether a process runs; one that has ended but is not reaped does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}
