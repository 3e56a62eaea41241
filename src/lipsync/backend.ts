import type { BackendName } from '../core/lipModel.js';
import type { Box, YuvFrame } from '../core/frame.js';
import type { Run } from '../core/runs.js';
import type { Settings } from '../core/settings.js';
import type { VideoInfo } from '../core/videoInfo.js';
import type { MouthMotion } from '../motion/mouthMotion.js';
import type { Actor } from './actor/actor.js';
import type { FaceScript, WishedFace } from './faceScript.js';
import type { Journal } from './journal/journal.js';

/**
 * A way of making lips. What it makes of a frame depends on the output's plan and the frame's number alone,
 * whichever process draws it and whatever was drawn before. Decoding, pass-through, the label, segments and
 * measures are not its business.
 */
export interface Backend {
  readonly name: BackendName;
  /** Execution provider that makes the lips, where it is not that of the speech model. */
  readonly provider?: string;
  /**
   * Makes its choices about a whole output, and keeps what its drawers will need in the journal.
   * @returns a motion that the output is planned with, from number 0 on; undefined leaves that of the speech
   * @throws HeygemError lip-model-failed, input errors, disk-full, cancelled
   */
  plan(request: PlanRequest): Promise<MouthMotion | undefined>;
  /** A drawer of a stretch of an output. @throws HeygemError lip-model-failed, cancelled */
  drawer(request: DrawerRequest): Promise<LipDrawer>;
}

/** What of an output is to be made, and what it is made from. */
export interface LipOrder {
  readonly info: VideoInfo;
  readonly actor: Actor;
  /** Frame of the whole output that is number 0 here: a try begins anywhere, all else at the first. */
  readonly first: number;
  /** Where what is kept of the output lies; none of a try, of which nothing is kept. */
  readonly journal: Journal | undefined;
  /** The whole output's sound from its start, 16 kHz, one channel, in pieces of -1..1. */
  readonly samples: () => AsyncIterable<Float32Array>;
  readonly signal: AbortSignal;
}

/** A motion as it is seen, at seconds from number 0. */
export type ShownMotion = Pick<MouthMotion, 'shapeAt' | 'activityAt'>;

export interface PlanRequest extends LipOrder {
  readonly settings: Settings;
  /** The speech as this person would say it. */
  readonly motion: ShownMotion;
  /** To be made, from number 0 on. */
  readonly frames: number;
  /** The source frames that they show, each with its number among the actor's; valid until the next. */
  readonly play: () => AsyncIterable<PlayedFrame>;
  /** Called where it draws frames to find out about them, with how many are done. */
  readonly onFrame: (done: number) => void;
}

export interface PlayedFrame {
  readonly index: number;
  readonly frame: YuvFrame;
}

export interface DrawerRequest extends LipOrder {
  readonly script: FaceScript;
  /** The stretch that is drawn. */
  readonly run: Run;
}

/** A frame whose lips are to be made. What it refers to is the drawer's until the frame is drawn. */
export interface LipFrame {
  /** Its number in the output. */
  readonly output: number;
  readonly face: WishedFace;
  readonly source: YuvFrame;
  /** Holds a copy of `source` and is drawn into. */
  readonly result: YuvFrame;
}

/** Draws the frames of one stretch, in order. Owns its buffers. */
export interface LipDrawer {
  /** Frames that it likes to be given at once. */
  readonly batch: number;
  /** Frames drawn so far whose mouth interior is a drawn one. */
  readonly drawnInteriors: number;
  /** @returns around the outer lips of each, in the result's pixels */
  draw(frames: readonly LipFrame[]): Promise<readonly Box[]>;
}
