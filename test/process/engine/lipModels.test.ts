import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lipModelSetting } from '../../../src/core/lipModel.js';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import { Engine } from '../../../src/engine/engine.js';
import { nanLipModel } from '../../models/faultyLipModels.js';
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

  it('fails the pair of a model that spoils its pictures, and makes the next one', async () => {
    const file = write('spoilt.onnx', nanLipModel('firstPicture'));
    const { record } = await engine.addLipModel({ file, link: false }, signal);
    const job = realJob('spoilt', lipModelSetting(record));
    const failure = { code: 'lip-model-failed', params: { name: 'spoilt' } };
    expect(await engine.runSingle(job, false, { signal })).toMatchObject({
      kind: 'failed',
      failure,
    });
    expect(existsSync(job.output)).toBe(false);
    const [tiny] = (await engine.lipModels.list()).filter(({ name }) => name === 'tiny');
    const next = realJob('tiny', lipModelSetting(tiny));
    expect(await engine.runSingle(next, false, { signal })).toMatchObject({
      kind: 'done',
      report: { lips: { backend: 'wav2lip', model: 'tiny', sha256: tiny.sha256 } },
    });
  }, 120_000);

  it('says of a model whose program crashes that it did', async () => {
    const pretending = new Engine({
      workerEntry: bundle('test/fixtures/fakeWorker.ts'),
      modelsRoot: resolve('models'),
      cacheRoot: join(folder, 'pretended'),
      lipModelsRoot: join(folder, 'store'),
      trusted: true,
    });
    try {
      const [{ name, sha256 }] = await pretending.lipModels.list();
      const inputs = { video: write('c.mp4', 'v'), audio: write('crash.wav', 'crash') };
      const own = { backend: 'wav2lip', model: lipModelSetting({ name, sha256 }) } as const;
      const settings = { ...DEFAULT_SETTINGS, ...own };
      const single = {
        ...inputs,
        output: join(folder, 'c.out.mp4'),
        settings,
        provider: 'cpu' as const,
      };
      const told = await pretending.runSingle(single, false, { signal });
      expect(told).toMatchObject({ failure: { code: 'lip-model-crashed', params: { name } } });
    } finally {
      await pretending.dispose();
    }
  }, 60_000);
});

function realJob(name: string, model: string) {
  return {
    video: resolve('test/fixtures/presenter-small.mp4'),
    audio: resolve('media/demo/speech-en.flac'),
    output: join(folder, `${name}.made.mp4`),
    settings: { ...DEFAULT_SETTINGS, backend: 'wav2lip' as const, model },
    provider: 'cpu' as const,
  };
}
