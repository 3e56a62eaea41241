import { parabolaPeak } from './lagCorrelator.js';
import { pearson } from './statistics.js';

/** Seconds either way that an offset is looked for, and from one try to the next. */
const REACH = 0.25;
const STEP = 0.01;
/** Frames with a mouth below which nothing is said. */
const MIN_FRAMES = 40;
/** Lips that agree less than this with the sound at best may be somebody else's. */
const SURE_R = 0.5;
/** At this distance (seconds) agreement must have fallen by as much, or the peak is no peak. */
const FALL_AT = 0.12;
const FALL = 0.12;

/** How a video's sound lies against its picture. */
export interface SoundOffset {
  /** Positive: the sound comes so many seconds after the lips that make it. */
  readonly seconds: number;
  /** Pearson's r of the lips with what the sound lets expect, at that offset. */
  readonly r: number;
  /** Whether it is the lips' own sound and the offset is known to a frame or so. */
  readonly sure: boolean;
}

/**
 * The shift at which filmed lips agree best with those that their sound lets expect.
 * @param aperture of each frame, any unit; NaN where no mouth is seen
 * @param rate frames a second
 * @param expectedAt the aperture that the sound lets expect at a time, seconds
 * @returns null where too little moves or is seen
 */
export function soundOffset(
  aperture: ArrayLike<number>,
  rate: number,
  expectedAt: (seconds: number) => number,
): SoundOffset | null {
  const seen = Array.from(aperture).filter((value) => Number.isFinite(value)).length;
  if (seen < MIN_FRAMES) return null;
  const steps = Math.round(REACH / STEP);
  const agreement = Array.from({ length: 2 * steps + 1 }, (_, i) => {
    const shift = (i - steps) * STEP;
    const expected = Float64Array.from(aperture, (_, frame) => expectedAt(frame / rate + shift));
    return pearson(aperture, expected) ?? -1;
  });
  const best = agreement.indexOf(Math.max(...agreement));
  const r = agreement[best];
  if (r <= 0) return null;
  const atEdge = best === 0 || best === agreement.length - 1;
  const peak = atEdge ? 0 : parabolaPeak(agreement[best - 1], r, agreement[best + 1]);
  const away = Math.round(FALL_AT / STEP);
  const falls = [best - away, best + away].every(
    (i) => r - (agreement.at(Math.max(0, i)) ?? 0) >= FALL,
  );
  return { seconds: (best - steps + peak) * STEP, r, sure: !atEdge && r >= SURE_R && falls };
}
