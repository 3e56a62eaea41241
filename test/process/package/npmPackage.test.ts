import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const shell = process.platform === 'win32';
const DEMO = ['media', 'demo'];

/** As a person has it: npm installs the file that `npm run package:npm` makes, in an empty folder. */
describe('the npm package', () => {
  let folder: string;
  let tarball: string;
  let home: string;
  const installed = (...names: readonly string[]) =>
    join(home, 'node_modules', 'heygem-studio', ...names);
  /** With nothing of this clone in reach: no program or model that a variable names. */
  const npx = (...words: readonly string[]) =>
    run('npx', ['--no', '--', ...words], {
      cwd: home,
      shell,
      env: { PATH: process.env['PATH'], HOME: folder, XDG_CACHE_HOME: join(folder, 'cache') },
    });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'heygem-npm-'));
    home = join(folder, 'home');
    await run(process.execPath, [resolve('scripts/npmPackage.mjs'), '--built', '--out', folder]);
    const [name] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
    tarball = join(folder, name);
    mkdirSync(home);
    writeFileSync(join(home, 'package.json'), '{ "name": "home", "private": true }');
    const args = ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
    await run('npm', [...args, tarball], { cwd: home, shell });
  }, 600_000);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('may be published, which the repository may not', () => {
    const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as { private?: boolean };
    expect(read(installed('package.json')).private).toBeUndefined();
    expect(read(resolve('package.json')).private).toBe(true);
  });

  it('is small, since the libraries are packages of their own', () => {
    const { size } = statSync(tarball);
    console.log(`the npm package: ${(size / 1e6).toFixed(1)} MB`);
    expect(size).toBeLessThan(18e6);
  });

  it('carries the notices, and nothing of the extension, of tests or of training', () => {
    for (const name of ['LICENSE', 'THIRD-PARTY-NOTICES.md', 'media/onnxruntime/LICENSE']) {
      expect(existsSync(installed(name))).toBe(true);
    }
    const files = readdirSync(installed(), { recursive: true }).map(String);
    expect(files.filter((name) => /extension\.cjs|\.map$|\.ts$|^(test|src)\b/.test(name))).toEqual(
      [],
    );
  });

  it.each(['heygem', 'heygem-studio'])('has the command %s', async (command) => {
    const { version } = JSON.parse(readFileSync(resolve('package.json'), 'utf8')) as {
      readonly version: string;
    };
    expect((await npx(command, '--version')).stdout.trim()).toBe(version);
  });

  it('finds all that it carries', async () => {
    const { stdout } = await npx('heygem-studio', 'doctor', '--lang', 'en');
    expect(stdout).toMatch(/models/i);
    expect(stdout).toContain('ffmpeg');
  });

  it('makes a video', async () => {
    const out = join(folder, 'out.mp4');
    const [video, audio] = ['presenter.mp4', 'speech-en.flac'].map((name) =>
      installed(...DEMO, name),
    );
    const inputs = ['--video', video, '--audio', audio, '--audio-to', '2'];
    await npx('heygem-studio', 'run', ...inputs, '--output', out);
    expect(statSync(out).size).toBeGreaterThan(50_000);
  }, 300_000);
});
