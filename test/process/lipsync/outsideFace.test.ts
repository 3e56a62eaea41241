import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compare } from '../../../bench/outsideFace.js';
import type { Box, YuvFrame } from '../../../src/core/frame.js';
import type { JobId } from '../../../src/core/ids.js';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.js';
import { ratio } from '../../../src/core/videoInfo.js';
import { FaceTracker } from '../../../src/face/tracker.js';
import { squareOfLandmarks } from '../../../src/face/landmarker.js';
import { ModelStore } from '../../../src/inference/modelStore.js';
import { createLipSyncService } from '../../../src/lipsync/createService.js';
import { decodeFrames } from '../../../src/media/frameSource.js';
import { locateFfmpeg, type FfmpegTools } from '../../../src/media/locate.js';
import { probeVideo } from '../../../src/media/probe.js';

const presenter = resolve('test/fixtures/presenter-small.mp4');
const { signal } = new AbortController();
let folder: string;
let tools: FfmpegTools;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heygem-outside-'));
  ({ tools } = await locateFfmpeg({ env: process.env }));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Encoded without loss, so that what is decoded is what was drawn. */
async function makeLossless(): Promise<string> {
  const output = join(folder, 'lossless.mp4');
  const service = createLipSyncService({
    modelsRoot: resolve('models'),
    cacheRoot: folder,
    log: () => undefined,
  });
  await service.run(
    {
      id: 'lossless' as JobId,
      video: presenter,
      audio: resolve('media/demo/speech-en.flac'),
      output,
      target: output,
      settings: { ...DEFAULT_SETTINGS, crf: 0, preset: 'ultrafast' },
      provider: 'cpu',
    },
    { signal, onProgress: () => undefined },
  );
  await service.dispose();
  return output;
}

async function decodeAll(path: string): Promise<YuvFrame[]> {
  const info = await probeVideo(tools, path);
  const frames: YuvFrame[] = [];
  for await (const frame of decodeFrames(tools, path, info, { signal, count: 50 })) {
    frames.push(structuredClone(frame));
  }
  return frames;
}

async function faceBoxes(frames: readonly YuvFrame[]): Promise<Box[]> {
  const info = await probeVideo(tools, presenter);
  const store = new ModelStore({ root: resolve('models'), provider: 'cpu', log: () => undefined });
  const tracker = new FaceTracker(
    {
      detector: await store.open('face-detection-full-range'),
      landmarks: await store.open('face-landmarks'),
    },
    { color: info.color, frameRate: ratio(info.frameRate) },
  );
  const boxes: Box[] = [];
  for (const frame of frames) {
    const step = await tracker.track(frame);
    if (step.kind === 'none') throw new Error('the presenter was lost');
    const { centerX, centerY, size } = squareOfLandmarks(step.landmarks);
    const [x0, y0] = [Math.floor(centerX - size / 2), Math.floor(centerY - size / 2)];
    boxes.push({ x0, y0, x1: x0 + Math.ceil(size) + 1, y1: y0 + Math.ceil(size) + 1 });
  }
  await store.dispose();
  return boxes;
}

it('leaves every pixel outside the face as it was decoded', async () => {
  const made = await decodeAll(await makeLossless());
  const source = await decodeAll(presenter);
  const boxes = await faceBoxes(source);
  let inside = 0;
  source.forEach((frame, i) => {
    const change = compare(frame, made[i], boxes[i]);
    expect(change.outside, `frame ${i}`).toBe(0);
    inside += change.inside;
  });
  expect(source.length).toBe(50);
  expect(inside).toBeGreaterThan(10_000);
});
