import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const HERE = import.meta.dirname;
/** As `scripts/wine.mjs` puts it there. */
const NODE = join(ROOT, 'out', 'wine', 'package', 'bin', 'node.exe');
const CARRIED = join(ROOT, 'media', 'ffmpeg', 'bin', 'win32-x64');

/** What is missing for a trial under Wine; undefined where nothing is. */
export function missingForWine(): string | undefined {
  const lacks = ['wine', 'wineserver', 'Xvfb', 'gcc'].filter(
    (name) => wineProgram(name) === undefined,
  );
  if (lacks.length > 0) return `no ${lacks.join(', ')}`;
  if (!existsSync(NODE) || !existsSync(CARRIED)) return 'no node.exe or ffmpeg.exe';
  return undefined;
}

function wineProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/lib/wine'];
  return folders.map((folder) => join(folder, name)).find(existsSync);
}

export interface Said {
  readonly code: number | undefined;
  readonly text: string;
}

/** A Windows of its own: owns its folder, its screen and all that runs in it. */
export class WineRig {
  readonly folder = mkdtempSync(join(tmpdir(), 'heygem-wine-'));
  private readonly env: NodeJS.ProcessEnv;
  private readonly started: ChildProcess[] = [];
  private runs = 0;

  constructor() {
    const library = join(this.folder, 'amx.so');
    execFileSync('gcc', ['-shared', '-fPIC', '-o', library, join(HERE, 'amx.c')]);
    const display = `:${100 + (process.pid % 800)}`;
    this.env = {
      ...process.env,
      WINEPREFIX: join(this.folder, 'prefix'),
      WINEDEBUG: '-all',
      WINEDLLOVERRIDES: 'mscoree,mshtml=;winedbg.exe=',
      DISPLAY: display,
      // Wine says it is an older Windows than Node wants.
      NODE_SKIP_PLATFORM_CHECK: '1',
      LD_PRELOAD: library,
      HEYGEM_FFMPEG: `Z:${join(CARRIED, 'ffmpeg.exe').replaceAll('/', '\\')}`,
      HEYGEM_FFPROBE: `Z:${join(CARRIED, 'ffprobe.exe').replaceAll('/', '\\')}`,
    };
    this.start('Xvfb', [display, '-screen', '0', '800x600x24', '-nolisten', 'tcp'], process.env);
    spawnSync('wine', ['wineboot', '-i'], { env: this.env, stdio: 'ignore' });
    // Wine's desktop is started by the first program that wants one and keeps that program's pipes open, so
    // that who reads them waits for ever. With a window open there is a desktop already.
    this.start('wine', ['notepad'], this.env);
  }

  /** `heygem` with these arguments, to its end. */
  async heygem(...args: readonly string[]): Promise<Said> {
    const run = this.begin(...args);
    await new Promise((resolve) => run.child.once('exit', resolve));
    return run.said();
  }

  /** The same, for who wants to end it. */
  begin(...args: readonly string[]): { readonly child: ChildProcess; said(): Said } {
    const out = join(this.folder, `said-${this.runs++}.txt`);
    const words = [NODE, join(HERE, 'collect.cjs'), out, join(ROOT, 'dist', 'cli.cjs'), ...args];
    const child = this.start('wine', words, this.env);
    return { child, said: () => saidIn(out) };
  }

  /** Command lines of what runs in this Windows and has `word` in it. */
  running(word: string): readonly string[] {
    const { stdout } = spawnSync('ps', ['axeww', '-o', 'args'], { encoding: 'utf8' });
    const mine = stdout.split('\n').filter((line) => line.includes(`WINEPREFIX=${this.folder}`));
    return mine.filter((line) => line.includes(word));
  }

  close(): void {
    spawnSync(wineProgram('wineserver') ?? 'wineserver', ['-k'], { env: this.env });
    for (const child of this.started) child.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private start(name: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
    const child = spawn(name, args, { env, cwd: this.folder, stdio: 'ignore' });
    this.started.push(child);
    return child;
  }
}

function saidIn(file: string): Said {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const code = /\[exit (\d+)\]/.exec(text)?.[1];
  return { code: code === undefined ? undefined : Number(code), text };
}
