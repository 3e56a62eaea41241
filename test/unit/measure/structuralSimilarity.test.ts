import { describe, expect, it } from 'vitest';
import type { Luma } from '../../../src/core/measure/pictureMeasures.js';
import {
  meanSquaredError,
  peakSignalToNoise,
  structuralSimilarity,
} from '../../../src/core/measure/structuralSimilarity.js';

const SIDE = 32;
const luma = (at: (x: number, y: number) => number): Luma => ({
  ...{ width: SIDE, height: SIDE },
  y: Uint8Array.from({ length: SIDE * SIDE }, (_, i) => at(i % SIDE, Math.floor(i / SIDE))),
});
const whole = { x0: 0, y0: 0, x1: SIDE, y1: SIDE };
const texture = (x: number, y: number): number => 128 + 60 * Math.sin(0.9 * x) * Math.cos(0.7 * y);

describe('structuralSimilarity', () => {
  it('is 1 for the same, lower for a blur, near 0 for another texture, below 0 for its negative', () => {
    const picture = luma(texture);
    const blurred = luma((x, y) => (texture(x - 1, y) + texture(x, y) + texture(x + 1, y)) / 3);
    expect(structuralSimilarity(picture, picture, whole)).toBeCloseTo(1, 9);
    expect(structuralSimilarity(picture, blurred, whole)).toBeLessThan(0.97);
    const other = luma((x, y) => 128 + 60 * Math.sin(1.7 * y + 0.3 * x));
    expect(Math.abs(structuralSimilarity(picture, other, whole) ?? 1)).toBeLessThan(0.25);
    const negative = luma((x, y) => 256 - texture(x, y));
    expect(structuralSimilarity(picture, negative, whole)).toBeLessThan(-0.8);
  });

  it('looks into the box only, and into nothing beyond the picture', () => {
    const changed = luma((x, y) => (x >= 16 ? 0 : texture(x, y)));
    const left = { x0: 0, y0: 0, x1: 16, y1: SIDE };
    expect(structuralSimilarity(luma(texture), changed, left)).toBeCloseTo(1, 9);
    expect(structuralSimilarity(luma(texture), changed, { ...whole, x0: 28, x1: 60 })).toBeNull();
  });
});

it('meanSquaredError and peakSignalToNoise tell how far apart two pictures are', () => {
  const [dark, light] = [luma(() => 100), luma(() => 110)];
  expect(meanSquaredError(dark, light, whole)).toBe(100);
  expect(peakSignalToNoise(100)).toBeCloseTo(28.13, 2);
  expect(peakSignalToNoise(0)).toBeLessThan(60);
  expect(meanSquaredError(dark, light, { ...whole, x0: 40, x1: 50 })).toBeNull();
});
