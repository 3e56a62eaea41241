import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobId } from '../../../src/core/ids.js';
import type { JobProgress, LipSyncJob, MadeVideo } from '../../../src/core/job.js';
import type { OutputReport } from '../../../src/core/report.js';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import { WorkerProcess } from '../../../src/engine/workerProcess.js';
import { createLipSyncService } from '../../../src/lipsync/createService.js';
import { runTool } from '../../../src/media/childProcess.js';
import { locateFfmpeg, type FfmpegTools } from '../../../src/media/locate.js';
import { bundle } from '../engine/bundle.js';

const presenter = resolve('test/fixtures/presenter-small.mp4');
const { signal } = new AbortController();
/** Seconds: segments of 250, 250 and 63 frames. */
const LENGTH = '22.52';
const FRAMES = 563;

let folder: string;
let tools: FfmpegTools;
let speech: string;
let entry: string;
let service: ReturnType<typeof createLipSyncService>;
/** What one process made in order and undisturbed. */
let whole: { readonly bytes: Buffer; readonly report: OutputReport };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heygem segments 段 '));
  ({ tools } = await locateFfmpeg({ env: process.env }));
  speech = join(folder, 'speech.flac');
  const looped = ['-stream_loop', '3', '-i', resolve('media/demo/speech-en.flac'), '-t', LENGTH];
  await runTool(tools.ffmpeg, ['-v', 'error', ...looped, speech], { subject: speech, signal });
  // A bundle in a temporary folder finds native packages by this alone.
  process.env['NODE_PATH'] = resolve('node_modules');
  entry = bundle('src/worker/main.ts');
  service = createLipSyncService({
    ...{ modelsRoot: resolve('models'), cacheRoot: cache(), log: () => undefined },
  });
  const job = await jobIn('in order');
  const { report } = await service.run(job, { signal, onProgress: () => undefined });
  whole = { bytes: await readFile(job.target), report };
}, 300_000);

afterAll(async () => {
  await service.dispose();
  await rm(folder, { recursive: true, force: true });
});

const cache = (): string => join(folder, 'cache');

/** Outputs of one name: it is part of their title. */
async function jobIn(name: string): Promise<LipSyncJob> {
  await mkdir(join(folder, name));
  return {
    ...{ id: name as JobId, video: presenter, audio: speech, provider: 'cpu' },
    ...{ output: join(folder, name, 'talk.mp4'), target: join(folder, name, 'talk.mp4') },
    settings: DEFAULT_SETTINGS,
  };
}

function startWorker(): Promise<WorkerProcess> {
  const runtime = { command: process.execPath, env: {} };
  const settings = { entry, modelsRoot: resolve('models'), cacheRoot: cache(), idleMs: 600_000 };
  return WorkerProcess.start(runtime, settings, () => undefined);
}

async function stop(worker: WorkerProcess): Promise<void> {
  await worker.rpc.request('shutdown', {}).catch(() => undefined);
  await worker.ended;
}

function journals(): Promise<string[]> {
  return readdir(join(cache(), 'segments')).catch(() => []);
}

/** Everything but how long it took, and whether the actor had to be studied first. */
function figures({ stages, actorCached, ...figures }: OutputReport) {
  const parts = Object.keys(stages).filter((part) => part !== 'track');
  expect('track' in stages).toBe(!actorCached);
  return { ...figures, parts: parts.sort() };
}

async function expectWhole(job: LipSyncJob, { report, file }: MadeVideo): Promise<void> {
  const bytes = await readFile(job.target);
  expect(Buffer.compare(bytes, whole.bytes)).toBe(0);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(file).toEqual({ bytes: bytes.length, sha256 });
  expect(figures(report)).toEqual(figures(whole.report));
  expect(await readdir(join(job.target, '..'))).toEqual(['talk.mp4']);
}

/** Runs until so many frames are done, then does as told. Tells what was known to be done at first. */
function watching(frames: number, then: () => void) {
  const seen: { first?: number; last?: JobProgress } = {};
  const onProgress = (progress: JobProgress): void => {
    if (progress.stage !== 'render') return;
    seen.first ??= progress.done;
    seen.last = progress;
    if (progress.done >= frames) then();
  };
  return { seen, onProgress };
}

describe('an output made of segments', () => {
  it('is one even stream of picture and one of sound, without a seam', async () => {
    expect(whole.report.frames).toBe(FRAMES);
    expect(await journals()).toEqual([]);
    const path = join(folder, 'in order', 'talk.mp4');
    const args = ['-v', 'error', '-of', 'json', '-show_streams', '-show_packets', path];
    const { streams, packets } = JSON.parse(
      (await runTool(tools.ffprobe, args, { subject: path, signal })).toString(),
    ) as {
      streams: { codec_type: string; nb_frames: string; start_time: string }[];
      packets: { codec_type: string; pts: number; dts: number; flags: string }[];
    };
    expect(streams.map(({ codec_type }) => codec_type)).toEqual(['video', 'audio']);
    expect(streams[0]).toMatchObject({ nb_frames: String(FRAMES), start_time: '0.000000' });
    const picture = packets.filter(({ codec_type }) => codec_type === 'video');
    const step = picture[1].dts - picture[0].dts;
    picture.forEach(({ dts }, i) => {
      expect(dts).toBe(picture[0].dts + i * step);
    });
    const shown = picture.map(({ pts }) => pts).sort((a, b) => a - b);
    expect(shown).toEqual(shown.map((_, i) => i * step));
    const keys = picture.filter(({ flags }) => flags.startsWith('K')).map(({ pts }) => pts / step);
    expect(keys).toEqual(expect.arrayContaining([0, 250, 500]));
    const sound = packets.filter(({ codec_type }) => codec_type === 'audio');
    sound.slice(1).forEach(({ pts }, i) => {
      expect(pts).toBeGreaterThan(sound[i].pts);
    });
  });

  it('is the same file when two processes make the segments in another order', async () => {
    const job = await jobIn('shuffled');
    const [a, b] = await Promise.all([startWorker(), startWorker()]);
    const id = (name: string) => name as JobId;
    expect(await a.rpc.request('segments', { id: id('x'), job, indices: [0] })).toEqual({
      kind: 'unprepared',
    });
    const prepared = await a.rpc.request('prepare', { id: id('p'), job });
    expect(prepared.segments.map(({ to }) => to)).toEqual([250, 500, FRAMES]);
    expect(prepared.kept).toEqual([]);
    expect(await b.rpc.request('join', { id: id('j'), job })).toEqual({
      ...{ kind: 'missing', segments: [0, 1, 2] },
    });
    // The second process has heard nothing and makes the end first; then both make the same one.
    const makes = async (worker: WorkerProcess, indices: readonly number[]) => {
      for (const index of indices) {
        const made = await worker.rpc.request('segments', {
          id: id(`s${index}`),
          job,
          indices: [index],
        });
        expect(made).toEqual({ kind: 'made' });
      }
    };
    await Promise.all([makes(a, [1, 2]), makes(b, [2, 0])]);
    expect((await a.rpc.request('prepare', { id: id('p'), job })).kept).toEqual([0, 1, 2]);
    const joined = await b.rpc.request('join', { id: id('j'), job });
    if (joined.kind !== 'joined') throw new Error(joined.kind);
    await expectWhole(job, joined);
    expect(await journals()).toEqual([prepared.journal]);
    await a.rpc.request('forget', { journal: prepared.journal });
    expect(await journals()).toEqual([]);
    await Promise.all([stop(a), stop(b)]);
  }, 300_000);

  it('goes on after kill -9, and loses no more than one segment', async () => {
    const job = await jobIn('killed');
    const worker = await startWorker();
    const first = watching(400, () => process.kill(worker.pid ?? 0, 'SIGKILL'));
    worker.rpc.on('progress', ({ progress }) => {
      first.onProgress(progress);
    });
    const { segments } = await worker.rpc.request('prepare', { id: job.id, job });
    const portion = { id: job.id, job, indices: [...segments.keys()] };
    await expect(worker.rpc.request('segments', portion)).rejects.toThrow();
    await worker.ended;
    expect(await journals()).toHaveLength(1);
    const again = watching(Infinity, () => undefined);
    const made = await service.run(job, { signal, onProgress: again.onProgress });
    expect(again.seen).toMatchObject({ first: 250, last: { done: FRAMES, total: FRAMES } });
    await expectWhole(job, made);
    expect(await journals()).toEqual([]);
  }, 300_000);

  it('is begun again when somebody empties the cache meanwhile', async () => {
    const job = await jobIn('emptied');
    let emptied: Promise<void> | undefined;
    const watch = watching(300, () => {
      emptied ??= rm(join(cache(), 'segments'), { recursive: true });
    });
    const made = await service.run(job, { signal, onProgress: watch.onProgress });
    await emptied;
    await expectWhole(job, made);
    expect(await journals()).toEqual([]);
  }, 300_000);

  it('keeps its segments when cancelled, but for those that are damaged meanwhile', async () => {
    const job = await jobIn('cancelled');
    const controller = new AbortController();
    const first = watching(510, () => {
      controller.abort();
    });
    const cancelled = service.run(job, {
      ...{ signal: controller.signal, onProgress: first.onProgress },
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(await readdir(join(folder, 'cancelled'))).toEqual([]);
    const [key] = await journals();
    const journal = join(cache(), 'segments', key);
    const files = await readdir(journal);
    expect(files.filter((name) => name.includes('partial'))).toEqual([]);
    const pictures = files.filter((name) => /^segment-.*\.mp4$/.test(name)).sort();
    expect(pictures).toHaveLength(2);
    // A bit that tipped over, as in a file that a full disk or a bad one cut up.
    const bytes = await readFile(join(journal, pictures[0]));
    bytes[3000] ^= 1;
    await writeFile(join(journal, pictures[0]), bytes);
    // And what the speech meant is half there.
    const [plan] = files.filter((name) => /^plan\..*\.bin$/.test(name));
    await truncate(join(journal, plan), 1000);
    const again = watching(Infinity, () => undefined);
    const made = await service.run(job, { signal, onProgress: again.onProgress });
    expect(again.seen.first).toBe(250);
    await expectWhole(job, made);
  }, 300_000);
});
