import { LANDMARK_FLOATS } from '../../src/core/faceTrack.js';
import { MOVED } from '../../src/core/landmarkSets.js';
import { innerAperture } from '../../src/core/lowerFace.js';
import { ratio } from '../../src/core/videoInfo.js';
import { fitPose, gatherPoints, toCanonical } from '../../src/face/canonical.js';
import { FaceTracker } from '../../src/face/tracker.js';
import { LEARN_YAW } from '../../src/lipsync/actor/actorObserver.js';
import { lessonOf, offsetOf } from '../../src/lipsync/actor/learnOwnSpeech.js';
import { hearOwnSound, type OwnSound } from '../../src/lipsync/actor/ownSound.js';
import { SeenLips } from '../../src/lipsync/actor/seenLips.js';
import type { LoadedModels } from '../../src/lipsync/loadedModels.js';
import { decodeFrames } from '../../src/media/frameSource.js';
import { probeVideo } from '../../src/media/probe.js';
import type { Lesson } from '../../src/motion/learnOwnWay.js';
import { expectedApertures } from '../../src/motion/expectedApertures.js';
import type { HeardMotion } from '../../src/motion/speechToMotion.js';
import type { Workbench } from '../workbench.js';

/** A clip's lips and what its sound lets expect of them, as the study of an actor has them. */
export interface FilmedSpeech {
  readonly sound: OwnSound;
  readonly expected: Float32Array;
  /** Frames a second. */
  readonly rate: number;
  /** Of every frame, eye distances; NaN where no mouth is seen. */
  readonly aperture: Float32Array;
}

/** What somebody said, with the lips that were seen. */
export interface Said {
  readonly motion: HeardMotion;
  readonly lesson: Lesson;
}

/** Null for a clip without sound or without a face. */
export async function filmedSpeech(
  { tools, signal }: Workbench,
  models: LoadedModels,
  video: string,
): Promise<FilmedSpeech | null> {
  const info = await probeVideo(tools, video, signal);
  if (info.audio.length === 0) return null;
  const sound = await hearOwnSound(tools, models, { video, info, signal });
  const rate = ratio(info.frameRate);
  const tracker = new FaceTracker(models.tracker, { color: info.color, frameRate: rate });
  const lips = new SeenLips(rate);
  const canonical = new Float32Array(LANDMARK_FLOATS);
  let index = 0;
  for await (const frame of decodeFrames(tools, video, info, { signal })) {
    const step = await tracker.track(frame);
    const at = index++;
    if (step.kind === 'none') continue;
    const pose = fitPose(step.landmarks, models.canonical);
    if (Math.abs(pose.yaw) > LEARN_YAW) continue;
    toCanonical(step.landmarks, pose, canonical);
    lips.push(at, innerAperture(gatherPoints(canonical, MOVED)));
  }
  if (lips.seconds === 0) return null;
  const expected = expectedApertures(models.basis, sound.motion);
  return { sound, expected, rate, aperture: lips.aperture };
}

/** The lips of the frames from..to alone. */
export function lipsIn({ rate, aperture }: FilmedSpeech, from: number, to: number): SeenLips {
  const lips = new SeenLips(rate);
  for (let frame = from; frame < Math.min(to, aperture.length); frame++) {
    if (Number.isFinite(aperture[frame])) lips.push(frame, aperture[frame]);
  }
  return lips;
}

/** Seconds by which a clip's sound comes late, by some of its lips; null where that is not sure. */
export function sureOffset(speech: FilmedSpeech, lips: SeenLips): number | null {
  const offset = offsetOf(speech.sound, speech.expected, lips);
  return offset?.sure === true ? offset.seconds : null;
}

export function said(speech: FilmedSpeech, lips: SeenLips, offset: number): Said {
  const { sound, expected } = speech;
  return { motion: sound.motion, lesson: lessonOf(sound, expected, lips, offset) };
}

/** Several short clips of one person as one long one, each far from the next. */
export function joined(parts: readonly Said[]): Said {
  const frames = parts.reduce((sum, { motion }) => sum + motion.frames, 0);
  const { count } = parts[0].motion;
  const data = new Float32Array(count * frames);
  const heard = new Float32Array(frames);
  const lesson = { times: [], places: [], aperture: [], expected: [] } as Record<
    keyof Lesson,
    number[]
  >;
  let start = 0;
  for (const [i, { motion, lesson: part }] of parts.entries()) {
    for (let k = 0; k < count; k++) {
      data.set(
        motion.data.subarray(k * motion.frames, (k + 1) * motion.frames),
        k * frames + start,
      );
    }
    heard.set(motion.heard, start);
    const [before, later] = [start, 60 * i];
    lesson.times.push(...part.times.map((time) => later + time));
    lesson.places.push(...part.places.map((place) => before + place));
    lesson.aperture.push(...part.aperture);
    lesson.expected.push(...part.expected);
    start += motion.frames;
  }
  return { motion: { count, frames, data, heard }, lesson };
}
