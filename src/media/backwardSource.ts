import { HeygemError } from '../core/errors.js';
import type { YuvFrame } from '../core/frame.js';
import { allocateFrame } from '../core/frame.js';
import type { VideoInfo } from '../core/videoInfo.js';
import { ratio } from '../core/videoInfo.js';
import { decode } from './decoder.js';
import { SEEK_MARGINS, seekSlack } from './forwardSource.js';
import { frameChecksum } from './frameChecksum.js';
import type { FfmpegTools } from './locate.js';

/**
 * Gives any stretch of a clip again, to play it backward. Seeking in a video is not exact in
 * general (open GOPs, edit lists, variable rates), so a seek is only ever trusted when every frame
 * of the stretch has the checksum it had on the first pass; otherwise the stretch is decoded from
 * the start, counted frame by frame.
 *
 * Owns a fixed set of buffers that the frames it gives lie in.
 */
export class BackwardSource {
  private readonly slots: YuvFrame[];
  /** Margins that failed once fail again: the first that is still worth a try. */
  private firstMargin = 0;

  /**
   * @param checksums of every frame of the clip, from a decode from the start
   * @param capacity frames a stretch may have
   */
  constructor(
    private readonly tools: FfmpegTools,
    private readonly path: string,
    private readonly info: VideoInfo,
    private readonly checksums: Uint32Array,
    readonly capacity: number,
  ) {
    this.slots = Array.from({ length: capacity }, () => allocateFrame(info.width, info.height));
  }

  /**
   * Frames `from` to `to` (exclusive) in order, valid until the next call.
   * @throws HeygemError input-damaged when the file no longer gives those frames
   */
  async stretch(from: number, to: number, signal: AbortSignal): Promise<readonly YuvFrame[]> {
    for (let i = this.firstMargin; i < SEEK_MARGINS.length && from > SEEK_MARGINS[i]; i++) {
      const found = await this.search(from, to, SEEK_MARGINS[i], signal);
      if (found !== undefined) return found;
      this.firstMargin = i + 1;
    }
    const frames = await this.search(from, to, undefined, signal);
    if (frames === undefined) {
      throw new HeygemError(
        'input-damaged',
        { path: this.path },
        `frames ${from} to ${to} changed`,
      );
    }
    return frames;
  }

  /**
   * Slides a window over the decoded frames until it holds the stretch. Without a margin it
   * decodes from the start, where the first `to - from` frames must be it.
   */
  private async search(from: number, to: number, margin: number | undefined, signal: AbortSignal) {
    const wanted = to - from;
    const window = new Uint32Array(wanted);
    const request =
      margin === undefined
        ? { from, count: wanted, signal }
        : { seek: (from - margin) / ratio(this.info.frameRate), signal };
    const most = wanted + (margin === undefined ? 0 : seekSlack(margin));
    let seen = 0;
    for await (const frame of decode(this.tools, this.path, this.info, request)) {
      const slot = seen % wanted;
      this.slots[slot].data.set(frame.data);
      window[slot] = frameChecksum(frame);
      seen++;
      if (seen >= wanted && this.matches(window, seen % wanted, from)) {
        return Array.from({ length: wanted }, (_, i) => this.slots[(seen + i) % wanted]);
      }
      if (seen === most) break;
    }
    return undefined;
  }

  private matches(window: Uint32Array, first: number, from: number): boolean {
    for (let i = window.length - 1; i >= 0; i--) {
      if (window[(first + i) % window.length] !== this.checksums[from + i]) return false;
    }
    return true;
  }
}
