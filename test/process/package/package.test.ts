import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CARRIED_BUILDS } from '../../../src/media/carriedBuild.js';
import CARRIED from '../../../src/media/carriedBuild.json';
import { filesOf, textIn, type ArchivedFile } from './vsix.js';

const ROOT = join(import.meta.dirname, '../../..');
const ONNX = 'node_modules/onnxruntime-node/bin/napi-v6';

const NATIVE: Readonly<Record<string, readonly string[]>> = {
  'linux-x64': [
    `${ONNX}/linux/x64/libonnxruntime.so.1`,
    `${ONNX}/linux/x64/onnxruntime_binding.node`,
  ],
  'linux-arm64': [
    `${ONNX}/linux/arm64/libonnxruntime.so.1`,
    `${ONNX}/linux/arm64/onnxruntime_binding.node`,
  ],
  'win32-x64': [
    `${ONNX}/win32/x64/DirectML.dll`,
    `${ONNX}/win32/x64/dxcompiler.dll`,
    `${ONNX}/win32/x64/dxil.dll`,
    `${ONNX}/win32/x64/onnxruntime.dll`,
    `${ONNX}/win32/x64/onnxruntime_binding.node`,
  ],
  'darwin-arm64': [
    `${ONNX}/darwin/arm64/libonnxruntime.1.dylib`,
    `${ONNX}/darwin/arm64/onnxruntime_binding.node`,
  ],
  // onnxruntime-web does the work there.
  'darwin-x64': [],
};
/** Bytes that the packages may have, some more than they do: what is larger than this was not meant. */
const LARGEST: Readonly<Record<string, number>> = {
  'linux-x64': 75e6,
  'linux-arm64': 66e6,
  'win32-x64': 90e6,
  'darwin-arm64': 62e6,
  'darwin-x64': 53e6,
};
const TARGETS = Object.keys(NATIVE);

const REQUIRED = [
  'package.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'THIRD-PARTY-NOTICES.md',
  'media/onnxruntime/LICENSE',
  'media/onnxruntime/ThirdPartyNotices.txt',
  'dist/extension.cjs',
  'dist/worker.cjs',
  'dist/cli.cjs',
  'dist/fleet.cjs',
  'dist/studioServer.cjs',
  'dist/webview.js',
  'dist/studio.js',
  'media/icon.png',
  'media/demo/presenter.mp4',
  'media/demo/speech-en.flac',
  'media/demo/speech-zh.flac',
  'media/heygem.schema.json',
  'media/ffmpeg/COPYING.GPLv3',
  'media/ffmpeg/NOTICE',
  'models/manifest.json',
  'models/speech-motion.onnx',
  'node_modules/onnxruntime-web/package.json',
  'node_modules/onnxruntime-web/dist/ort.node.min.js',
  'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.mjs',
  'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm',
  'node_modules/onnxruntime-common/package.json',
];
const REQUIRED_BY_NATIVE = [
  'node_modules/onnxruntime-node/package.json',
  'node_modules/onnxruntime-node/dist/index.js',
];
/** ffmpeg's programs and libraries, all of them with a sum (`npm run package` compares those). */
const ffmpegOf = (target: string) =>
  Object.keys(CARRIED_BUILDS[target]?.files ?? {}).map(
    (name) => `media/ffmpeg/bin/${target}/${name}`,
  );

/** What may be there at all: the rest of the repository has no business in people's editors. */
const ALLOWED = [
  /^(package(\.nls(\.[\w-]+)?)?\.json|(README|CHANGELOG|THIRD-PARTY-NOTICES)\.md|LICENSE)$/,
  /^dist\/(extension|worker|cli|fleet|studioServer)\.cjs$/,
  /^dist\/(webview|studio)\.js$/,
  /^(media|models)\//,
  /^node_modules\/onnxruntime-(node|web|common)\//,
];
const FORBIDDEN = [/\.map$/, /\.d\.ts$/, /~$/, /(^|\/)\.env/, /\.ts$/];

const isNative = (file: string) =>
  /\.(node|dll|dylib|so(\.\d+)*)$|\/ff(mpeg|probe)(\.exe)?$/.test(file);

/** vsce gives these other names. */
const NAMES: Readonly<Record<string, string>> = {
  'LICENSE.txt': 'LICENSE',
  'readme.md': 'README.md',
  'changelog.md': 'CHANGELOG.md',
};
const INSIDE = 'extension/';

describe('packages', () => {
  const lists: Record<string, string[]> = {};
  const files: Record<string, readonly ArchivedFile[]> = {};
  let said = '';
  let out: string;
  const vsixOf = (target: string) => {
    const [name] = readdirSync(out).filter((file) => file.includes(`-${target}-`));
    return join(out, name);
  };

  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), 'heygem-packages-'));
    const script = join(ROOT, 'scripts', 'package.mjs');
    const options = { cwd: ROOT, maxBuffer: 1e8 };
    const args = [script, '--built', '--out', out];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, options);
    said = stdout + stderr;
    for (const target of TARGETS) {
      files[target] = (await filesOf(vsixOf(target)))
        .filter(({ name }) => name.startsWith(INSIDE))
        .map((file) => ({ ...file, name: file.name.slice(INSIDE.length) }))
        .map((file) => ({ ...file, name: NAMES[file.name] ?? file.name }));
      lists[target] = files[target].map(({ name }) => name);
    }
  }, 900_000);
  afterAll(() => {
    rmSync(out, { recursive: true, force: true });
  });

  it('are made for every platform that has an ffmpeg, and tell which', async () => {
    const made = readdirSync(out).filter((name) => name.endsWith('.vsix'));
    expect(made).toHaveLength(TARGETS.length);
    expect(Object.keys(CARRIED_BUILDS).sort()).toEqual([...TARGETS].sort());
    for (const target of TARGETS) {
      const manifest = await textIn(vsixOf(target), 'extension.vsixmanifest');
      expect(manifest).toContain(`TargetPlatform="${target}"`);
    }
  });

  it('pass all checks of vsce', () => {
    expect(said).toContain('DONE');
    expect(said).not.toMatch(/WARNING|ERROR/);
  });

  it.each(TARGETS)('have the size that is meant, for %s', (target) => {
    const packed = statSync(vsixOf(target)).size;
    const unpacked = files[target].reduce((sum, { bytes }) => sum + bytes, 0);
    const inMegabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
    console.log(`${target}: ${inMegabytes(packed)}, unpacked ${inMegabytes(unpacked)}`);
    expect(packed).toBeLessThan(LARGEST[target]);
    expect(packed).toBeGreaterThan(LARGEST[target] * 0.75);
    expect(files[target].filter(({ bytes }) => bytes === 0)).toEqual([]);
  });

  it.each(TARGETS.filter((target) => !target.startsWith('win32')))(
    'let ffmpeg and ffprobe be run, and all be read by everyone and written by no stranger, for %s',
    (target) => {
      const programs = files[target].filter(({ name }) => /\/ff(mpeg|probe)$/.test(name));
      expect(programs.map(({ mode }) => mode.toString(8))).toEqual(['755', '755']);
      const odd = files[target].filter(({ mode }) => (mode & 0o446) !== 0o444);
      expect(odd).toEqual([]);
    },
  );

  it.each(TARGETS)('carry the native files of %s and of no other platform', (target) => {
    const native = lists[target].filter((file) => isNative(file));
    expect(native.sort()).toEqual([...NATIVE[target], ...ffmpegOf(target)].sort());
  });

  it.each(TARGETS)('carry what the extension needs, and nothing else, for %s', (target) => {
    const listed = lists[target];
    const required = NATIVE[target].length > 0 ? [...REQUIRED, ...REQUIRED_BY_NATIVE] : REQUIRED;
    expect(required.filter((file) => !listed.includes(file))).toEqual([]);
    const odd = listed.filter(
      (file) =>
        !ALLOWED.some((rule) => rule.test(file)) || FORBIDDEN.some((rule) => rule.test(file)),
    );
    expect(odd).toEqual([]);
  });

  it.each(TARGETS)('name the source of what they carry for %s, and what was changed', (target) => {
    const notice = readFileSync(join(ROOT, 'media', 'ffmpeg', 'NOTICE'), 'utf8');
    expect(notice).toContain(`${CARRIED.artifact} ${CARRIED.version}`);
    expect(notice).toContain(`tag ${CARRIED.source}`);
    expect(notice).toContain(`${target} `);
    expect(notice).toContain(CARRIED_BUILDS[target]?.classifier);
    for (const name of Object.keys(CARRIED_BUILDS[target]?.empty ?? {})) {
      expect(notice).toContain(name);
    }
  });

  describe.each(TARGETS)('have a page for %s', (target) => {
    let page: string;
    beforeAll(async () => {
      page = await textIn(vsixOf(target), 'extension/readme.md');
    });

    it('that begins with what a person does who has installed it', () => {
      expect(page).toMatch(/New Project/);
      expect(page).toMatch(/\p{Script=Han}/u);
      expect(page).not.toMatch(/git clone|npm |npx |this repository/);
    });

    it('without pictures: VS Code shows none there but those of an address, and there is none', () => {
      expect(page).not.toMatch(/!\[|<img|<svg|data:/);
    });

    it('without links that lead nowhere', () => {
      expect(page).not.toMatch(/\]\(|https?:/);
    });
  });
});
