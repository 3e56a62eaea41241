import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobId } from '../../../src/core/ids.js';
import type { JobProgress, LipSyncJob } from '../../../src/core/job.js';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.js';
import type { TryResult } from '../../../src/core/tryout.js';
import { createLipSyncService } from '../../../src/lipsync/createService.js';
import type { LipSyncService } from '../../../src/lipsync/service.js';
import { runTool } from '../../../src/media/childProcess.js';
import { locateFfmpeg, type FfmpegTools } from '../../../src/media/locate.js';
import { probeVideo } from '../../../src/media/probe.js';
import { decodeFrames } from '../../../src/media/frameSource.js';
import { probeAudio } from '../../../src/media/speechTrack.js';
import { decodeSpeech } from '../../../src/media/speech.js';

const { signal } = new AbortController();
const RATE = 25;
/** 12 s of footage, gone through there and back by 20 s of speech. */
const FOOTAGE = 12;
const SPEECH = 20;

let folder: string;
let tools: FfmpegTools;
let video: string;
let audio: string;
let cacheRoot: string;
let service: LipSyncService;
let stages: JobProgress[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heygem try 试 '));
  ({ tools } = await locateFfmpeg({ env: process.env }));
  [video, audio] = [join(folder, 'a.mp4'), join(folder, 'a.flac')];
  await ffmpeg(
    ...['-stream_loop', '-1', '-i', resolve('test/fixtures/presenter-small.mp4')],
    ...['-f', 'lavfi', '-i', 'color=white:s=24x40:r=25'],
    // A mark that moves, so that no two frames are the same picture.
    ...['-filter_complex', "overlay=x='mod(n*6,360)':y='40*floor(n/60)',format=yuv420p"],
    ...['-t', String(FOOTAGE), '-an', '-c:v', 'libx264', '-g', '40', video],
  );
  const looped = ['-stream_loop', '3', '-i', resolve('media/demo/speech-en.flac')];
  await ffmpeg(...looped, '-t', String(SPEECH), audio);
  cacheRoot = join(folder, 'cache');
  await mkdir(join(folder, 'tries'));
  service = createLipSyncService({
    modelsRoot: resolve('models'),
    cacheRoot,
    log: () => undefined,
  });
}, 120_000);

afterAll(async () => {
  await service.dispose();
  await rm(folder, { recursive: true, force: true });
});

function ffmpeg(...args: string[]) {
  return runTool(tools.ffmpeg, ['-v', 'error', ...args], { subject: folder, signal });
}

const jobOf = (settings: Partial<Settings>) => ({
  ...{ video, audio, output: join(folder, 'out', 'talk.mp4'), provider: 'cpu' as const },
  settings: { ...DEFAULT_SETTINGS, ...settings },
});

type Parts = Pick<LipSyncJob, 'videoPart' | 'audioPart' | 'speechOffset'>;

async function tryAt(from: number, settings: Partial<Settings> = {}, parts: Parts = {}) {
  stages = [];
  const name = `${from} ${JSON.stringify([settings, parts]).replaceAll(/[":{}]/g, '')}`;
  const request = {
    from,
    folder: join(folder, 'tries'),
    result: `${name}.mp4`,
    source: `f ${name}.mp4`,
  };
  const onProgress = (progress: JobProgress): void => {
    stages.push(progress);
  };
  const options = { signal, onProgress };
  const told = await service.tryOut({ job: { ...jobOf(settings), ...parts }, ...request }, options);
  const at = (file: string) => join(folder, 'tries', file);
  return { told, result: at(request.result), source: at(request.source) };
}

async function picturesOf(path: string): Promise<Uint8Array[]> {
  const info = await probeVideo(tools, path, signal);
  const frames: Uint8Array[] = [];
  for await (const { data } of decodeFrames(tools, path, info, { signal })) {
    frames.push(data.slice(0, info.width * info.height));
  }
  return frames;
}

/** Mean difference of luma, 0..255. */
function difference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += Math.abs(a[i] - b[i]);
  return sum / a.length;
}

/** The mean over frames, of how far each is from its counterpart. */
function apart(a: readonly Uint8Array[], b: readonly Uint8Array[]): number {
  return a.reduce((sum, frame, i) => sum + difference(frame, b[i]), 0) / a.length;
}

/** Seconds by which a try says what the recording says from `start` on, later than it should. */
async function soundShift(result: string, start: number): Promise<number> {
  const heard = await decodeSpeech(tools, result, { signal, sampleRate: 8_000 });
  const said = await decodeSpeech(tools, audio, { signal, sampleRate: 8_000 });
  const there = said.subarray(start * 8_000, (start + 4) * 8_000);
  let [best, bestShift] = [0, NaN];
  for (let shift = -800; shift <= 800; shift += 4) {
    let sum = 0;
    for (let i = 1_000; i < 30_000; i += 3) sum += heard[i + shift] * there[i];
    if (sum > best) [best, bestShift] = [sum, shift];
  }
  return bestShift / 8_000;
}

describe('before anything else is known of the pair', () => {
  let first: { told: TryResult; result: string; source: string };

  beforeAll(async () => {
    first = await tryAt(2);
  }, 120_000);

  it('studies the frames of these four seconds alone, and is four seconds long', async () => {
    const studied = stages.filter(({ stage }) => stage === 'track').at(-1);
    expect(studied).toMatchObject({ done: 4 * RATE, total: 4 * RATE });
    expect(first.told).toMatchObject({
      from: 2,
      frames: 4 * RATE,
      rate: RATE,
      passed: 0,
      rough: true,
    });
    expect(first.told.speechShare).toBeGreaterThan(0.5);
    for (const path of [first.result, first.source]) {
      expect(await picturesOf(path)).toHaveLength(4 * RATE);
    }
    const { stream } = await probeAudio(tools, first.result);
    expect(stream).toMatchObject({ codec: 'mp3' });
    expect(Math.abs(stream.duration - 4)).toBeLessThan(0.1);
  });

  it('says what the recording says there', async () => {
    expect(Math.abs(await soundShift(first.result, 2))).toBeLessThan(0.06);
  });

  it('leaves no report, no journal and nothing half done', async () => {
    const left = await readdir(folder, { recursive: true });
    expect(left.filter((path) => /\.json$/.test(path) && !path.includes('actors'))).toEqual([]);
    expect(left.filter((path) => /segments|partial|\.tmp$|^out/.test(path))).toEqual([]);
  });

  it('studies and hears nothing anew for another turn of a slider, and moves otherwise', async () => {
    const shut = await tryAt(2, { strength: 0 });
    expect(stages.map(({ stage }) => stage)).not.toContain('track');
    expect(shut.told).toEqual(first.told);
    const [a, b] = [await picturesOf(first.result), await picturesOf(shut.result)];
    expect(apart(a, b)).toBeGreaterThan(0.05);
  });

  it('says how much is spoken where the silence threshold takes it for silence', async () => {
    const { told } = await tryAt(2, { silenceThreshold: 0 });
    expect(told.speechShare).toBeLessThan(0.05);
  });

  it('goes backward, and round the end of the video, as the output does', async () => {
    const filmed = await picturesOf(video);
    for (const [from, order] of [
      [10, (t: number) => (t < 50 ? 250 + t : 298 - (t - 50))],
      [14, (t: number) => 598 - (350 + t)],
    ] as const) {
      const { told, source } = await tryAt(from);
      expect(told).toMatchObject({ from, frames: 100, rough: true });
      const shown = await picturesOf(source);
      const off = shown.map((frame, t) => difference(frame, filmed[order(t)]));
      expect(Math.max(...off), `from ${from}`).toBeLessThan(1.3);
      for (const step of [-1, 1]) {
        const others = shown.map((frame, t) => difference(frame, filmed[order(t) + step] ?? frame));
        const nearer = off.filter((mine, t) => t !== 49 && mine >= others[t]);
        expect(nearer, `from ${from}, ${step}`).toEqual([]);
      }
    }
  }, 120_000);

  it('is of the parts of the footage and of the recording that are used', async () => {
    const parts = {
      videoPart: { from: 3, to: 11 },
      audioPart: { from: 5, to: 19 },
      speechOffset: 1,
    };
    const { told, source, result } = await tryAt(2, {}, parts);
    expect(told).toMatchObject({ from: 2, frames: 100, rough: true, passed: 0 });
    const filmed = await picturesOf(video);
    const shown = await picturesOf(source);
    const off = shown.map((frame, t) => difference(frame, filmed[125 + t]));
    expect(Math.max(...off)).toBeLessThan(1.3);
    expect(Math.abs(await soundShift(result, 6))).toBeLessThan(0.06);
  });

  it('is cancelled, and leaves nothing', async () => {
    const abort = new AbortController();
    const request = { from: 7, folder: join(folder, 'tries'), result: 'x.mp4', source: 'y.mp4' };
    const onProgress = ({ stage, done }: JobProgress): void => {
      if (stage === 'render' && done > 20) abort.abort();
    };
    const options = { signal: abort.signal, onProgress };
    await expect(service.tryOut({ job: jobOf({}), ...request }, options)).rejects.toMatchObject({
      code: 'cancelled',
    });
    const left = await readdir(join(folder, 'tries'));
    expect(left.filter((name) => /x\.mp4|y\.mp4/.test(name))).toEqual([]);
  });

  it('is no larger than a page shows, and stands as people see it', async () => {
    const turned = join(folder, 'turned.mp4');
    const size = ['-vf', 'scale=1600:1200', '-t', '5', '-preset', 'ultrafast', '-an'];
    await ffmpeg('-i', video, ...size, join(folder, 'large.mp4'));
    const turn = ['-c', 'copy', '-metadata:s:v:0', 'rotate=180'];
    await ffmpeg('-i', join(folder, 'large.mp4'), ...turn, turned);
    const request = { from: 0, folder: join(folder, 'tries'), result: 'l.mp4', source: 'm.mp4' };
    const job = { ...jobOf({}), video: turned };
    await service.tryOut({ job, ...request }, { signal, onProgress: () => undefined });
    const info = await probeVideo(tools, join(folder, 'tries', 'l.mp4'), signal);
    expect(info).toMatchObject({ width: 960, height: 720, rotation: 0 });
  });

  it('is refused where no face is to be seen', async () => {
    const black = join(folder, 'black.mp4');
    await ffmpeg('-f', 'lavfi', '-i', 'color=black:s=320x240:r=25:d=6', black);
    const request = { from: 0, folder: join(folder, 'tries'), result: 'b.mp4', source: 'c.mp4' };
    const job = { ...jobOf({}), video: black };
    const options = { signal, onProgress: () => undefined };
    await expect(service.tryOut({ job, ...request }, options)).rejects.toMatchObject({
      code: 'no-face-here',
    });
  });
});

describe('when the pair itself was made', () => {
  it('looks as the result does in these seconds', async () => {
    const target = join(folder, 'full.mp4');
    const job: LipSyncJob = { ...jobOf({}), id: 'full' as JobId, target };
    await service.run(job, { signal, onProgress: () => undefined });
    const full = await picturesOf(target);
    for (const from of [2, 10]) {
      const { told, result } = await tryAt(from);
      expect(told.rough).toBe(false);
      expect(stages.map(({ stage }) => stage)).not.toContain('track');
      const same = full.slice(from * RATE, (from + 4) * RATE);
      expect(apart(await picturesOf(result), same)).toBeLessThan(1);
    }
    const shut = await tryAt(2, { strength: 0 });
    expect(apart(await picturesOf(shut.result), full.slice(50, 150))).toBeGreaterThan(1);
  }, 240_000);
});
