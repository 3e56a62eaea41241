import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
/** Both as `scripts/wine.mjs` puts them there. */
const NODE = join(ROOT, 'out', 'wine', 'package', 'bin', 'node.exe');
const PACKAGE = join(ROOT, 'out', 'wine', 'extension');
const COMPILER = 'x86_64-w64-mingw32-gcc';

/** What is missing for a trial under Wine; undefined where nothing is. */
export function missingForWine(): string | undefined {
  const lacks = ['wine', 'wineserver', 'Xvfb', 'gcc', COMPILER].filter(
    (name) => programAt(name) === undefined,
  );
  if (lacks.length > 0) return `no ${lacks.join(', ')}`;
  if (!existsSync(NODE) || !existsSync(PACKAGE)) return 'no node.exe or package for Windows';
  return undefined;
}

function programAt(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/lib/wine'];
  return folders.map((folder) => join(folder, name)).find(existsSync);
}

/** A path as Windows says it: Wine has the root of Linux as drive Z. */
export function windowsPath(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`;
}

export interface Said {
  /** Undefined where its console ended before it did. */
  readonly code: number | undefined;
  readonly text: string;
}

export interface WineRun {
  /** What it has said so far. */
  said(): Said;
  readonly ended: Promise<Said>;
  /** A key pressed at its console's window, or that window closed. */
  press(key: 'Ctrl-C' | 'close'): void;
}

export interface WineProcess {
  /** The number that Linux has for it. */
  readonly pid: number;
  readonly command: string;
}

/** A Windows of its own: owns its folder, its screen and all that runs in it. */
export class WineRig {
  readonly folder = mkdtempSync(join(tmpdir(), 'heygem-wine-'));
  /** A person's folder may have such a name. Outside the repository, whose packages would be found from within it. */
  private readonly installed = join(this.folder, 'HeyGem Studio 说话');
  private readonly console = join(this.folder, 'console.exe');
  private readonly holder = join(this.folder, 'hold.exe');
  private readonly env: NodeJS.ProcessEnv;
  private readonly started: ChildProcess[] = [];
  private runs = 0;

  constructor() {
    cpSync(PACKAGE, this.installed, { recursive: true });
    const library = join(this.folder, 'amx.so');
    const source = (name: string) => join(import.meta.dirname, name);
    execFileSync('gcc', ['-shared', '-fPIC', '-o', library, source('amx.c')]);
    execFileSync(COMPILER, ['-municode', '-o', this.console, source('console.c')]);
    execFileSync(COMPILER, ['-municode', '-o', this.holder, source('hold.c')]);
    const display = `:${100 + (process.pid % 800)}`;
    this.env = {
      ...process.env,
      WINEPREFIX: join(this.folder, 'prefix'),
      WINEDEBUG: '-all',
      WINEDLLOVERRIDES: 'mscoree,mshtml=;winedbg.exe=',
      DISPLAY: display,
      // Paths and arguments pass from Linux to Windows by this.
      LC_ALL: 'C.UTF-8',
      // Wine says it is an older Windows than Node wants.
      NODE_SKIP_PLATFORM_CHECK: '1',
      LD_PRELOAD: library,
      // What ships finds its own.
      HEYGEM_FFMPEG: undefined,
      HEYGEM_FFPROBE: undefined,
      HEYGEM_CACHE: undefined,
    };
    this.start('Xvfb', [display, '-screen', '0', '800x600x24', '-nolisten', 'tcp'], process.env);
    spawnSync('wine', ['wineboot', '-i'], { env: this.env, stdio: 'ignore' });
    // Wine's desktop is started by the first program that wants one and keeps that program's pipes open, so
    // that who reads them waits for ever. With a window open there is a desktop already.
    this.start('wine', ['notepad'], this.env);
  }

  /** `heygem` with these arguments, to its end. */
  heygem(...args: readonly string[]): Promise<Said> {
    return this.begin(args).ended;
  }

  /** The same, for who wants to end it. */
  begin(args: readonly string[], env: NodeJS.ProcessEnv = {}): WineRun {
    return this.node([join(this.installed, 'dist', 'cli.cjs'), ...args], env);
  }

  /** Windows's Node, in a console of its own. */
  node(args: readonly string[], env: NodeJS.ProcessEnv = {}): WineRun {
    const out = join(this.folder, `said-${this.runs++}.txt`);
    const words = [this.console, windowsPath(out), windowsPath(NODE), ...args];
    const child = this.start('wine', words, { ...this.env, ...env });
    const said = () => saidIn(out);
    return {
      said,
      ended: new Promise((resolve) => {
        child.once('exit', () => {
          resolve(said());
        });
      }),
      press: (key) => {
        writeFileSync(`${out}.keys`, key === 'close' ? 'x' : 'c');
      },
    };
  }

  /** Opens a file as a player does, until this Windows ends. */
  hold(path: string): void {
    this.start('wine', [this.holder, windowsPath(path)], this.env);
  }

  /** What runs in this Windows and has `word` in its command line. */
  running(word: string): readonly WineProcess[] {
    const mine = `WINEPREFIX=${this.folder}/`;
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && read(`/proc/${name}/environ`).includes(mine))
      .map((name) => ({ pid: Number(name), command: read(`/proc/${name}/cmdline`) }))
      .filter(({ command }) => command.includes(word) && !command.includes('console.exe'));
  }

  /** Ends them at once, each alone and not what it started. */
  kill(word: string): void {
    for (const { pid } of this.running(word)) process.kill(pid, 'SIGKILL');
  }

  /** A folder of its own for a test. */
  makeFolder(name: string): string {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  close(): void {
    spawnSync(programAt('wineserver') ?? 'wineserver', ['-k'], { env: this.env });
    for (const child of this.started) child.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private start(name: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
    const child = spawn(name, args, { env, cwd: this.folder, stdio: 'ignore' });
    this.started.push(child);
    return child;
  }
}

/** Empty for a process that is gone. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

function saidIn(file: string): Said {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const code = /\[exit (\d+)\]/.exec(text)?.[1];
  return { code: code === undefined ? undefined : Number(code), text };
}
