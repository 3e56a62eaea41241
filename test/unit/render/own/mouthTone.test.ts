import { describe, expect, it } from 'vitest';
import { yuvFromRgb } from '../../../../src/core/colorMatrix.js';
import { LANDMARK_FLOATS } from '../../../../src/core/faceTrack.js';
import { allocateFrame, type ColorCoding, type YuvFrame } from '../../../../src/core/frame.js';
import { LIP_INNER, LIP_OUTER } from '../../../../src/core/landmarkSets.js';
import { meanTone, measureTone, skinLuma } from '../../../../src/render/own/mouthTone.js';

const CODINGS: readonly ColorCoding[] = [
  { matrix: 'bt601', fullRange: false },
  { matrix: 'bt709', fullRange: false },
  { matrix: 'bt709', fullRange: true },
];

function paint(
  frame: YuvFrame,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
  yuv: readonly number[],
) {
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      frame.y[y * frame.width + x] = Math.round(yuv[0]);
      frame.u[(y >> 1) * (frame.width / 2) + (x >> 1)] = Math.round(yuv[1]);
      frame.v[(y >> 1) * (frame.width / 2) + (x >> 1)] = Math.round(yuv[2]);
    }
  }
}

/** A face whose mouth spans 60..100 at row 100 of a 160 x 160 frame, cheeks beside it. */
function face(): Float32Array {
  const points = new Float32Array(LANDMARK_FLOATS);
  for (const i of [...LIP_INNER, ...LIP_OUTER]) points.set([80, 100], 3 * i);
  points.set([60, 100], 3 * 78);
  points.set([100, 100], 3 * 308);
  for (const i of [50, 205]) points.set([30, 60], 3 * i);
  for (const i of [280, 425]) points.set([130, 60], 3 * i);
  return points;
}

describe('measureTone', () => {
  it.each(CODINGS)('reads skin, lips and side light back in $matrix', (color) => {
    const frame = allocateFrame(160, 160);
    paint(frame, 0, 160, 0, 160, yuvFromRgb(0.6, 0.2, 0.25, color));
    paint(frame, 0, 80, 40, 80, yuvFromRgb(0.5, 0.4, 0.3, color));
    paint(frame, 80, 160, 40, 80, yuvFromRgb(0.7, 0.6, 0.5, color));
    const tone = measureTone(frame, face(), color);
    [0.6, 0.5, 0.4].forEach((value, i) => {
      expect(tone.skin[i]).toBeCloseTo(value, 1.9);
    });
    [0.6, 0.2, 0.25].forEach((value, i) => {
      expect(tone.lip[i]).toBeCloseTo(value, 1.9);
    });
    expect(tone.sideLight).toBeCloseTo(0.4, 1);
  });

  it('weighs what lies on either side of a cheek alike', () => {
    const frame = allocateFrame(160, 160);
    const middles = face().map((value) => value + 0.5);
    frame.y.forEach((_, at) => (frame.y[at] = at % 160));
    expect(skinLuma(frame, middles)).toBe((30 + 130) / 2);
    frame.y.forEach((_, at) => (frame.y[at] = Math.floor(at / 160)));
    expect(skinLuma(frame, middles)).toBe(60);
  });

  it('stays within the frame where a cheek lies outside', () => {
    const color = CODINGS[0];
    const frame = allocateFrame(160, 160);
    paint(frame, 0, 160, 0, 160, yuvFromRgb(0.5, 0.5, 0.5, color));
    const points = face();
    points.set([-500, 900], 3 * 50);
    const { skin } = measureTone(frame, points, color);
    for (const value of skin) expect(value).toBeCloseTo(0.5, 1.9);
  });
});

describe('meanTone', () => {
  it('averages and refuses nothing', () => {
    const tone = (value: number, sideLight: number) =>
      ({ skin: [value, value, value], lip: [value, 0, 0], sideLight }) as const;
    const mean = meanTone([tone(0.2, -0.1), tone(0.4, 0.3)]);
    expect(mean.skin[1]).toBeCloseTo(0.3);
    expect(mean.lip[0]).toBeCloseTo(0.3);
    expect(mean.sideLight).toBeCloseTo(0.1);
    expect(() => meanTone([])).toThrow(RangeError);
  });
});
