import type { YuvFrame } from '../core/frame.js';
import type { Run } from '../core/runs.js';
import type { VideoInfo } from '../core/videoInfo.js';
import { decode } from './decoder.js';
import { frameChecksum } from './frameChecksum.js';
import type { FfmpegTools } from './locate.js';

export interface DecodeOptions {
  readonly signal: AbortSignal;
  /** Index of the first frame wanted. Exact, but the decoder works from the start to get there. */
  readonly from?: number;
  readonly count?: number;
  /** Instead of both: the frames of these stretches, in order. What lies between is decoded and dropped. */
  readonly only?: readonly Run[];
}

/**
 * The frames of a video in order: upright, 8-bit 4:2:0, at the constant rate of `info`. A yielded
 * frame's buffer belongs to the consumer until it asks for the next one. Reads a few frames ahead
 * and no further; the decoder is stopped when the loop is left. A file that breaks off gives the
 * frames it has.
 * @throws HeygemError input-damaged when there is none, ffmpeg-failed, cancelled
 */
export function decodeFrames(
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  options: DecodeOptions,
): AsyncIterable<YuvFrame> {
  return decode(tools, path, info, options);
}

/**
 * A checksum of every frame of a video, by which a seek is known to have found the right one.
 * @throws as `decodeFrames`
 */
export async function checksumFrames(
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  signal: AbortSignal,
): Promise<Uint32Array> {
  const sums: number[] = [];
  for await (const frame of decodeFrames(tools, path, info, { signal })) {
    sums.push(frameChecksum(frame));
  }
  return Uint32Array.from(sums);
}
