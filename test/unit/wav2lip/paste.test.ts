import { describe, expect, it } from 'vitest';
import { allocateFrame, type Box, type YuvFrame } from '../../../src/core/frame.js';
import { JAW, LIP_OUTER } from '../../../src/core/landmarkSets.js';
import { faceCrop } from '../../../src/wav2lip/crop.js';
import { mapIntoCrop } from '../../../src/wav2lip/cropMap.js';
import { FaceSampler } from '../../../src/wav2lip/faceSampler.js';
import { PicturePaster, type PasteOptions } from '../../../src/wav2lip/paste.js';
import { frontalLandmarks, frontalPose, lowerFace } from '../render/syntheticFace.js';

const color = { matrix: 'bt709', fullRange: false } as const;
const landmarks = frontalLandmarks();
const crop = faceCrop({ landmarks, pose: frontalPose, neutral: lowerFace() });
const colors = 'bgr';

/** Skin with soft shades, and lips. */
function faceFrame(): YuvFrame {
  const frame = allocateFrame(201, 201);
  for (let y = 0; y < 201; y++) {
    for (let x = 0; x < 201; x++) {
      frame.y[y * 201 + x] = 128 + 30 * Math.sin(x / 9) * Math.cos(y / 11) + 10 * Math.sin(x / 3);
    }
  }
  for (let i = 0; i < frame.u.length; i++) {
    frame.u[i] = 112 + 6 * Math.sin(Math.floor(i / 101) / 9);
    frame.v[i] = 148 + 6 * Math.cos((i % 101) / 12);
  }
  return frame;
}

function copyOf(frame: YuvFrame): YuvFrame {
  const copy = allocateFrame(frame.width, frame.height);
  copy.data.set(frame.data);
  return copy;
}

/** What a net would give that changes nothing. */
function ownPicture(frame: YuvFrame, size: number): Float32Array {
  const pixels = new Float32Array(3 * size * size);
  new FaceSampler({ size, colors, color }).sampleWhole(frame, crop, pixels);
  return pixels;
}

function paster(size: number, more: Partial<PasteOptions> = {}): PicturePaster {
  return new PicturePaster({ size, colors, color, sharpen: 0, ...more });
}

/** Mean of luma in a box. */
function brightness({ y, width }: YuvFrame, { x0, y0, x1, y1 }: Box): number {
  let sum = 0;
  for (let row = y0; row < y1; row++) {
    for (let x = x0; x < x1; x++) sum += y[row * width + x];
  }
  return sum / ((x1 - x0) * (y1 - y0));
}

/** Decibels over a box of Y. */
function psnr(a: YuvFrame, b: YuvFrame, { x0, y0, x1, y1 }: Box): number {
  let sum = 0;
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) sum += (a.y[y * a.width + x] - b.y[y * a.width + x]) ** 2;
  }
  return 10 * Math.log10((255 ** 2 * (x1 - x0) * (y1 - y0)) / sum);
}

/** Shares of the crop's height at which rows with changed pixels begin and end, and whether any lies outside. */
function changes(before: YuvFrame, after: YuvFrame) {
  const into = mapIntoCrop(crop);
  let [top, bottom, outside, count] = [Infinity, -Infinity, 0, 0];
  const { width } = before;
  before.y.forEach((value, i) => {
    if (after.y[i] === value) return;
    const [x, y] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    const u = into.originX + x * into.xPerU + y * into.xPerV;
    const v = into.originY + x * into.yPerU + y * into.yPerV;
    [top, bottom] = [Math.min(top, v), Math.max(bottom, v)];
    if (u < 0 || u > 1 || v < 0 || v > 1) outside += 1;
    count += 1;
  });
  return { top, bottom, outside, count };
}

describe('PicturePaster', () => {
  it.each([
    [96, 38],
    [256, 50],
  ])("hardly changes anything with a crop's own picture of %s pixels", (size, least) => {
    const frame = faceFrame();
    const result = copyOf(frame);
    const pixels = ownPicture(frame, size);
    const lips = paster(size).paste(result, { crop, pixels }, { landmarks, weight: 1 });
    expect(psnr(frame, result, lips)).toBeGreaterThan(least);
    for (const plane of ['u', 'v'] as const) {
      const worst = Math.max(...frame[plane].map((value, i) => Math.abs(value - result[plane][i])));
      expect(worst).toBeLessThanOrEqual(2);
    }
  });

  it('leaves every pixel outside of lips, chin and their surroundings alone', () => {
    const frame = faceFrame();
    const result = copyOf(frame);
    const pixels = new Float32Array(3 * 96 * 96).map((_, i) => (i % 7) / 7);
    const lips = paster(96).paste(result, { crop, pixels }, { landmarks, weight: 1 });
    const { top, outside, count } = changes(frame, result);
    expect(count).toBeGreaterThan(500);
    expect(outside).toBe(0);
    expect(top).toBeGreaterThan(0.5);
    // Nor the cheeks beside the mouth.
    const cheek = Math.round(landmarks[3 * 14 + 1]) * 201;
    const [left, right] = [crop.centerX - 0.4 * crop.width, crop.centerX + 0.4 * crop.width];
    for (const x of [left, right]) {
      expect(result.y[cheek + Math.round(x)]).toBe(frame.y[cheek + Math.round(x)]);
    }
    const far = { x0: 0, y0: 0, x1: 201, y1: Math.floor(crop.centerY) };
    expect(psnr(frame, result, far)).toBe(Infinity);
    for (const plane of ['u', 'v'] as const) {
      const half = 101 * Math.floor(crop.centerY / 2);
      expect(result[plane].subarray(0, half)).toEqual(frame[plane].subarray(0, half));
    }
    for (const landmark of LIP_OUTER) {
      const [x, y] = [landmarks[3 * landmark], landmarks[3 * landmark + 1]];
      expect(x >= lips.x0 && x <= lips.x1 && y >= lips.y0 && y <= lips.y1).toBe(true);
    }
  });

  it('fades by its weight, to nothing', () => {
    const frame = faceFrame();
    const dark = new Float32Array(3 * 96 * 96);
    const shades = [0, 0.5, 1].map((weight) => {
      const result = copyOf(frame);
      const lips = paster(96).paste(result, { crop, pixels: dark }, { landmarks, weight });
      if (weight === 0) expect(result.data).toEqual(frame.data);
      return brightness(result, lips);
    });
    expect(shades[1]).toBeCloseTo((shades[0] + shades[2]) / 2, 0);
    expect(shades[0] - shades[2]).toBeGreaterThan(40);
  });

  it('takes on the light of the skin around', () => {
    const frame = faceFrame();
    const area = 96 * 96;
    const own = ownPicture(frame, 96);
    // Darker, and bluer at one side than at the other.
    const tinted = own.map((value, i) => {
      const across = (i % 96) / 96 - 0.5;
      return Math.max(0, value - 0.05 + (i < area ? 0.06 * across : 0));
    });
    const result = copyOf(frame);
    const lips = paster(96).paste(result, { crop, pixels: tinted }, { landmarks, weight: 1 });
    expect(Math.abs(brightness(result, lips) - brightness(frame, lips))).toBeLessThan(1);
    const worst = Math.max(...frame.u.map((value, i) => Math.abs(value - result.u[i])));
    expect(worst).toBeLessThanOrEqual(4);
  });

  it('does not take an open mouth for another light', () => {
    const frame = faceFrame();
    const pixels = ownPicture(frame, 96);
    const into = mapIntoCrop(crop);
    const row = 96 * (into.originY + landmarks[3 * 13 + 1] * into.yPerV);
    for (let i = 0; i < pixels.length; i++) {
      const [x, y] = [i % 96, Math.floor(i / 96) % 96];
      if (Math.abs(x - 48) < 16 && Math.abs(y - row) < 12) pixels[i] = 0.02;
    }
    const result = copyOf(frame);
    paster(96).paste(result, { crop, pixels }, { landmarks, weight: 1 });
    const [x, y] = [Math.round(landmarks[3 * 13]), Math.round(landmarks[3 * 13 + 1])];
    expect(result.y[y * 201 + x]).toBeLessThan(26);
  });

  it('covers the chin of the picture too, where it is known to be lower', () => {
    const frame = faceFrame();
    const pixels = new Float32Array(3 * 96 * 96).fill(0.9);
    const raised = landmarks.slice();
    for (const point of JAW) raised[3 * point + 1] -= 12;
    const [short, long] = [undefined, landmarks].map((drawn) => {
      const result = copyOf(frame);
      const mouth = { landmarks: raised, weight: 1, ...(drawn && { drawn }) };
      paster(96).paste(result, { crop, pixels }, mouth);
      return changes(frame, result).bottom;
    });
    expect(long).toBeGreaterThan(short + 0.02);
  });

  it('writes no code values that the frame may not have', () => {
    const frame = allocateFrame(201, 201);
    frame.y.fill(235);
    frame.u.fill(128);
    frame.v.fill(128);
    // Edges between black and white, where cubic interpolation overshoots.
    const pixels = new Float32Array(3 * 96 * 96).map((_, i) => ((i % 96) % 6 < 3 ? 0 : 1));
    paster(96, { sharpen: 1 }).paste(frame, { crop, pixels }, { landmarks, weight: 1 });
    expect(Math.min(...frame.y)).toBeGreaterThanOrEqual(16);
    expect(Math.max(...frame.y)).toBe(235);
  });

  it('raises edges only when asked to', () => {
    const frame = faceFrame();
    // Bars with edges that are three pixels wide.
    const pixels = new Float32Array(3 * 96 * 96).map((_, i) => {
      const place = (i % 96) % 16;
      return 0.3 + 0.1 * Math.min(4, Math.max(0, place < 8 ? place - 2 : 14 - place));
    });
    const [soft, sharp] = [0, 1].map((sharpen) => {
      const result = copyOf(frame);
      const lips = paster(96, { sharpen }).paste(
        result,
        { crop, pixels },
        { landmarks, weight: 1 },
      );
      let steepest = 0;
      for (let y = lips.y0; y < lips.y1; y++) {
        for (let x = lips.x0; x < lips.x1; x++) {
          const step = Math.abs(result.y[y * 201 + x + 1] - result.y[y * 201 + x]);
          steepest = Math.max(steepest, step);
        }
      }
      return steepest;
    });
    expect(sharp).toBeGreaterThan(soft * 1.05);
    expect(sharp).toBeLessThan(soft * 2);
  });

  it('draws what fits of a face at the edge of the frame', () => {
    const frame = faceFrame();
    const edge = { ...crop, centerX: 195, centerY: 190, rotation: 0.2 };
    const there = landmarks.map((value, i) =>
      i % 3 === 0 ? value + 195 - crop.centerX : i % 3 === 1 ? value + 190 - crop.centerY : value,
    );
    const pixels = new Float32Array(3 * 96 * 96).fill(0.1);
    const result = copyOf(frame);
    const lips = paster(96).paste(result, { crop: edge, pixels }, { landmarks: there, weight: 1 });
    expect(lips.x1).toBeLessThanOrEqual(201);
    expect(lips.y1).toBeLessThanOrEqual(201);
    expect(result.data).not.toEqual(frame.data);
  });
});
