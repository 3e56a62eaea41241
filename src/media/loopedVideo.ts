import { HeygemError } from '../core/errors.js';
import { allocateFrame, frameBytes, type YuvFrame } from '../core/frame.js';
import { loopIndex, loopRuns } from '../core/loopOrder.js';
import type { VideoInfo } from '../core/videoInfo.js';
import { BackwardSource } from './backwardSource.js';
import { decode } from './decoder.js';
import { decodeFrom } from './forwardSource.js';
import type { FfmpegTools } from './locate.js';

export interface LoopedFrame {
  /** Index in the source. */
  readonly index: number;
  /** Valid until the next one is asked for. */
  readonly frame: YuvFrame;
}

export interface LoopedOptions {
  /** Of every frame of the video (`frameChecksum`), from a decode from the start. */
  readonly checksums: Uint32Array;
  readonly signal: AbortSignal;
}

/** Bytes of frames kept to play backward. */
const LOOP_MEMORY = 96 * 1024 * 1024;
/** Frames kept however large they are: to fetch one frame backward costs as much as some. */
const LEAST_KEPT = 4;

/**
 * A video played forward, backward, and so on (`loopIndex`): any part of that, in bounded memory. The
 * frame of an index is the same bytes whichever way it was reached. Parts that follow each other cost
 * no more than one. Owns a decoder that waits where the last part ended, and the frames of a short
 * video: `close` it.
 */
export class LoopedVideo {
  private readonly fits: number;
  private forward: { readonly frames: AsyncGenerator<YuvFrame, void>; next: number } | undefined;
  private backward: BackwardSource | undefined;
  private kept: readonly YuvFrame[] | undefined;

  constructor(
    private readonly tools: FfmpegTools,
    private readonly path: string,
    private readonly info: VideoInfo,
    private readonly options: LoopedOptions,
  ) {
    this.fits = Math.max(LEAST_KEPT, Math.floor(LOOP_MEMORY / frameBytes(info.width, info.height)));
  }

  /**
   * Positions `from` to `to` (exclusive) of the loop. One part at a time.
   * @throws HeygemError input-damaged when the file gives fewer frames than it had, cancelled
   */
  async *play(from: number, to: number): AsyncGenerator<LoopedFrame, void, undefined> {
    const sourceFrames = this.options.checksums.length;
    if (to > sourceFrames && sourceFrames <= this.fits) {
      yield* this.fromMemory(from, to);
      return;
    }
    for (const { first, last } of loopRuns(from, to, sourceFrames)) {
      if (first <= last) yield* this.playForward(first, last + 1);
      else yield* this.playBackward(first, last);
    }
  }

  async close(): Promise<void> {
    const { forward } = this;
    this.forward = undefined;
    await forward?.frames.return(undefined);
  }

  private async *playForward(from: number, to: number): AsyncGenerator<LoopedFrame> {
    const source = await this.forwardAt(from);
    while (source.next < to) {
      const next = await source.frames.next();
      if (next.done === true) throw this.damaged(`ended at frame ${source.next}, not ${to}`);
      const index = source.next;
      source.next += 1;
      yield { index, frame: next.value };
    }
    if (to === this.options.checksums.length) await this.close();
  }

  private async forwardAt(from: number) {
    if (this.forward?.next === from) return this.forward;
    await this.close();
    const { tools, path, info, options } = this;
    const source = { frames: decodeFrom(tools, path, info, { ...options, from }), next: from };
    this.forward = source;
    return source;
  }

  /** From frame `first` down to `last`. */
  private async *playBackward(first: number, last: number): AsyncGenerator<LoopedFrame> {
    const { tools, path, info, options, fits } = this;
    this.backward ??= new BackwardSource(tools, path, info, options.checksums, fits);
    for (let to = first + 1; to > last; to -= fits) {
      const from = Math.max(last, to - fits);
      const stretch = await this.backward.stretch(from, to, options.signal);
      for (let i = stretch.length - 1; i >= 0; i--) yield { index: from + i, frame: stretch[i] };
    }
  }

  private async *fromMemory(from: number, to: number): AsyncGenerator<LoopedFrame> {
    const kept = (this.kept ??= await this.all());
    // The consumer may write into what it is given, so the kept frames are lent as copies.
    const lent = allocateFrame(this.info.width, this.info.height);
    for (let t = from; t < to; t++) {
      const index = loopIndex(t, kept.length);
      lent.data.set(kept[index].data);
      yield { index, frame: lent };
    }
  }

  private async all(): Promise<readonly YuvFrame[]> {
    const { tools, path, info, options } = this;
    const wanted = options.checksums.length;
    const kept: YuvFrame[] = [];
    for await (const frame of decode(tools, path, info, { ...options, count: wanted })) {
      const copy = allocateFrame(info.width, info.height);
      copy.data.set(frame.data);
      kept.push(copy);
    }
    if (kept.length !== wanted) throw this.damaged(`ended at frame ${kept.length}, not ${wanted}`);
    return kept;
  }

  private damaged(detail: string): HeygemError {
    return new HeygemError('input-damaged', { path: this.path }, detail);
  }
}
