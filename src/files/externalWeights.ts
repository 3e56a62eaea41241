import { open, type FileHandle } from 'node:fs/promises';

/** What a message's field holds that leads to tensors. */
type Kind = 'model' | 'graph' | 'node' | 'attribute' | 'sparse' | 'function' | 'tensor';

/** Fields of onnx.proto by their numbers. */
const INNER: Readonly<Record<Exclude<Kind, 'tensor'>, Readonly<Record<number, Kind>>>> = {
  model: { 7: 'graph', 25: 'function' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  function: { 7: 'node', 11: 'attribute' },
};
/** `TensorProto.external_data`. */
const EXTERNAL_DATA = 13;
/** A byte of a number of 64 bits carries 7. */
const LONGEST_NUMBER = 10;
const DEEPEST = 64;
const PIECE = 1 << 16;

/**
 * Whether an ONNX file keeps weights in other files. Weights are skipped, not read: a file of gigabytes takes no more
 * than one of kilobytes. False of what is no such file: whoever runs it says so.
 */
export async function hasExternalWeights(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return await new Walk(file).holds('model', { at: 0, end: size }, 0);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  } finally {
    await file.close();
  }
}

interface Stretch {
  readonly at: number;
  readonly end: number;
}

/** Reads fields one after another; a RangeError says that they are none. */
class Walk {
  private piece = Buffer.alloc(0);
  private pieceAt = 0;

  constructor(private readonly file: FileHandle) {}

  async holds(kind: Kind, { at, end }: Stretch, depth: number): Promise<boolean> {
    if (depth > DEEPEST) throw new RangeError('nested too deep');
    while (at < end) {
      const tag = await this.number(at);
      const field = Math.floor(tag.value / 8);
      const { inner, next } = await this.content(tag.next, tag.value % 8);
      if (next > end) throw new RangeError('a field ends behind its message');
      if (kind === 'tensor' && field === EXTERNAL_DATA) return true;
      const held = kind === 'tensor' ? undefined : INNER[kind][field];
      if (inner && held && (await this.holds(held, inner, depth + 1))) return true;
      at = next;
    }
    return false;
  }

  private async content(
    at: number,
    wire: number,
  ): Promise<{ readonly inner?: Stretch; readonly next: number }> {
    if (wire === 0) return { next: (await this.number(at)).next };
    if (wire === 1) return { next: at + 8 };
    if (wire === 5) return { next: at + 4 };
    if (wire !== 2) throw new RangeError(`no wire type: ${wire}`);
    const length = await this.number(at);
    const end = length.next + length.value;
    return { inner: { at: length.next, end }, next: end };
  }

  private async number(at: number): Promise<{ readonly value: number; readonly next: number }> {
    let value = 0;
    for (let i = 0; i < LONGEST_NUMBER; i++) {
      const byte = await this.byte(at + i);
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) return { value, next: at + i + 1 };
    }
    throw new RangeError('a number without an end');
  }

  private async byte(at: number): Promise<number> {
    if (at < this.pieceAt || at >= this.pieceAt + this.piece.length) {
      const piece = Buffer.alloc(PIECE);
      const { bytesRead } = await this.file.read(piece, 0, PIECE, at);
      if (bytesRead === 0) throw new RangeError('it ends within a field');
      this.piece = piece.subarray(0, bytesRead);
      this.pieceAt = at;
    }
    return this.piece[at - this.pieceAt];
  }
}
