import { join } from 'node:path';
import { LANDMARK_FLOATS, type FaceChoice } from '../../core/faceTrack.js';
import type { YuvFrame } from '../../core/frame.js';
import { LIP_INNER, MOVED } from '../../core/landmarkSets.js';
import { LipSpreadMeter } from '../../core/lipSpread.js';
import { innerAperture, mouthWidth, MOVED_FLOATS } from '../../core/lowerFace.js';
import { ratio, type VideoInfo } from '../../core/videoInfo.js';
import { eyeDistance, fitPose, gatherPoints, toCanonical } from '../../face/canonical.js';
import { NeutralBuilder } from '../../face/neutral.js';
import { TrackSmoother } from '../../face/smoothing.js';
import { FaceTracker, type TrackStep } from '../../face/tracker.js';
import { frameChecksum } from '../../media/frameChecksum.js';
import { decodeFrames } from '../../media/frameSource.js';
import type { FfmpegTools } from '../../media/locate.js';
import { grabFrame } from '../../media/picture.js';
import { mouthKey } from '../../render/lipShape.js';
import { MouthLibraryBuilder } from '../../render/mouthLibrary.js';
import { cutMouthPatch } from '../../render/mouthPatch.js';
import { meanTone, measureTone, type MouthTone } from '../../render/mouthTone.js';
import type { LoadedModels } from '../loadedModels.js';
import type { FrameFacts, LearntActor } from './actor.js';
import { TRACK_FILE } from './actorFiles.js';
import { TrackWriter } from './trackWriter.js';

export interface BuildActorOptions {
  readonly video: string;
  readonly info: VideoInfo;
  readonly choice?: FaceChoice;
  /** Existing folder that the track file is written into. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Called after each frame with the frames done. */
  readonly onFrame: (done: number) => void;
}

/** Heads turned further than this (radians) show too little of the mouth to learn from. */
const LEARN_YAW = (35 * Math.PI) / 180;
/** The light on the face is measured on one usable frame in so many, at most so often. */
const TONE_STRIDE = 8;
const TONES = 64;

/** Watches the whole video once: where the face is, how it rests, and what its mouth looks like. */
export async function buildActor(
  tools: FfmpegTools,
  models: LoadedModels,
  options: BuildActorOptions,
): Promise<LearntActor> {
  const { video, info, choice, signal } = options;
  const tracker = new FaceTracker(models.tracker, {
    color: info.color,
    frameRate: ratio(info.frameRate),
    ...(choice ? { choice } : {}),
  });
  if (choice) {
    const index = Math.min(
      Math.round(choice.time * ratio(info.frameRate)),
      Math.max(0, info.frameCount - 1),
    );
    await tracker.showChoice(await grabFrame(tools, video, info, index, signal));
  }
  const writer = await TrackWriter.create(join(options.folder, TRACK_FILE));
  const observer = new Observer(models, info, writer);
  try {
    for await (const frame of decodeFrames(tools, video, info, { signal })) {
      observer.observe(frame, await tracker.track(frame));
      options.onFrame(observer.facts.length);
      await writer.drained();
    }
    observer.end();
  } finally {
    await writer.close();
  }
  return observer.result();
}

/** Gathers, frame by frame, what is learnt of an actor. */
class Observer {
  readonly facts: FrameFacts[] = [];
  private readonly checksums: number[] = [];
  private readonly smoother: TrackSmoother;
  private readonly neutral = new NeutralBuilder();
  private readonly spread: LipSpreadMeter;
  private readonly library = new MouthLibraryBuilder();
  private readonly tones: MouthTone[] = [];
  private usable = 0;
  private shot = 0;
  private readonly canonical = new Float32Array(LANDMARK_FLOATS);
  private readonly moved = new Float32Array(MOVED_FLOATS);

  constructor(
    private readonly models: LoadedModels,
    private readonly info: VideoInfo,
    writer: TrackWriter,
  ) {
    this.spread = new LipSpreadMeter(ratio(info.frameRate));
    this.smoother = new TrackSmoother(ratio(info.frameRate), (landmarks) => {
      writer.push(landmarks);
    });
  }

  observe(frame: YuvFrame, step: TrackStep): void {
    const { cut } = step;
    this.checksums.push(frameChecksum(frame));
    if (cut) {
      this.shot += 1;
      this.spread.skip();
    }
    if (step.kind === 'none') {
      this.spread.skip();
      this.smoother.push(undefined, cut);
      this.facts.push({ missing: step.reason, cut, yaw: 0, eyeDistance: 0 });
      return;
    }
    const { landmarks } = step;
    const pose = fitPose(landmarks, this.models.canonical);
    const { yaw } = pose;
    this.facts.push({ missing: undefined, cut, yaw, eyeDistance: eyeDistance(pose) });
    if (Math.abs(yaw) <= LEARN_YAW) {
      toCanonical(landmarks, pose, this.canonical);
      this.neutral.add(this.canonical, yaw);
      if (this.usable % TONE_STRIDE === 0 && this.tones.length < TONES) {
        this.tones.push(measureTone(frame, landmarks, this.info.color));
      }
      this.usable += 1;
      gatherPoints(this.canonical, MOVED, this.moved);
      this.spread.push(innerAperture(this.moved), mouthWidth(this.moved));
      if (lipsInside(landmarks, frame)) {
        const key = mouthKey(this.moved, pose, this.shot);
        const index = this.facts.length - 1;
        this.library.offer(key, () => cutMouthPatch(frame, landmarks, pose, key, index));
      }
    } else this.spread.skip();
    this.smoother.push(landmarks, cut);
  }

  end(): void {
    this.smoother.end();
  }

  result(): LearntActor {
    return {
      frames: this.facts.length,
      facts: this.facts,
      neutral: this.neutral.build()?.points,
      spread: this.spread.spread,
      patches: this.library.build(),
      tone: this.tones.length > 0 ? meanTone(this.tones) : undefined,
      checksums: Uint32Array.from(this.checksums),
    };
  }
}

/** A mouth cut off by the picture's edge has no inside worth keeping. */
function lipsInside(landmarks: Float32Array, frame: YuvFrame): boolean {
  return LIP_INNER.every((landmark) => {
    const x = landmarks[3 * landmark];
    const y = landmarks[3 * landmark + 1];
    return x >= 0 && y >= 0 && x < frame.width && y < frame.height;
  });
}
