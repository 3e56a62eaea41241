import { expect, it } from 'vitest';
import { distinct } from '../../../src/lipsync/findFaces.js';
import { faceAt, largestFace } from '../../../webview/batch/faceGeometry.js';
import { thumbnailCrop } from '../../../webview/wording/thumbnailCrop.js';
import { videoSource } from '../../webview/rig/sampleViews.js';

const FACES = [
  { x: 0.3, y: 0.5, width: 0.1, height: 0.2 },
  { x: 0.7, y: 0.5, width: 0.3, height: 0.4 },
];

it('means the face that a point is in or near, and none far from all', () => {
  expect(faceAt(FACES, { x: 0.3, y: 0.5 })).toBe(0);
  expect(faceAt(FACES, { x: 0.36, y: 0.5 })).toBe(0);
  expect(faceAt(FACES, { x: 0.9, y: 0.5 })).toBe(1);
  expect(faceAt(FACES, { x: 0.05, y: 0.1 })).toBeUndefined();
  expect(faceAt([], { x: 0.5, y: 0.5 })).toBeUndefined();
  // Of boxes that overlap, the one whose middle is nearer.
  const over = [{ ...FACES[1], width: 0.9, height: 0.9 }, FACES[0]];
  expect(faceAt(over, { x: 0.31, y: 0.5 })).toBe(1);
  expect(largestFace(FACES)).toBe(1);
  expect(largestFace([])).toBeUndefined();
});

it('crops a still around its face', () => {
  const video = (width: number, height: number, y: number) => {
    const picture = { width, height, rate: 25 };
    const faces = [{ x: 0.5, y, width: 0.2, height: 0.2 }];
    const facts = { kind: 'ready', duration: 4, size: 5, picture, faces } as const;
    return videoSource(1, 'a', { facts });
  };
  expect(thumbnailCrop(video(1920, 1080, 0.2))?.position).toBe('50% 50%');
  expect(thumbnailCrop(video(1080, 1920, 0))?.position).toBe('50% 0.0%');
  expect(thumbnailCrop(video(1080, 1920, 0.5))?.position).toBe('50% 50.0%');
  expect(thumbnailCrop(video(3840, 1080, 0.5))?.position).toBe('50.0% 50%');
  const face = { x: 0.1, y: 0.4, time: 0 };
  expect(thumbnailCrop({ ...video(1920, 1080, 0.2), face })?.mark).toEqual({ left: 10, top: 40 });
});

it('counts a face on a seam once', () => {
  const square = { centerX: 100, centerY: 100, size: 50, rotation: 0 };
  const near = { ...square, centerX: 104, size: 48 };
  const other = { ...square, centerX: 200 };
  expect(distinct([near, square, other])).toEqual([square, other]);
});
