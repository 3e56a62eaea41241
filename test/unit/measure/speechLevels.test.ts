import { describe, expect, it } from 'vitest';
import { SpeechLevelMeter, type SpeechLevels } from '../../../src/core/measure/speechLevels.js';

const RATE = 16000;

function levels(seconds: number, wave: (t: number, i: number) => number, pieces = 1): SpeechLevels {
  const all = Float32Array.from({ length: seconds * RATE }, (_, i) => wave(i / RATE, i));
  const meter = new SpeechLevelMeter(RATE);
  const size = Math.ceil(all.length / pieces);
  for (let from = 0; from < all.length; from += size) meter.push(all.subarray(from, from + size));
  return meter.measure;
}
/** A tone whose loudness rises and falls like syllables, so that only a few peaks are highest. */
const syllables = (t: number): number =>
  0.5 * (0.02 + Math.abs(Math.sin(2.3 * t) * Math.sin(9.7 * t))) * Math.sin(1365.3 * t);
/** Repeatable noise, -1..1. */
const noise = (i: number): number => {
  const x = Math.sin(12.9898 * i) * 43758.5453;
  return 2 * (x - Math.floor(x)) - 1;
};

describe('SpeechLevelMeter', () => {
  it('measures a tone of half full scale', () => {
    const tone = levels(2, (t) => 0.5 * Math.sin(2 * Math.PI * 400 * t));
    expect(tone.duration).toBe(2);
    expect(tone.peak).toBeCloseTo(-6.02, 2);
    // RMS of a sine is 3.01 dB under its peak; bins are a quarter of a dB.
    expect(Math.abs((tone.speechLevel ?? 0) - -9.03)).toBeLessThan(0.13);
  });

  it('does not care how the recording is cut up', () => {
    const { silenceShare, ...whole } = levels(3, syllables);
    const { silenceShare: pieceShare, ...pieces } = levels(3, syllables, 77);
    expect(pieces).toEqual(whole);
    expect(pieceShare(-30)).toBe(silenceShare(-30));
  });

  it('counts silence', () => {
    const half = levels(2, (t) => (t < 1 ? 0 : syllables(t) + 0.1 * noise(t * RATE)));
    expect(half.silenceShare(-45)).toBeCloseTo(0.5, 9);
    const none = levels(1, () => 0);
    expect(none.silenceShare(-45)).toBe(1);
    expect(none).toMatchObject({ peak: null, noiseFloor: null, speechLevel: null });
    expect(new SpeechLevelMeter(RATE).measure.silenceShare(-45)).toBe(1);
  });

  it('sees noise under the speech', () => {
    const spread = ({ speechLevel, noiseFloor }: SpeechLevels): number =>
      (speechLevel ?? NaN) - (noiseFloor ?? NaN);
    const pauses = (t: number): number => (t % 1 < 0.3 ? 0 : syllables(t));
    expect(spread(levels(8, (t, i) => pauses(t) + 0.0003 * noise(i)))).toBeGreaterThan(40);
    expect(spread(levels(8, (t, i) => pauses(t) + 0.3 * noise(i)))).toBeLessThan(10);
  });

  it('counts flat tops, at full scale and below it', () => {
    const clip = (x: number): number => Math.max(-1, Math.min(1, x));
    expect(levels(8, syllables).clippedShare).toBeLessThan(0.0005);
    expect(levels(8, (t) => clip(5 * syllables(t))).clippedShare).toBeGreaterThan(0.2);
    expect(levels(8, (t) => 0.5 * clip(5 * syllables(t))).clippedShare).toBeGreaterThan(0.2);
    // Overshoot, as a lossy codec makes of cut tops.
    const lossy = levels(8, (t, i) => clip(5 * syllables(t)) * (1 + 0.04 * Math.abs(noise(i))));
    expect(lossy.clippedShare).toBeGreaterThan(0.2);
  });

  it('takes a quiet constant for no clipping', () => {
    expect(levels(1, () => 0.01).clippedShare).toBe(0);
  });
});
