/**
 * Passes pieces of samples on and keeps them for another time, as long as they are few. Owns what it keeps.
 */
export class KeptPieces implements AsyncIterable<Float32Array> {
  private readonly kept: Float32Array[] = [];
  private bytes = 0;
  private isWhole = false;

  /** @param most bytes to keep; of a source with more none are */
  constructor(
    private readonly source: AsyncIterable<Float32Array>,
    private readonly most: number,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Float32Array, void, undefined> {
    for await (const piece of this.source) {
      this.keep(piece);
      yield piece;
    }
    this.isWhole = this.bytes <= this.most;
  }

  /** All pieces once more; undefined where the source did not end or had too many. */
  again(): AsyncIterable<Float32Array> | undefined {
    return this.isWhole ? replay(this.kept) : undefined;
  }

  private keep(piece: Float32Array): void {
    this.bytes += piece.byteLength;
    if (this.bytes <= this.most) this.kept.push(piece);
    else this.kept.length = 0;
  }
}

async function* replay(
  pieces: readonly Float32Array[],
): AsyncGenerator<Float32Array, void, undefined> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}
