import { runTool } from './childProcess.js';
import { probeArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';

/** Seconds of a file whose frames' times are read: times cost no decoding. */
const LOOKED_AT = 60;
/** How long a look at the frames may take: nothing that it tells is worth more. */
export const PATIENCE_MS = 15_000;
/** Fewer intervals tell nothing. */
const LEAST = 3;
/** Intervals this near each other are one, measured with jitter. */
const ALIKE = 0.25;

/**
 * Frames a second between gaps, of a stream whose frames come unevenly; undefined where too few tell.
 * @throws HeygemError cancelled, input-damaged
 */
export async function measureRate(
  tools: FfmpegTools,
  path: string,
  stream: number,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
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
  return rateBetweenGaps(times);
}

/**
 * By the shorter intervals, as the longer ones are gaps: what a screen recorder leaves out where nothing
 * moves, or a phone in the dark. @param times seconds, in any order
 */
export function rateBetweenGaps(times: readonly number[]): number | undefined {
  const sorted = [...times].sort((a, b) => a - b);
  const intervals = sorted
    .slice(1)
    .map((time, i) => time - sorted[i])
    .filter((interval) => interval > 1e-4)
    .sort((a, b) => a - b);
  if (intervals.length < LEAST) return undefined;
  const typical = intervals[Math.floor(intervals.length / 4)];
  const alike = intervals.filter((interval) => Math.abs(interval - typical) <= ALIKE * typical);
  return alike.length / alike.reduce((sum, interval) => sum + interval, 0);
}
