import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { CARRIED_BUILDS } from '../../../src/media/carriedBuild.js';
import CARRIED from '../../../src/media/carriedBuild.json';

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
};
const TARGETS = Object.keys(NATIVE);

const REQUIRED = [
  'package.json',
  'README.md',
  'LICENSE',
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
  'node_modules/onnxruntime-node/package.json',
  'node_modules/onnxruntime-node/dist/index.js',
  'node_modules/onnxruntime-common/package.json',
  'node_modules/onnxruntime-web/package.json',
  'node_modules/onnxruntime-web/dist/ort.node.min.js',
  'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.mjs',
  'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm',
];
/** ffmpeg's programs and libraries, all of them with a sum (`npm run package` compares those). */
const ffmpegOf = (target: string) =>
  Object.keys(CARRIED_BUILDS[target]?.files ?? {}).map(
    (name) => `media/ffmpeg/bin/${target}/${name}`,
  );

/** What may be there at all: the rest of the repository has no business in people's editors. */
const ALLOWED = [
  /^(package(\.nls(\.[\w-]+)?)?\.json|README(\.[\w-]+)?\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/(extension|worker|cli|fleet|studioServer)\.cjs$/,
  /^dist\/(webview|studio)\.js$/,
  /^(media|models)\//,
  /^node_modules\/onnxruntime-(node|web|common)\//,
];
const FORBIDDEN = [/\.map$/, /\.d\.ts$/, /~$/, /(^|\/)\.env/, /\.ts$/];

const isNative = (file: string) =>
  /\.(node|dll|dylib|so(\.\d+)*)$|\/ff(mpeg|probe)(\.exe)?$/.test(file);

describe('packages', () => {
  let lists: Record<string, string[]> = {};

  beforeAll(async () => {
    const run = promisify(execFile);
    const script = join(ROOT, 'scripts', 'package.mjs');
    const options = { cwd: ROOT, maxBuffer: 1e8 };
    const { stdout } = await run(process.execPath, [script, '--list', '--built'], options);
    lists = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as typeof lists;
  }, 400_000);

  it('are made for every platform', () => {
    expect(Object.keys(lists).sort()).toEqual([...TARGETS].sort());
  });

  it.each(TARGETS)('carry the native files of %s and of no other platform', (target) => {
    const native = lists[target].filter((file) => isNative(file));
    expect(native.sort()).toEqual([...NATIVE[target], ...ffmpegOf(target)].sort());
  });

  it.each(TARGETS)('carry what the extension needs, and nothing else, for %s', (target) => {
    const files = lists[target];
    expect(REQUIRED.filter((file) => !files.includes(file))).toEqual([]);
    const odd = files.filter(
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
    const page = () => readFileSync(join(ROOT, 'out', 'package', target, 'README.md'), 'utf8');

    it('that begins with what a person does who has installed it', () => {
      expect(page()).toMatch(/New Project/);
      expect(page()).toMatch(/\p{Script=Han}/u);
      expect(page()).not.toMatch(/git clone|npm |npx |this repository/);
    });

    it('without pictures: VS Code shows none there but those of an address, and there is none', () => {
      expect(page()).not.toMatch(/!\[|<img|<svg|data:/);
    });

    it('without links that lead nowhere', () => {
      expect(page()).not.toMatch(/\]\(|https?:/);
    });
  });
});
