import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { frameBytes, frameFrom } from '../../../src/core/frame.js';
import { eyeDistance, fitPose, parseCanonicalFace } from '../../../src/face/canonical.js';
import { FaceTracker } from '../../../src/face/tracker.js';
import { ModelStore } from '../../../src/inference/modelStore.js';

const CLIP = 'test/fixtures/presenter-small.mp4';

it('follows the drawn presenter through a real clip with the real models', async () => {
  const size = execFileSync('ffprobe', [
    ...['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'stream=width,height'],
    ...['-of', 'csv=p=0', CLIP],
  ]);
  const [width, height] = size.toString().trim().split(',').map(Number);
  const bytes = execFileSync(
    'ffmpeg',
    ['-v', 'error', '-i', CLIP, '-frames:v', '20', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'],
    { maxBuffer: 2 ** 30 },
  );
  const store = new ModelStore({ root: 'models', provider: 'cpu', log: () => undefined });
  const canonical = parseCanonicalFace(
    JSON.parse(await readFile('models/canonical-face.json', 'utf8')),
  );
  const tracker = new FaceTracker(
    {
      detector: await store.open('face-detection-full-range'),
      landmarks: await store.open('face-landmarks'),
    },
    { color: { matrix: 'bt709', fullRange: false }, frameRate: 25 },
  );
  const frame = frameBytes(width, height);
  let frames = 0;
  for (let at = 0; at + frame <= bytes.length; at += frame) {
    const step = await tracker.track(frameFrom(width, height, bytes.subarray(at, at + frame)));
    if (step.kind !== 'face') throw new Error(`no face in frame ${frames}: ${step.reason}`);
    expect(step.cut).toBe(false);
    const pose = fitPose(step.landmarks, canonical);
    expect(Math.abs(pose.yaw)).toBeLessThan(0.7);
    expect(eyeDistance(pose)).toBeGreaterThan(0.05 * width);
    frames++;
  }
  expect(frames).toBe(20);
  await store.dispose();
});
