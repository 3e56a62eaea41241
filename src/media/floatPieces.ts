/**
 * Little-endian 32-bit floats of a byte stream whose pieces may end within a number. Each piece is
 * the consumer's to keep; bytes of an unfinished number at the end are dropped.
 */
export async function* floatPieces(pieces: AsyncIterable<Buffer>): AsyncGenerator<Float32Array> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const whole = bytes.length - (bytes.length % 4);
    // A fresh copy: a piece may start anywhere in its memory, a Float32Array may not.
    const aligned = new Uint8Array(bytes.subarray(0, whole));
    rest = bytes.subarray(whole);
    yield new Float32Array(aligned.buffer);
  }
}
