import { LANDMARK_FLOATS } from '../../core/faceTrack.js';
import { HeygemError } from '../../core/errors.js';
import { MOVED } from '../../core/landmarkSets.js';
import { innerAperture } from '../../core/lowerFace.js';
import { ratio, type VideoInfo } from '../../core/videoInfo.js';
import { fitPose, gatherPoints, toCanonical, type CanonicalFace } from '../../face/canonical.js';
import type { TrackStep } from '../../face/tracker.js';
import type { FfmpegTools } from '../../media/locate.js';
import { expectedApertures } from '../../motion/expectedApertures.js';
import type { MotionBasis } from '../../motion/motionBasis.js';
import { SURE } from '../../motion/speechActivity.js';
import { FEATURE_RATE } from '../../speech/featureFrames.js';
import type { Ears } from '../hearSpeech.js';
import { LEARN_YAW } from '../actor/actorObserver.js';
import { offsetOf } from '../actor/learnOwnSpeech.js';
import { hearOwnSound, type OwnSound } from '../actor/ownSound.js';
import { SeenLips } from '../actor/seenLips.js';

export interface OffsetDependencies {
  readonly tools: FfmpegTools;
  readonly ears: Ears;
  readonly canonical: CanonicalFace;
  readonly basis: MotionBasis;
  readonly signal: AbortSignal;
}

/** Somebody must be heard speaking for so many of them, or the lips are not watched at all. */
const LEAST_SPEECH = 2;

/** Tells how a video's own sound lies against its lips. Owns what is noted of these. */
export class OwnOffset {
  private readonly lips: SeenLips;
  private readonly canonical = new Float32Array(LANDMARK_FLOATS);

  private constructor(
    info: VideoInfo,
    /** From the video's start, that it is to see. */
    readonly frames: number,
    private readonly sound: OwnSound,
    private readonly dependencies: OffsetDependencies,
  ) {
    this.lips = new SeenLips(ratio(info.frameRate));
  }

  /**
   * @param frames from the video's start that may be watched
   * @returns undefined where nobody is heard speaking in them
   * @throws HeygemError cancelled
   */
  static async open(
    video: string,
    info: VideoInfo,
    frames: number,
    dependencies: OffsetDependencies,
  ): Promise<OwnOffset | undefined> {
    const { tools, ears, signal } = dependencies;
    if (info.audio.length === 0) return undefined;
    const study = { extent: frames, glimpses: [] };
    try {
      const sound = await hearOwnSound(tools, ears, { video, info, study, signal });
      const { heard } = sound.motion;
      const speech = heard.filter((value) => value > SURE).length / FEATURE_RATE;
      return speech < LEAST_SPEECH ? undefined : new OwnOffset(info, frames, sound, dependencies);
    } catch (error) {
      // Of a sound that cannot be read nothing is said: it is the picture that is used.
      if (signal.aborted || !(error instanceof HeygemError)) throw error;
      return undefined;
    }
  }

  see(frame: number, step: TrackStep): void {
    if (step.kind === 'none' || frame >= this.frames) return;
    const pose = fitPose(step.landmarks, this.dependencies.canonical);
    if (Math.abs(pose.yaw) > LEARN_YAW) return;
    toCanonical(step.landmarks, pose, this.canonical);
    this.lips.push(frame, innerAperture(gatherPoints(this.canonical, MOVED)));
  }

  /** Seconds by which the sound comes after the lips that make it; null where that is not sure. */
  get seconds(): number | null {
    const expected = expectedApertures(this.dependencies.basis, this.sound.motion);
    const offset = offsetOf(this.sound, expected, this.lips);
    return offset?.sure === true ? offset.seconds : null;
  }
}
