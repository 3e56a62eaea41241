import { describe, expect, it } from 'vitest';
import { WHISPER_BANDS, WHISPER_HOP, WhisperMel } from '../../../src/speech/whisperMel.js';
import { sweep } from './sweep.js';

/** [frame, band, value] computed in numpy by a plain Fourier sum, from Whisper's definition. */
const EXPECTED: readonly (readonly [number, number, number])[] = [
  [0, 0, 1.12067],
  [0, 5, 1.22995],
  [0, 79, -0.30179],
  [1, 17, 0.08416],
  [7, 3, 0.2742],
  [7, 33, -0.59682],
  [50, 0, 0.18675],
  [50, 17, 0.36448],
  [51, 47, -0.12593],
  [63, 33, -0.49824],
  [80, 9, -0.59682],
  [99, 5, 0.16518],
  [99, 79, -0.31538],
];

/** Of a whole wave, as the definition has it. */
function melOf(pcm: Float32Array): { frames: number; data: Float32Array } {
  const mel = new WhisperMel();
  const which = { first: 0, frames: Math.floor(pcm.length / WHISPER_HOP) };
  return { frames: which.frames, data: mel.logMel(pcm, which, mel.strongest(pcm, which)) };
}

describe("Whisper's log-mel spectrogram", () => {
  it('matches numbers computed independently', () => {
    const mel = melOf(sweep());
    expect(mel.frames).toBe(100);
    for (const [frame, band, value] of EXPECTED) {
      const found = mel.data[band * mel.frames + frame];
      expect(found, `frame ${frame} band ${band}`).toBeCloseTo(value, 3);
    }
  });

  it('gives the same frames whichever are asked for', () => {
    const [mel, pcm] = [new WhisperMel(), sweep()];
    const whole = melOf(pcm);
    const part = mel.logMel(
      pcm,
      { first: 40, frames: 8 },
      mel.strongest(pcm, { first: 0, frames: 100 }),
    );
    for (let band = 0; band < WHISPER_BANDS; band++) {
      const row = whole.data.subarray(band * 100 + 40, band * 100 + 48);
      expect(part.subarray(band * 8, band * 8 + 8)).toEqual(row);
    }
  });

  it('is flat for silence and survives a few samples', () => {
    expect(melOf(new Float32Array(3200)).data.every((value) => value === -1.5)).toBe(true);
    expect(melOf(new Float32Array(3)).data).toHaveLength(0);
    expect(melOf(new Float32Array(170).fill(0.1)).data).toHaveLength(WHISPER_BANDS);
  });
});
