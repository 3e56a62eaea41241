import { expect, it } from 'vitest';
import { fitPose } from '../../../src/face/canonical.js';
import { seeded } from '../../../src/core/seeded.js';
import { JAW } from '../../../src/core/landmarkSets.js';
import { faceCrop } from '../../../src/wav2lip/crop.js';
import { mapIntoCrop, mapOfCrop, type CropMap } from '../../../src/wav2lip/cropMap.js';
import {
  canonicalPoints,
  EYE_PIXELS,
  frontalLandmarks,
  frontalPose,
  lowerFace,
} from '../render/syntheticFace.js';

const EYE = 33;
const LIP = 13;
const CHIN = 152;
const FOREHEAD = 10;
const neutral = lowerFace();

function mapped(map: CropMap, x: number, y: number): readonly [number, number] {
  return [map.originX + x * map.xPerU + y * map.xPerV, map.originY + x * map.yPerU + y * map.yPerV];
}

it('holds the face from forehead to chin, as the boxes did that such nets learnt from', () => {
  const landmarks = frontalLandmarks();
  const into = mapIntoCrop(faceCrop({ landmarks, pose: frontalPose, neutral }));
  const heightOf = (point: number) =>
    mapped(into, landmarks[3 * point], landmarks[3 * point + 1])[1];
  expect(heightOf(FOREHEAD)).toBeCloseTo(0, 1);
  expect(heightOf(EYE)).toBeGreaterThan(0.25);
  expect(heightOf(EYE)).toBeLessThan(0.42);
  // All of the mouth is in the half that is blackened.
  expect(heightOf(LIP)).toBeGreaterThan(0.6);
  expect(heightOf(CHIN)).toBeGreaterThan(0.9);
  expect(heightOf(CHIN)).toBeLessThan(0.97);
});

it('stays where it is when the jaw drops, where the jaw at rest is known', () => {
  const shut = frontalLandmarks();
  const open = frontalLandmarks();
  for (const point of JAW.slice(2, -2)) open[3 * point + 1] += 0.2 * EYE_PIXELS;
  const pose = frontalPose;
  expect(faceCrop({ landmarks: open, pose, neutral })).toEqual(
    faceCrop({ landmarks: shut, pose, neutral }),
  );
  expect(faceCrop({ landmarks: open, pose }).height).toBeGreaterThan(
    faceCrop({ landmarks: shut, pose }).height + 5,
  );
});

it('moves by half as much as landmarks tremble, or less', () => {
  const canonical = { points: canonicalPoints };
  const calm = faceCrop({ landmarks: frontalLandmarks(), pose: frontalPose, neutral });
  const random = seeded(7);
  const squares = [0, 0, 0, 0];
  for (let round = 0; round < 100; round++) {
    const landmarks = frontalLandmarks().map((value) => value + (random() < 0.5 ? -1 : 1));
    const crop = faceCrop({ landmarks, pose: fitPose(landmarks, canonical), neutral });
    squares[0] += (crop.centerX - calm.centerX) ** 2;
    squares[1] += (crop.centerY - calm.centerY) ** 2;
    squares[2] += ((crop.width - calm.width) / 2) ** 2;
    squares[3] += ((crop.height - calm.height) / 2) ** 2;
  }
  expect(Math.max(...squares.map((sum) => Math.sqrt(sum / 100)))).toBeLessThan(0.5);
});

it('turns with the head and stays as large', () => {
  const level = faceCrop({ landmarks: frontalLandmarks(), pose: frontalPose, neutral });
  const turn = 0.4;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const landmarks = frontalLandmarks();
  for (let i = 0; i < landmarks.length; i += 3) {
    const [x, y] = [landmarks[i] - 100, landmarks[i + 1] - 100];
    landmarks[i] = 100 + x * cos - y * sin;
    landmarks[i + 1] = 100 + x * sin + y * cos;
  }
  const pose = fitPose(landmarks, { points: canonicalPoints });
  const crop = faceCrop({ landmarks, pose, neutral });
  expect(crop.rotation).toBeCloseTo(turn, 3);
  expect(crop.width).toBeCloseTo(level.width, 1);
  expect(crop.height).toBeCloseTo(level.height, 1);
});

it('is mapped into the frame and back', () => {
  const crop = { centerX: 90, centerY: 70, width: 50, height: 80, rotation: 0.3 };
  const [from, into] = [mapOfCrop(crop), mapIntoCrop(crop)];
  expect(mapped(from, 0.5, 0.5)).toEqual([expect.closeTo(90, 9), expect.closeTo(70, 9)]);
  expect(mapped(into, ...mapped(from, 0.1, 0.8))).toEqual([
    expect.closeTo(0.1, 9),
    expect.closeTo(0.8, 9),
  ]);
  const [left, right] = [mapped(from, 0, 0.5), mapped(from, 1, 0.5)];
  expect(Math.hypot(right[0] - left[0], right[1] - left[1])).toBeCloseTo(50, 9);
});
