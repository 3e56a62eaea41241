import { LANDMARK_FLOATS, type Pose } from '../core/faceTrack.js';
import { MOVED } from '../core/landmarkSets.js';
import { MOVED_FLOATS } from '../core/lowerFace.js';
import { ratio, type VideoInfo } from '../core/videoInfo.js';
import type { Settings } from '../core/settings.js';
import { fitPose, gatherPoints, toCanonical } from '../face/canonical.js';
import type { MouthMotion } from '../motion/mouthMotion.js';
import { mouthKey } from '../render/own/mouthKey.js';
import { blendMouths, type WeightedMouth } from '../render/own/mouthBlend.js';
import { noseBase } from '../render/skullFrame.js';
import type { Actor } from './actor/actor.js';
import { OwnMouths } from './actor/ownMouths.js';
import type { LoadedModels } from './loadedModels.js';
import { planFrames, type FramePlan } from './passThrough.js';

export interface ScriptInputs {
  readonly info: VideoInfo;
  readonly actor: Actor;
  readonly motion: Pick<MouthMotion, 'shapeAt' | 'activityAt'>;
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
  /** How much the mouth takes part in speech: 1 while somebody speaks, 0 where it rests. */
  readonly speaking: number;
  /** 1 where the wish is the speech's alone, less near a stretch that is passed through. */
  readonly weight: number;
  /** Who of the actor's video this is. */
  readonly person: number;
  /** The filmed mouths of this person that are to be seen behind the lips. */
  readonly mouths: readonly WeightedMouth[];
}

/**
 * Knows for every output frame which source frame it shows and what the face in it should look
 * like. Owns the pass-through plan.
 */
export class FaceScript {
  readonly plan: FramePlan;
  readonly ownMouths: OwnMouths;
  private readonly canonical = new Float32Array(LANDMARK_FLOATS);
  private readonly current = new Float32Array(MOVED_FLOATS);
  private readonly shape = new Float32Array(MOVED_FLOATS);

  constructor(
    private readonly models: LoadedModels,
    private readonly inputs: ScriptInputs,
  ) {
    this.plan = planFrames(inputs.actor.facts, inputs.settings);
    this.ownMouths = new OwnMouths(inputs.actor);
  }

  /** Whether any source frame's face can be re-animated. */
  get hasFace(): boolean {
    return this.inputs.actor.neutral !== undefined && this.plan.weights.some((w) => w > 0);
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
    const seconds = output / ratio(info.frameRate);
    motion.shapeAt(seconds, actor.neutral, settings.strength, shape);
    const speaking = motion.activityAt(seconds);
    this.models.speechPart.settle(shape, current, actor.neutral);
    for (let i = 0; i < shape.length; i++) shape[i] = current[i] + weight * (shape[i] - current[i]);
    const shot = this.plan.shots[index];
    const key = mouthKey(shape, noseBase(canonical), pose, shot);
    const person = this.ownMouths.personOf(shot);
    const mouths = blendMouths(this.ownMouths.of(person), key);
    const points = { landmarks, canonical, pose, current, shape };
    return { ...points, speaking, weight, person, mouths };
  }
}

/** One that the next `wish` leaves as it is. */
export function copyFace(face: WishedFace): WishedFace {
  const { landmarks, canonical, current, shape } = face;
  return {
    ...face,
    landmarks: landmarks.slice(),
    canonical: canonical.slice(),
    current: current.slice(),
    shape: shape.slice(),
  };
}
