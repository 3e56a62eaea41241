import { describe, expect, it } from 'vitest';
import { LANDMARK_FLOATS } from '../../../src/core/faceTrack.js';
import { MOVED } from '../../../src/core/landmarkSets.js';
import { innerLipGap, NeutralBuilder } from '../../../src/face/neutral.js';
import { usability } from '../../../src/face/usability.js';

/** A face whose lower lip hangs `gap` below the upper one, and whose chin follows. */
function faceWith(gap: number): Float32Array {
  const points = new Float32Array(LANDMARK_FLOATS);
  for (const lower of [87, 14, 317, 152]) points[3 * lower + 1] = gap;
  return points;
}

describe('NeutralBuilder', () => {
  it('is the mean of the least open fifth', () => {
    const builder = new NeutralBuilder();
    for (let i = 0; i < 100; i++) builder.add(faceWith(0.01 * ((i * 37) % 100)), 0.1);
    const neutral = builder.build();
    expect(neutral?.frames).toBe(20);
    expect(neutral?.gap.closed).toBeCloseTo(0.095, 6);
    expect(neutral?.gap.p50).toBeCloseTo(0.49, 6);
    expect(neutral?.gap.max).toBeCloseTo(0.99, 6);
    expect(neutral?.points[3 * MOVED.indexOf(152) + 1]).toBeCloseTo(0.095, 6);
  });

  it('prefers frontal frames, and does with turned ones', () => {
    const mixed = new NeutralBuilder();
    for (let i = 0; i < 50; i++) {
      mixed.add(faceWith(0.3), 0);
      mixed.add(faceWith(0.1), 0.5);
    }
    expect(mixed.build()?.gap.closed).toBeCloseTo(0.3, 6);
    const turned = new NeutralBuilder();
    turned.add(faceWith(0.1), -0.5);
    expect(turned.build()?.gap.closed).toBeCloseTo(0.1, 6);
  });

  it('knows nothing without frames', () => {
    expect(new NeutralBuilder().build()).toBeUndefined();
  });

  it('stays bounded and unbiased over a very long track', () => {
    const builder = new NeutralBuilder();
    for (let i = 0; i < 50_000; i++) builder.add(faceWith((i % 997) / 997), 0);
    const neutral = builder.build();
    expect(neutral?.frames).toBeLessThanOrEqual(820);
    expect(neutral?.gap.p50).toBeCloseTo(0.5, 1);
    expect(neutral?.gap.closed).toBeCloseTo(0.1, 1);
  });

  it('measures the gap of the inner lips', () => {
    expect(innerLipGap(faceWith(0.25))).toBeCloseTo(0.25, 6);
  });
});

describe('usability', () => {
  const settings = { maxYaw: 45, minEyeDistance: 24 };

  it.each([
    [0, 100, undefined],
    [0.78, 24, undefined],
    [0.79, 100, 'profile'],
    [-0.79, 100, 'profile'],
    [0, 23.9, 'too-small'],
    [1, 10, 'too-small'],
  ])('yaw %f, %f pixels: %s', (yaw, eyeDistance, expected) => {
    expect(usability({ yaw }, eyeDistance, settings)).toBe(expected);
  });
});
