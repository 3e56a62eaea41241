import { runTool } from './childProcess.js';
import { probeArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';

/** Seconds of a file whose frames' times are read: times cost no decoding. */
const LOOKED_AT = 30;
/** How long a look at the frames may take: nothing that it tells is worth more. */
export const PATIENCE_MS = 15_000;
/** Fewer intervals tell nothing. */
const LEAST = 3;
/** Intervals this near each other are one, measured with jitter. */
const ALIKE = 0.25;

export interface MeasuredRate {
  /** Frames a second between gaps. */
  readonly between: number;
  /** With the gaps. */
  readonly mean: number;
}

/**
 * Containers whose head may name an even rate though frames are left out. Not transport streams: in
 * those, times jump for other reasons, and hours would be filled.
 */
export function mayHideGaps(formatName: string): boolean {
  return /\b(matroska|webm|flv|asf)\b/.test(formatName);
}

/**
 * The rates of a stream by its frames' times; undefined where too few tell.
 * @throws HeygemError cancelled, input-damaged
 */
export async function measureRate(
  tools: FfmpegTools,
  path: string,
  stream: number,
  signal: AbortSignal | undefined,
): Promise<MeasuredRate | undefined> {
  const args = [
    ...['-v', 'error', '-select_streams', String(stream), '-read_intervals', `%+${LOOKED_AT}`],
    ...['-show_entries', 'packet=pts_time,dts_time', '-of', 'csv=p=0', ...probeArguments(path)],
  ];
  const options = { signal, subject: path, limitMs: PATIENCE_MS };
  const table = await runTool(tools.ffprobe, args, options);
  const times = table
    .toString()
    .split('\n')
    .flatMap((line) => line.split(',').map(Number.parseFloat).filter(Number.isFinite).slice(0, 1));
  return ratesOf(times);
}

/**
 * Between gaps by the shorter intervals, as the longer ones are gaps: what a screen recorder leaves out
 * where nothing moves, or a phone in the dark. @param times seconds, in any order
 */
export function ratesOf(times: readonly number[]): MeasuredRate | undefined {
  const sorted = [...times].sort((a, b) => a - b);
  const intervals = sorted
    .slice(1)
    .map((time, i) => time - sorted[i])
    .filter((interval) => interval > 1e-4)
    .sort((a, b) => a - b);
  if (intervals.length < LEAST) return undefined;
  const typical = intervals[Math.floor(intervals.length / 4)];
  const alike = intervals.filter((interval) => Math.abs(interval - typical) <= ALIKE * typical);
  return { between: rateOf(alike), mean: rateOf(intervals) };
}

function rateOf(intervals: readonly number[]): number {
  return intervals.length / intervals.reduce((sum, interval) => sum + interval, 0);
}
