import { median } from '../core/measure/statistics.js';
import type { YuvFrame } from '../core/frame.js';
import type { MouthCover } from '../core/mouthCover.js';
import type { Run } from '../core/runs.js';
import { COVER_FLOATS, coverSample, type CoverSample } from './coverSample.js';

/** Frames that are compared with each other: a minute of one shot at most. */
const BLOCK = 1500;
/** Fewer tell nothing. */
const FEWEST = 15;
/**
 * How far a place may be from how it mostly looks: in hundredths of brightness (natural logarithm) and in
 * steps of chroma; more where it changes much anyway.
 */
const LUMA = { least: 35, usual: 7 };
const CHROMA = { least: 14, usual: 6 };
/** Places that look unlike themselves at once. In 36 people's clips without anything there were 2 at most. */
const MANY = 4;
/** Frames: shorter covers are none, shorter gaps are covered, and what comes and goes takes some more. */
const SHORTEST = 3;
const GAP = 5;
const EDGE = 2;
/** Where this share less of the skin's colour is in what looks usual, the cover is what is usual. */
const SKIN = 0.8;

interface Kept {
  readonly index: number;
  readonly sample: Float32Array;
  readonly lettered: boolean;
}

/** What a meter found. */
export interface Covers {
  /** Frames in which something lies before the mouth. */
  readonly covered: readonly Run[];
  readonly cover: MouthCover;
}

/**
 * Finds what lies before a mouth: hands, microphones. It does not look like the lips and the skin around
 * them look in the other frames of the shot. What is there in every frame is not found so, but for
 * letters. Owns at most a minute of samples.
 */
export class CoverMeter {
  private kept: Kept[] = [];
  private readonly covered: { from: number; to: number }[] = [];
  private frames = 0;
  private cut = 0;
  private lettered = 0;

  /** The next frame that shows a face from the front. @param fresh another shot begins */
  push(frame: YuvFrame, landmarks: Float32Array, index: number, fresh: boolean): void {
    if (fresh || this.kept.length >= BLOCK) this.judge();
    const { look, cut, lettered }: CoverSample = coverSample(frame, landmarks);
    this.kept.push({ index, sample: look, lettered });
    this.frames += 1;
    if (cut) this.cut += 1;
  }

  /** After the last frame. */
  result(): Covers {
    this.judge();
    const { covered, frames } = this;
    const share = (count: number): number => (frames === 0 ? 0 : count / frames);
    const length = covered.reduce((sum, { from, to }) => sum + to - from, 0);
    return {
      covered,
      cover: {
        coveredShare: Math.min(1, share(length)),
        cutShare: share(this.cut),
        // What comes before a mouth may have edges of its own.
        lettered: this.lettered > (this.frames - length) / 2,
      },
    };
  }

  private judge(): void {
    const { kept } = this;
    this.kept = [];
    const runs = coveredRuns(kept);
    for (const { from, to } of runs) {
      this.covered.push({ from: kept[from].index, to: kept[to - 1].index + 1 });
    }
    const isCovered = (i: number): boolean => runs.some(({ from, to }) => i >= from && i < to);
    this.lettered += kept.filter(({ lettered }, i) => lettered && !isCovered(i)).length;
  }
}

/** Places in a list of frames of one shot. */
function coveredRuns(kept: readonly Kept[]): readonly Run[] {
  if (kept.length < FEWEST) return [];
  const odd = oddPlaces(kept).map((count) => count >= MANY);
  if (!odd.includes(true)) return [];
  return smoothed(coverIsUsual(kept, odd) ? odd.map((flag) => !flag) : odd);
}

/** Of each frame, how many places look unlike they mostly do. */
function oddPlaces(kept: readonly Kept[]): number[] {
  const counts = kept.map(() => 0);
  for (let place = 0; place < COVER_FLOATS; place += 3) {
    const [luma, u, v] = [0, 1, 2].map((k) => spreadOf(kept, place + k));
    const lumaLimit = Math.max(LUMA.least, LUMA.usual * luma.spread);
    const chromaLimit = Math.max(CHROMA.least, CHROMA.usual * Math.hypot(u.spread, v.spread));
    kept.forEach(({ sample }, i) => {
      const dark = Math.abs(sample[place] - luma.middle) > lumaLimit;
      const du = sample[place + 1] - u.middle;
      const dv = sample[place + 2] - v.middle;
      if (dark || Math.hypot(du, dv) > chromaLimit) counts[i] += 1;
    });
  }
  return counts;
}

function spreadOf(kept: readonly Kept[], at: number): { middle: number; spread: number } {
  const values = kept.map(({ sample }) => sample[at]);
  const middle = median(values) ?? 0;
  return { middle, spread: median(values.map((value) => Math.abs(value - middle))) ?? 0 };
}

/** Whether the frames that look odd are those that show skin. */
function coverIsUsual(kept: readonly Kept[], odd: readonly boolean[]): boolean {
  const far = (flag: boolean): number =>
    median(kept.flatMap(({ sample }, i) => (odd[i] === flag ? [distanceFromSkin(sample)] : []))) ??
    Infinity;
  return far(true) < SKIN * far(false);
}

/** Samples are relative to the cheeks. */
function distanceFromSkin(sample: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < COVER_FLOATS; i += 3) {
    sum +=
      Math.abs(sample[i]) / LUMA.least + Math.hypot(sample[i + 1], sample[i + 2]) / CHROMA.least;
  }
  return sum;
}

/** Runs of flags without short gaps and short runs, a little longer than they are. */
function smoothed(flags: readonly boolean[]): Run[] {
  const runs: { from: number; to: number }[] = [];
  flags.forEach((flag, i) => {
    if (!flag) return;
    const last = runs.at(-1);
    if (last && i - last.to <= GAP) last.to = i + 1;
    else runs.push({ from: i, to: i + 1 });
  });
  return runs
    .filter(({ from, to }) => to - from >= SHORTEST)
    .map(({ from, to }) => ({
      from: Math.max(0, from - EDGE),
      to: Math.min(flags.length, to + EDGE),
    }));
}
