import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '../../..');

/** Packages in a bundle of ours. */
async function packagesOf(entry: string): Promise<ReadonlySet<string>> {
  const { metafile } = await build({
    entryPoints: [join(ROOT, entry)],
    ...{ bundle: true, write: false, metafile: true, platform: 'node', format: 'cjs' },
    mainFields: ['module', 'main'],
    external: ['vscode', 'onnxruntime-node', 'ffmpeg-static', '@*', 'redis', 'pg'],
    absWorkingDir: ROOT,
    outdir: 'dist',
  });
  const named = Object.keys(metafile.inputs).map((file) => /node_modules\/([^/]+)/.exec(file)?.[1]);
  return new Set(named.filter((name) => name !== undefined));
}

/** Few people have a fleet: nobody else's start is slower for it, or his package loads what it does not need. */
describe('what knows the queue of a fleet', () => {
  it.each(['src/cli.ts', 'src/extension.ts', 'src/studioCli/main.ts', 'src/worker/main.ts'])(
    'is no part of %s',
    async (entry) => {
      const packages = await packagesOf(entry);
      for (const name of ['bullmq', 'ioredis', 'prom-client']) expect(packages).not.toContain(name);
    },
  );

  it('is a bundle of its own', async () => {
    expect(await packagesOf('src/fleet.ts')).toContain('bullmq');
  });
});
