import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import { Engine } from '../../../src/engine/engine.js';
import { lipModel } from '../../models/lipModel.js';
import { bundle } from './bundle.js';

/** Decibels; what differs is the last bits of numbers, and how an encoder takes them. */
const ALIKE = 40;
const FFMPEG = ['-hide_banner', '-nostats'];

const { signal } = new AbortController();

let folder: string;
let workerEntry: string;
let speech: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heygem wasm 网 '));
  workerEntry = bundle('src/worker/main.ts');
  process.env['NODE_PATH'] = resolve('node_modules');
  speech = join(folder, 'speech.wav');
  const demo = resolve('media/demo/speech-en.flac');
  execFileSync('ffmpeg', ['-v', 'error', '-i', demo, '-t', '1.5', speech]);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** With a worker of that runtime, and one cache for all. */
async function withRuntime<T>(runtime: 'native' | 'wasm', use: (engine: Engine) => Promise<T>) {
  // Read when the worker starts.
  process.env['HEYGEM_RUNTIME'] = runtime;
  const engine = new Engine({
    workerEntry,
    modelsRoot: resolve('models'),
    cacheRoot: join(folder, 'cache'),
    lipModelsRoot: join(folder, 'store'),
    voicesRoot: resolve('voices'),
    trusted: true,
  });
  try {
    return await use(engine);
  } finally {
    delete process.env['HEYGEM_RUNTIME'];
    await engine.dispose();
  }
}

function job(name: string) {
  return {
    video: resolve('test/fixtures/presenter-small.mp4'),
    audio: speech,
    output: join(folder, `${name}.mp4`),
    settings: DEFAULT_SETTINGS,
    provider: 'auto' as const,
  };
}

/** Of all frames, in decibels. */
function likeness(one: string, other: string): number {
  const compare = ['-i', one, '-i', other, '-lavfi', 'psnr', '-f', 'null', '-'];
  const { stderr } = spawnSync('ffmpeg', [...FFMPEG, ...compare], { encoding: 'utf8' });
  const [, average = ''] = /average:(\S+)/.exec(stderr) ?? [];
  return average === 'inf' ? Infinity : Number(average);
}

describe('networks on WebAssembly', () => {
  it('make the same video, and share no piece of it with the native runtime', async () => {
    const make = (name: 'native' | 'wasm') =>
      withRuntime(name, (engine) => engine.runSingle(job(name), false, { signal }));
    const native = await make('native');
    const wasm = await make('wasm');
    expect(native).toMatchObject({ kind: 'done', report: { provider: 'cpu' } });
    // Learnt anew: what the native build saw differs in its last bits.
    expect(wasm).toMatchObject({ kind: 'done', report: { provider: 'wasm', actorCached: false } });
    expect(likeness(job('native').output, job('wasm').output)).toBeGreaterThan(ALIKE);
  }, 240_000);

  it('are told by doctor, with the reason, and all of them load', async () => {
    const report = await withRuntime('wasm', (engine) => engine.doctor());
    expect(report.provider).toBe('wasm');
    expect(report.providers).toMatchObject([
      { name: 'native', works: false, detail: 'HEYGEM_RUNTIME=wasm' },
      { name: 'wasm', works: true },
    ]);
    expect(report.models.filter(({ problem }) => problem !== null)).toEqual([]);
  }, 60_000);

  it("run a person's lip model, and say that accelerators are not there", async () => {
    const file = join(folder, 'tiny.onnx');
    writeFileSync(file, lipModel());
    const { trials } = await withRuntime('wasm', (engine) =>
      engine.addLipModel({ file, link: false }, signal),
    );
    const [ran, ...others] = trials;
    expect(ran.provider).toBe('wasm');
    expect(ran.ms).toBeGreaterThan(0);
    expect(others.map(({ failure }) => failure)).toEqual([
      expect.stringContaining('native build is not loaded'),
    ]);
  }, 120_000);

  it("draw with a person's lip model what the native runtime draws", async () => {
    const file = join(folder, 'drawing.onnx');
    writeFileSync(file, lipModel({ batch: 4 }));
    const make = (runtime: 'native' | 'wasm') =>
      withRuntime(runtime, async (engine) => {
        const { record } = await engine.addLipModel({ file, link: false, name: 'lips' }, signal);
        const model = `${record.name}@${record.sha256}`;
        const settings = { ...DEFAULT_SETTINGS, backend: 'wav2lip', model, detail: 'net' } as const;
        return engine.runSingle({ ...job(`lips-${runtime}`), settings }, false, { signal });
      });
    expect(await make('native')).toMatchObject({ kind: 'done' });
    const lips = { backend: 'wav2lip', provider: 'wasm' };
    expect(await make('wasm')).toMatchObject({ kind: 'done', report: { lips } });
    const [native, wasm] = [job('lips-native').output, job('lips-wasm').output];
    expect(likeness(native, wasm)).toBeGreaterThan(ALIKE);
  }, 240_000);

  it('speak', async () => {
    const words = { text: 'Hello everyone.', name: 'test', voice: 'af_heart' };
    const spoken = await withRuntime('wasm', (engine) =>
      engine.scripts.speakTo(join(folder, 'hello.wav'), words, false, {
        signal,
        onProgress: () => undefined,
      }),
    );
    expect(spoken?.seconds).toBeGreaterThan(0.8);
    expect(spoken?.seconds).toBeLessThan(2);
    // What is no speech, or not a number, is silent or far louder.
    expect(spoken?.loudness).toBeCloseTo(-16, -1);
  }, 240_000);

  it('refuse an accelerator that was asked for by name', async () => {
    const told = await withRuntime('wasm', (engine) =>
      engine.runSingle({ ...job('cuda'), provider: 'cuda' }, false, { signal }),
    );
    expect(told).toMatchObject({ kind: 'failed', failure: { code: 'provider-unavailable' } });
  }, 120_000);
});
