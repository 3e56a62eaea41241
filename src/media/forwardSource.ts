import type { YuvFrame } from '../core/frame.js';
import type { VideoInfo } from '../core/videoInfo.js';
import { ratio } from '../core/videoInfo.js';
import { decode } from './decoder.js';
import { frameChecksum } from './frameChecksum.js';
import type { FfmpegTools } from './locate.js';

/** Frames by which a seek goes too far back, tried in turn before decoding from the start. */
export const SEEK_MARGINS: readonly number[] = [8, 150];

/** Frames that a seek with such a margin may give too many, or too early, before it has failed. */
export function seekSlack(margin: number): number {
  return 2 * margin + 8;
}

export interface ForwardRequest {
  /** Index of the first frame wanted. */
  readonly from: number;
  /** Of every frame of the clip, from a decode from the start. */
  readonly checksums: Uint32Array;
  readonly signal: AbortSignal;
}

/**
 * The frames of a clip in order from any index on, without decoding all before them. No seek is
 * trusted (see `BackwardSource`): what it gives is dropped until a frame has the checksum of the one
 * wanted next, and so with every frame after it. A seek that does not come to it gives way to one
 * further back, at last to a decode from the start that is counted. So each frame given is, byte for
 * byte, the frame of its index. Ends early where the file does.
 * @throws HeygemError ffmpeg-failed, cancelled
 */
export async function* decodeFrom(
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  { from, checksums, signal }: ForwardRequest,
): AsyncGenerator<YuvFrame, void, undefined> {
  let next = from;
  for (const margin of SEEK_MARGINS) {
    if (next <= margin) break;
    let slack = seekSlack(margin);
    const seek = (next - margin) / ratio(info.frameRate);
    for await (const frame of decode(tools, path, info, { seek, signal })) {
      if (frameChecksum(frame) === checksums[next]) {
        next += 1;
        yield frame;
        if (next === checksums.length) return;
      } else if (--slack < 0) break;
    }
  }
  yield* decode(tools, path, info, { from: next, signal });
}
