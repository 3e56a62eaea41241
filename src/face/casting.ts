import type { ColorCoding, YuvFrame } from '../core/frame.js';
import { Cast, type CastState, type Showing } from './cast.js';
import { step, type FaceFinder } from './faceFinder.js';
import type { Footage } from './footage.js';
import { squareOfLandmarks, type LocatedFace } from './landmarker.js';
import { LifeMeter, type Openings } from './lifeMeter.js';
import { LookTaker } from './look.js';
import type { Square } from './patchSampler.js';
import { firstLiving } from './scout.js';
import { Stretches, type Stretch } from './stretches.js';

/** A casting between two frames; numbers and words only. */
export interface CastingState {
  readonly cast: CastState;
  readonly who?: number;
  readonly since: number;
  readonly last: number;
  readonly life: readonly Openings[];
  readonly refused: readonly Square[];
  readonly nextScout: number;
  readonly stretches: readonly Stretch[];
}

/** Seconds between two looks at how the followed face looks. */
const LOOK_PAUSE = 0.4;
/** Seconds after which still faces are looked at again: a listener may begin to speak. */
const SCOUT_PAUSE = 5;
/** A move of this share of a face's size makes it another one. */
const SAME_FACE = 0.3;

/**
 * Decides who is followed where nobody chose: who was followed before, wherever the picture cuts to; else the
 * largest face that lives. A picture of somebody does not speak while a living person was seen.
 * Owns what is known of the people.
 */
export class Casting {
  private cast = new Cast();
  private readonly looks: LookTaker;
  private life: LifeMeter;
  /** Who is followed, and for how many frames since that was last noted. */
  private who: number | undefined;
  private since = 0;
  /** The last frame in which somebody was followed. */
  private last = -1;
  /** Pictures of people in this shot that were told from living ones. */
  private refused: Square[] = [];
  private nextScout = 0;
  private stretches = new Stretches();

  constructor(
    private readonly finder: FaceFinder,
    private readonly options: {
      readonly color: ColorCoding;
      readonly frameRate: number;
      readonly footage?: Footage;
    },
  ) {
    this.looks = new LookTaker(options.color);
    this.life = new LifeMeter(options.frameRate);
  }

  get state(): CastingState {
    const { who, since, last, refused, nextScout } = this;
    const { state: cast } = this.cast;
    const { held: life } = this.life;
    const { state: stretches } = this.stretches;
    const known = who === undefined ? {} : { who };
    return { cast, ...known, since, last, life, refused, nextScout, stretches };
  }

  resume(state: CastingState): void {
    this.cast = new Cast(state.cast);
    this.life = new LifeMeter(this.options.frameRate, [...state.life]);
    this.who = state.who;
    this.since = state.since;
    this.last = state.last;
    this.refused = [...state.refused];
    this.nextScout = state.nextScout;
    this.stretches = new Stretches(state.stretches.map((stretch) => ({ ...stretch })));
  }

  /** The picture cuts: nobody is followed, and who is a mere picture must be found out again. */
  cut(): void {
    this.note();
    this.who = undefined;
    this.since = 0;
    this.life.forget();
    this.refused = [];
  }

  /** Whether the followed face was watched for a while, and nothing ever moved in it. */
  get isStill(): boolean {
    return this.life.still && this.who !== undefined && !this.cast.lives(this.who);
  }

  /** Whether a picture of somebody was found in this shot, and not followed. */
  get refuses(): boolean {
    return this.refused.length > 0;
  }

  /** Stretches so far in which a mere picture of somebody was followed, as it turned out since. */
  pictures(): readonly Stretch[] {
    this.note();
    return this.stretches.pictures;
  }

  /** Of the faces in some squares the one to follow. @param index of this frame */
  async choose(
    frame: YuvFrame,
    index: number,
    squares: readonly Square[],
  ): Promise<LocatedFace | undefined> {
    const { footage } = this.options;
    if (index >= this.nextScout) this.refused = [];
    const open = squares.filter((square) => !this.refused.some((known) => near(known, square)));
    const anyWill = open.length < 2 ? !this.cast.hasLiving : this.cast.isEmpty && !footage;
    if (anyWill) return this.finder.firstOf(frame, open);
    const faces = await this.finder.allOf(frame, open);
    if (faces.length === 0) return undefined;
    const showings = faces.map((face) => this.showing(frame, face));
    const known = this.cast.choose(showings);
    if (known === undefined) return this.largestLiving(index, faces);
    const who = this.cast.whoIs(showings[known]);
    if (faces.length === 1 || (who !== undefined && this.cast.lives(who))) return faces[known];
    return this.largestLiving(index, [faces[known], ...faces.filter((_, i) => i !== known)]);
  }

  /** Who lives beside a face that nothing moves in. @param index of this frame */
  async outliving(
    frame: YuvFrame,
    index: number,
    still: Square,
    squares: readonly Square[],
  ): Promise<LocatedFace | undefined> {
    const { footage, frameRate: rate } = this.options;
    if (!footage || !this.isStill || index < this.nextScout) return undefined;
    this.nextScout = index + Math.round(SCOUT_PAUSE * rate);
    const others = squares.filter((square) => !near(square, still));
    const faces = await this.finder.allOf(frame, others);
    if (faces.length === 0) return undefined;
    const where = faces.map(({ landmarks }) => squareOfLandmarks(landmarks));
    const scouted = await firstLiving(this.finder, footage, { index, rate }, where);
    if (scouted?.lives !== true) return undefined;
    this.note();
    this.refused.push(still);
    return faces[scouted.index];
  }

  /**
   * The next frame of the face that is followed.
   * @param index of this frame
   * @param fresh it is not known to be who it was before
   * @returns who it is: a number that nobody else of this video has
   */
  watch(frame: YuvFrame, index: number, face: LocatedFace, fresh: boolean): number {
    if (fresh || this.who === undefined) {
      this.note();
      this.life.forget();
      this.stretches.begin(index);
      this.who = this.cast.enter(this.showing(frame, face));
    }
    this.life.push(face.landmarks);
    this.since += 1;
    this.last = index;
    if (this.since >= LOOK_PAUSE * this.options.frameRate) this.note(this.showing(frame, face));
    return this.cast.idOf(this.who);
  }

  /** Notes what was seen of who is followed since the last time. */
  private note(face?: Showing): void {
    if (this.who === undefined || this.since === 0) return;
    this.stretches.extend(this.last, this.life);
    this.cast.watch(this.who, face, this.since, this.life);
    this.since = 0;
  }

  private async largestLiving(
    index: number,
    faces: readonly LocatedFace[],
  ): Promise<LocatedFace | undefined> {
    const { footage, frameRate: rate } = this.options;
    if (!footage) return faces[0];
    const where = faces.map(({ landmarks }) => squareOfLandmarks(landmarks));
    const scouted = await firstLiving(this.finder, footage, { index, rate }, where);
    if (scouted) return faces[scouted.index];
    if (!this.cast.hasLiving) return faces[0];
    this.refused.push(...where);
    this.nextScout = index + Math.round(SCOUT_PAUSE * rate);
    return undefined;
  }

  private showing(frame: YuvFrame, { landmarks }: LocatedFace): Showing {
    return { square: squareOfLandmarks(landmarks), look: this.looks.take(frame, landmarks) };
  }
}

function near(a: Square, b: Square): boolean {
  return step(a, b) <= SAME_FACE;
}
