import type { Run } from '../core/runs.js';

/**
 * Of a recording's samples only those of some stretches, one stretch after the other.
 * @param stretches in samples, in order, apart from each other
 */
export async function* soundStretches(
  pieces: AsyncIterable<Float32Array>,
  stretches: readonly Run[],
): AsyncGenerator<Float32Array, void, undefined> {
  let next = 0;
  let start = 0;
  for await (const piece of pieces) {
    const end = start + piece.length;
    while (next < stretches.length && stretches[next].from < end) {
      const { from, to } = stretches[next];
      const part = piece.subarray(Math.max(0, from - start), Math.min(piece.length, to - start));
      if (part.length > 0) yield part;
      if (to > end) break;
      next += 1;
    }
    if (next === stretches.length) return;
    start = end;
  }
}

/** Where in such samples a moment of the recording lies; in what was left out, at the nearest that was not. */
export function placeInStretches(stretches: readonly Run[], at: number): number {
  let before = 0;
  for (const [i, { from, to }] of stretches.entries()) {
    const next = stretches.at(i + 1);
    const isNear = next === undefined || at < (to + next.from) / 2;
    if (isNear) return before + Math.max(0, Math.min(to - from, at - from));
    before += to - from;
  }
  return before;
}
