import type { FfmpegTools } from './locate.js';
import { packetTimes } from './packets.js';

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
  const steps: number[] = [];
  let before: number | undefined;
  let last = 0;
  for await (const packet of packetTimes(tools, path, ['-select_streams', `a:${track}`], signal)) {
    if (before !== undefined) steps.push(packet.time - before);
    before = packet.time;
    last = packet.length;
  }
  return areEven(steps, last);
}

/** Steps from packet to packet, seconds. A last packet that is short is cut; one that is long hides a hole. */
function areEven(steps: readonly number[], last: number): boolean {
  const typical = Float64Array.from(steps).sort()[Math.floor(steps.length / 2)] ?? last;
  const slack = typical / 2 + ROUNDING;
  return last < typical + slack && steps.every((step) => Math.abs(step - typical) < slack);
}
