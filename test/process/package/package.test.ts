import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { PACKAGED_TOOLS } from '../../../src/media/packagedTools.js';

const ROOT = join(import.meta.dirname, '../../..');
const ONNX = 'node_modules/onnxruntime-node/bin/napi-v6';

const NATIVE: Readonly<Record<string, readonly string[]>> = {
  'linux-x64': [
    'node_modules/@ffmpeg-installer/linux-x64/ffmpeg',
    'node_modules/@ffprobe-installer/linux-x64/ffprobe',
    `${ONNX}/linux/x64/libonnxruntime.so.1`,
    `${ONNX}/linux/x64/onnxruntime_binding.node`,
  ],
  'linux-arm64': [
    'node_modules/@ffmpeg-installer/linux-arm64/ffmpeg',
    'node_modules/@ffprobe-installer/linux-arm64/ffprobe',
    `${ONNX}/linux/arm64/libonnxruntime.so.1`,
    `${ONNX}/linux/arm64/onnxruntime_binding.node`,
  ],
  'win32-x64': [
    'node_modules/@ffmpeg-installer/win32-x64/ffmpeg.exe',
    'node_modules/@ffprobe-installer/win32-x64/ffprobe.exe',
    `${ONNX}/win32/x64/DirectML.dll`,
    `${ONNX}/win32/x64/dxcompiler.dll`,
    `${ONNX}/win32/x64/dxil.dll`,
    `${ONNX}/win32/x64/onnxruntime.dll`,
    `${ONNX}/win32/x64/onnxruntime_binding.node`,
  ],
  'darwin-arm64': [
    // No ffmpeg: the build for it may not be passed on.
    `${ONNX}/darwin/arm64/libonnxruntime.1.dylib`,
    `${ONNX}/darwin/arm64/onnxruntime_binding.node`,
  ],
};
const TARGETS = Object.keys(NATIVE);

const REQUIRED = [
  'package.json',
  'README.md',
  'README.zh-CN.md',
  'LICENSE',
  'dist/extension.cjs',
  'dist/worker.cjs',
  'media/icon.png',
  'media/heygem.schema.json',
  'models/manifest.json',
  'models/speech-motion.onnx',
  'node_modules/onnxruntime-node/package.json',
  'node_modules/onnxruntime-node/dist/index.js',
  'node_modules/onnxruntime-common/package.json',
];
/** With the programs of ffmpeg go what finds them, their licence, and where their source is. */
const WITH_FFMPEG = [
  'media/ffmpeg/COPYING.GPLv3',
  'media/ffmpeg/NOTICE',
  'node_modules/@ffmpeg-installer/ffmpeg/index.js',
  'node_modules/@ffprobe-installer/ffprobe/index.js',
];

/** What may be there at all: the rest of the repository has no business in people's editors. */
const ALLOWED = [
  /^(package(\.nls(\.[\w-]+)?)?\.json|README(\.[\w-]+)?\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/(extension|worker|cli)\.cjs$/,
  /^dist\/webview[\w/-]*\.(js|css|ttf)$/,
  /^(media|models)\//,
  /^node_modules\/(onnxruntime-(node|common)|@ff(mpeg|probe)-installer)\//,
];
const FORBIDDEN = [/\.map$/, /\.d\.ts$/, /~$/, /(^|\/)\.env/, /^media\/demo\//, /\.ts$/];

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
    expect(native.sort()).toEqual([...NATIVE[target]].sort());
  });

  it.each(TARGETS)('carry what the extension needs, and nothing else, for %s', (target) => {
    const files = lists[target];
    expect(REQUIRED.filter((file) => !files.includes(file))).toEqual([]);
    const carried = WITH_FFMPEG.filter((file) => files.includes(file));
    expect(carried).toEqual(
      files.some((file) => /\/ffmpeg(\.exe)?$/.test(file)) ? WITH_FFMPEG : [],
    );
    const odd = files.filter(
      (file) =>
        !ALLOWED.some((rule) => rule.test(file)) || FORBIDDEN.some((rule) => rule.test(file)),
    );
    expect(odd).toEqual([]);
  });

  it('name every program that they carry, and its source, in the notice', () => {
    const notice = readFileSync(join(ROOT, 'media', 'ffmpeg', 'NOTICE'), 'utf8');
    for (const target of TARGETS) {
      for (const [name, tool] of Object.entries(PACKAGED_TOOLS[target] ?? {})) {
        const carried = lists[target].includes(`node_modules/${tool.package}/${tool.file}`);
        const line = new RegExp(
          `${target} +${name} +${tool.package} ${tool.version} +${tool.commit},`,
        );
        expect([target, name, line.test(notice)]).toEqual([target, name, carried]);
      }
    }
  });

  it('carry no program whose licence forbids it', () => {
    const forbidden = Object.values(PACKAGED_TOOLS)
      .flatMap((tools) => Object.values(tools ?? {}))
      .filter(({ redistributable }) => !redistributable)
      .map((tool) => `node_modules/${tool.package}/${tool.file}`);
    expect(forbidden).toContain('node_modules/@ffmpeg-installer/darwin-arm64/ffmpeg');
    const carried = TARGETS.flatMap((target) => lists[target]);
    expect(forbidden.filter((file) => carried.includes(file))).toEqual([]);
  });

  it.each(['README.md', 'README.zh-CN.md'])('carry the pictures of %s', (name) => {
    const text = readFileSync(join(ROOT, name), 'utf8');
    const pictures = [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, file]) => file);
    expect(pictures).toContain('media/editor.png');
    for (const target of TARGETS) {
      expect(pictures.filter((file) => !lists[target].includes(file))).toEqual([]);
    }
  });
});
