import type { TimeSpan } from './inspection.js';
import type { LipSyncJob } from './job.js';
import { loopRuns } from './loopOrder.js';
import type { Run } from './runs.js';
import type { Settings } from './settings.js';

/** Seconds of an output that are tried at once. */
export const TRY_SECONDS = 4;

/** What of a pair's settings a person turns while trying. */
export const TRIED_SETTINGS = ['strength', 'smoothing', 'silenceThreshold'] as const;
export type TriedSettings = Pick<Settings, (typeof TRIED_SETTINGS)[number]>;

/**
 * Some seconds of a pair's output, made by themselves to be looked at. Never a result: no report, no ledger,
 * no journal; and never as much as the output itself.
 */
export interface TryRequest {
  readonly job: Omit<LipSyncJob, 'id' | 'target' | 'picture'>;
  /** Seconds into the output. */
  readonly from: number;
  /** Existing folder of the cache that both of the following lie in. Each appears whole or not at all. */
  readonly folder: string;
  /** Name of the file with the new lips. Replaced if there. */
  readonly result: string;
  /** Name of the file with the same frames as they were filmed; made where it is not there. */
  readonly source: string;
}

export interface TryResult {
  /** Seconds into the output, on its frames. */
  readonly from: number;
  readonly frames: number;
  /** Frames a second. */
  readonly rate: number;
  /** Frames that stay as they were filmed. */
  readonly passed: number;
  /** Share of it in which somebody speaks, 0..1. */
  readonly speechShare: number;
  /** Only these seconds were studied: of the whole video more of the person's mouth is known. */
  readonly rough: boolean;
}

/** Seconds that the mouth is seen at rest before the speech begins. */
const LEAD = 0.3;
/** Share of a clear stretch in which somebody speaks. */
const CLEAR = 0.75;
/** Seconds from one place that is looked at to the next. */
const STEP = 0.1;

/**
 * Where the first clear speech of a recording begins, a moment before it: where somebody speaks most of
 * the time, else where they do longest.
 * @param silences where nobody speaks, in order
 * @param duration seconds
 */
export function clearSpeech(silences: readonly TimeSpan[], duration: number): number {
  const last = Math.max(0, duration - TRY_SECONDS);
  const length = Math.min(TRY_SECONDS, duration);
  let best = { at: 0, spoken: -1 };
  for (let step = 0; step * STEP <= last; step += 1) {
    const at = step * STEP;
    const spoken = length - quietIn(silences, at, at + length);
    const begins = quietIn(silences, at, at + STEP) < STEP / 2;
    if (begins && spoken >= CLEAR * length) return tenths(Math.max(0, at - LEAD));
    if (spoken > best.spoken + STEP / 2) best = { at, spoken };
  }
  return tenths(best.at);
}

function quietIn(silences: readonly TimeSpan[], from: number, to: number): number {
  let quiet = 0;
  for (const silence of silences) {
    if (silence.from >= to) break;
    quiet += Math.max(0, Math.min(to, silence.to) - Math.max(from, silence.from));
  }
  return quiet;
}

/**
 * The place nearest to a wished one at which a whole try fits into what is spoken of a recording; its beginning
 * where none does.
 */
export function placeOfTry(wished: number, { from, to }: TimeSpan): number {
  return Math.max(from, tenths(Math.min(wished, to - TRY_SECONDS)));
}

/** Never later than it was: a tenth too far would lie beyond the end. */
function tenths(seconds: number): number {
  return Math.floor(seconds * 10 + 1e-6) / 10;
}

/** Positions of an output, and all that they show. */
export interface TriedFrames {
  /** Positions. */
  readonly output: Run;
  /** Frames of the video: none before and none after these is shown. */
  readonly shown: Run;
}

/**
 * Which frames of a video some seconds of an output show, whichever way it runs there.
 * @param from seconds into the output
 * @param duration seconds of all of it
 * @param video frames that it has, and of these a second
 */
export function triedFrames(
  from: number,
  duration: number,
  video: { readonly frames: number; readonly rate: number },
): TriedFrames {
  const { rate } = video;
  const all = Math.max(1, Math.round(duration * rate));
  const length = Math.min(all, Math.max(1, Math.round(TRY_SECONDS * rate)));
  const first = Math.max(0, Math.min(Math.round(from * rate), all - length));
  const output = { from: first, to: first + length };
  let shown: Run | undefined;
  for (const run of loopRuns(output.from, output.to, Math.max(1, video.frames))) {
    const low = Math.min(run.first, run.last);
    const high = Math.max(run.first, run.last) + 1;
    shown = shown
      ? { from: Math.min(shown.from, low), to: Math.max(shown.to, high) }
      : { from: low, to: high };
  }
  return { output, shown: shown ?? { from: 0, to: 1 } };
}

/** Seconds of a recording that are heard of one that is longer: what comes before and after tells too. */
const HEARD_SECONDS = 30;
/** Tries near each other hear the same. */
const HEARD_STEP = 5;

/** What of an output's sound has to be heard for a try; undefined: all of it. Seconds. */
export function heardAround(from: number, duration: number): TimeSpan | undefined {
  if (duration <= HEARD_SECONDS) return undefined;
  const wished = from + TRY_SECONDS / 2 - HEARD_SECONDS / 2;
  const start = Math.floor(wished / HEARD_STEP) * HEARD_STEP;
  const last = Math.floor(duration - HEARD_SECONDS);
  const begin = Math.max(0, Math.min(start, last));
  // To the end where that is near, so that no word of it is missed.
  return { from: begin, to: begin === last ? duration : begin + HEARD_SECONDS };
}
