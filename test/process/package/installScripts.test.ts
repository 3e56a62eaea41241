import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const shell = process.platform === 'win32';

const settings = readFileSync(resolve('.npmrc'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('=', 2) as [string, string]);

/** Whose install scripts are left out, and what becomes of what they do. */
const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [/^onnxruntime-node$/, 'fetches CUDA; the CPU library is inside'],
  [/^@ff(mpeg|probe)-installer\//, 'lets the program be run; locate does so'],
  [
    /^ffmpeg-static$/,
    'fetches an ffmpeg, which nothing needs; `npm run fetch:ffmpeg` fetches a younger one',
  ],
  [/^msgpackr-extract$/, 'looks for a native build; msgpackr works without'],
  [/^protobufjs$/, 'warns of a range of versions in package.json'],
  [/^esbuild$/, 'puts the program in place of a starter; the starter works'],
  [/^@vscode\/vsce-sign$/, 'a program for signing, which we do not'],
  [/^keytar$/, 'the key ring of who publishes, which packaging does not need'],
];

describe('.npmrc', () => {
  it('has only settings that npm knows, since a later npm refuses others', async () => {
    // Outside of the project, so that its own file does not count.
    const cwd = mkdtempSync(join(tmpdir(), 'heygem-npmrc-'));
    try {
      const { stdout } = await run('npm', ['config', 'ls', '-l', '--json'], { cwd, shell });
      const known = Object.keys(JSON.parse(stdout) as Record<string, unknown>);
      expect(known.length).toBeGreaterThan(50);
      expect(settings.map(([name]) => name).filter((name) => !known.includes(name))).toEqual([]);
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });

  it('makes npm say nothing of it', async () => {
    const { stdout, stderr } = await run('npm', ['config', 'get', 'ignore-scripts'], { shell });
    expect(stdout.trim()).toBe('true');
    expect(stderr).not.toMatch(/project config/i);
  });
});

describe('install scripts', () => {
  it('are not run, and nothing that they do is missed', () => {
    expect(settings).toContainEqual(['ignore-scripts', 'true']);
    const lock = JSON.parse(readFileSync(resolve('package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
    };
    const scripted = Object.entries(lock.packages)
      .filter(([place, { hasInstallScript }]) => place !== '' && hasInstallScript === true)
      .map(([place]) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length));
    expect(scripted).toContain('onnxruntime-node');
    expect(scripted.filter((name) => !LEFT_OUT.some(([known]) => known.test(name)))).toEqual([]);
  });

  it('are none of our own, which npm would not run either', () => {
    const { scripts } = JSON.parse(readFileSync(resolve('package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const hooks = /^(pre|post)|^(install|prepare)$/;
    expect(Object.keys(scripts).filter((name) => hooks.test(name))).toEqual([]);
  });
});
