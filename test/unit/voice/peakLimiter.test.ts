import { describe, expect, it } from 'vitest';
import { seeded } from '../../../src/core/seeded.js';
import { LoudnessMeter } from '../../../src/voice/speaking/loudnessMeter.js';
import { limitPeaks } from '../../../src/voice/speaking/peakLimiter.js';
import { PeakMeter, samplePeaks } from '../../../src/voice/speaking/peakMeter.js';

const RATE = 24_000;
const CEILING = 0.87;

/** A voice's pitch under a slow swell, with a burst now and then. */
function bursts(seconds: number): Float32Array {
  const draw = seeded(5);
  return Float32Array.from({ length: seconds * RATE }, (_, at) => {
    const time = at / RATE;
    const voice = 0.1 * Math.sin(2 * Math.PI * 140 * time) * (1 + 0.5 * Math.sin(3 * time));
    const burst = time % 0.7 < 0.01 ? 0.7 * (draw() - 0.5) : 0;
    return voice + burst;
  });
}

function peakOf(samples: Float32Array): number {
  const meter = new PeakMeter();
  meter.push(samples);
  meter.pushSilence(20);
  return meter.peak;
}

describe('peaks that are limited', () => {
  const sound = bursts(4);

  it('stay under the ceiling, between samples too, however loud the rest becomes', () => {
    for (const factor of [1, 3, 5, 10]) {
      expect(peakOf(limitPeaks(sound, factor, CEILING, RATE))).toBeLessThan(CEILING * 1.012);
    }
  });

  it('leave alone what is not near them', () => {
    const limited = limitPeaks(sound, 4, CEILING, RATE);
    // Bursts lie at 0, .7, 1.4 ... seconds and reach 20 ms beyond themselves.
    for (const time of [0.1, 0.3, 0.5, 1, 2.4]) {
      const at = Math.round(time * RATE);
      expect(limited[at]).toBeCloseTo(4 * sound[at], 6);
    }
  });

  it('change nothing of a sound that has room', () => {
    expect(limitPeaks(sound, 1.1, CEILING, RATE)).toEqual(sound.map((sample) => 1.1 * sample));
    expect(limitPeaks(new Float32Array(0), 2, CEILING, RATE)).toHaveLength(0);
    expect(limitPeaks(new Float32Array(5), 2, CEILING, RATE)).toEqual(new Float32Array(5));
  });

  it('come down without a jump', () => {
    const steady = new Float32Array(RATE).fill(0.2);
    steady[RATE / 2] = 1;
    const limited = limitPeaks(steady, 1, CEILING * 0.5, RATE);
    const gains = limited.map((sample, at) => sample / steady[at]);
    const steps = gains.subarray(1).map((gain, at) => Math.abs(gain - gains[at]));
    expect(Math.max(...steps)).toBeLessThan(0.01);
  });

  it('let a speech get as loud as one without them', () => {
    const loudnessOf = (samples: Float32Array) => {
      const meter = new LoudnessMeter(RATE);
      meter.push(samples);
      return meter.loudness ?? -Infinity;
    };
    const limited = limitPeaks(sound, 4, CEILING, RATE);
    const bare = limitPeaks(sound, CEILING / peakOf(sound), CEILING, RATE);
    expect(loudnessOf(limited)).toBeGreaterThan(loudnessOf(bare) + 5);
  });
});

describe('the peaks of a sound by its samples', () => {
  it('are those that the meter finds', () => {
    const sound = bursts(1);
    expect(Math.max(...samplePeaks(sound))).toBeCloseTo(peakOf(sound), 6);
  });

  it('are told at the samples between which they lie', () => {
    // Half way between its samples a sine of a quarter of the rate is 1.41 times what they are.
    const sine = Float32Array.from({ length: 400 }, (_, at) =>
      at < 200 ? 0 : 0.5 * Math.SQRT2 * Math.sin((Math.PI / 2) * at + Math.PI / 4),
    );
    const peaks = samplePeaks(sine);
    expect(peaks[300]).toBeGreaterThan(0.69);
    expect(Math.abs(sine[300])).toBeLessThan(0.51);
    expect(peaks[180]).toBe(0);
  });
});
