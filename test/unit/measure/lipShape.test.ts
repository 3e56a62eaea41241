import { describe, expect, it } from 'vitest';
import { LANDMARK_FLOATS } from '../../../src/core/faceTrack.js';
import { LIP_INNER } from '../../../src/core/landmarkSets.js';
import { eyeDistance, lipShape } from '../../../src/core/measure/lipShape.js';

/** Eyes 100 apart, middle inner lips `gap` apart, mouth corners 60 apart; turned by `roll`, `yaw`. */
function face(gap: number, roll = 0, yaw = 0, size = 1): Float64Array {
  const points = new Float64Array(LANDMARK_FLOATS);
  const place = (index: number, x: number, y: number): void => {
    const turnedX = x * Math.cos(yaw);
    points[3 * index] = size * (turnedX * Math.cos(roll) - y * Math.sin(roll)) + 300;
    points[3 * index + 1] = size * (turnedX * Math.sin(roll) + y * Math.cos(roll)) + 200;
    points[3 * index + 2] = size * x * Math.sin(yaw);
  };
  place(33, -50, 0);
  place(263, 50, 0);
  place(61, -30, 80);
  place(291, 30, 80);
  for (const position of [4, 5, 6]) {
    place(LIP_INNER[position], 5 - position, 80 + gap / 2);
    place(LIP_INNER[20 - position], 5 - position, 80 - gap / 2);
  }
  return points;
}

describe('lipShape', () => {
  it('measures in eye distances', () => {
    expect(lipShape(face(20)).aperture).toBeCloseTo(0.2, 12);
    expect(lipShape(face(20)).width).toBeCloseTo(0.6, 12);
  });

  it('does not care for size and roll, nor for yaw', () => {
    expect(lipShape(face(20, 0.4, 0, 3.7)).aperture).toBeCloseTo(0.2, 12);
    expect(lipShape(face(20, -0.4)).width).toBeCloseTo(0.6, 12);
    expect(lipShape(face(20, 0, 0.7)).aperture).toBeCloseTo(0.2, 12);
    expect(lipShape(face(20, 0.2, 0.7)).width).toBeCloseTo(0.6, 12);
  });

  it('takes crossed lips for closed ones', () => {
    expect(lipShape(face(-10)).aperture).toBe(0);
  });
});

it('eyeDistance is in the picture plane', () => {
  expect(eyeDistance(face(0))).toBeCloseTo(100, 12);
  expect(eyeDistance(face(0, 0.3, Math.PI / 3))).toBeCloseTo(50, 12);
});
