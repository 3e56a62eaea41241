import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTool } from '../../../src/media/childProcess.js';
import { parseToolVersion } from '../../../src/media/toolVersion.js';
import { CARRIED, carriedTools, packagedPrograms } from '../toolsets.js';
import { bundle } from './bundle.js';
import { finished, type CliResult } from './cliRig.js';

const VIDEO = resolve('test/fixtures/presenter-small.mp4');
const SPEECH = resolve('media/demo/speech-en.flac');
const PLATFORM = `${process.platform}-${process.arch}`;

let folder: string;
let bundles: { readonly cli: string; readonly worker: string };

/** An installation: the bundles beside a folder of packages. */
class Installation {
  private readonly cli: string;
  readonly cache: string;

  constructor(
    private readonly place: string,
    packages: (nodeModules: string) => void,
  ) {
    mkdirSync(join(place, 'dist'), { recursive: true });
    this.cli = join(place, 'dist', 'cli.cjs');
    this.cache = join(place, 'cache');
    cpSync(bundles.cli, this.cli);
    cpSync(bundles.worker, join(place, 'dist', 'worker.cjs'));
    packages(join(place, 'node_modules'));
    symlinkSync(resolve('models'), join(place, 'models'));
  }

  /** On a machine with no other program than Node. */
  run(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<CliResult> {
    const own = /^(HEYGEM_|FF(MPEG|PROBE)_|PATH$|NODE_)/i;
    const kept = Object.entries(process.env).filter(([name]) => !own.test(name));
    const places = {
      HEYGEM_CACHE: this.cache,
      HEYGEM_WORKER: join(this.place, 'dist', 'worker.cjs'),
      HEYGEM_MODELS: join(this.place, 'models'),
    };
    return finished(
      spawn(process.execPath, [this.cli, ...args], {
        cwd: this.place,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...Object.fromEntries(kept), PATH: this.place, LC_ALL: 'C', ...places, ...more },
      }),
    );
  }

  log(): string {
    return readFileSync(join(this.cache, 'logs', 'heygem.log'), 'utf8');
  }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem packaged 程序 '));
  bundles = { cli: bundle('src/cli.ts'), worker: bundle('src/worker/main.ts') };
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('on a machine without ffmpeg', () => {
  let installed: Installation;
  beforeAll(() => {
    installed = new Installation(join(folder, 'whole'), (nodeModules) => {
      symlinkSync(resolve('node_modules'), nodeModules);
    });
  });

  it('recordings and videos are checked by what comes with the packages', async () => {
    const made = await installed.run(['check', '--json', '--video', VIDEO, '--audio', SPEECH]);
    expect(made.err).toBe('');
    expect(made.code).toBe(0);
    expect(made.out).toContain('audio-good');
    expect(installed.log()).toMatch(/ffmpeg \S+ \(\d{4}, old\) by installer: /);
  }, 120_000);

  it('a video is made by it, and a transport stream is read', async () => {
    const { ffmpeg, ffprobe } = packagedPrograms();
    const stream = join(folder, 'stream.ts');
    const copy = ['-v', 'error', '-y', '-i', VIDEO, '-c', 'copy', stream];
    await runTool({ path: ffmpeg }, copy, { subject: stream });
    const output = join(folder, 'made.mp4');
    const made = await installed.run(['run', '--video', stream, '--audio', SPEECH, '-o', output]);
    expect(made.err).not.toContain('failed');
    expect(made.code).toBe(0);
    const entries = ['-v', 'error', '-show_entries', 'stream=codec_name', '-of', 'csv=p=0', output];
    const streams = (await runTool({ path: ffprobe }, entries, { subject: output })).toString();
    expect(streams.split(/\s+/).filter(Boolean).sort()).toEqual(['aac', 'h264']);
    const version = (await runTool({ path: ffmpeg }, ['-version'], { subject: ffmpeg })).toString();
    expect(readFileSync(join(folder, 'made.report.json'), 'utf8')).toContain(
      parseToolVersion(version)?.version,
    );
  }, 180_000);
});

describe('on a machine without ffmpeg, with the build that the extension carries', () => {
  const place = () => join(folder, 'carrying');
  const builds = () => join(place(), 'media', 'ffmpeg', 'bin');
  let installed: Installation;
  beforeAll(() => {
    installed = new Installation(place(), (nodeModules) => {
      mkdirSync(nodeModules, { recursive: true });
      for (const name of ['onnxruntime-node', 'onnxruntime-common'])
        symlinkSync(resolve('node_modules', name), join(nodeModules, name));
    });
    cpSync(join(CARRIED, PLATFORM), join(builds(), PLATFORM), { recursive: true });
  });

  it('it is current, recordings are checked and a video is made by it', async () => {
    const checked = await installed.run(['check', '--json', '--video', VIDEO, '--audio', SPEECH]);
    expect(checked).toMatchObject({ err: '', code: 0 });
    const output = join(folder, 'carried.mp4');
    const made = await installed.run(['run', '--video', VIDEO, '--audio', SPEECH, '-o', output]);
    expect(made.err).not.toContain('failed');
    expect(made.code).toBe(0);
    expect(installed.log()).toMatch(/ffmpeg \S+ \(\d{4}\) by carried: /);
    expect(readFileSync(join(folder, 'carried.report.json'), 'utf8')).toContain(
      (await carriedTools())?.version,
    );
  }, 180_000);

  it('one that was changed is not run, be it in a library alone', async () => {
    const library = readdirSync(join(builds(), PLATFORM)).find((name) => name.includes('swscale'));
    appendFileSync(join(builds(), PLATFORM, library ?? ''), 'x');
    const { events, code } = await installed.run(['doctor', '--json']);
    expect(code).toBe(1);
    const doctor = events.find(({ event }) => event === 'doctor');
    expect(JSON.stringify(doctor?.['ffmpeg'])).toMatch(/"carried".*swscale.* SHA-256/);
    expect(doctor?.['ffmpeg']).toMatchObject({ path: null });
  }, 120_000);
});

describe('a program of the packages that is not the one that was chosen', () => {
  it('is not run', async () => {
    const proof = join(folder, 'it-was-run');
    const swapped = new Installation(join(folder, 'swapped'), (nodeModules) => {
      for (const name of ['onnxruntime-node', 'onnxruntime-common']) {
        mkdirSync(nodeModules, { recursive: true });
        symlinkSync(resolve('node_modules', name), join(nodeModules, name));
      }
      for (const tool of ['ffmpeg', 'ffprobe']) {
        const scope = `@${tool}-installer`;
        const chooser = join(scope, tool);
        cpSync(resolve('node_modules', chooser), join(nodeModules, chooser), { recursive: true });
        const program = join(nodeModules, scope, PLATFORM, tool);
        mkdirSync(dirname(program), { recursive: true });
        const manifest = join(scope, PLATFORM, 'package.json');
        cpSync(resolve('node_modules', manifest), join(nodeModules, manifest));
        writeFileSync(program, `#!/bin/sh\ntouch '${proof}'\necho "${tool} version 9 x"\n`, {
          mode: 0o755,
        });
      }
    });
    const { events, code } = await swapped.run(['doctor', '--json']);
    expect(code).toBe(1);
    const doctor = events.find(({ event }) => event === 'doctor');
    expect(JSON.stringify(doctor?.['ffmpeg'])).toMatch(/SHA-256/);
    expect(doctor?.['ffmpeg']).toMatchObject({ path: null, old: false });
    expect(existsSync(proof)).toBe(false);
  }, 120_000);
});

describe.runIf(process.platform !== 'win32')('an ffmpeg that fails', () => {
  it('leaves its last words in the log, whatever was asked of it', async () => {
    const { ffmpeg, ffprobe } = packagedPrograms();
    const broken = join(folder, 'broken-ffmpeg');
    const script = `#!/bin/sh\ncase "$*" in *ebur128*) echo 'no such luck' >&2; exit 1;; esac\n`;
    writeFileSync(broken, `${script}exec '${ffmpeg}' "$@"\n`, { mode: 0o755 });
    const installed = new Installation(join(folder, 'failing'), (nodeModules) => {
      symlinkSync(resolve('node_modules'), nodeModules);
    });
    const more = { HEYGEM_FFMPEG: broken, HEYGEM_FFPROBE: ffprobe };
    const { code } = await installed.run(['check', '--audio', SPEECH], more);
    expect(code).toBe(1);
    expect(installed.log()).toMatch(/check, audio: input-damaged .*no such luck/s);
  }, 120_000);
});
