import type { FaceChoice, NoFaceReason, TrackedFace } from '../core/faceTrack.js';
import type { ColorCoding, YuvFrame } from '../core/frame.js';
import { EYE_OUTER_LEFT, EYE_OUTER_RIGHT } from '../core/landmarkSets.js';
import type { Model } from '../core/model.js';
import type { Run } from '../core/runs.js';
import { Casting, type CastingState } from './casting.js';
import type { Detection } from './detector.js';
import { byLikeness, FaceFinder, judge, step, type FaceCost } from './faceFinder.js';
import type { Footage } from './footage.js';
import { squareOfDetection, squareOfLandmarks, type LocatedFace } from './landmarker.js';
import type { Square } from './patchSampler.js';
import { SceneCutDetector } from './sceneCut.js';
import { findUpright, type Quarter } from './upright.js';

/**
 * One frame's face. `cut` says that it does not continue the frame before: the picture cuts, or
 * the track jumped to another place. Nothing may be smoothed or interpolated across a cut.
 */
export type TrackStep = (
  | (Extract<TrackedFace, { kind: 'face' }> & {
      /** Tells this person from all others of the video. */
      readonly who: number;
    })
  | Extract<TrackedFace, { kind: 'none' }>
) & { readonly cut: boolean };

export interface TrackerModels {
  readonly detector: Model;
  readonly landmarks: Model;
  /** Pixels of the landmark model's input; the attention mesh's when absent. */
  readonly landmarkSide?: number;
}

export interface TrackerOptions {
  readonly color: ColorCoding;
  readonly frameRate: number;
  readonly choice?: FaceChoice;
  /** Without it nobody is told from a picture of somebody before a while has passed. */
  readonly footage?: Footage;
}

/** All that a tracker knows between two frames but the picture itself; numbers and words only. */
export interface TrackerState {
  /** Where the chosen face was, once it was shown. */
  readonly chosen?: Square;
  readonly index: number;
  /** Where the face was last seen in this shot, and in which frame. */
  readonly seen?: { readonly square: Square; readonly index: number };
  readonly reason: NoFaceReason;
  readonly searches: number;
  readonly nextSearch: number;
  readonly nextCheck: number;
  readonly unseen: number;
  readonly checks: number;
  /** How people are turned, once it is known. */
  readonly up?: Quarter;
  /** Who was seen last. */
  readonly who?: number;
  /** Most faces seen at once. */
  readonly mostFaces: number;
  readonly casting: CastingState;
}

/** A move of this share of the face's square from one frame to the next is looked at twice. */
const JUMP = 0.3;
/** A lost face is looked for no further than this from where it was, in sizes of its square. */
const REACH = 1;
/** Seconds for which a lost face is expected back where it was last seen. */
const MEMORY = 1;
/** Seconds between searches of a picture that has had no face for a while. */
const SEARCH_PAUSE = 0.2;
/** Seconds between checks of a face that looks sound. */
const CHECK_PAUSE = 0.4;
/** A face turned further than this (radians), or scored lower, is checked in every frame. */
const SURE_TURN = (30 * Math.PI) / 180;
const SURE_SCORE = 0.99;
/** Checks in a row in which the detector may see nothing at all. */
const MAX_UNSEEN = 2;
/** Every so manieth check looks at the whole picture, for others who came in. */
const CHECKS_A_GLANCE = 3;
/**
 * Every so manieth search, from the first on, also looks for a face that fills the picture and, until one was
 * seen, for people who lie or stand on their heads.
 */
const THOROUGH_SEARCH = 5;
/** Frames in a row that are searched before searches become rare. */
const EAGER_SEARCHES = 3;

/**
 * Follows one face through a video. Owns where that face was last seen.
 *
 * The face is the one the user chose, or who was followed before the cut, or the largest that lives
 * (`casting.ts`). A choice may lie anywhere in the video: `showChoice` takes that frame first, and whenever a
 * face must be found the one nearest to the chosen one in place and size is taken. People who share a
 * picture mostly keep their places, so this needs no tracking backwards. Without `showChoice` the track
 * changes to the chosen face at its own time.
 */
export class FaceTracker {
  private readonly finder: FaceFinder;
  private readonly cuts = new SceneCutDetector();
  private readonly casting: Casting;
  private chosen: Square | undefined;
  private index = -1;
  private seen: TrackerState['seen'];
  private reason: NoFaceReason = 'no-face';
  private searches = 0;
  private nextSearch = 0;
  private nextCheck = 0;
  private unseen = 0;
  private checks = 0;
  /** Who was seen last. */
  private who: number | undefined;
  private up: Quarter | undefined;
  private most = 0;

  constructor(
    models: TrackerModels,
    private readonly options: TrackerOptions,
  ) {
    const { detector, landmarks, landmarkSide } = models;
    this.finder = new FaceFinder(detector, landmarks, options.color, landmarkSide);
    this.casting = new Casting(this.finder, options);
  }

  /** Most faces seen at once so far; people who came in unnoticed are seen a second or two later. */
  get mostFaces(): number {
    return this.most;
  }

  /** Stretches so far in which a mere picture of somebody was followed, as it turned out since. */
  pictures(): readonly Run[] {
    return this.casting.pictures();
  }

  /** Quarter turns clockwise by which people in this video are turned. */
  get quarter(): Quarter {
    return this.up ?? 0;
  }

  /**
   * Shows the tracker the frame at `choice.time` before the first `track`, so that the chosen
   * person is followed from the start. Resolves to whether a face is there.
   */
  async showChoice(frame: YuvFrame): Promise<boolean> {
    const { choice } = this.options;
    if (!choice) return false;
    const x = choice.x * frame.width;
    const y = choice.y * frame.height;
    const face = await this.finder.find(frame, (square) => costOfPoint(square, x, y));
    this.chosen = face && squareOfLandmarks(face.landmarks);
    return face !== undefined;
  }

  /** Takes frames in order. The landmarks of a face are a fresh array, the caller's to keep. */
  async track(frame: YuvFrame): Promise<TrackStep> {
    this.index++;
    const cut = this.cuts.isCut(frame);
    if (cut) this.forget('scene-cut');
    if (this.isChoiceTime() && (await this.showChoice(frame))) return this.takeChosen(frame);
    const before = this.continues() ? this.seen?.square : undefined;
    const face = (before && (await this.follow(frame, before))) ?? (await this.search(frame));
    if (!face) return { kind: 'none', reason: this.reason, cut };
    return this.take(frame, face, cut, before);
  }

  /** After the last frame taken. */
  get state(): TrackerState {
    const { chosen, index, seen, reason, searches, nextSearch, nextCheck, unseen } = this;
    const { checks, up, who, most: mostFaces, casting } = this;
    return {
      ...(chosen && { chosen }),
      ...(seen && { seen }),
      ...(up !== undefined && { up }),
      ...(who !== undefined && { who }),
      ...{ index, reason, searches, nextSearch, nextCheck, unseen, checks, mostFaces },
      casting: casting.state,
    };
  }

  /** Shows it a frame in which it need not look for the face, for that was done before. */
  pass(frame: YuvFrame): void {
    this.index++;
    this.cuts.isCut(frame);
  }

  /** Goes on as the tracker would whose state this was, after the same frames. */
  resume(state: TrackerState): void {
    this.chosen = state.chosen;
    this.index = state.index;
    this.seen = state.seen;
    this.reason = state.reason;
    this.searches = state.searches;
    this.nextSearch = state.nextSearch;
    this.nextCheck = state.nextCheck;
    this.unseen = state.unseen;
    this.checks = state.checks;
    this.who = state.who;
    this.most = state.mostFaces;
    this.casting.resume(state.casting);
    if (state.up !== undefined) this.turn(state.up);
  }

  /**
   * The next frame is number `index`, and those before it are not shown. The face is expected where it
   * was last, for people keep their places, but looked at as closely as one in doubt.
   */
  leap(index: number): void {
    const continued = this.continuesAt(this.index + 1);
    this.index = index - 1;
    if (this.seen && continued) this.seen = { ...this.seen, index: this.index };
    this.searches = 0;
    this.nextSearch = index;
    this.nextCheck = index;
    this.unseen = 0;
  }

  private forget(reason: NoFaceReason): void {
    this.seen = undefined;
    this.reason = reason;
    this.searches = 0;
    this.nextSearch = 0;
    this.unseen = 0;
    this.casting.cut();
  }

  private continues(): boolean {
    return this.continuesAt(this.index);
  }

  private continuesAt(index: number): boolean {
    return this.seen?.index === index - 1;
  }

  private take(
    frame: YuvFrame,
    face: LocatedFace,
    cut: boolean,
    before: Square | undefined,
  ): TrackStep {
    const square = squareOfLandmarks(face.landmarks);
    const jumped = before !== undefined && step(before, square) > JUMP;
    this.seen = { square, index: this.index };
    this.reason = 'no-face';
    this.searches = 0;
    const who = this.casting.watch(frame, this.index, face, before === undefined || jumped);
    const changed = this.who !== undefined && who !== this.who;
    this.who = who;
    const { landmarks, score } = face;
    return { kind: 'face', landmarks, score, who, cut: cut || jumped || changed };
  }

  /** The same face a frame later. A jump counts only where no face is found that did not jump. */
  private async follow(frame: YuvFrame, before: Square): Promise<LocatedFace | undefined> {
    const face = await this.finder.locate(frame, before);
    if (!face) return undefined;
    if (step(before, squareOfLandmarks(face.landmarks)) > JUMP) {
      return this.finder.find(frame, byLikeness(before, REACH));
    }
    return this.holds(frame, face);
  }

  /**
   * The face where the detector still agrees with it; it is asked now and then, and always in doubt. What
   * turns out to be a mere picture while somebody lives beside it gives way to them.
   */
  private async holds(frame: YuvFrame, face: LocatedFace): Promise<LocatedFace | undefined> {
    const turned = Math.abs(turnOf(face.landmarks)) > SURE_TURN;
    const sure = !turned && face.score >= SURE_SCORE && this.unseen === 0;
    if (sure && this.index < this.nextCheck) return face;
    if (this.index >= this.nextCheck) this.checks += 1;
    this.nextCheck = this.index + Math.round(CHECK_PAUSE * this.options.frameRate);
    const others = await this.lookAround(frame);
    const atOnce = others && judge(face.landmarks, others) === 'confirmed';
    const verdict = atOnce ? 'confirmed' : await this.finder.check(frame, face);
    this.unseen = verdict === 'unseen' ? this.unseen + 1 : 0;
    const holds = verdict !== 'contradicted' && this.unseen <= MAX_UNSEEN;
    if (!holds && turned) this.reason = 'profile';
    if (!holds) this.unseen = 0;
    if (!holds) return undefined;
    return (others && (await this.outlived(frame, face, others))) ?? face;
  }

  /** The faces of the whole picture, where it is time to look at it. */
  private async lookAround(frame: YuvFrame): Promise<Detection[] | undefined> {
    if (this.checks % CHECKS_A_GLANCE !== 0 && !this.casting.isStill) return undefined;
    const faces = await this.finder.glance(frame);
    this.most = Math.max(this.most, faces.length);
    return faces;
  }

  /** Who lives beside a face that never moved; undefined where nobody does. */
  private async outlived(
    frame: YuvFrame,
    face: LocatedFace,
    others: readonly Detection[],
  ): Promise<LocatedFace | undefined> {
    if (this.chosen || others.length < 2) return undefined;
    const square = squareOfLandmarks(face.landmarks);
    return this.casting.outliving(frame, this.index, square, others.map(squareOfDetection));
  }

  private async search(frame: YuvFrame): Promise<LocatedFace | undefined> {
    if (this.index < this.nextSearch) return undefined;
    const squares = await this.squares(frame);
    this.most = Math.max(this.most, squares.length);
    const face = await this.among(frame, squares);
    if (!face && this.casting.refuses) this.reason = 'picture';
    this.searches++;
    const pause = Math.max(1, Math.round(SEARCH_PAUSE * this.options.frameRate));
    this.nextSearch = this.index + (this.searches < EAGER_SEARCHES ? 1 : pause);
    return face;
  }

  /** Where faces seem to be, after it was found out how people are turned. */
  private async squares(frame: YuvFrame): Promise<Square[]> {
    const thorough = this.searches % THOROUGH_SEARCH === 0;
    if (this.up === undefined && thorough) {
      const up = await findUpright(this.finder, this.options.footage, frame);
      if (up !== undefined) this.turn(up);
    }
    return this.finder.squares(frame, thorough);
  }

  private turn(up: Quarter): void {
    this.up = up;
    this.finder.up = up;
  }

  private among(frame: YuvFrame, squares: Square[]): Promise<LocatedFace | undefined> {
    const { seen, chosen } = this;
    const recent = seen && this.index - seen.index <= MEMORY * this.options.frameRate;
    const cost = recent ? byLikeness(seen.square, chosen ? Infinity : REACH) : byChoice(chosen);
    const near = squares.filter((square) => cost(square) < Infinity);
    // Who was here a moment ago and is not: the picture may have changed without a cut.
    if (near.length === 0 && !chosen) return this.casting.choose(frame, this.index, squares);
    return this.finder.firstOf(
      frame,
      near.sort((a, b) => cost(a) - cost(b)),
    );
  }

  private isChoiceTime(): boolean {
    const { choice, frameRate } = this.options;
    return (
      choice !== undefined && !this.chosen && this.index === Math.round(choice.time * frameRate)
    );
  }

  private async takeChosen(frame: YuvFrame): Promise<TrackStep> {
    const before = this.continues() ? this.seen?.square : undefined;
    const face = this.chosen && (await this.finder.locate(frame, this.chosen));
    if (!face) return { kind: 'none', reason: this.reason, cut: false };
    return this.take(frame, face, false, before);
  }
}

/** Nearest to the chosen one; nobody where none was chosen. */
function byChoice(chosen: Square | undefined): FaceCost {
  return chosen ? byLikeness(chosen) : () => Infinity;
}

/** Rough yaw in radians, from the depths of the outer eye corners. */
function turnOf(landmarks: Float32Array): number {
  const right = 3 * EYE_OUTER_RIGHT;
  const left = 3 * EYE_OUTER_LEFT;
  const across = Math.hypot(
    landmarks[left] - landmarks[right],
    landmarks[left + 1] - landmarks[right + 1],
  );
  return Math.atan2(landmarks[left + 2] - landmarks[right + 2], across);
}

/** Distance of a point from a face, in sizes of its square; refuses faces that are not near it. */
function costOfPoint({ centerX, centerY, size }: Square, x: number, y: number): number {
  const distance = Math.hypot(centerX - x, centerY - y) / size;
  return distance <= 1 ? distance : Infinity;
}
