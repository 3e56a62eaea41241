import { LANDMARK_FLOATS, type NoFaceReason, type Pose } from '../../core/faceTrack.js';
import type { YuvFrame } from '../../core/frame.js';
import { LIP_INNER, MOVED } from '../../core/landmarkSets.js';
import { LipSpreadMeter } from '../../core/lipSpread.js';
import { innerAperture, mouthWidth, MOVED_FLOATS } from '../../core/lowerFace.js';
import type { Run } from '../../core/runs.js';
import { ratio, type VideoInfo } from '../../core/videoInfo.js';
import { eyeDistance, fitPose, gatherPoints, toCanonical } from '../../face/canonical.js';
import { NeutralBuilder } from '../../face/neutral.js';
import { TrackSmoother } from '../../face/smoothing.js';
import type { TrackStep } from '../../face/tracker.js';
import { frameChecksum } from '../../media/frameChecksum.js';
import { mouthKey } from '../../render/own/mouthKey.js';
import { MouthLibraryBuilder } from '../../render/own/mouthLibrary.js';
import { cutMouthPatch, type MouthPatch } from '../../render/own/mouthPatch.js';
import { meanTone, measureTone, type MouthTone } from '../../render/own/mouthTone.js';
import { noseBase } from '../../render/skullFrame.js';
import type { LoadedModels } from '../loadedModels.js';
import { CoverMeter } from '../../face/coverMeter.js';
import type { FrameFacts, SeenActor } from './actor.js';
import { SeenLips } from './seenLips.js';
import type { TrackWriter } from './trackWriter.js';

/** Heads turned further than this (radians) show too little of the mouth to learn from. */
export const LEARN_YAW = (35 * Math.PI) / 180;
/** The light on the face is measured on one usable frame in so many, at most so often. */
const TONE_STRIDE = 8;
const TONES = 64;

/** Gathers, frame by frame, what is learnt of an actor. */
export class ActorObserver {
  readonly lips: SeenLips;
  private readonly facts: FrameFacts[] = [];
  private readonly checksums: number[] = [];
  private readonly smoother: TrackSmoother;
  private readonly neutral = new NeutralBuilder();
  private readonly spread: LipSpreadMeter;
  private readonly library = new MouthLibraryBuilder();
  private readonly tones: MouthTone[] = [];
  private usable = 0;
  private shot = 0;
  private readonly covers = new CoverMeter();
  private fresh = true;
  private readonly people = [-1];
  private readonly canonical = new Float32Array(LANDMARK_FLOATS);
  private readonly moved = new Float32Array(MOVED_FLOATS);

  constructor(
    private readonly models: LoadedModels,
    private readonly info: VideoInfo,
    writer: TrackWriter,
  ) {
    this.lips = new SeenLips(ratio(info.frameRate));
    this.spread = new LipSpreadMeter(ratio(info.frameRate));
    this.smoother = new TrackSmoother(ratio(info.frameRate), (landmarks) => {
      writer.push(landmarks);
    });
  }

  /** The next frame of those that may be shown. */
  observe(frame: YuvFrame, step: TrackStep): void {
    const { cut } = step;
    const index = this.facts.length;
    this.checksums.push(frameChecksum(frame));
    const pose = this.learn(frame, step, index);
    this.fresh ||= cut;
    if (step.kind === 'face' && pose && Math.abs(pose.yaw) <= LEARN_YAW) {
      this.covers.push(frame, step.landmarks, index, this.fresh);
      this.fresh = false;
    }
    this.smoother.push(step.kind === 'face' ? step.landmarks : undefined, cut);
    const where = { yaw: pose?.yaw ?? 0, eyeDistance: pose ? eyeDistance(pose) : 0 };
    this.facts.push({ missing: step.kind === 'none' ? step.reason : undefined, cut, ...where });
  }

  /**
   * A frame after those, which is never shown: it teaches how the person looks and no more.
   * @param fresh it does not follow the frame before
   */
  glimpse(
    frame: YuvFrame,
    step: TrackStep,
    { index, fresh }: { readonly index: number; readonly fresh: boolean },
  ): void {
    if (fresh) this.spread.skip();
    this.learn(frame, step, index);
  }

  /** After the last frame that may be shown, before any glimpse. */
  endTrack(): void {
    this.smoother.end();
  }

  /** Frames that turned out not to show the person's own usable face. */
  leaveOut(runs: readonly Run[], missing: NoFaceReason): void {
    for (const { from, to } of runs) {
      for (let i = from; i < Math.min(to, this.facts.length); i++) {
        this.facts[i] = { ...this.facts[i], missing };
      }
    }
  }

  /** @param whole whether nothing comes after the frames observed */
  result(whole: boolean): Omit<SeenActor, 'mostFaces' | 'quarter'> {
    const { covered, cover } = this.covers.result();
    this.leaveOut(covered, 'covered');
    const seen = ({ frameIndex: at }: MouthPatch): boolean =>
      !covered.some(({ from, to }) => at >= from && at < to);
    return {
      frames: this.facts.length,
      whole,
      facts: this.facts,
      people: this.people,
      neutral: this.neutral.build()?.points,
      spread: this.spread.spread,
      patches: this.library.build(seen),
      cover,
      tone: this.tones.length > 0 ? meanTone(this.tones) : undefined,
      checksums: Uint32Array.from(this.checksums),
    };
  }

  /** What is learnt of the person, wherever in the video; undefined where there is no face. */
  private learn(frame: YuvFrame, step: TrackStep, index: number): Pose | undefined {
    if (step.cut) {
      this.shot += 1;
      this.people.push(-1);
      this.spread.skip();
    }
    if (step.kind === 'none') {
      this.spread.skip();
      return undefined;
    }
    const { landmarks } = step;
    this.people[this.shot] = step.who;
    const pose = fitPose(landmarks, this.models.canonical);
    if (Math.abs(pose.yaw) <= LEARN_YAW) this.learnMouth(frame, landmarks, pose, index);
    else this.spread.skip();
    return pose;
  }

  private learnMouth(frame: YuvFrame, landmarks: Float32Array, pose: Pose, index: number): void {
    toCanonical(landmarks, pose, this.canonical);
    this.neutral.add(this.canonical, pose.yaw);
    if (this.usable % TONE_STRIDE === 0 && this.tones.length < TONES) {
      this.tones.push(measureTone(frame, landmarks, this.info.color));
    }
    this.usable += 1;
    gatherPoints(this.canonical, MOVED, this.moved);
    const aperture = innerAperture(this.moved);
    this.lips.push(index, aperture);
    this.spread.push(aperture, mouthWidth(this.moved));
    if (!lipsInside(landmarks, frame)) return;
    const key = mouthKey(this.moved, noseBase(this.canonical), pose, this.shot);
    this.library.offer(key, () => cutMouthPatch(frame, landmarks, pose, key, index));
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
