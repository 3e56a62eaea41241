import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { MouthCover } from '../../core/mouthCover.js';
import type { OwnSpeech } from '../../core/ownSpeech.js';
import type { ReportWarning, SpokenBy, StageTime, SubtitleReport } from '../../core/report.js';
import type { VideoInfo } from '../../core/videoInfo.js';
import { MOVED_FLOATS } from '../../core/lowerFace.js';
import { MouthMotion, type MotionOptions } from '../../motion/mouthMotion.js';
import type { MotionBasis } from '../../motion/motionBasis.js';
import type { Journal } from './journal.js';

/**
 * What is chosen once for a whole output and shared by all its segments: by it any process draws any
 * segment, without hearing the speech or going through the rest of the output again.
 */
export interface OutputPlan extends Choices {
  /** Of all that decides the frames: segments of one digest belong together. */
  readonly digest: string;
}

export interface Choices {
  readonly facts: PlanFacts;
  /** The speech as this person would say it, closed base and gains included. */
  readonly motion: MouthMotion;
}

export interface PlanFacts {
  readonly info: VideoInfo;
  /** Frames of the output. */
  readonly frames: number;
  /** Frames of the video that it goes through. */
  readonly sourceFrames: number;
  /** Seconds of speech. */
  readonly duration: number;
  /** Most faces seen at once. */
  readonly mostFaces: number;
  /** What lies over the mouth now and then. */
  readonly cover: MouthCover;
  /** Degrees clockwise by which the people in the video are turned. */
  readonly peopleTurned: number;
  /** Digest of the actor that is shown. */
  readonly actor: string;
  readonly actorCached: boolean;
  /** What was learnt of that actor by hearing. */
  readonly ownSpeech: OwnSpeech;
  /** Execution provider of the lip model, where one makes the lips. */
  readonly lipProvider?: string;
  /** Name of the encoder of all segments. */
  readonly encoder: string;
  readonly stages: Readonly<Record<string, StageTime>>;
  /** Who spoke the recording; absent where that was none of our voices. */
  readonly voice?: SpokenBy;
  /** What is to be read; absent where nothing is. */
  readonly subtitles?: SubtitleReport;
  /** What a person should know of the inputs. */
  readonly warnings: readonly ReportWarning[];
}

interface PlanBody extends PlanFacts {
  readonly digest: string;
  readonly motion: {
    readonly count: number;
    readonly frames: number;
    readonly options: Omit<Required<MotionOptions>, 'base'>;
  };
}

const PLAN = 'plan';

/** Keeps a plan in the journal. @throws Node's errors */
export async function writePlan(journal: Journal, { facts, motion }: Choices): Promise<void> {
  const { motion: coefficients, activity, options } = motion.parts;
  const { base, ...others } = options;
  const numbers = [coefficients.data, activity, base];
  const payload = Buffer.concat(numbers.map(bytesOf));
  const { count, frames } = coefficients;
  const what = { ...facts, motion: { count, frames, options: others } };
  // Neither how long it took nor whether the actor was known changes a frame.
  const decisive = JSON.stringify({ ...what, stages: null, actorCached: null });
  const digest = createHash('sha256').update(decisive).update(payload).digest('hex');
  const file = await journal.temporary('.bin');
  await writeFile(file, payload);
  const body: PlanBody = { ...what, digest };
  await journal.publish(PLAN, file, body);
}

/** The plan that the journal holds; undefined when there is none that is whole. */
export async function readPlan(
  journal: Journal,
  basis: MotionBasis,
): Promise<OutputPlan | undefined> {
  const piece = await journal.read<PlanBody>(PLAN);
  if (piece === undefined) return undefined;
  const { digest, motion, ...facts } = piece.body;
  const { count, frames, options } = motion;
  const payload = Uint8Array.from(await readFile(piece.file));
  const lengths = [count * frames, frames, MOVED_FLOATS];
  if (payload.length < 4 * lengths.reduce((sum, length) => sum + length, 0)) return undefined;
  let at = 0;
  const [data, activity, base] = lengths.map((length) => {
    const numbers = new Float32Array(payload.buffer, at, length);
    at += 4 * length;
    return numbers;
  });
  return {
    facts,
    motion: new MouthMotion(basis, { count, frames, data }, activity, { ...options, base }),
    digest,
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
