import { describe, expect, it } from 'vitest';
import { relativeLevels } from '../../../src/speech/loudness.js';
import { sweep } from './sweep.js';

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
