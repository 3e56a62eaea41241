import { describe, expect, it } from 'vitest';
import { levelAt, relativeLevels } from '../../../src/speech/loudness.js';
import { wholeOf } from './pieces.js';
import { sweep } from './sweep.js';

/** 81 levels, 80 a second. */
function levelsOf(pcm: Float32Array): Float32Array {
  const wave = wholeOf(pcm);
  return relativeLevels(Float32Array.from({ length: 81 }, (_, k) => levelAt(wave, 200 * k)));
}

describe('relative levels', () => {
  const pcm = sweep().map((sample, i) => (i < 8000 ? sample : 0));

  it('puts loud parts near -20 dB and silence far below, whatever the gain', () => {
    for (const gain of [1, 0.01]) {
      const levels = levelsOf(pcm.map((sample) => sample * gain));
      expect(levels[20]).toBeCloseTo(-20, 0);
      expect(levels[60]).toBeLessThan(-45);
    }
  });

  it('calls a recording of nothing silent throughout', () => {
    expect(levelsOf(new Float32Array(16_000)).every((level) => level === -100)).toBe(true);
  });
});
