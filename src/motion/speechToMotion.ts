import type { Model } from '../core/model.js';

/** Coefficient k at frame t is data[k * frames + t]; frames come at the speech features' rate. */
export interface MotionCoefficients {
  readonly count: number;
  readonly frames: number;
  readonly data: Float32Array;
}

export interface HeardMotion extends MotionCoefficients {
  /** How surely the model hears somebody speak at each frame, 0..1. */
  readonly heard: Float32Array;
}

/** Speech features of some frames in order: value i of the k-th of them is data[k * width + i]. */
export interface SpeechRows {
  readonly frames: number;
  readonly width: number;
  readonly data: Float32Array;
}

export interface MotionRequest {
  /** In all rows together. */
  readonly frames: number;
  /** Frames on either side that one output frame depends on. */
  readonly context: number;
  readonly signal: AbortSignal;
  /** Told how many frames are done. */
  readonly onFrames?: (done: number) => void;
}

/** Feature frames given to the model at once: a minute, so that memory stays bounded. */
const CHUNK = 3_000;

/**
 * Runs the motion model over a recording's features as they come, in chunks that overlap by the
 * model's receptive field, so that the seams between them do not show.
 * @param model `features` -> `coefficients` [1, count, T] and `heard` [1, 1, T]
 * @throws RangeError when the rows are fewer than promised
 */
export async function speechToMotion(
  model: Model,
  rows: AsyncIterable<SpeechRows>,
  request: MotionRequest,
): Promise<HeardMotion> {
  const { frames, context, signal, onFrames } = request;
  const kept = new KeptRows(CHUNK + 2 * context);
  const source = rows[Symbol.asyncIterator]();
  const heard = new Float32Array(frames);
  let count = 0;
  let data = new Float32Array(0);
  try {
    for (let start = 0; start < frames; start += CHUNK) {
      const end = Math.min(frames, start + CHUNK);
      const from = Math.max(0, start - context);
      const to = Math.min(frames, end + context);
      kept.forget(from);
      while (kept.end < to) {
        const next = await source.next();
        if (next.done === true) throw new RangeError(`${kept.end} of ${frames} speech features`);
        kept.append(next.value);
        onFrames?.(Math.min(frames, kept.end));
      }
      signal.throwIfAborted();
      const features = { dims: [1, to - from, kept.width], data: kept.rows(from, to) };
      const { coefficients, heard: speaking } = await model.run({ features });
      if (start === 0) {
        count = coefficients.dims[1];
        data = new Float32Array(count * frames);
      }
      for (let k = 0; k < count; k++) {
        const row = k * (to - from) - from;
        data.set(coefficients.data.subarray(row + start, row + end), k * frames + start);
      }
      heard.set(speaking.data.subarray(start - from, end - from), start);
    }
  } finally {
    await source.return?.(undefined);
  }
  return { count, frames, data, heard };
}

/** The features that a coming chunk still needs. Owns their buffer. */
class KeptRows {
  width = 0;
  private data = new Float32Array(0);
  private start = 0;
  private count = 0;

  /** @param most frames a chunk takes; what a source gives at once comes on top */
  constructor(private readonly most: number) {}

  /** The frame after the last one here. */
  get end(): number {
    return this.start + this.count;
  }

  append(rows: SpeechRows): void {
    this.width = rows.width;
    const needed = (this.count + rows.frames) * rows.width;
    if (needed > this.data.length) {
      const grown = new Float32Array(Math.max(needed, (this.most + rows.frames) * rows.width));
      grown.set(this.data.subarray(0, this.count * rows.width));
      this.data = grown;
    }
    this.data.set(rows.data.subarray(0, rows.frames * rows.width), this.count * rows.width);
    this.count += rows.frames;
  }

  forget(before: number): void {
    const gone = Math.max(0, Math.min(this.count, before - this.start));
    this.data.copyWithin(0, gone * this.width, this.count * this.width);
    this.start += gone;
    this.count -= gone;
  }

  rows(from: number, to: number): Float32Array {
    return this.data.slice((from - this.start) * this.width, (to - this.start) * this.width);
  }
}
