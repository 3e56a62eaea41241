// Bundles the Node entry points and the editor page. Native and binary-carrying packages stay outside
// the bundles.
import { existsSync, writeFileSync } from 'node:fs';
import * as esbuild from 'esbuild';

const entries = {
  cli: 'src/cli.ts',
  studioServer: 'src/studioCli/main.ts',
  worker: 'src/worker/main.ts',
  fleet: 'src/fleet.ts',
  extension: 'src/extension.ts',
  bench: 'bench/main.ts',
  rig: 'test/rig/main.ts',
  vscodeTests: 'test/vscode/main.ts',
};
const present = Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)));

const { worker: workerEntry, ...others } = present;

const options = {
  entryPoints: others,
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
    'onnxruntime-web',
    'ffmpeg-static',
    '@ffmpeg-installer/ffmpeg',
    '@ffprobe-installer/ffprobe',
    // Installed by whoever wants to look at a fleet's queue with it.
    '@bull-board/*',
    'mocha',
    'playwright-core',
    // Of these two bullmq takes what it finds beside ioredis.
    'redis',
    'pg',
  ],
};

/** Requires what lies beside it: of the networks' runtime, only the files for that are shipped. */
const worker = {
  ...options,
  entryPoints: { worker: workerEntry },
  supported: { 'dynamic-import': false },
};

const page = {
  entryPoints: { webview: 'webview/main.ts', studio: 'webview/browser/main.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  sourcemap: true,
  minify: true,
  logLevel: 'warning',
};

const bundles = [options, worker, page].filter(({ entryPoints }) =>
  Object.values(entryPoints).every((file) => existsSync(file)),
);
const outputs = {};
for (const bundle of bundles) {
  if (process.argv.includes('--watch')) await (await esbuild.context(bundle)).watch();
  else
    Object.assign(outputs, (await esbuild.build({ ...bundle, metafile: true })).metafile.outputs);
}
// What came into each bundle and what it asks for beside it: for the notices and the npm package.
if (Object.keys(outputs).length > 0) writeFileSync('dist/bundles.json', JSON.stringify(outputs));
