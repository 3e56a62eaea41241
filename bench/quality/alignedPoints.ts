import { fitSimilarity } from '../../src/core/measure/similarity.js';
import { KEPT, STABLE_PLACES, type FaceSeries } from './faceSeries.js';

/**
 * Chosen points of every frame with the head's own movement taken out: each frame is laid on the
 * reference frame by the similarity that fits its stable points (eyes, brows, nose bridge, temples)
 * best, and measured in the reference's eye distances. x, y of each place, frame after frame; NaN
 * without a face.
 */
export function stillHead(
  series: FaceSeries,
  places: readonly number[],
  reference = firstFace(series),
): Float64Array {
  const out = new Float64Array(series.frames * places.length * 2).fill(NaN);
  if (reference === undefined) return out;
  const unit = series.unit[reference];
  for (let frame = 0; frame < series.frames; frame++) {
    const fit = fitBetween(series, frame, series, reference);
    if (fit === null) continue;
    places.forEach((place, k) => {
      const at = 2 * (frame * KEPT.length + place);
      const [x, y] = [series.points[at], series.points[at + 1]];
      const to = 2 * (frame * places.length + k);
      out[to] = (fit.a * x - fit.b * y + fit.tx) / unit;
      out[to + 1] = (fit.b * x + fit.a * y + fit.ty) / unit;
    });
  }
  return out;
}

function firstFace({ unit }: FaceSeries): number | undefined {
  const first = unit.findIndex((value) => Number.isFinite(value));
  return first < 0 ? undefined : first;
}

/** The similarity from one frame's stable points to another's. */
export function fitBetween(
  from: FaceSeries,
  fromFrame: number,
  to: FaceSeries,
  toFrame: number,
): ReturnType<typeof fitSimilarity> {
  const [a, b] = [fromFrame * KEPT.length, toFrame * KEPT.length];
  return fitSimilarity(from.points, to.points, STABLE_PLACES, a, b);
}

/**
 * Landmark distance (LMD) of two videos of one head: in each frame `made` is laid on `real` by the
 * similarity of the stable points; the mean distance over `places` in eye distances of `real` is that
 * frame's. Returns the mean over the frames both have; null when there is none.
 */
export function landmarkDistance(
  real: FaceSeries,
  made: FaceSeries,
  places: readonly number[],
): number | null {
  let sum = 0;
  let count = 0;
  for (let frame = 0; frame < Math.min(real.frames, made.frames); frame++) {
    const fit = fitBetween(made, frame, real, frame);
    if (fit === null) continue;
    let distance = 0;
    for (const place of places) {
      const at = 2 * (frame * KEPT.length + place);
      const [x, y] = [made.points[at], made.points[at + 1]];
      const dx = fit.a * x - fit.b * y + fit.tx - real.points[at];
      const dy = fit.b * x + fit.a * y + fit.ty - real.points[at + 1];
      distance += Math.hypot(dx, dy);
    }
    sum += distance / places.length / real.unit[frame];
    count += 1;
  }
  return count === 0 ? null : sum / count;
}
