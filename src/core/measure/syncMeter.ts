import type { SyncMeasure } from '../report.js';
import { LagCorrelator, MIN_PAIRS } from './lagCorrelator.js';

/**
 * Spread of the meant aperture (eye distances) below which there is no movement to follow: a fifth
 * of a pixel on a face 100 pixels between the eyes, which the tracker cannot tell from noise.
 */
const MIN_MOVEMENT = 0.002;

/**
 * How the rendered lips follow the meant motion, fed once an output frame. Owns running sums only,
 * so a long video needs no more memory than a short one.
 */
export class SyncMeter {
  private readonly correlator = new LagCorrelator();

  /**
   * Inner-lip apertures in eye distances (see `lipShape`): what was meant and what was found on the
   * rendered picture. Null is a frame without the one or the other: passed through, or not tracked.
   */
  push(intended: number | null, rendered: number | null): void {
    this.correlator.push(intended ?? NaN, rendered ?? NaN);
  }

  get measure(): SyncMeasure {
    const together = this.correlator.at(0);
    const frames = together.count;
    if (frames < MIN_PAIRS || together.deviationA < MIN_MOVEMENT) {
      return { frames, apertureR: null, lagFrames: null, articulation: null };
    }
    return {
      frames,
      apertureR: together.correlation,
      lagFrames: this.correlator.best()?.lag ?? null,
      articulation: together.deviationB / together.deviationA,
    };
  }
}
