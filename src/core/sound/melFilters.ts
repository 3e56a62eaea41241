/** Slaney's mel scale, as librosa has it: linear to 1 kHz, logarithmic above. */
function melToHz(mel: number): number {
  return mel >= 15 ? 1000 * Math.exp((Math.log(6.4) / 27) * (mel - 15)) : (mel * 200) / 3;
}

function hzToMel(hz: number): number {
  return hz >= 1000 ? 15 + Math.log(hz / 1000) / (Math.log(6.4) / 27) : (hz * 3) / 200;
}

/** One band's triangle over the bins of a spectrum, stored without its zeros. */
export interface MelFilter {
  readonly firstBin: number;
  readonly weights: Float64Array;
}

/**
 * Triangular filters of unit area (Slaney's normalisation), evenly spaced in mel.
 * @param options.window samples of the transform whose first half of bins they weigh
 */
export function melFilters(options: {
  readonly bands: number;
  readonly lowestHz: number;
  readonly highestHz: number;
  readonly window: number;
  readonly sampleRate: number;
}): readonly MelFilter[] {
  const { bands, window, sampleRate } = options;
  const low = hzToMel(options.lowestHz);
  const high = hzToMel(options.highestHz);
  const corner = (i: number): number => melToHz(low + ((high - low) * i) / (bands + 1));
  return Array.from({ length: bands }, (_, band) => {
    const [a, b, c] = [corner(band), corner(band + 1), corner(band + 2)];
    const weights: number[] = [];
    let firstBin = -1;
    for (let bin = 0; bin <= window / 2; bin++) {
      const hz = (bin * sampleRate) / window;
      const weight = Math.max(0, Math.min((hz - a) / (b - a), (c - hz) / (c - b))) * (2 / (c - a));
      if (weight <= 0) continue;
      if (firstBin < 0) firstBin = bin;
      weights.push(weight);
    }
    return { firstBin: Math.max(0, firstBin), weights: Float64Array.from(weights) };
  });
}
