import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** Bundles an entry of this repository for Node; returns the bundle's path. */
export function bundle(entry: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'heygem-bundle-'));
  const outfile = join(folder, 'entry.cjs');
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    // `import()` does not look where NODE_PATH says.
    supported: { 'dynamic-import': false },
    external: [
      'onnxruntime-node',
      'onnxruntime-web',
      'ffmpeg-static',
      '@ffmpeg-installer/*',
      '@ffprobe-installer/*',
    ],
  });
  return outfile;
}
