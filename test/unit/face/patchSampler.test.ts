import { describe, expect, it } from 'vitest';
import { allocateFrame, type ColorCoding, type YuvFrame } from '../../../src/core/frame.js';
import { PatchSampler } from '../../../src/face/patchSampler.js';

const bt709: ColorCoding = { matrix: 'bt709', fullRange: false };
const options = { color: bt709, gain: 1, offset: 0, outside: 'replicate' } as const;

function frameOf(width: number, height: number, luma: (x: number, y: number) => number): YuvFrame {
  const frame = allocateFrame(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) frame.y[y * width + x] = luma(x, y);
  frame.u.fill(128);
  frame.v.fill(128);
  return frame;
}

const whole = { centerX: 32, centerY: 32, size: 64, rotation: 0 };

describe('PatchSampler', () => {
  it('reads BT.709 colours: pure red is (63, 102, 240)', () => {
    const frame = frameOf(64, 64, () => 63);
    frame.u.fill(102);
    frame.v.fill(240);
    const out = new Float32Array(3 * 16);
    new PatchSampler({ ...options, side: 4 }).sample(frame, whole, out);
    expect(out[0]).toBeCloseTo(1, 1);
    expect(out[16]).toBeCloseTo(0, 1);
    expect(out[32]).toBeCloseTo(0, 1);
  });

  it('keeps every pixel where the square is the patch', () => {
    const frame = frameOf(64, 64, (x, y) => 16 + x + 2 * y);
    const out = new Float32Array(3 * 64 * 64);
    new PatchSampler({ ...options, side: 64 }).sample(frame, whole, out);
    for (const [x, y] of [
      [0, 0],
      [63, 63],
      [17, 42],
    ]) {
      expect(out[64 * y + x]).toBeCloseTo((x + 2 * y) / 219, 5);
    }
  });

  it('turns clockwise with the square', () => {
    const frame = frameOf(64, 64, (x) => 16 + 3 * x);
    const out = new Float32Array(3 * 64 * 64);
    const turned = { ...whole, rotation: Math.PI / 2 };
    new PatchSampler({ ...options, side: 64 }).sample(frame, turned, out);
    // Patch rows run against the picture's x axis after a quarter turn.
    expect(out[64 * 10 + 30]).toBeCloseTo((3 * 53) / 219, 4);
    expect(out[64 * 10 + 50]).toBeCloseTo((3 * 53) / 219, 4);
  });

  it('averages what it shrinks: a fine chequerboard becomes flat grey', () => {
    const frame = frameOf(64, 64, (x, y) => ((x + y) % 2 === 0 ? 16 : 235));
    const out = new Float32Array(3 * 16 * 16);
    new PatchSampler({ ...options, side: 16 }).sample(frame, whole, out);
    const luma = out.subarray(0, 256);
    expect(Math.min(...luma)).toBeGreaterThan(0.49);
    expect(Math.max(...luma)).toBeLessThan(0.51);
  });

  it('repeats the edge or paints black beyond the picture', () => {
    const frame = frameOf(64, 64, () => 235);
    const beyond = { ...whole, size: 256 };
    const out = new Float32Array(3 * 16 * 16);
    new PatchSampler({ ...options, side: 16 }).sample(frame, beyond, out);
    expect(Math.min(...out)).toBeCloseTo(1, 5);
    const black = { ...options, side: 16, gain: 2, offset: -1, outside: 'black' } as const;
    new PatchSampler(black).sample(frame, beyond, out);
    expect(out[0]).toBe(-1);
    expect(out[16 * 8 + 8]).toBeCloseTo(1, 5);
  });

  it('copes with odd sizes, one pixel, and squares out of all proportion', () => {
    const out = new Float32Array(3 * 16 * 16);
    const sampler = new PatchSampler({ ...options, side: 16 });
    for (const [width, height] of [
      [1, 1],
      [3, 5],
      [63, 33],
    ]) {
      const frame = frameOf(width, height, () => 126);
      for (const size of [0.5, 40, 1e6]) {
        sampler.sample(frame, { centerX: 900, centerY: -900, size, rotation: 1 }, out);
        expect(out.every((value) => Math.abs(value - 110 / 219) < 0.01)).toBe(true);
      }
    }
  });
});
