import { createInterface } from 'node:readline';
import { startTool, throwIfAborted } from './childProcess.js';
import { probeArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';

/** When a packet is shown or heard, and how long (0 where the file does not say); seconds of the file's clock. */
export interface PacketTime {
  readonly time: number;
  readonly length: number;
}

/**
 * The packets of a file that have a time, as they lie in it; none is decoded.
 * @param only ffprobe's arguments that choose among them
 * @throws HeygemError cancelled
 */
export async function* packetTimes(
  tools: FfmpegTools,
  path: string,
  only: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<PacketTime, void, undefined> {
  throwIfAborted(signal);
  const args = [
    ...['-v', 'quiet', ...only, '-show_entries', 'packet=pts_time,duration_time'],
    ...['-of', 'csv=p=0', ...probeArguments(path)],
  ];
  const run = startTool(tools.ffprobe, args, signal);
  run.stdin.end();
  try {
    for await (const line of createInterface({ input: run.stdout, crlfDelay: Infinity })) {
      const [time, length] = line.split(',').map((field) => Number.parseFloat(field));
      if (Number.isFinite(time)) yield { time, length: length > 0 ? length : 0 };
    }
    await run.done;
  } finally {
    await run.stop();
  }
  throwIfAborted(signal);
}
