import { describe, expect, it } from 'vitest';
import { allocateFrame } from '../../../src/core/frame.js';
import {
  decodeCandidates,
  FaceDetector,
  mergeOverlapping,
  overlap,
} from '../../../src/face/detector.js';
import { BlockDetector, picture } from './blockFaces.js';

const color = { matrix: 'bt709', fullRange: false } as const;
const box = (x0: number, y0: number, x1: number, y1: number, score: number) => {
  const values = new Float64Array(16);
  values.set([x0, y0, x1, y1]);
  return { score, values };
};

describe('decodeCandidates', () => {
  it('adds offsets in input pixels to the anchor of the cell', () => {
    const regressors = new Float32Array(2304 * 16);
    const logits = new Float32Array(2304).fill(-10);
    const anchor = 10 * 48 + 20;
    logits[anchor] = Math.log(3);
    regressors.set([1.92, -1.92, 19.2, 38.4, 9.6, 0], anchor * 16);
    const [face, ...others] = decodeCandidates(regressors, logits);
    expect(others).toEqual([]);
    expect(face.score).toBeCloseTo(0.75, 6);
    const x = 20.5 / 48;
    const y = 10.5 / 48;
    const expected = [
      x + 0.01 - 0.05,
      y - 0.01 - 0.1,
      x + 0.01 + 0.05,
      y - 0.01 + 0.1,
      x + 0.05,
      y,
    ];
    expected.forEach((value, i) => {
      expect(face.values[i]).toBeCloseTo(value, 6);
    });
  });

  it('ignores scores that are not numbers', () => {
    const logits = new Float32Array(2304).fill(NaN);
    expect(decodeCandidates(new Float32Array(2304 * 16), logits)).toEqual([]);
  });
});

describe('mergeOverlapping', () => {
  it('joins overlapping boxes by score and keeps the others', () => {
    const faces = mergeOverlapping([
      box(0, 0, 0.4, 0.4, 0.6),
      box(0.7, 0.7, 0.9, 0.9, 0.5),
      box(0.1, 0, 0.5, 0.4, 0.9),
    ]);
    expect(faces.map(({ score }) => score)).toEqual([0.9, 0.5]);
    expect(faces[0].values[0]).toBeCloseTo(0.06, 9);
    expect(faces[1].values[0]).toBeCloseTo(0.7, 9);
  });

  it('ends on boxes without area', () => {
    expect(mergeOverlapping([box(0.5, 0.5, 0.5, 0.5, 0.9), box(0, 0, 1, 1, 0.8)])).toHaveLength(1);
  });

  it('measures overlap as intersection over union', () => {
    expect(overlap([0, 0, 2, 2], [1, 0, 3, 2])).toBeCloseTo(1 / 3, 9);
    expect(overlap([0, 0, 1, 1], [2, 2, 3, 3])).toBe(0);
  });
});

describe('FaceDetector', () => {
  it('gives faces in pixels, largest first', async () => {
    const detector = new FaceDetector(new BlockDetector(), color);
    const [first, second, ...others] = await detector.detect(
      picture([
        { x: 250, y: 200, size: 56 },
        { x: 40, y: 60, size: 80 },
      ]),
    );
    expect(others).toEqual([]);
    expect(first.centerX).toBeCloseTo(80, -0.6);
    expect(first.centerY).toBeCloseTo(100, -0.6);
    expect(first.size).toBeCloseTo(80, -0.6);
    expect(second.keypoints[0]).toBeCloseTo(250 + 0.3 * 56, -0.6);
  });

  it('looks into a turned square', async () => {
    const detector = new FaceDetector(new BlockDetector(), color);
    const square = { centerX: 100, centerY: 100, size: 200, rotation: Math.PI / 2 };
    const [face] = await detector.detect(picture([{ x: 40, y: 60, size: 80 }]), square);
    expect(face.centerX).toBeCloseTo(80, -0.6);
    expect(face.centerY).toBeCloseTo(100, -0.6);
  });

  it('finds nothing in black, at any size', async () => {
    const detector = new FaceDetector(new BlockDetector(), color);
    for (const [width, height] of [
      [1, 1],
      [7, 301],
      [1920, 2],
    ]) {
      expect(await detector.detect(allocateFrame(width, height))).toEqual([]);
    }
  });
});
