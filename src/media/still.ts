import { HeygemError } from '../core/errors.js';
import { replaceFile } from '../files/replaceFile.js';
import { runTool } from './childProcess.js';
import { checkInputFile, inputArguments } from './inputFile.js';
import type { FfmpegTools } from './locate.js';
import { explained } from './probe.js';

export interface StillOptions {
  /** Seconds from the start. */
  readonly time: number;
  /** Pixels of the longer side, at most. */
  readonly longest: number;
  readonly output: string;
  readonly signal: AbortSignal;
}

/** How far before its end a video's last frame is looked for, seconds. */
const LAST_MOMENT = 1;

/**
 * One upright frame as JPEG, found by seeking: for looking at, not for measuring. Past the end it is
 * the last frame. The file appears whole or not at all.
 * @throws HeygemError input errors, input-damaged without a frame, output-not-writable, cancelled
 */
export async function grabStill(
  tools: FfmpegTools,
  path: string,
  { time, longest, output, signal }: StillOptions,
): Promise<void> {
  await checkInputFile(path);
  const at = async (place: readonly string[], last: boolean) => {
    const args = stillArguments(path, place, longest, last);
    return runTool(tools.ffmpeg, args, { signal, subject: path });
  };
  const jpeg = await explained(tools, path, signal, async () => {
    const found = await at(['-ss', Math.max(0, time).toFixed(3)], false);
    const frame = found.length > 0 ? found : await at(['-sseof', `-${LAST_MOMENT}`], true);
    if (frame.length > 0) return frame;
    throw new HeygemError('input-damaged', { path }, `no frame at ${time} s`);
  });
  try {
    await replaceFile(output, jpeg);
  } catch (error) {
    throw new HeygemError('output-not-writable', { path: output }, String(error), error);
  }
}

function stillArguments(
  path: string,
  place: readonly string[],
  longest: number,
  last: boolean,
): string[] {
  const fit = `scale=w=min(iw*sar\\,${longest}):h=min(ih\\,${longest}):force_original_aspect_ratio=decrease`;
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', ...place],
    ...inputArguments(path),
    // A second of small frames is little enough to turn round.
    ...['-map', '0:V:0', '-vf', `${fit},setsar=1${last ? ',reverse' : ''}`],
    ...['-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '4', '-pix_fmt', 'yuvj420p'],
    ...['-f', 'image2pipe', 'pipe:1'],
  ];
}
