import type { Failure } from '../core/errors.js';
import { FLEET_TASKS, type FleetTaskKind } from '../core/fleet/fleetSnapshot.js';
import type { JobProgress, LipSyncJob, MadeVideo } from '../core/job.js';
import type { SpeakRequest, SpeakResult } from '../core/voice/speaking.js';
import { failureShape } from '../protocol/failureShape.js';
import { jobFields, jobOptions, progressShape, reportShape } from '../protocol/jobShapes.js';
import { speakRequestShape, speakResultShape } from '../protocol/speakShapes.js';
import { array, literal, number, object, string, type Shape } from '../protocol/shape.js';

/** What crosses the queue. Files are named by their places in the storage; none of their bytes are sent. */

/** A pair's job: `video`, `audio` and `transcript` are places in the storage, `output` is a name. */
export type SentJob = Omit<LipSyncJob, 'id' | 'target' | 'picture' | 'provider'>;

/** A machine that could not do a task, and why. */
export interface Refusal {
  readonly worker: string;
  readonly name: string;
  readonly failure: Failure;
}

interface Task {
  /** By which all tasks of one pair are cancelled. */
  readonly run: string;
  /** What it is called: the output, or the recording. */
  readonly name: string;
  /** File name of the project; empty outside of any. */
  readonly project: string;
  readonly refusals: readonly Refusal[];
}

export interface LearnTask extends Task {
  readonly kind: 'learn';
  readonly job: SentJob;
}

export interface PairTask extends Task {
  readonly kind: 'pair';
  readonly job: SentJob;
  /** How often its segments were given out. */
  readonly round: number;
  /** Of the queue, which its segments have too. */
  readonly turn: number;
}

/** Small: there are very many of them. What they belong to is told by their pair. */
export interface SegmentsTask {
  readonly kind: 'segments';
  readonly pair: string;
  readonly run: string;
  readonly indices: readonly number[];
  readonly refusals: readonly Refusal[];
}

export interface SpeakTask extends Task {
  readonly kind: 'speak';
  /** `target` is a name alone. */
  readonly request: SpeakRequest;
}

export type SentTask = LearnTask | PairTask | SegmentsTask | SpeakTask;

/** What a pair comes to: a result in the storage. */
export interface PairResult extends MadeVideo {
  /** Its file's name among the results. */
  readonly result: string;
  readonly journal: string;
}

export interface SegmentsResult {
  readonly frames: number;
}

export interface SpeechResult {
  readonly result: string;
  readonly speech: SpeakResult;
}

/** Told while a task is under way, at most once a second. */
export interface TaskProgress {
  /** The worker's name. */
  readonly worker: string;
  readonly kind: FleetTaskKind;
  /** Counted from 1. */
  readonly attempt: number;
  readonly progress: JobProgress;
  /** Of a pair whose segments are given out: frames of the output, and those that are there. */
  readonly given?: { readonly frames: number; readonly kept: number };
}

const { video, audio, output, settings } = jobFields;
const sentJobShape: Shape<SentJob> = object({ video, audio, output, settings }, jobOptions);
/** All that a pair's job has. */
export const SENT_FIELDS: ReadonlySet<string> = new Set([
  ...['video', 'audio', 'output', 'settings'],
  ...Object.keys(jobOptions),
]);

const refusalsShape = array(object({ worker: string, name: string, failure: failureShape }));
const taskFields = { run: string, name: string, project: string, refusals: refusalsShape };

const learnShape: Shape<LearnTask> = object({
  ...taskFields,
  kind: literal('learn'),
  job: sentJobShape,
});

const pairShape: Shape<PairTask> = object({
  ...taskFields,
  kind: literal('pair'),
  job: sentJobShape,
  round: number,
  turn: number,
});

const segmentsShape: Shape<SegmentsTask> = object({
  kind: literal('segments'),
  pair: string,
  run: string,
  indices: array(number),
  refusals: refusalsShape,
});

const speakShape: Shape<SpeakTask> = object({
  ...taskFields,
  kind: literal('speak'),
  request: speakRequestShape,
});

const SHAPES = { learn: learnShape, pair: pairShape, segments: segmentsShape, speak: speakShape };

/** What was sent, by the name of its job. @throws RangeError for what no planner of ours sends */
export function readTask(name: string, data: unknown): SentTask {
  if (!Object.hasOwn(SHAPES, name)) throw new RangeError(`no task is called ${name}`);
  const problem = SHAPES[name as keyof typeof SHAPES].problem(data, name);
  if (problem !== undefined) throw new RangeError(problem);
  const task = data as SentTask;
  const counts = task.kind === 'segments' ? task.indices : task.kind === 'pair' ? [task.round] : [];
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0)) {
    throw new RangeError(`${name}: not counted in whole numbers`);
  }
  return task;
}

const pairResultShape: Shape<PairResult> = object({
  result: string,
  journal: string,
  report: reportShape,
  file: object({ bytes: number, sha256: string }),
});

const speechResultShape: Shape<SpeechResult> = object({ result: string, speech: speakResultShape });
const segmentsResultShape: Shape<SegmentsResult> = object({ frames: number });

const taskProgressShape: Shape<TaskProgress> = object(
  {
    worker: string,
    kind: literal(...FLEET_TASKS),
    attempt: number,
    progress: progressShape,
  },
  { given: object({ frames: number, kept: number }) },
);

/** @throws RangeError for what no worker of ours answers */
export function readPairResult(value: unknown): PairResult {
  return answered(pairResultShape, value);
}

/** @throws RangeError for what no worker of ours answers */
export function readSpeechResult(value: unknown): SpeechResult {
  return answered(speechResultShape, value);
}

/** Undefined of what no worker of ours answers. */
export function readSegmentsResult(value: unknown): SegmentsResult | undefined {
  return segmentsResultShape.problem(value, 'segments') === undefined
    ? (value as SegmentsResult)
    : undefined;
}

/** Undefined of what no worker of ours tells. */
export function readProgress(value: unknown): TaskProgress | undefined {
  return taskProgressShape.problem(value, 'progress') === undefined
    ? (value as TaskProgress)
    : undefined;
}

function answered<T>(shape: Shape<T>, value: unknown): T {
  const problem = shape.problem(value, 'result');
  if (problem !== undefined) throw new RangeError(problem);
  return value as T;
}
