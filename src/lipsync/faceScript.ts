import { LANDMARK_FLOATS, type Pose } from '../core/faceTrack.js';
import { MOVED } from '../core/landmarkSets.js';
import { MOVED_FLOATS } from '../core/lowerFace.js';
import { loopIndex } from '../core/loopOrder.js';
import { ratio, type VideoInfo } from '../core/videoInfo.js';
import type { Settings } from '../core/settings.js';
import { fitPose, gatherPoints, toCanonical } from '../face/canonical.js';
import type { MouthMotion } from '../motion/mouthMotion.js';
import { mouthKey } from '../render/own/mouthKey.js';
import { MouthPlan } from '../render/own/mouthPlan.js';
import type { MouthPatch } from '../render/own/mouthPatch.js';
import { assertStudied, type Actor } from './actor/actor.js';
import type { LoadedModels } from './loadedModels.js';
import { planFrames, type FramePlan } from './passThrough.js';

export interface ScriptInputs {
  readonly info: VideoInfo;
  readonly actor: Actor;
  readonly motion: MouthMotion;
  readonly settings: Pick<Settings, 'strength' | 'maxYaw' | 'minEyeDistance'>;
}

/** What one output frame's face is to look like. Arrays are valid until the next `wish`. */
export interface WishedFace {
  /** 478 x 3, upright pixels of the source frame. */
  readonly landmarks: Float32Array;
  /** The same in canonical space. */
  readonly canonical: Float32Array;
  readonly pose: Pose;
  /** Lower faces in canonical space, MOVED order: the source's own, and the wished one. */
  readonly current: Float32Array;
  readonly shape: Float32Array;
  /** 1 where the wish is the speech's alone, less near a stretch that is passed through. */
  readonly weight: number;
}

/**
 * Knows for every output frame which source frame it shows and what the face in it should look
 * like. Owns the pass-through plan and the mouth shown in each frame: one of an earlier rehearsal, or
 * chosen by `rehearse`.
 */
export class FaceScript {
  readonly plan: FramePlan;
  private readonly mouths: MouthPlan;
  private readonly canonical = new Float32Array(LANDMARK_FLOATS);
  private readonly current = new Float32Array(MOVED_FLOATS);
  private readonly shape = new Float32Array(MOVED_FLOATS);

  constructor(
    private readonly models: LoadedModels,
    private readonly inputs: ScriptInputs,
    mouths?: Uint8Array,
  ) {
    const { facts, patches } = inputs.actor;
    this.plan = planFrames(facts, inputs.settings);
    this.mouths = mouths ? MouthPlan.settled(patches, mouths) : new MouthPlan(patches);
  }

  /** Whether any source frame's face can be re-animated. */
  get hasFace(): boolean {
    return this.inputs.actor.neutral !== undefined && this.plan.weights.some((w) => w > 0);
  }

  /**
   * Goes through the whole output once, to choose the mouths knowing what comes next.
   * @throws RangeError where it shows frames that were not studied
   * @returns the mouth of each frame, for the script of another process
   */
  rehearse(frames: number, signal: AbortSignal): Uint8Array {
    const { actor } = this.inputs;
    assertStudied(actor, frames);
    for (let output = 0; output < frames && actor.frames > 0; output++) {
      if (output % 256 === 0) signal.throwIfAborted();
      const index = loopIndex(output, actor.frames);
      const face = this.wish(output, index);
      this.mouths.push(face && mouthKey(face.shape, face.pose, this.plan.shots[index]));
    }
    this.mouths.settle();
    return this.mouths.choices;
  }

  /** Undefined where the frame is passed through. @param index the source frame shown */
  wish(output: number, index: number): WishedFace | undefined {
    const { actor, motion, settings, info } = this.inputs;
    const weight = this.plan.weights[index] ?? 0;
    if (weight === 0 || actor.neutral === undefined) return undefined;
    const { canonical, current, shape } = this;
    const landmarks = actor.track.read(index);
    const pose = fitPose(landmarks, this.models.canonical);
    toCanonical(landmarks, pose, canonical);
    gatherPoints(canonical, MOVED, current);
    motion.shapeAt(output / ratio(info.frameRate), actor.neutral, settings.strength, shape);
    this.models.speechPart.settle(shape, current, actor.neutral);
    for (let i = 0; i < shape.length; i++) shape[i] = current[i] + weight * (shape[i] - current[i]);
    return { landmarks, canonical, pose, current, shape, weight };
  }

  /** The mouth shown behind the lips. */
  patchAt(output: number): MouthPatch | undefined {
    return this.mouths.patchAt(output);
  }

  /** What of another mouth shows through where one follows another. */
  blendAt(output: number): MouthPatch | undefined {
    return this.mouths.blendAt(output);
  }
}
