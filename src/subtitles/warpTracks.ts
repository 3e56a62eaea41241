import type { FeatureTrack } from './featureTrack.js';

export interface WarpOptions {
  /** About which frame of `b` a frame of `a` is heard at. */
  readonly about: (frame: number) => number;
  /** Frames of `b` that are looked at on either side of that. */
  readonly reach: number;
}

export interface Warp {
  /** For each frame of `a` the frame of `b` that says the same. */
  readonly way: Float64Array;
  /** Mean distance along it, 0 (the same) to 2. */
  readonly distance: number;
}

/** What a difference between loud and silent counts. */
const LOUDNESS = 1;
/** What it costs that one of the two waits for the other for a frame. */
const WAITING = 0.3;

/**
 * Dynamic time warping: the cheapest way to go through two speeches of the same words together, within a band. Takes time
 * and a byte of memory for each cell of the band.
 */
export function warpTracks(a: FeatureTrack, b: FeatureTrack, { about, reach }: WarpOptions): Warp {
  const size = 2 * reach + 1;
  const came = new Uint8Array(a.frames * size);
  let last = new Float32Array(size).fill(Infinity);
  let lastStart = 0;
  for (let i = 0; i < a.frames; i++) {
    const start = bandStart(about(i), reach, b.frames);
    const next = new Float32Array(size).fill(Infinity);
    for (let k = 0; k < size && start + k < b.frames; k++) {
      const j = start + k;
      const d = distance(a, i, b, j);
      const at = j - lastStart;
      const both = i === 0 ? (j === 0 ? 0 : Infinity) : valueAt(last, at - 1);
      // A beginning of the other that is not said here costs little a frame.
      const down = i === 0 ? j * WAITING * 4 : valueAt(last, at) + WAITING;
      const along = k === 0 ? Infinity : next[k - 1] + WAITING;
      const best = Math.min(both, down, along);
      came[i * size + k] = best === both ? 0 : best === down ? 1 : 2;
      next[k] = best + d;
    }
    last = next;
    lastStart = start;
  }
  return trace({ a, b, about, reach, came, last });
}

interface Walked extends WarpOptions {
  readonly a: FeatureTrack;
  readonly b: FeatureTrack;
  readonly came: Uint8Array;
  readonly last: Float32Array;
}

function trace({ a, b, about, reach, came, last }: Walked): Warp {
  const size = 2 * reach + 1;
  const starts = (i: number): number => bandStart(about(i), reach, b.frames);
  const way = new Float64Array(a.frames);
  let i = a.frames - 1;
  let j = endOf(last, starts(i), b.frames);
  let sum = 0;
  let first = j;
  let latest = j;
  while (i >= 0) {
    const k = j - starts(i);
    sum += distance(a, i, b, j);
    first = Math.min(first, j);
    const step = k >= 0 && k < size ? came[i * size + k] : 1;
    if (step === 2) {
      j -= 1;
      continue;
    }
    // Where the other goes on during a frame, the middle of what it says meanwhile.
    way[i] = (first + latest) / 2;
    i -= 1;
    if (step === 0) j -= 1;
    first = latest = j;
  }
  return { way, distance: sum / Math.max(1, a.frames) };
}

/** An end of the other that is not said here is left over. */
function endOf(last: Float32Array, start: number, frames: number): number {
  let best = Math.max(0, Math.min(frames - 1, start));
  let least = Infinity;
  for (let k = 0; k < last.length && start + k < frames; k++) {
    const cost = last[k] + (frames - 1 - start - k) * WAITING * 4;
    if (cost < least) [least, best] = [cost, start + k];
  }
  return best;
}

function bandStart(centre: number, reach: number, frames: number): number {
  return Math.max(0, Math.min(Math.round(centre) - reach, frames - 1 - 2 * reach));
}

function valueAt(row: Float32Array, at: number): number {
  return at >= 0 && at < row.length ? row[at] : Infinity;
}

function distance(a: FeatureTrack, i: number, b: FeatureTrack, j: number): number {
  const { width } = a;
  let product = 0;
  for (let n = 0; n < width; n++) product += a.data[i * width + n] * b.data[j * width + n];
  return 1 - product + LOUDNESS * Math.abs(a.loud[i] - b.loud[j]);
}
