import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { LANDMARK_FLOATS, type NoFaceReason } from '../../core/faceTrack.js';
import type { MouthCover } from '../../core/mouthCover.js';
import type { LipSpread } from '../../core/lipSpread.js';
import type { OwnSpeech } from '../../core/ownSpeech.js';
import type { Quarter } from '../../face/upright.js';
import { READ_FLAGS } from '../../files/readFlags.js';
import type { MouthPatch } from '../../render/own/mouthPatch.js';
import type { MouthTone } from '../../render/own/mouthTone.js';

/** What the tracker said of one source frame, small enough to keep for a whole video. */
export interface FrameFacts {
  /** Undefined where there is a face. */
  readonly missing: NoFaceReason | undefined;
  /** A new shot begins with this frame. */
  readonly cut: boolean;
  /** Radians. */
  readonly yaw: number;
  /** Pixels between the outer eye corners. */
  readonly eyeDistance: number;
}

/** Everything learnt once about a source video. */
export interface Actor {
  /** Frames that may be shown, from the video's start, counted while decoding. */
  readonly frames: number;
  /** Whether these are all that the video has: only then is it played backward after the last. */
  readonly whole: boolean;
  readonly facts: readonly FrameFacts[];
  /** Who is in each shot: a number a person, -1 for nobody. Shots are counted by cuts, from 0. */
  readonly people: readonly number[];
  /** Most faces seen at once. */
  readonly mostFaces: number;
  /** What lies over the mouth now and then. */
  readonly cover: MouthCover;
  /** Quarter turns clockwise by which the people in the video are turned. */
  readonly quarter: Quarter;
  /** Closed-mouth lower face in canonical space, MOVED order; undefined without a usable face. */
  readonly neutral: Float32Array | undefined;
  /** How far the mouth moves when this person speaks. */
  readonly spread: LipSpread;
  readonly patches: readonly MouthPatch[];
  /** Light and complexion around the mouth; undefined without a usable face. */
  readonly tone: MouthTone | undefined;
  /** What the video's own sound told beside those lips. */
  readonly ownSpeech: OwnSpeech;
  readonly track: TrackReader;
  /** Of the pixels of each of the frames (`frameChecksum`): by them any part can be found again. */
  readonly checksums: Uint32Array;
  /** Hash over all of it: two actors of one digest draw the same frames. */
  readonly digest: string;
}

/**
 * An output never shows a frame that was not studied, nor turns round before the video's own end.
 * @param shown frames of the output
 * @throws RangeError where it would
 */
export function assertStudied({ whole, frames }: Actor, shown: number): void {
  if (whole || shown <= frames) return;
  throw new RangeError(`${shown} frames are to be shown, and ${frames} of the video were studied`);
}

/** An actor as it was learnt, before it is stored. */
export type LearntActor = Omit<Actor, 'track' | 'digest'>;

/** What its pictures alone tell. */
export type SeenActor = Omit<LearntActor, 'ownSpeech'>;

/**
 * Smoothed landmarks of every frame, read from disk as they are wanted: an hour of video has
 * half a gigabyte of them. Owns the open file.
 */
export class TrackReader {
  private readonly descriptor: number;
  private readonly bytes = new Uint8Array(LANDMARK_FLOATS * 4);

  constructor(path: string) {
    this.descriptor = openSync(path, READ_FLAGS);
    if (fstatSync(this.descriptor).isFile()) return;
    this.close();
    throw new Error(`${path} is not a file`);
  }

  /** Landmarks of a frame in upright pixels, valid until the next call; NaN where there is no face. */
  read(frame: number): Float32Array {
    const length = this.bytes.length;
    const got = readSync(this.descriptor, this.bytes, 0, length, frame * length);
    if (got !== length) throw new RangeError(`the track has no frame ${frame}`);
    return new Float32Array(this.bytes.buffer);
  }

  /** Lower-case hex, of the whole file. */
  async sha256(): Promise<string> {
    const hash = createHash('sha256');
    const options = { fd: this.descriptor, autoClose: false, start: 0, highWaterMark: 1 << 20 };
    for await (const chunk of createReadStream('', options)) hash.update(chunk as Uint8Array);
    return hash.digest('hex');
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
