import { expect, it } from 'vitest';
import { yuvFromRgb } from '../../../src/core/colorMatrix.js';
import { allocateFrame, type ColorCoding, type YuvFrame } from '../../../src/core/frame.js';
import { FaceSampler } from '../../../src/wav2lip/faceSampler.js';

const SIZE = 64;
const AREA = SIZE * SIZE;
const color: ColorCoding = { matrix: 'bt709', fullRange: false };
const crop = { centerX: 100, centerY: 90, width: 120, height: 150, rotation: 0 };

function plainFrame(rgb: readonly [number, number, number], coding: ColorCoding): YuvFrame {
  const frame = allocateFrame(201, 181);
  const [y, u, v] = yuvFromRgb(...rgb, coding);
  frame.y.fill(Math.round(y));
  frame.u.fill(Math.round(u));
  frame.v.fill(Math.round(v));
  return frame;
}

it.each([
  ['bgr', 'bt709', false],
  ['rgb', 'bt709', false],
  ['bgr', 'bt601', true],
] as const)('gives a net %s of %s, full range %s', (colors, matrix, fullRange) => {
  const coding = { matrix, fullRange };
  const out = new Float32Array(6 * AREA).fill(9);
  const rgb = [0.8, 0.5, 0.3] as const;
  new FaceSampler({ size: SIZE, colors, color: coding }).sample(plainFrame(rgb, coding), crop, out);
  const order = colors === 'rgb' ? rgb : [...rgb].reverse();
  order.forEach((value, plane) => {
    const masked = out.subarray(plane * AREA, (plane + 1) * AREA);
    expect(masked[0]).toBeCloseTo(value, 2);
    expect(masked[AREA / 2 - 1]).toBeCloseTo(value, 2);
    expect(masked.subarray(AREA / 2).every((each) => each === 0)).toBe(true);
    const whole = out.subarray((3 + plane) * AREA, (4 + plane) * AREA);
    expect(whole.every((each) => Math.abs(each - value) < 0.01)).toBe(true);
  });
});

it('sees the mean of fine detail, not one stripe of it', () => {
  const frame = plainFrame([0.5, 0.5, 0.5], color);
  for (let i = 0; i < frame.y.length; i++) frame.y[i] = (i % 201) % 2 === 0 ? 60 : 190;
  const wide = { ...crop, width: 190, height: 170 };
  const out = new Float32Array(3 * AREA);
  new FaceSampler({ size: SIZE, colors: 'rgb', color }).sampleWhole(frame, wide, out);
  const mean = (125 - 16) / 219;
  // Three stripes have a middle one; a single sample would be off by up to .3.
  expect(Math.max(...out.map((value) => Math.abs(value - mean)))).toBeLessThan(0.12);
});

it('turns with the crop: what grows across the head grows along rows', () => {
  const frame = plainFrame([0.5, 0.5, 0.5], color);
  const turn = 0.5;
  for (let y = 0; y < 181; y++) {
    for (let x = 0; x < 201; x++) {
      const across = (x + 0.5 - 100) * Math.cos(turn) + (y + 0.5 - 90) * Math.sin(turn);
      frame.y[y * 201 + x] = Math.round(125 + across);
    }
  }
  const small = { ...crop, width: 64, height: 64, rotation: turn };
  const out = new Float32Array(3 * AREA);
  new FaceSampler({ size: SIZE, colors: 'rgb', color }).sampleWhole(frame, small, out);
  for (const row of [0, 31, 63]) {
    for (const column of [0, 20, 63]) {
      const wanted = (125 + column + 0.5 - 32 - 16) / 219;
      expect(Math.abs(out[row * SIZE + column] - wanted)).toBeLessThan(0.005);
    }
  }
});

it('repeats the edge of the frame where a face reaches beyond it', () => {
  const frame = plainFrame([0.2, 0.6, 0.4], color);
  const out = new Float32Array(6 * AREA);
  const beyond = { ...crop, centerX: 190, centerY: 175, rotation: 0.3 };
  new FaceSampler({ size: SIZE, colors: 'rgb', color }).sample(frame, beyond, out);
  expect(out.subarray(3 * AREA, 4 * AREA).every((value) => Math.abs(value - 0.2) < 0.01)).toBe(
    true,
  );
});
