/** A part of a recording. Sample i of the recording is data[i - start]; silence beyond both ends. */
export interface WaveStretch {
  readonly start: number;
  readonly data: Float32Array;
  /** Where the recording ends, as far as this stretch reaches: what follows is not of it. */
  readonly end: number;
}

/**
 * A recording that arrives in pieces, seen through a stretch that only moves forward, so that hours
 * need no more memory than seconds. Owns the samples between the last stretch's start and what has
 * arrived, and the source, until `close`.
 */
export class SampleStream {
  private readonly pieces: AsyncIterator<Float32Array, void, undefined>;
  private kept = new Float32Array(1 << 18);
  /** The recording's index of `kept`'s first sample, and how many it holds. */
  private first = 0;
  private count = 0;
  private over = false;

  constructor(pieces: AsyncIterable<Float32Array>) {
    this.pieces = pieces[Symbol.asyncIterator]() as AsyncIterator<Float32Array, void, undefined>;
  }

  /** Samples of the recording that have arrived: all of them once `ended`. */
  get length(): number {
    return this.first + this.count;
  }

  /** Whether the source is known to have no more. */
  get ended(): boolean {
    return this.over;
  }

  /**
   * Samples `from` to `to` (exclusive), copied. What lies before `from` is forgotten.
   * @throws RangeError when `from` was forgotten; whatever the source throws
   */
  async stretch(from: number, to: number): Promise<WaveStretch> {
    if (Math.max(0, from) < this.first) throw new RangeError(`sample ${from} is forgotten`);
    this.forget(from);
    while (!this.over && this.length < to) {
      const next = await this.pieces.next();
      if (next.done === true) this.over = true;
      else this.append(next.value);
    }
    const data = new Float32Array(to - from);
    const end = Math.min(to, this.length);
    const begin = Math.max(from, this.first);
    if (end > begin) {
      data.set(this.kept.subarray(begin - this.first, end - this.first), begin - from);
    }
    return { start: from, data, end };
  }

  /** Lets the source go. */
  async close(): Promise<void> {
    this.over = true;
    await this.pieces.return?.();
  }

  private append(piece: Float32Array): void {
    const needed = this.count + piece.length;
    if (needed > this.kept.length) {
      const grown = new Float32Array(Math.ceil(needed * 1.5));
      grown.set(this.kept.subarray(0, this.count));
      this.kept = grown;
    }
    this.kept.set(piece, this.count);
    this.count = needed;
  }

  private forget(before: number): void {
    const gone = Math.min(this.count, Math.max(0, before - this.first));
    if (gone === 0) return;
    this.kept.copyWithin(0, gone, this.count);
    this.first += gone;
    this.count -= gone;
  }
}
