import gridClosures from './gridClosures.json';
import type { FaceSeries } from './faceSeries.js';
import { shutLevel } from './lipMeasures.js';

/** Seconds into the clip of each p, b, m, by clip name: `bench/alignment/align.py` placed them. */
const TIMES: Readonly<Partial<Record<string, readonly number[]>>> = gridClosures;

/** Seconds either way of a placed consonant in which the lips may shut. */
const TOLERANCE = 0.04;
/** Far enough from any word's own p, b, m to show what chance gives. */
const OFF_BEAT = 0.16;

export interface ClosureScore {
  readonly closure: number | null;
  /** The same a quarter of a second away from every p, b, m, where that is near none of the others. */
  readonly offBeat: number | null;
}

/** At how many of a clip's p, b, m the lips shut; null where the clip's words are not known. */
export function closureScore(clip: string, real: FaceSeries, made: FaceSeries): ClosureScore {
  const times = TIMES[clip];
  const shut = shutLevel(real.aperture);
  if (times === undefined || shut === null) return { closure: null, offBeat: null };
  const off = times
    .flatMap((time) => [time - OFF_BEAT, time + OFF_BEAT])
    .filter((time) => times.every((other) => Math.abs(other - time) > 2 * TOLERANCE));
  return { closure: shutShare(made, times, shut), offBeat: shutShare(made, off, shut) };
}

/** Share of the times near which the aperture falls to `shut`; null when none is within the clip. */
export function shutShare(
  { aperture, frameRate }: FaceSeries,
  times: readonly number[],
  shut: number,
): number | null {
  let [count, met] = [0, 0];
  for (const time of times) {
    const from = Math.max(0, Math.round((time - TOLERANCE) * frameRate - 0.5));
    const around = aperture.subarray(from, Math.round((time + TOLERANCE) * frameRate + 0.5));
    if (around.length === 0 || around.some((value) => Number.isNaN(value))) continue;
    count += 1;
    if (around.some((value) => value <= shut)) met += 1;
  }
  return count === 0 ? null : met / count;
}
