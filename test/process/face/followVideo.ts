import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { FaceChoice } from '../../../src/core/faceTrack.js';
import { ratio } from '../../../src/core/videoInfo.js';
import { squareOfLandmarks } from '../../../src/face/landmarker.js';
import type { Square } from '../../../src/face/patchSampler.js';
import { FaceTracker, type TrackerModels } from '../../../src/face/tracker.js';
import { ModelStore } from '../../../src/inference/modelStore.js';
import { footageOf } from '../../../src/lipsync/actor/videoFootage.js';
import { decode } from '../../../src/media/decoder.js';
import { locateFfmpeg } from '../../../src/media/locate.js';
import { probeVideo } from '../../../src/media/probe.js';

/** 60 frames of the drawn presenter, who speaks, 384 x 384. */
export const PRESENTER = resolve('test/fixtures/presenter-small.mp4');
/** The eleventh frame of them, for good: a portrait. */
export const PORTRAIT = 'trim=start_frame=10:end_frame=11,loop=-1:1,setpts=N/25/TB';

/** Makes a video of the presenter, [0] in the graph, that ends in [out]. */
export function film(path: string, graph: string, seconds: number): void {
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', '-stream_loop', '3', '-i', PRESENTER, '-filter_complex', graph],
    ...['-map', '[out]', '-r', '25', '-t', String(seconds), '-an'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '18', '-pix_fmt', 'yuv420p', path],
  ]);
}

export interface Followed {
  /** Of each frame: where the face was found, or why it was not. */
  readonly frames: readonly (Square | string)[];
  /** Who it is in each frame; undefined where there is no face. */
  readonly people: readonly (number | undefined)[];
  readonly tracker: FaceTracker;
}

const store = new ModelStore({ root: resolve('models'), provider: 'cpu', log: () => undefined });
export const closeModels = (): Promise<void> => store.dispose();

export async function realModels(): Promise<TrackerModels> {
  return {
    detector: await store.open('face-detection-full-range'),
    landmarks: await store.open('face-landmarks'),
  };
}

/** Follows the face through a whole video, as the study of an actor does. */
export async function follow(path: string, choice?: FaceChoice): Promise<Followed> {
  const { signal } = new AbortController();
  const { tools } = await locateFfmpeg({ env: process.env });
  const info = await probeVideo(tools, path, signal);
  const tracker = new FaceTracker(await realModels(), {
    color: info.color,
    frameRate: ratio(info.frameRate),
    footage: footageOf(tools, path, info, signal),
    ...(choice && { choice }),
  });
  const frames: (Square | string)[] = [];
  const people: (number | undefined)[] = [];
  let first = true;
  for await (const frame of decode(tools, path, info, { signal })) {
    if (first && choice) await tracker.showChoice(frame);
    first = false;
    const step = await tracker.track(frame);
    people.push(step.kind === 'face' ? step.who : undefined);
    frames.push(step.kind === 'face' ? squareOfLandmarks(step.landmarks) : step.reason);
  }
  return { frames, people, tracker };
}
