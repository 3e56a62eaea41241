import { describe, expect, it } from 'vitest';
import { Fft } from '../../../../src/core/sound/fft.js';

describe('fft', () => {
  it('agrees with the definition on length 60', () => {
    const re = Float64Array.from({ length: 60 }, (_, i) => Math.sin(i * i));
    const im = Float64Array.from({ length: 60 }, (_, i) => Math.cos(3 * i));
    const [outRe, outIm] = [re.slice(), im.slice()];
    new Fft(60).transform(outRe, outIm);
    for (let k = 0; k < 60; k++) {
      let [sumRe, sumIm] = [0, 0];
      for (let n = 0; n < 60; n++) {
        const angle = (-2 * Math.PI * k * n) / 60;
        sumRe += re[n] * Math.cos(angle) - im[n] * Math.sin(angle);
        sumIm += re[n] * Math.sin(angle) + im[n] * Math.cos(angle);
      }
      expect(outRe[k]).toBeCloseTo(sumRe, 9);
      expect(outIm[k]).toBeCloseTo(sumIm, 9);
    }
  });

  it('refuses a length it cannot factor', () => {
    expect(() => new Fft(14)).toThrow(RangeError);
  });
});
