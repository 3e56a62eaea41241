import { describe, expect, it } from 'vitest';
import { surveySpeech } from '../../../src/speech/surveySpeech.js';
import { voicing } from '../../../src/speech/voicing.js';
import { piecesOf, wholeOf } from './pieces.js';

const RATE = 16_000;
const second = (wave: (t: number, i: number) => number): Float32Array =>
  Float32Array.from({ length: RATE }, (_, i) => wave(i / RATE, i));
/** Repeatable noise, -1..1. */
const noise = (i: number): number => {
  const x = Math.sin(12.9898 * i) * 43758.5453;
  return 2 * (x - Math.floor(x)) - 1;
};
const all = (pcm: Float32Array, frames = 51): Float32Array =>
  voicing(wholeOf(pcm), { first: 0, frames, rate: 50 });
const middle = (pcm: Float32Array): Float32Array => all(pcm).subarray(5, 46);

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
    expect(all(new Float32Array(RATE)).every((value) => value === 0)).toBe(true);
    expect(all(new Float32Array(0), 0)).toHaveLength(0);
  });

  it('takes no constant offset for a sound', async () => {
    const half = second((t, i) => 0.3 + (t < 0.5 ? 0.1 * noise(i) : 0.0001 * noise(i)));
    const { signal } = new AbortController();
    const { levels } = (await surveySpeech(piecesOf(half), { signal })).signs;
    expect(levels[10]).toBeCloseTo(-20, 0);
    expect(levels[40]).toBeLessThan(-70);
  });
});
