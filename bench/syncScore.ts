import { correlate, MIN_PAIRS } from '../src/core/measure/lagCorrelator.js';
import { median, pearson } from '../src/core/measure/statistics.js';
import type { LipTrack } from './lipTrack.js';

/** How one video's lips follow another's. Null where too little could be measured. */
export interface SyncScore {
  readonly frames: number;
  /** Pearson r of the aperture, frame by frame. */
  readonly apertureR: number | null;
  /** The same of the distance between the mouth corners. */
  readonly widthR: number | null;
  /** Frames by which the lips trail, where r is best within +-8, and the r there. */
  readonly lag: number | null;
  readonly bestR: number | null;
  /** sd of the aperture over the reference's. */
  readonly articulation: number | null;
}

/** Spread of the real aperture (eye distances) below which nobody speaks. */
const MIN_MOVEMENT = 0.005;

/** Compares over the frames both have; a shorter one ends the comparison. */
export function scoreSync(real: LipTrack, made: LipTrack): SyncScore {
  const aperture = correlate(real.aperture, made.aperture);
  const together = aperture.at(0);
  const { count: frames, deviationA } = together;
  if (frames < MIN_PAIRS || deviationA < MIN_MOVEMENT) {
    return {
      frames,
      ...{ apertureR: null, widthR: null, lag: null, bestR: null },
      articulation: null,
    };
  }
  const best = aperture.best();
  return {
    frames,
    apertureR: together.correlation,
    widthR: pearson(real.width, made.width),
    lag: best?.lag ?? null,
    bestR: best?.r ?? null,
    articulation: together.deviationB / deviationA,
  };
}

/** Medians over clips, each figure over the clips that have it. */
export function medianScore(
  scores: readonly SyncScore[],
): SyncScore & { readonly absLag: number | null } {
  const of = (pick: (score: SyncScore) => number | null): number | null =>
    median(scores.map((score) => pick(score) ?? NaN));
  return {
    frames: scores.reduce((sum, { frames }) => sum + frames, 0),
    apertureR: of((score) => score.apertureR),
    widthR: of((score) => score.widthR),
    lag: of((score) => score.lag),
    absLag: of((score) => (score.lag === null ? null : Math.abs(score.lag))),
    bestR: of((score) => score.bestR),
    articulation: of((score) => score.articulation),
  };
}
