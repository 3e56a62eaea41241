// Bundles the Node entry points. Native and binary-carrying packages stay outside the bundles.
import { existsSync } from 'node:fs';
import * as esbuild from 'esbuild';

const entries = {
  cli: 'src/cli.ts',
  worker: 'src/worker/main.ts',
  extension: 'src/extension.ts',
  bench: 'bench/main.ts',
};
const present = Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)));

const options = {
  entryPoints: present,
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // jsonc-parser's `main` is UMD, whose inner requires no bundler can follow.
  mainFields: ['module', 'main'],
  sourcemap: true,
  logLevel: 'warning',
  external: [
    'vscode',
    'onnxruntime-node',
    'ffmpeg-static',
    '@ffmpeg-installer/ffmpeg',
    '@ffprobe-installer/ffprobe',
  ],
};

if (process.argv.includes('--watch')) {
  const context = await esbuild.context(options);
  await context.watch();
} else {
  await esbuild.build(options);
}
