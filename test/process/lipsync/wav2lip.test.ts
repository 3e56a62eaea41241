import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobId } from '../../../src/core/ids.js';
import type { JobProgress, LipSyncJob } from '../../../src/core/job.js';
import type { ModelDetail } from '../../../src/core/lipModel.js';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.js';
import { WorkerClient } from '../../../src/engine/workerClient.js';
import { createLipSyncService } from '../../../src/lipsync/createService.js';
import type { LipSyncService } from '../../../src/lipsync/service.js';
import { runTool } from '../../../src/media/childProcess.js';
import { locateFfmpeg, type FfmpegTools } from '../../../src/media/locate.js';
import {
  bytesLipModel,
  failingLipModel,
  halfSizeLipModel,
  hangingLipModel,
  nanLipModel,
  type Since,
} from '../../models/faultyLipModels.js';
import { MISFITS } from '../../models/misfits.js';
import { END_NAMES, lipModel, lipModelWith, type LipModelEnds } from '../../models/lipModel.js';
import { bundle } from '../engine/bundle.js';

const { signal } = new AbortController();
const video = resolve('test/fixtures/presenter-small.mp4');

let folder: string;
let tools: FfmpegTools;
let speech: string;
let service: LipSyncService;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heygem own model 模 '));
  ({ tools } = await locateFfmpeg({ env: process.env }));
  // Where a bundle's worker finds onnxruntime.
  process.env['NODE_PATH'] = resolve('node_modules');
  // Silence, then speech: the person's own mouth, then the model's.
  speech = join(folder, 'speech.flac');
  const spoken = ['-t', '2.5', '-i', resolve('media/demo/speech-en.flac')];
  await ffmpeg('-y', ...spoken, '-af', 'adelay=1000:all=1', speech);
  service = serviceIn('cache');
}, 60_000);

afterAll(async () => {
  await service.dispose();
  await rm(folder, { recursive: true, force: true });
});

function serviceIn(cache: string): LipSyncService {
  return createLipSyncService({
    modelsRoot: resolve('models'),
    cacheRoot: join(folder, cache),
    log: () => undefined,
  });
}

function ffmpeg(...args: string[]) {
  return runTool(tools.ffmpeg, ['-v', 'error', ...args], { subject: folder, signal });
}

async function jobOf(
  bytes: Buffer,
  detail: ModelDetail,
  settings: Partial<Settings> = {},
): Promise<LipSyncJob> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const name = 'my lips';
  const path = join(folder, `${sha256}.onnx`);
  await writeFile(path, bytes);
  const target = join(folder, `${randomUUID()}.mp4`);
  const own = { backend: 'wav2lip', model: `${name}@${sha256}`, detail } as const;
  return {
    ...{ id: 'one' as JobId, video, audio: speech, output: target, target, provider: 'cpu' },
    settings: { ...DEFAULT_SETTINGS, ...own, ...settings },
    lipModel: { name, sha256, path },
  };
}

function meshJob(): LipSyncJob {
  const target = join(folder, `${randomUUID()}.mp4`);
  const settings = DEFAULT_SETTINGS;
  return {
    ...{ id: 'one' as JobId, video, audio: speech, output: target, target, provider: 'cpu' },
    settings,
  };
}

async function make(job: LipSyncJob, by = service) {
  const seen: JobProgress[] = [];
  const onProgress = (progress: JobProgress) => seen.push(progress);
  const { report } = await by.run(job, { signal, onProgress });
  return { report, stages: new Set(seen.map(({ stage }) => stage)) };
}

/** MD5 of each decoded picture. */
async function framesOf(path: string): Promise<readonly string[]> {
  const stdout = await ffmpeg('-i', path, '-map', '0:v', '-f', 'framemd5', '-');
  return stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(',').at(-1)?.trim() ?? '');
}

describe('a lip model', () => {
  it('shows its own pictures while somebody speaks, and the person\u2019s own mouth in silence', async () => {
    const mesh = meshJob();
    await make(mesh);
    const own = await jobOf(lipModel(), 'net');
    const { report } = await make(own);
    const { sha256 } = own.lipModel ?? {};
    const lips = { backend: 'wav2lip', detail: 'net', model: 'my lips', sha256, provider: 'cpu' };
    expect(report.lips).toEqual(lips);
    const [ours, theirs] = [await framesOf(mesh.target), await framesOf(own.target)];
    expect(theirs).toHaveLength(ours.length);
    // Before anybody is near speaking each frame is the same; while somebody speaks none is.
    expect(theirs.slice(0, 15)).toEqual(ours.slice(0, 15));
    const differ = theirs.filter((hash, i) => hash !== ours[i]).length;
    expect(differ).toBeGreaterThan(ours.length / 2);
  }, 120_000);

  it('decides the lips\u2019 shape where the person\u2019s own pixels are shown', async () => {
    const own = await jobOf(lipModel(), 'own');
    const { report, stages } = await make(own);
    expect(report.lips?.detail).toBe('own');
    expect(stages).toContain('model');
    // What was meant is what its pictures showed; the mesh draws that.
    expect(report.sync.apertureR).toBeGreaterThan(0.9);
    const mute = await jobOf(
      lipModelWith({}, (graph, { faces }) => graph.slice(faces, 1, 3, 6)),
      'own',
    );
    const shut = await make(mute);
    const [open, closed] = [await framesOf(own.target), await framesOf(mute.target)];
    expect(open.filter((hash, i) => hash !== closed[i]).length).toBeGreaterThan(open.length / 3);
    expect(shut.report.frames).toBe(report.frames);
  }, 120_000);

  it.each<[string, Partial<LipModelEnds>]>([
    [
      'of four frames at once and half floats',
      { batch: 4, precision: 'float16', names: END_NAMES.melVid },
    ],
    ['of 256 pixels, one frame at once', { batch: 1, size: 256, names: END_NAMES.sourceTarget }],
  ])(
    'is asked as its file says: %s',
    async (_, options) => {
      const { report } = await make(await jobOf(lipModel(options), 'net'));
      expect(report.frames).toBeGreaterThan(60);
      expect(report.passedThrough.frames).toBe(0);
    },
    120_000,
  );

  it('gives the same frames again, and in whatever batches', async () => {
    const one = await jobOf(lipModel({ batch: 1 }), 'net');
    const again = await jobOf(lipModel({ batch: 1 }), 'net');
    const four = await jobOf(lipModel({ batch: 4 }), 'net');
    for (const job of [one, again, four]) await make(job);
    const frames = await framesOf(one.target);
    expect(await framesOf(again.target)).toEqual(frames);
    expect(await framesOf(four.target)).toEqual(frames);
  }, 120_000);

  it('is refused when it is no lip model, with what it has and what is wanted', async () => {
    const job = await jobOf(MISFITS['fiveFrames'](), 'net');
    await expect(make(job)).rejects.toMatchObject({
      code: 'lip-model-unusable',
      params: { name: 'my lips', wanted: '[n,6,S,S]' },
    });
  });

  it.each<[string, (since: Since) => Buffer, RegExp]>([
    ['gives no numbers', nanLipModel, /no numbers/],
    ['gives another size than its file says', halfSizeLipModel, /\[1,3,48,48\] instead of/],
    ['fails while it runs', failingLipModel, /Gather/],
    ['gives bytes', () => bytesLipModel(), /instead of 0 to 1/],
  ])('that %s fails its pair with a reason', async (_, model, reason) => {
    // In its trial it is well.
    const failing = make(await jobOf(model('firstPicture'), 'net'));
    await expect(failing).rejects.toMatchObject({
      code: 'lip-model-failed',
      params: { name: 'my lips', reason: expect.stringMatching(reason) as string },
    });
  });

  it('is missing where its file is gone, or another', async () => {
    const job = await jobOf(lipModel({ size: 128 }), 'net');
    await writeFile(job.lipModel?.path ?? '', lipModel({ size: 192 }));
    await expect(make(job)).rejects.toMatchObject({ code: 'lip-model-missing' });
    await rm(job.lipModel?.path ?? '');
    await expect(make(job)).rejects.toMatchObject({ code: 'lip-model-missing' });
  });

  it.each(['truncated', 'nothing like a network'])(
    'is told from a file that is %s',
    async (kind) => {
      const whole = lipModel({ size: 160 });
      const bytes =
        kind === 'truncated' ? whole.subarray(0, whole.length / 2) : Buffer.from('<html>no</html>');
      const failing = make(await jobOf(bytes, 'net'));
      await expect(failing).rejects.toMatchObject({ code: 'lip-model-failed' });
    },
  );

  it('that never answers ends its worker with a word of why, and the next job is made', async () => {
    const lines: string[] = [];
    const settings = {
      entry: bundle('test/fixtures/impatientWorker.ts'),
      modelsRoot: resolve('models'),
      cacheRoot: join(folder, 'impatient'),
      idleMs: 60_000,
    };
    await mkdir(settings.cacheRoot, { recursive: true });
    const client = new WorkerClient(settings, (line) => lines.push(line));
    const watch = { signal, onProgress: () => undefined };
    try {
      const stuck = client.prepare(await jobOf(hangingLipModel('firstPicture'), 'own'), watch);
      await expect(stuck).rejects.toMatchObject({
        code: 'lip-model-stalled',
        params: { name: 'my lips', seconds: 3 },
      });
      const { segments } = await client.prepare(meshJob(), watch);
      expect(segments.length).toBeGreaterThan(0);
    } finally {
      await client.stop();
    }
  }, 120_000);
});
