import { describe, expect, it } from 'vitest';
import { allocateFrame, type YuvFrame } from '../../../src/core/frame.js';
import { seeded } from '../../../src/core/seeded.js';
import { CoverMeter, type Covers } from '../../../src/face/coverMeter.js';
import { frontalLandmarks } from '../render/syntheticFace.js';

const SIDE = 200;

/** Skin with reddish lips that shine now and then, and a bit of noise. */
function face(draw: () => number): YuvFrame {
  const frame = allocateFrame(SIDE, SIDE);
  frame.y.forEach((_, i) => (frame.y[i] = 150 + 6 * draw()));
  frame.u.fill(115);
  frame.v.fill(150);
  return frame;
}

/** Paints the lower part of the face over, from a row on. */
function cover(frame: YuvFrame, from: number, luma: number, chroma: number): void {
  frame.y.fill(luma, from * SIDE);
  frame.u.fill(chroma, (from / 2) * (SIDE / 2));
  frame.v.fill(chroma, (from / 2) * (SIDE / 2));
}

function watched(count: number, paint: (frame: YuvFrame, index: number) => void, down = 0): Covers {
  const meter = new CoverMeter();
  const draw = seeded(5);
  const landmarks = frontalLandmarks().map((value, i) => (i % 3 === 1 ? value + down : value));
  for (let i = 0; i < count; i++) {
    const frame = face(draw);
    paint(frame, i);
    meter.push(frame, landmarks, 100 + i, i === 0);
  }
  return meter.result();
}

describe('what lies before a mouth', () => {
  it('is found where it comes and goes, by the frame', () => {
    const { covered, cover: told } = watched(60, (frame, i) => {
      if (i >= 20 && i < 35) cover(frame, 112, 40, 128);
    });
    expect(told.lettered).toBe(false);
    expect(covered).toHaveLength(1);
    expect(Math.abs(covered[0].from - 120)).toBeLessThanOrEqual(2);
    expect(Math.abs(covered[0].to - 135)).toBeLessThanOrEqual(2);
    expect(told.coveredShare).toBeGreaterThan(0.2);
    expect(told.coveredShare).toBeLessThan(0.35);
  });

  it('is found where it is there most of the time: skin is what looks like the cheeks', () => {
    const { covered } = watched(60, (frame, i) => {
      if (i < 40) cover(frame, 112, 40, 128);
    });
    expect(covered).toHaveLength(1);
    expect(covered[0].from).toBe(100);
    expect(Math.abs(covered[0].to - 140)).toBeLessThanOrEqual(2);
  });

  it('is nothing where light changes on the whole face, or nothing does', () => {
    const none = { covered: [], cover: { coveredShare: 0, cutShare: 0, lettered: false } };
    expect(watched(60, () => undefined)).toEqual(none);
    const dimmed = watched(60, (frame, i) => {
      if (i > 30) frame.y.forEach((luma, at) => (frame.y[at] = luma * 0.6));
    });
    expect(dimmed).toEqual(none);
  });

  it('may be letters, or the edge of the picture', () => {
    const { cover: lettered } = watched(30, (frame) => {
      for (let x = 0; x < SIDE; x++) {
        for (let y = 100; y < 140; y++) frame.y[y * SIDE + x] = x % 6 < 3 ? 250 : 10;
      }
    });
    expect(lettered.lettered).toBe(true);
    const { cover: cut } = watched(30, () => undefined, 90);
    expect(cut.cutShare).toBe(1);
    expect(cut.lettered).toBe(false);
  });
});
