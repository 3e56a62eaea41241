import { correlate, MIN_PAIRS } from '../../src/core/measure/lagCorrelator.js';
import type { SoundOffset } from '../../src/core/measure/soundOffset.js';
import { pearson, quantile, standardDeviation } from '../../src/core/measure/statistics.js';
import { pooledJitter, type FrameFilter } from '../../src/core/measure/unsteadiness.js';
import { landmarkDistance, stillHead } from './alignedPoints.js';
import { JAW_PLACES, later, LIP_PLACES, type FaceSeries } from './faceSeries.js';
import type { SpeechParts } from './speechParts.js';

/** Spread of the real aperture (eye distances) below which nobody speaks. */
const MIN_MOVEMENT = 0.005;
/** Seconds either way in which the best lag is looked for. */
const LAG_SECONDS = 0.32;
/** Frames of a kind below which nothing is said of them. */
const MIN_FRAMES = 5;

/** How one video's lips follow another's. Null where too little could be measured. */
export interface FollowScore {
  readonly apertureR: number | null;
  readonly widthR: number | null;
  /** Milliseconds by which the lips trail where r is best; null too where that is at the range's end. */
  readonly lagMs: number | null;
  readonly bestR: number | null;
  /** sd of the aperture over the reference's. */
  readonly articulation: number | null;
}

/** Compares over the frames both have; a shorter one ends the comparison. */
export function followScore(real: FaceSeries, made: FaceSeries): FollowScore {
  const correlator = correlate(
    real.aperture,
    made.aperture,
    Math.max(1, Math.round(LAG_SECONDS * real.frameRate)),
  );
  const together = correlator.at(0);
  if (together.count < MIN_PAIRS || together.deviationA < MIN_MOVEMENT) {
    return { apertureR: null, widthR: null, lagMs: null, bestR: null, articulation: null };
  }
  const best = correlator.best();
  return {
    apertureR: together.correlation,
    widthR: pearson(real.width, made.width),
    lagMs: best === null || best.atEdge ? null : (1000 * best.lag) / real.frameRate,
    bestR: best?.r ?? null,
    articulation: together.deviationB / together.deviationA,
  };
}

/** How lips follow another video's, its own offset between sound and picture taken out. */
export interface OwnOffsetScore {
  readonly apertureOwnR: number | null;
  readonly widthOwnR: number | null;
  /** Positive: the real video's sound trails its lips. */
  readonly offsetMs: number | null;
}

/** @param offset of the real video; null where its sound says nothing of its lips */
export function ownOffsetScore(
  real: FaceSeries,
  made: FaceSeries,
  offset: SoundOffset | null,
): OwnOffsetScore {
  if (offset === null || !offset.sure)
    return { apertureOwnR: null, widthOwnR: null, offsetMs: null };
  const { apertureR, widthR } = followScore(later(real, offset.seconds), made);
  return { apertureOwnR: apertureR, widthOwnR: widthR, offsetMs: 1000 * offset.seconds };
}

export interface ShapeScore {
  readonly lmd: number | null;
  readonly lipJitterSpeech: number | null;
  readonly lipJitterSilence: number | null;
  readonly met: number | null;
}

/** What needs the same head in both videos. */
export function shapeScore(real: FaceSeries, made: FaceSeries, parts: SpeechParts): ShapeScore {
  return {
    lmd: landmarkDistance(real, made, LIP_PLACES),
    lipJitterSpeech: jitterRatio(real, made, parts.spoken),
    lipJitterSilence: jitterRatio(real, made, parts.silent),
    met: metClosures(real.aperture, made.aperture, parts.spoken),
  };
}

/** Unsteadiness of lips and jaw over the real ones', where both have a face. */
function jitterRatio(real: FaceSeries, made: FaceSeries, where: FrameFilter): number | null {
  const places = [...LIP_PLACES, ...JAW_PLACES];
  const both: FrameFilter = (frame) =>
    where(frame) &&
    [frame - 1, frame, frame + 1].every(
      (i) => Number.isFinite(real.unit[i]) && Number.isFinite(made.unit[i]),
    );
  const stride = 2 * places.length;
  const before = pooledJitter(stillHead(real, places), stride, both);
  const after = pooledJitter(stillHead(made, places), stride, both);
  return before === null || after === null || before === 0 ? null : after / before;
}

/** How far above its own rest a scorer may read a mouth that counts as shut, of its usual range. */
const SHUT = 0.15;

/** Aperture at or below which a mouth of this clip is shut, from the real lips' own range. */
export function shutLevel(aperture: Float64Array): number | null {
  const low = quantile(aperture, 0.05);
  const high = quantile(aperture, 0.95);
  return low === null || high === null || high - low < MIN_MOVEMENT
    ? null
    : low + SHUT * (high - low);
}

/**
 * Share of the real lips' closures in speech (runs of shut frames with an opening before and after) at
 * which the made lips shut too, one frame early or late allowed. Null with fewer than three.
 */
export function metClosures(
  real: Float64Array,
  made: Float64Array,
  spoken: FrameFilter,
): number | null {
  const shut = shutLevel(real);
  if (shut === null) return null;
  let [closures, met] = [0, 0];
  let from: number | undefined;
  for (let i = 1; i < Math.min(real.length, made.length) - 1; i++) {
    if (real[i] <= shut) {
      if (real[i - 1] > shut) from = i;
      if (from === undefined || !(real[i + 1] > shut)) continue;
      const [first, last] = [from, i];
      from = undefined;
      const around = made.subarray(Math.max(0, first - 1), last + 2);
      if (!spoken(first) || !spoken(last) || around.some((value) => Number.isNaN(value))) continue;
      closures += 1;
      if (around.some((value) => value <= shut)) met += 1;
    } else if (Number.isNaN(real[i])) from = undefined;
  }
  return closures < 3 ? null : met / closures;
}

export interface QuietScore {
  /** sd of the aperture in silence over that in speech. */
  readonly leak: number | null;
  /** Mean aperture in silence over that in speech: a mouth frozen open does not leak, but it gapes. */
  readonly gape: number | null;
  /** sd of the aperture in speech, eye distances. */
  readonly movement: number | null;
}

export function quietScore({ aperture }: FaceSeries, parts: SpeechParts): QuietScore {
  const silent = [...aperture.keys()].filter((i) => parts.silent(i) && !Number.isNaN(aperture[i]));
  const spoken = [...aperture.keys()].filter((i) => parts.spoken(i) && !Number.isNaN(aperture[i]));
  const values = (frames: readonly number[]): number[] => frames.map((i) => aperture[i]);
  const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
  const movement = spoken.length < MIN_FRAMES ? null : standardDeviation(values(spoken));
  if (silent.length < MIN_FRAMES || movement === null || movement < MIN_MOVEMENT) {
    return { leak: null, gape: null, movement };
  }
  return {
    leak: standardDeviation(values(silent)) / movement,
    gape: mean(values(silent)) / mean(values(spoken)),
    movement,
  };
}
