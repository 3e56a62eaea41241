import type { Failure } from './errors.js';
import type { FaceChoice } from './faceTrack.js';
import type { JobId } from './ids.js';
import type { JobLipModel } from './lipModel.js';
import type { ExecutionProvider } from './model.js';
import type { WrittenFile } from './outputFiles.js';
import type { Part } from './part.js';
import type { OutputReport } from './report.js';
import type { Settings } from './settings.js';

/** One pair to be made, all paths absolute and already validated. This is what the worker is sent. */
export interface LipSyncJob {
  readonly id: JobId;
  readonly video: string;
  readonly audio: string;
  /** What the result will be called; the worker only names it, in the report and in the file. */
  readonly output: string;
  /** Where the worker writes the whole mp4; not there yet. Whoever asked for it puts it in place. */
  readonly target: string;
  readonly settings: Settings;
  readonly face?: FaceChoice;
  /** Counted from 1: which of the recording's sound tracks is the speech. The likeliest one unless told. */
  readonly audioTrack?: number;
  /** The footage that may be used. */
  readonly videoPart?: Part;
  /** The part of the recording that is spoken. */
  readonly audioPart?: Part;
  /** Seconds of the output before the speech begins; none unless told. */
  readonly speechOffset?: number;
  /** A text of what is said, for subtitles: .txt, .md, .srt or .vtt. What was spoken from a script needs none. */
  readonly transcript?: string;
  /** Asked for the lips where the settings say so; then it is there. */
  readonly lipModel?: JobLipModel;
  readonly provider: ExecutionProvider;
  /** What the files are to hold, where they were planned on another machine; else they are as they are. */
  readonly expects?: ExpectedInputs;
  /** Where a small picture of what was drawn last is kept while it is drawn; none unless told. */
  readonly picture?: string;
}

/** sha256 of the contents of a job's inputs. */
export interface ExpectedInputs {
  readonly video: string;
  readonly audio: string;
  readonly transcript?: string;
}

/** What of a recording is spoken, and when. */
export type SpeechChoice = Pick<LipSyncJob, 'audio' | 'audioTrack' | 'audioPart' | 'speechOffset'>;

/**
 * Stages in the order a job passes them; `speak` is there for scripts alone, `track` is skipped when the actor is
 * cached, `model` is there for lip models whose shapes are drawn.
 */
export const STAGES = ['speak', 'probe', 'track', 'speech', 'model', 'render', 'finish'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * How much each stage has to do: a script spoken in sentences, footage studied in frames, speech heard in
 * seconds, output drawn and joined in frames. Absent: not known.
 */
export type StageUnits = Readonly<Partial<Record<Stage, number>>>;

export interface JobProgress {
  readonly stage: Stage;
  /** Frames (or other units) done in this stage. */
  readonly done: number;
  /** Best present estimate of the stage's total; 0 while unknown. */
  readonly total: number;
  /** Units a second over the last seconds; 0 while unknown. */
  readonly rate: number;
  /** What the stages have to do, as far as it is known by now. */
  readonly expected?: StageUnits;
  /** Milliseconds since 1970 of what lies at the job's `picture`; absent before there is one. */
  readonly picture?: number;
  /** Names of the machines that make it now; absent where it is this one. */
  readonly by?: readonly string[];
}

/** A video that is whole, verified and safe from a loss of power, but not in its place yet. */
export interface MadeVideo {
  readonly report: OutputReport;
  /** Of `target`. */
  readonly file: WrittenFile;
}

export type JobResult =
  | ({ readonly kind: 'done' } & MadeVideo)
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'cancelled' };
