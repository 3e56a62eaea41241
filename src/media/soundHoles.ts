import { createInterface } from 'node:readline';
import { startTool, throwIfAborted } from './childProcess.js';
import { probeArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';

/** Seconds by which containers round their times. */
const ROUNDING = 0.004;

/**
 * Whether a sound's packets follow each other without a gap: copied as they are, those after a hole
 * would be heard too early, or not at all, depending on the player. Reads all packets, decodes none.
 * @param track its place among the file's sounds, from 0
 * @throws HeygemError cancelled
 */
export async function isUnbroken(
  tools: FfmpegTools,
  path: string,
  track: number,
  signal: AbortSignal,
): Promise<boolean> {
  throwIfAborted(signal);
  const args = [
    ...[
      '-v',
      'quiet',
      '-select_streams',
      `a:${track}`,
      '-show_entries',
      'packet=pts_time,duration_time',
    ],
    ...['-of', 'csv=p=0', ...probeArguments(path)],
  ];
  const run = startTool(tools.ffprobe, args, signal);
  run.stdin.end();
  const steps: number[] = [];
  let before: number | undefined;
  let last = 0;
  try {
    for await (const line of createInterface({ input: run.stdout, crlfDelay: Infinity })) {
      const [time, length] = line.split(',').map((field) => Number.parseFloat(field));
      if (!Number.isFinite(time)) continue;
      if (before !== undefined) steps.push(time - before);
      before = time;
      last = length > 0 ? length : 0;
    }
    await run.done;
  } finally {
    await run.stop();
  }
  throwIfAborted(signal);
  return areEven(steps, last);
}

/** Steps from packet to packet, seconds. A last packet that is short is cut; one that is long hides a hole. */
function areEven(steps: readonly number[], last: number): boolean {
  const typical = Float64Array.from(steps).sort()[Math.floor(steps.length / 2)] ?? last;
  const slack = typical / 2 + ROUNDING;
  return last < typical + slack && steps.every((step) => Math.abs(step - typical) < slack);
}
