import type { TimeSpan } from './inspection.js';
import type { Part } from './part.js';

/**
 * The stretch of a file that a part leaves, in seconds of the file. A part that lies behind the end of
 * the file leaves nothing.
 * @param duration of the file, seconds
 */
export function usedSpan(part: Part | undefined, duration: number): TimeSpan {
  const to = Math.min(duration, part?.to ?? duration);
  return { from: Math.min(to, part?.from ?? 0), to };
}

/** Seconds. */
export function usedSeconds(part: Part | undefined, duration: number): number {
  const { from, to } = usedSpan(part, duration);
  return to - from;
}

/** How a recording is spoken in an output. */
export interface SpokenAs {
  readonly audioPart?: Part;
  readonly speechOffset?: number;
}

/** Seconds that an output lasts, of a recording that has `duration`. */
export function outputSeconds({ audioPart, speechOffset }: SpokenAs, duration: number): number {
  return (speechOffset ?? 0) + usedSeconds(audioPart, duration);
}

/** Where stretches of a recording come to lie in an output; what is not spoken of them is left out. */
export function inOutput(
  spans: readonly TimeSpan[],
  { audioPart, speechOffset = 0 }: SpokenAs,
): readonly TimeSpan[] {
  const begin = audioPart?.from ?? 0;
  const shown = spans.flatMap(({ from, to }) => {
    const [first, last] = [Math.max(from, begin), Math.min(to, audioPart?.to ?? to)];
    const shift = speechOffset - begin;
    return last > first ? [{ from: first + shift, to: last + shift }] : [];
  });
  if (speechOffset === 0) return shown;
  // The speech may begin with a pause of its own: one stretch to whoever watches.
  const joined = shown.length > 0 && shown[0].from === speechOffset;
  const before = { from: 0, to: joined ? shown[0].to : speechOffset };
  return [before, ...shown.slice(joined ? 1 : 0)];
}

/** Seconds by which a pause may miss the end of its recording. */
const NEAR = 0.05;

/** dB by which the loud parts of a recording must be above the pauses, to be sure that soft speech is none. */
const CLEARANCE = 30;

/** What was heard of a recording. */
export interface HeardRecording {
  /** Seconds. */
  readonly duration: number;
  /** Of all of it, in order. */
  readonly silences: readonly TimeSpan[];
  /** dBFS, what is below it counts as silence. */
  readonly threshold: number;
  /** 0..1, evenly spread. */
  readonly peaks: readonly number[];
}

/**
 * From the first to the last that is spoken in a recording; nothing where nobody speaks, or where the
 * recording is so quiet that what counts as silence may be speech.
 */
export function spokenIn(recording: HeardRecording): TimeSpan | undefined {
  const { silences, duration, threshold, peaks } = recording;
  const loud = peaks.toSorted((a, b) => a - b).at(Math.floor(0.9 * (peaks.length - 1))) ?? 0;
  if (20 * Math.log10(loud) < threshold + CLEARANCE) return undefined;
  const first = silences.at(0);
  const last = silences.at(-1);
  const from = first && first.from <= NEAR ? first.to : 0;
  const to = last && last.to >= duration - NEAR ? last.from : duration;
  return to > from ? { from, to } : undefined;
}
