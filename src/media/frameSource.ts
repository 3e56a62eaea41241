import { HeygemError } from '../core/errors.js';
import type { YuvFrame } from '../core/frame.js';
import { allocateFrame, frameBytes } from '../core/frame.js';
import { loopIndex } from '../core/loopOrder.js';
import type { VideoInfo } from '../core/videoInfo.js';
import { BackwardSource } from './backwardSource.js';
import { decode } from './decoder.js';
import { frameChecksum } from './frameChecksum.js';
import type { FfmpegTools } from './locate.js';

export interface DecodeOptions {
  readonly signal: AbortSignal;
  /** Index of the first frame wanted. Exact, but the decoder works from the start to get there. */
  readonly from?: number;
  readonly count?: number;
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

export interface LoopOptions {
  readonly signal: AbortSignal;
  /** Frames wanted. */
  readonly frames: number;
  /** Frames that a whole decode gives: a probe's count is not exact enough. */
  readonly sourceFrames: number;
}

export interface LoopedFrame {
  /** Index in the source. */
  readonly index: number;
  /** Valid until the next one is asked for. */
  readonly frame: YuvFrame;
}

/** Bytes of frames kept to play backward. */
const LOOP_MEMORY = 96 * 1024 * 1024;
/** Frames kept however large they are: to fetch one frame backward costs as much as some. */
const LEAST_KEPT = 4;

/**
 * The video played forward, backward, and so on (`loopIndex`) for as many frames as wanted, in
 * bounded memory. The frame of an index is the same bytes whichever way it was reached.
 * @throws HeygemError input-damaged when the file gives fewer frames than it had, cancelled
 */
export async function* decodeLooped(
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  { signal, frames, sourceFrames }: LoopOptions,
): AsyncGenerator<LoopedFrame, void, undefined> {
  if (frames <= 0) return;
  const fits = Math.max(LEAST_KEPT, Math.floor(LOOP_MEMORY / frameBytes(info.width, info.height)));
  if (frames <= sourceFrames) {
    yield* forward(tools, path, info, { signal, from: 0, to: frames });
  } else if (sourceFrames <= fits) {
    yield* keptInMemory(tools, path, info, { signal, frames, sourceFrames });
  } else {
    yield* decodedAgain(tools, path, info, { signal, frames, sourceFrames }, fits);
  }
}

interface Stretch {
  readonly signal: AbortSignal;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

async function* forward(
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  { signal, from, to }: Stretch,
): AsyncGenerator<LoopedFrame, void, undefined> {
  let index = from;
  for await (const frame of decode(tools, path, info, { signal, from, count: to - from })) {
    yield { index, frame };
    index++;
    if (index === to) return;
  }
  throw new HeygemError('input-damaged', { path }, `ended at frame ${index}, not ${to}`);
}

async function* keptInMemory(
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  { signal, frames, sourceFrames }: LoopOptions,
): AsyncGenerator<LoopedFrame, void, undefined> {
  const kept: YuvFrame[] = [];
  for await (const looped of forward(tools, path, info, { signal, from: 0, to: sourceFrames })) {
    const copy = allocateFrame(info.width, info.height);
    copy.data.set(looped.frame.data);
    kept.push(copy);
    yield looped;
  }
  // The consumer may write into what it is given, so the kept frames are lent as copies.
  const lent = allocateFrame(info.width, info.height);
  for (let t = sourceFrames; t < frames; t++) {
    const index = loopIndex(t, sourceFrames);
    lent.data.set(kept[index].data);
    yield { index, frame: lent };
  }
}

async function* decodedAgain(
  tools: FfmpegTools,
  path: string,
  info: VideoInfo,
  { signal, frames, sourceFrames }: LoopOptions,
  capacity: number,
): AsyncGenerator<LoopedFrame, void, undefined> {
  const checksums = new Uint32Array(sourceFrames);
  for await (const looped of forward(tools, path, info, { signal, from: 0, to: sourceFrames })) {
    checksums[looped.index] = frameChecksum(looped.frame);
    yield looped;
  }
  const source = new BackwardSource(tools, path, info, checksums, capacity);
  let t = sourceFrames;
  while (t < frames) {
    // Backward, from the last frame but one down to the first.
    for (let to = sourceFrames - 1; to > 0 && t < frames; to -= capacity) {
      const from = Math.max(0, to - capacity);
      const stretch = await source.stretch(from, to, signal);
      for (let i = stretch.length - 1; i >= 0 && t < frames; i--, t++) {
        yield { index: from + i, frame: stretch[i] };
      }
    }
    if (t >= frames) return;
    const to = Math.min(sourceFrames, 1 + frames - t);
    yield* forward(tools, path, info, { signal, from: 1, to });
    t += to - 1;
  }
}
