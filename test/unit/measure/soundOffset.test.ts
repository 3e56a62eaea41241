import { describe, expect, it } from 'vitest';
import { seeded } from '../../../src/core/seeded.js';
import { soundOffset } from '../../../src/core/measure/soundOffset.js';

/** Something like syllables: some of them, of uneven length. */
const syllables = (seconds: number): number =>
  Math.max(0, Math.sin(17 * seconds + 2 * Math.sin(3 * seconds)) + 0.4 * Math.sin(7.3 * seconds));

const filmed = (frames: number, rate: number, at: (seconds: number) => number): Float64Array =>
  Float64Array.from({ length: frames }, (_, frame) => at(frame / rate));

describe('the offset between sound and picture', () => {
  it('is found to a few milliseconds, early and late, at any frame rate', () => {
    for (const rate of [24, 25, 29.97, 60]) {
      for (const seconds of [-0.13, -0.04, 0, 0.022, 0.1]) {
        const lips = filmed(5 * rate, rate, (at) => syllables(at + seconds));
        const found = soundOffset(lips, rate, syllables);
        expect(found?.sure).toBe(true);
        expect(Math.abs((found?.seconds ?? NaN) - seconds)).toBeLessThan(0.006);
      }
    }
  });

  it('is found through noise and frames without a face', () => {
    const draw = seeded(7);
    const lips = filmed(200, 25, (at) => syllables(at + 0.06) + 0.5 * draw()).map((value, i) =>
      i % 11 === 0 ? NaN : value,
    );
    const found = soundOffset(lips, 25, syllables);
    expect(found?.sure).toBe(true);
    expect(Math.abs((found?.seconds ?? NaN) - 0.06)).toBeLessThan(0.015);
  });

  it('is not sure of somebody else’s sound, nor of an offset beyond its reach', () => {
    const other = filmed(200, 25, (at) => syllables(1.37 * at + 40));
    expect(soundOffset(other, 25, syllables)?.sure ?? false).toBe(false);
    const far = filmed(200, 25, (at) => syllables(at + 0.6));
    expect(soundOffset(far, 25, syllables)?.sure ?? false).toBe(false);
  });

  it('is none where nothing moves or hardly a mouth is seen', () => {
    expect(soundOffset(new Float64Array(200), 25, syllables)).toBeNull();
    expect(soundOffset(new Float64Array(200).fill(NaN), 25, syllables)).toBeNull();
    expect(soundOffset(filmed(30, 25, syllables), 25, syllables)).toBeNull();
  });
});
