import { describe, expect, it } from 'vitest';
import { soundSigns } from '../../../src/speech/soundSigns.js';
import { voicing } from '../../../src/speech/voicing.js';

const RATE = 16_000;
const second = (wave: (t: number, i: number) => number): Float32Array =>
  Float32Array.from({ length: RATE }, (_, i) => wave(i / RATE, i));
/** Repeatable noise, -1..1. */
const noise = (i: number): number => {
  const x = Math.sin(12.9898 * i) * 43758.5453;
  return 2 * (x - Math.floor(x)) - 1;
};
const middle = (pcm: Float32Array): Float32Array => voicing(pcm, 51, 50).subarray(5, 46);

describe('voicing', () => {
  it.each([90, 150, 260, 380])('is near 1 for a voice at %i Hz', (hz) => {
    const buzz = second((t) => 0.3 * (((t * hz) % 1) - 0.5));
    expect(Math.min(...middle(buzz))).toBeGreaterThan(0.85);
  });

  it('is low for noise, and does not care how loud it is or where its zero lies', () => {
    const hiss = second((_, i) => 0.1 * noise(i));
    expect(Math.max(...middle(hiss))).toBeLessThan(0.5);
    const moved = middle(hiss.map((value) => 0.2 + value / 50));
    middle(hiss).forEach((value, k) => {
      expect(moved[k]).toBeCloseTo(value, 2);
    });
  });

  it('is 0 for silence and for no sound at all', () => {
    expect(voicing(new Float32Array(RATE), 51, 50).every((value) => value === 0)).toBe(true);
    expect(voicing(new Float32Array(0), 0, 50)).toHaveLength(0);
  });

  it('takes no constant offset for a sound', () => {
    const half = second((t, i) => 0.3 + (t < 0.5 ? 0.1 * noise(i) : 0.0001 * noise(i)));
    const { levels } = soundSigns(half, 51, 50);
    expect(levels[10]).toBeCloseTo(-20, 0);
    expect(levels[40]).toBeLessThan(-70);
  });

  it('comes frame for frame with the levels', () => {
    const signs = soundSigns(
      second(() => 0.1),
      51,
      50,
    );
    expect(signs.levels).toHaveLength(51);
    expect(signs.voicing).toHaveLength(51);
  });
});
