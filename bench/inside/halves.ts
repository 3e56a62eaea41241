import { allocateFrame, type ColorCoding, type YuvFrame } from '../../src/core/frame.js';
import { LANDMARK_FLOATS, type Pose } from '../../src/core/faceTrack.js';
import { MOVED } from '../../src/core/landmarkSets.js';
import { ratio } from '../../src/core/videoInfo.js';
import {
  fitPose,
  gatherPoints,
  toCanonical,
  type CanonicalFace,
} from '../../src/face/canonical.js';
import { TrackSmoother } from '../../src/face/smoothing.js';
import { FaceTracker, type TrackerModels } from '../../src/face/tracker.js';
import { decodeFrames } from '../../src/media/frameSource.js';
import { probeVideo } from '../../src/media/probe.js';
import { mouthKey } from '../../src/render/own/mouthKey.js';
import { MouthLibraryBuilder } from '../../src/render/own/mouthLibrary.js';
import { cutMouthPatch, type MouthKey, type MouthPatch } from '../../src/render/own/mouthPatch.js';
import { noseBase } from '../../src/render/skullFrame.js';
import type { Workbench } from '../workbench.js';

/** Frames looked at of a clip: more is no more telling, and they are all held in memory. */
const MOST_FRAMES = 250;
/** Heads turned further (radians) are neither learnt from nor drawn. */
const MOST_YAW = (35 * Math.PI) / 180;

/** A filmed face with its mouth as it really is. */
export interface FilmedFace {
  readonly frame: YuvFrame;
  readonly index: number;
  /** 478 x 3, upright pixels. */
  readonly landmarks: Float32Array;
  readonly pose: Pose;
  readonly key: MouthKey;
}

export interface Halves {
  /** Mouths of the first half. */
  readonly patches: readonly MouthPatch[];
  /** Faces of the second. */
  readonly faces: readonly FilmedFace[];
  readonly color: ColorCoding;
}

/** A clip in two halves: one to learn a mouth's inside from, one to draw it in. */
export async function halvesOf(
  bench: Workbench,
  models: TrackerModels,
  canonical: CanonicalFace,
  path: string,
): Promise<Halves> {
  const { tools, signal } = bench;
  const info = await probeVideo(tools, path, signal);
  const frameRate = ratio(info.frameRate);
  const tracker = new FaceTracker(models, { color: info.color, frameRate });
  const track: (Float32Array | undefined)[] = [];
  const smoother = new TrackSmoother(frameRate, (landmarks) => track.push(landmarks?.slice()));
  const frames: YuvFrame[] = [];
  for await (const frame of decodeFrames(tools, path, info, { signal })) {
    if (frames.length === MOST_FRAMES) break;
    const copy = allocateFrame(frame.width, frame.height);
    copy.data.set(frame.data);
    frames.push(copy);
    const step = await tracker.track(frame);
    smoother.push(step.kind === 'face' ? step.landmarks : undefined, step.cut);
  }
  smoother.end();
  const faces = frames.flatMap((frame, index) => {
    const landmarks = track[index];
    return landmarks ? faceOf(frame, index, landmarks, canonical) : [];
  });
  const half = frames.length / 2;
  const library = new MouthLibraryBuilder();
  for (const { frame, index, landmarks, pose, key } of faces) {
    if (index >= half) break;
    library.offer(key, () => cutMouthPatch(frame, landmarks, pose, key, index));
  }
  const drawn = faces.filter(({ index }) => index >= half);
  return { patches: library.build(), faces: drawn, color: info.color };
}

function faceOf(
  frame: YuvFrame,
  index: number,
  landmarks: Float32Array,
  canonical: CanonicalFace,
): FilmedFace[] {
  const pose = fitPose(landmarks, canonical);
  if (Math.abs(pose.yaw) > MOST_YAW) return [];
  const points = toCanonical(landmarks, pose, new Float32Array(LANDMARK_FLOATS));
  const key = mouthKey(gatherPoints(points, MOVED), noseBase(points), pose, 0);
  return [{ frame, index, landmarks, pose, key }];
}
