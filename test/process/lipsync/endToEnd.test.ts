import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobId } from '../../../src/core/ids.js';
import type { LipSyncJob } from '../../../src/core/job.js';
import type { OutputReport } from '../../../src/core/report.js';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.js';
import { createLipSyncService } from '../../../src/lipsync/createService.js';
import { decodeFrames } from '../../../src/media/frameSource.js';
import { runTool } from '../../../src/media/childProcess.js';
import { locateFfmpeg, type FfmpegTools } from '../../../src/media/locate.js';
import { probeVideo } from '../../../src/media/probe.js';
import { probeAudio } from '../../../src/media/speechTrack.js';

const presenter = resolve('test/fixtures/presenter-small.mp4');
const speech = resolve('media/demo/speech-en.flac');
const { signal } = new AbortController();

let folder: string;
let tools: FfmpegTools;
let service: ReturnType<typeof createLipSyncService>;
let first: OutputReport;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heygem end to end 嘴型 '));
  ({ tools } = await locateFfmpeg({ env: process.env }));
  service = createLipSyncService({
    modelsRoot: resolve('models'),
    cacheRoot: join(folder, 'cache'),
    log: () => undefined,
  });
});

afterAll(async () => {
  await service.dispose();
  await rm(folder, { recursive: true, force: true });
});

function jobOf(name: string, changes: Partial<LipSyncJob> = {}, settings: Partial<Settings> = {}) {
  return {
    id: name as JobId,
    video: presenter,
    audio: speech,
    output: join(folder, `${name}.mp4`),
    target: join(folder, `${name}.mp4`),
    settings: { ...DEFAULT_SETTINGS, preset: 'ultrafast', crf: 12, ...settings },
    provider: 'cpu',
    ...changes,
  } satisfies LipSyncJob;
}

function run(job: LipSyncJob, abort: AbortSignal = signal) {
  return service.run(job, { signal: abort, onProgress: () => undefined });
}

async function frames(path: string): Promise<Uint8Array[]> {
  const info = await probeVideo(tools, path);
  const all: Uint8Array[] = [];
  for await (const frame of decodeFrames(tools, path, info, { signal })) {
    all.push(frame.y.slice());
  }
  return all;
}

async function make(name: string, source: string, length: string): Promise<string> {
  const path = join(folder, name);
  await runTool(tools.ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', source, '-t', length, path], {
    subject: path,
    signal,
  });
  return path;
}

describe('from a talking video and a speech file to a video', () => {
  it('moves the lips as the speech means them to', async () => {
    const made = await run(jobOf('first'));
    const { report } = made;
    first = report;
    const content = await readFile(join(folder, 'first.mp4'));
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(made.file).toEqual({ bytes: content.length, sha256 });
    expect(await readdir(join(folder, 'cache', 'work'))).toEqual([]);
    expect(report.actorCached).toBe(false);
    expect(report.passedThrough.frames).toBe(0);
    // A renderer that leaves the face as filmed gives an r near 0 here: nothing of it is the speech.
    expect(report.sync.apertureR).toBeGreaterThan(0.75);
    expect(Math.abs(report.sync.lagFrames ?? 9)).toBeLessThan(1);
    expect(report.sync.articulation).toBeGreaterThan(0.6);
    expect(report.sync.articulation).toBeLessThan(1.5);
    expect(report.lowSync).toEqual([]);
  });

  it('keeps the size and rate of the video and the length of the speech', async () => {
    const source = await probeVideo(tools, presenter);
    const made = await probeVideo(tools, join(folder, 'first.mp4'));
    expect([made.width, made.height, made.rotation]).toEqual([
      source.width,
      source.height,
      source.rotation,
    ]);
    expect(made.frameRate).toEqual(source.frameRate);
    expect(made.codec).toBe('h264');
    expect(made.pixelFormat).toBe('yuv420p');
    const wanted = (await probeAudio(tools, speech)).duration;
    const got = (await probeAudio(tools, join(folder, 'first.mp4'))).duration;
    expect(Math.abs(got - wanted)).toBeLessThanOrEqual(0.04);
    expect(Math.abs(made.duration - wanted)).toBeLessThanOrEqual(0.04);
  });

  it('says that it is AI-generated, in the report and in the file', async () => {
    expect(first).toMatchObject({ aiGenerated: true, output: 'first.mp4' });
    const bytes = await readFile(join(folder, 'first.mp4'), 'latin1');
    expect(bytes).toContain('AI-generated');
    expect(bytes).toContain('ai_generated');
    expect(JSON.stringify(first)).not.toContain(folder);
    expect(bytes).toContain('{"Label":"1","ContentProducer":"HeyGem Studio","ProduceID":"');
  });

  it('tells what was chosen about the picture, and shows it so', async () => {
    const video = join(folder, 'chosen.mov');
    const filter = "fps=12,format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='255*gte(Y,16)'";
    const input = ['-v', 'error', '-i', presenter, '-t', '1', '-vf', `${filter},format=argb`];
    const options = { subject: video, signal };
    await runTool(tools.ffmpeg, [...input, '-an', '-c:v', 'qtrle', video], options);
    const { report } = await run(jobOf('chosen', { video }, { backdrop: '#ffffff' }));
    expect(report.treatment).toEqual({ sourceRate: { num: 12, den: 1 }, backdrop: '#ffffff' });
    expect(report.warnings).toEqual(['low-rate-repeated', 'backdrop-put-in']);
    expect(report.frameRate).toBe(24);
    const [shown] = await frames(join(folder, 'chosen.mp4'));
    expect(Math.abs(shown[6 * 384 + 100] - 235)).toBeLessThan(4);
  });

  it('makes identical frames again, from the learnt actor', async () => {
    const { report } = await run(jobOf('second'));
    expect(report.actorCached).toBe(true);
    const [a, b] = [
      await frames(join(folder, 'first.mp4')),
      await frames(join(folder, 'second.mp4')),
    ];
    expect(a.length).toBe(b.length);
    expect(a.every((frame, i) => Buffer.compare(frame, b[i]) === 0)).toBe(true);
  });

  it('learns again when the cached actor is damaged', async () => {
    for (const actor of await readdir(join(folder, 'cache', 'actors'))) {
      const file = await open(join(folder, 'cache', 'actors', actor, 'track.f32'), 'r+');
      await file.write(Buffer.from('damaged'), 0, 7, 5000);
      await file.close();
    }
    const fresh = createLipSyncService({
      modelsRoot: resolve('models'),
      cacheRoot: join(folder, 'cache'),
      log: () => undefined,
    });
    const speech: (readonly [number, number])[] = [];
    const { report } = await fresh.run(jobOf('third'), {
      signal,
      onProgress: ({ stage, done, total }) => {
        if (stage === 'speech') speech.push([done, total]);
      },
    });
    // Seconds, all of them at last.
    const [done, total] = speech.at(-1) ?? [0, 0];
    expect(total).toBeGreaterThan(1);
    expect(done).toBe(total);
    await fresh.dispose();
    expect(report.actorCached).toBe(false);
    const [a, c] = [
      await frames(join(folder, 'first.mp4')),
      await frames(join(folder, 'third.mp4')),
    ];
    expect(a.every((frame, i) => Buffer.compare(frame, c[i]) === 0)).toBe(true);
  });

  it('keeps the mouth shut in silence', async () => {
    const silence = await make('silence.wav', 'anullsrc=r=16000:cl=mono', '2');
    const { report } = await run(jobOf('silent', { audio: silence }));
    expect(report.sync.apertureR).toBeNull();
    expect(report.lowSync).toEqual([]);
    expect(report.frames).toBe(50);
  });
});

describe('what cannot be made', () => {
  const made = ['first', 'second', 'third', 'silent', 'passed', 'chosen'].map(
    (name) => `${name}.mp4`,
  );
  const inputs = ['bars.mp4', 'silence.wav', 'chosen.mov', 'cache'];
  const leftovers = async () => {
    const known = new Set([...made, ...inputs]);
    const work = await readdir(join(folder, 'cache', 'work'));
    return [...(await readdir(folder)).filter((name) => !known.has(name)), ...work];
  };

  it('fails a video without a face, or passes it through when told to', async () => {
    const video = await make('bars.mp4', 'testsrc=s=320x240:r=25', '1');
    await expect(run(jobOf('faceless', { video }))).rejects.toMatchObject({ code: 'no-face' });
    const { report } = await run(jobOf('passed', { video }, { noFace: 'pass' }));
    expect(report.passedThrough.frames).toBe(report.frames);
    expect(report.passedThrough.spans[0].reason).toBe('no-face');
    expect(await leftovers()).toEqual([]);
  });

  it('stops when cancelled and leaves nothing behind', async () => {
    const controller = new AbortController();
    const job = jobOf('cancelled');
    const making = service.run(job, {
      signal: controller.signal,
      onProgress: ({ stage, done }) => {
        if (stage === 'render' && done > 10) controller.abort();
      },
    });
    await expect(making).rejects.toMatchObject({ code: 'cancelled' });
    expect((await readdir(folder)).filter((name) => name.startsWith('cancelled'))).toEqual([]);
  });

  it('names what is wrong with an input', async () => {
    const text = resolve('package.json');
    await expect(run(jobOf('a', { video: text }))).rejects.toMatchObject({
      code: 'input-not-media',
    });
    await expect(run(jobOf('b', { audio: presenter }))).rejects.toMatchObject({
      code: 'input-no-audio',
    });
    await expect(run(jobOf('c', { video: speech }))).rejects.toMatchObject({
      code: 'input-no-video',
    });
    expect(await leftovers()).toEqual([]);
  });
});
