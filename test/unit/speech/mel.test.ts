import { describe, expect, it } from 'vitest';
import { Fft } from '../../../src/speech/fft.js';
import { relativeLevels } from '../../../src/speech/loudness.js';
import { MEL_BANDS, melSpectrogram } from '../../../src/speech/mel.js';

/** One second: a sweep, and a second tone from the middle on. */
function sweep(): Float32Array {
  return Float32Array.from({ length: 16_000 }, (_, i) => {
    const t = i / 16_000;
    const tone = t > 0.5 ? 0.2 * Math.sin(2 * Math.PI * 3000 * t) : 0;
    return 0.4 * Math.sin(2 * Math.PI * (200 + 600 * t) * t) + tone;
  });
}

/** [frame, band, value] computed with numpy's FFT from the definition in Wav2Lip's hparams. */
const EXPECTED: readonly (readonly [number, number, number])[] = [
  [0, 0, -0.02072],
  [0, 5, 0.35543],
  [0, 79, -1.81467],
  [1, 17, -1.81239],
  [7, 0, -3.59083],
  [7, 5, 1.32209],
  [7, 33, -4],
  [40, 0, -2.86018],
  [40, 17, -0.89834],
  [40, 52, 0.50004],
  [63, 33, -2.38243],
  [80, 5, 0.54153],
  [80, 33, 2.13197],
  [80, 79, -0.53966],
];

describe('mel spectrogram', () => {
  it('matches numbers computed independently', () => {
    const mel = melSpectrogram(sweep());
    expect(mel.frames).toBe(81);
    for (const [frame, band, value] of EXPECTED) {
      expect(mel.data[band * mel.frames + frame], `frame ${frame} band ${band}`).toBeCloseTo(
        value,
        3,
      );
    }
  });

  it('does not change with loudness', () => {
    const loud = melSpectrogram(sweep());
    const quiet = melSpectrogram(sweep().map((sample) => sample / 20));
    loud.data.forEach((value, i) => {
      expect(Math.abs(value - quiet.data[i])).toBeLessThan(1e-3);
    });
  });

  it('is the floor for silence and survives a few samples', () => {
    expect(melSpectrogram(new Float32Array(1600)).data.every((value) => value === -4)).toBe(true);
    expect(melSpectrogram(new Float32Array(3)).data.length % MEL_BANDS).toBe(0);
  });
});

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

describe('relative levels', () => {
  const pcm = sweep().map((sample, i) => (i < 8000 ? sample : 0));

  it('puts loud parts near -20 dB and silence far below, whatever the gain', () => {
    for (const gain of [1, 0.01]) {
      const levels = relativeLevels(
        pcm.map((sample) => sample * gain),
        81,
        80,
      );
      expect(levels[20]).toBeCloseTo(-20, 0);
      expect(levels[60]).toBeLessThan(-45);
    }
  });

  it('calls a recording of nothing silent throughout', () => {
    expect(relativeLevels(new Float32Array(16_000), 81, 80).every((level) => level === -100)).toBe(
      true,
    );
  });
});
