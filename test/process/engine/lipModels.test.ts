import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lipModelSetting } from '../../../src/core/lipModel.js';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import { Engine } from '../../../src/engine/engine.js';
import { lipModel } from '../../models/lipModel.js';
import { bundle } from './bundle.js';

const { signal } = new AbortController();

let folder: string;
let engine: Engine;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem lip models 模 '));
  // Where a bundle's worker finds onnxruntime.
  process.env['NODE_PATH'] = resolve('node_modules');
  engine = new Engine({
    workerEntry: bundle('src/worker/main.ts'),
    modelsRoot: resolve('models'),
    cacheRoot: join(folder, 'cache'),
    lipModelsRoot: join(folder, 'store'),
    trusted: true,
  });
});

afterAll(async () => {
  await engine.dispose();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, bytes: Buffer | string): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

describe("an engine with a person's lip models", () => {
  it('probes one on a real runtime and keeps it', async () => {
    const file = write('tiny.onnx', lipModel());
    const { shape, trials, record } = await engine.addLipModel({ file, link: false }, signal);
    expect(shape).toMatchObject({ size: 96, batch: 'free', precision: 'float32' });
    const [{ provider, ms = 0 }] = trials;
    expect(provider).toBe('cpu');
    expect(ms).toBeGreaterThan(0);
    expect(await engine.lipModels.list()).toEqual([record]);
  }, 60_000);

  it('keeps nothing of what is no model', async () => {
    const file = write('text.onnx', 'no model at all');
    await expect(engine.addLipModel({ file, link: false }, signal)).rejects.toMatchObject({
      code: 'lip-model-failed',
    });
    expect(readdirSync(join(folder, 'store'))).toHaveLength(1);
  }, 60_000);

  it.each([
    ['', 'lip-model-not-chosen'],
    [lipModelSetting({ name: 'gone', sha256: 'a'.repeat(64) }), 'lip-model-missing'],
  ])('fails a job whose model is %j before a worker has it', async (model, code) => {
    const inputs = { video: write('v.mp4', 'v'), audio: write('a.wav', 'a') };
    const settings = { ...DEFAULT_SETTINGS, backend: 'wav2lip' as const, model };
    const single = { ...inputs, output: join(folder, 'o.mp4'), settings, provider: 'cpu' as const };
    const told = await engine.runSingle(single, false, { signal });
    expect(told).toMatchObject({ kind: 'failed', failure: { code } });
    const watch = { signal, onProgress: () => undefined };
    await expect(engine.tryOut({ job: single, from: 0 }, watch)).rejects.toMatchObject({ code });
  });
});
