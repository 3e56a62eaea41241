import type { WaveStretch } from '../../../src/core/sound/sampleStream.js';

/** A recording as a decoder gives it: in pieces of `size` samples. */
export async function* piecesOf(
  pcm: Float32Array,
  size = 4096,
): AsyncGenerator<Float32Array, void, undefined> {
  for (let at = 0; at < pcm.length; at += size) {
    await Promise.resolve();
    yield pcm.subarray(at, at + size);
  }
}

/** A whole recording as one stretch. */
export function wholeOf(pcm: Float32Array): WaveStretch {
  return { start: 0, data: pcm, end: pcm.length };
}
