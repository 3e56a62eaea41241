import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobId } from '../../../src/core/ids.js';
import type { LipSyncJob } from '../../../src/core/job.js';
import type { OutputReport } from '../../../src/core/report.js';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import { createLipSyncService } from '../../../src/lipsync/createService.js';
import { runTool } from '../../../src/media/childProcess.js';
import { locateFfmpeg, type FfmpegTools } from '../../../src/media/locate.js';
import { decodeSpeech } from '../../../src/media/speech.js';

const { signal } = new AbortController();
/** Where key frames are, so that the part can be cut out without encoding anything again. */
const PART = { from: 20, to: 24 };

let folder: string;
let tools: FfmpegTools;
let service: ReturnType<typeof createLipSyncService>;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heygem parts 段 '));
  ({ tools } = await locateFfmpeg({ env: process.env }));
  service = newService('cache');
  // A picture that slowly grows darker: no second is like another.
  await ffmpeg(
    ...['-stream_loop', '-1', '-i', resolve('test/fixtures/presenter-small.mp4')],
    ...[
      '-t',
      '30',
      '-an',
      '-vf',
      "lutyuv=y='val*1',eq=brightness='-t/120':eval=frame,format=yuv420p",
    ],
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-g',
      '50',
      '-sc_threshold',
      '0',
      at('long.mp4'),
    ],
  );
  await ffmpeg(
    ...['-ss', String(PART.from), '-i', at('long.mp4'), '-t', String(PART.to - PART.from)],
    ...['-c', 'copy', at('cut.mp4')],
  );
  const speech = ['-stream_loop', '3', '-i', resolve('media/demo/speech-en.flac')];
  await ffmpeg(...speech, '-t', '12', '-ar', '16000', at('long.wav'));
  await ffmpeg('-i', at('long.wav'), '-ss', '3', '-t', '6', at('cut.wav'));
  await ffmpeg('-i', at('cut.wav'), '-af', 'adelay=1500', at('late.wav'));
}, 120_000);

afterAll(async () => {
  await service.dispose();
  await rm(folder, { recursive: true, force: true });
});

function newService(cache: string) {
  const cacheRoot = at(cache);
  return createLipSyncService({ modelsRoot: resolve('models'), cacheRoot, log: () => undefined });
}

function ffmpeg(...args: string[]) {
  return runTool(tools.ffmpeg, ['-v', 'error', ...args], { subject: folder, signal });
}

type Wish = Pick<LipSyncJob, 'videoPart' | 'audioPart' | 'speechOffset'>;

async function jobOf(video: string, audio: string, wish: Wish = {}): Promise<LipSyncJob> {
  const target = join(await mkdtemp(at('out-')), 'talk.mp4');
  return {
    ...{ id: 'parts' as JobId, video: at(video), audio: at(audio), provider: 'cpu' },
    ...{ output: target, target, ...wish },
    settings: { ...DEFAULT_SETTINGS, preset: 'ultrafast' },
  };
}

interface Made {
  readonly path: string;
  readonly report: OutputReport;
  /** MD5 of each decoded frame. */
  readonly frames: readonly string[];
}

async function make(job: LipSyncJob): Promise<Made> {
  const { report } = await service.run(job, { signal, onProgress: () => undefined });
  return { path: job.target, report, frames: await framesOf(job.target) };
}

async function framesOf(path: string): Promise<string[]> {
  const table = await ffmpeg('-i', path, '-map', '0:v', '-f', 'framemd5', '-');
  const lines = table.toString().split('\n');
  return lines.filter((line) => /^\d/.test(line)).map((line) => line.split(',').at(-1) ?? '');
}

const soundOf = (path: string) => decodeSpeech(tools, path, { signal, sampleRate: 16_000 });
const actors = () => readdir(at('cache/actors'));

describe('a part of the video', () => {
  it('makes, frame for frame, what a copy of that part alone makes', async () => {
    expect(await framesOf(at('cut.mp4'))).toEqual((await framesOf(at('long.mp4'))).slice(500, 600));
    const part = await make(await jobOf('long.mp4', 'cut.wav', { videoPart: PART }));
    const copy = await make(await jobOf('cut.mp4', 'cut.wav'));
    expect(part.report).toMatchObject({ videoPart: PART, frames: 150, sourceFrames: 100 });
    expect(part.frames).toHaveLength(150);
    expect(part.frames).toEqual(copy.frames);
    const whole = await make(await jobOf('long.mp4', 'cut.wav'));
    expect(whole.frames[0]).not.toBe(part.frames[0]);
    expect(whole.report.videoPart).toBeUndefined();
  }, 120_000);

  it('is studied once, and no other part stands in for it', async () => {
    const before = (await actors()).length;
    const other = { videoPart: { from: 20, to: 25 } };
    const { report } = await make(await jobOf('long.mp4', 'cut.wav', other));
    expect([report.actorCached, (await actors()).length]).toEqual([false, before + 1]);
    const again = await make(
      await jobOf('long.mp4', 'long.wav', { ...other, audioPart: { from: 0, to: 2 } }),
    );
    expect([again.report.actorCached, (await actors()).length]).toEqual([true, before + 1]);
  }, 120_000);

  it('is drawn on from where it was left, in segments', async () => {
    const wish = { videoPart: PART, speechOffset: 4 };
    const job = await jobOf('long.mp4', 'long.wav', wish);
    const { kept, segments, journal } = await service.prepare(job, watch);
    expect([kept, segments.length]).toEqual([[], 2]);
    await service.segments({ job, indices: [1] }, watch);
    const { frames } = await make(job);
    await service.forget(journal);
    const anew = await make(await jobOf('long.mp4', 'long.wav', wish));
    expect(frames).toEqual(anew.frames);
  }, 120_000);
});

const watch = { signal, onProgress: () => undefined };

describe('a part of the recording', () => {
  it('makes what a copy of that part alone makes, and says the same', async () => {
    const wish = { videoPart: PART, audioPart: { from: 3, to: 9 } };
    const part = await make(await jobOf('long.mp4', 'long.wav', wish));
    const copy = await make(await jobOf('long.mp4', 'cut.wav', { videoPart: PART }));
    expect(part.report).toMatchObject({ audioPart: { from: 3, to: 9 }, duration: 6, frames: 150 });
    expect(part.frames).toEqual(copy.frames);
    expect(await soundOf(part.path)).toEqual(await soundOf(copy.path));
  }, 120_000);

  it('begins later where it should: silence, lips at rest, then the speech in step', async () => {
    const wish = { videoPart: PART, audioPart: { from: 3, to: 9 }, speechOffset: 1.5 };
    const offset = await make(await jobOf('long.mp4', 'long.wav', wish));
    const late = await make(await jobOf('long.mp4', 'late.wav', { videoPart: PART }));
    expect(offset.report).toMatchObject({ speechOffset: 1.5, duration: 7.5, frames: 188 });
    expect(offset.frames).toEqual(late.frames);
    const sound = await soundOf(offset.path);
    expect(sound.subarray(0, 1.4 * 16_000).every((value) => value === 0)).toBe(true);
    expect(sound.subarray(1.5 * 16_000, 2 * 16_000).some((value) => value !== 0)).toBe(true);
  }, 120_000);

  it('is no other output for a part that leaves nothing out', async () => {
    const plain = await jobOf('cut.mp4', 'cut.wav');
    const all = { videoPart: {}, audioPart: { from: 0 }, speechOffset: 0 };
    const told = await make(await jobOf('cut.mp4', 'cut.wav', all));
    const { path } = await make(plain);
    const [a, b] = await Promise.all([path, told.path].map((file) => readFile(file)));
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(a)).toBe(hash(b));
    expect(told.report).not.toHaveProperty('videoPart');
  }, 120_000);
});

describe('what is no part', () => {
  it.each([
    [{ videoPart: { from: 31 } }, 'part-beyond-end'],
    [{ videoPart: { from: 5, to: 4 } }, 'part-backward'],
    [{ audioPart: { from: 12 } }, 'part-beyond-end'],
    [{ audioPart: { from: -2 } }, 'part-time-invalid'],
    [{ speechOffset: 700 }, 'offset-invalid'],
  ])('is refused: %j', async (wish, code) => {
    await expect(make(await jobOf('long.mp4', 'long.wav', wish))).rejects.toMatchObject({ code });
  });
});
