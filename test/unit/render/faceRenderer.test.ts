import { describe, expect, it } from 'vitest';
import { allocateFrame, type YuvFrame } from '../../../src/core/frame.js';
import { CHIN, LIP_INNER, MOVED } from '../../../src/core/landmarkSets.js';
import { buildFaceMesh } from '../../../src/render/mesh/faceMesh.js';
import { FaceRenderer } from '../../../src/render/faceRenderer.js';
import { mouthKey } from '../../../src/render/own/mouthKey.js';
import { cutMouthPatch, type MouthPatch } from '../../../src/render/own/mouthPatch.js';
import {
  canonicalPoints,
  frontalLandmarks,
  frontalPose,
  lowerFace,
  texturedFrame,
} from './syntheticFace.js';

const mesh = buildFaceMesh(canonicalPoints);
const INTERIOR_LUMA = 20;

/** Lower lip and chin dropped by `drop` eye distances. */
function openMouth(drop: number): Float32Array {
  const shape = lowerFace();
  const lower = new Set<number>([...CHIN, ...LIP_INNER.slice(1, 10), 146, 91, 181, 84, 17, 314]);
  MOVED.forEach((landmark, i) => {
    if (lower.has(landmark)) shape[3 * i + 1] += drop;
  });
  return shape;
}

/** A mouth whose inside is plainly darker than the textured face. */
function darkPatch(): MouthPatch {
  const dark = allocateFrame(200, 200);
  dark.data.fill(128);
  dark.y.fill(INTERIOR_LUMA);
  const landmarks = frontalLandmarks();
  const key = mouthKey(lowerFace(), 0, frontalPose, 0);
  return { ...cutMouthPatch(dark, landmarks, frontalPose, key, 0), skinLuma: 128 };
}

function render(shape: Float32Array, weight: number, patch?: MouthPatch) {
  const source = texturedFrame();
  const out = allocateFrame(200, 200);
  out.data.set(source.data);
  const rendered = new FaceRenderer(mesh).render(
    {
      source,
      landmarks: frontalLandmarks(),
      pose: frontalPose,
      current: lowerFace(),
      shape,
      weight,
      mouths: patch ? [{ patch, weight: 1 }] : [],
    },
    out,
  );
  return { source, out, rendered };
}

function changed(a: YuvFrame, b: YuvFrame): { x: number; y: number }[] {
  const found: { x: number; y: number }[] = [];
  a.y.forEach((value, i) => {
    if (value !== b.y[i]) found.push({ x: i % a.width, y: Math.floor(i / a.width) });
  });
  return found;
}

describe('face renderer', () => {
  it('moves the chin down and shows the inside of the mouth when it opens', () => {
    const { out, rendered } = render(openMouth(0.2), 1, darkPatch());
    const middle = (rendered.mouth.y0 + rendered.mouth.y1) >> 1;
    expect(out.y[middle * 200 + 101]).toBeLessThan(INTERIOR_LUMA + 30);
    // Below the lip the picture is the source's, pulled down by about the drop: compare columns.
    const { source } = render(lowerFace(), 0);
    const chin = frontalLandmarks()[3 * 200 + 1];
    const shifted = out.y[Math.round(chin + 12) * 200 + 101];
    expect(Math.abs(shifted - source.y[Math.round(chin) * 200 + 101])).toBeLessThan(25);
  });

  it('leaves every pixel outside its box as it was', () => {
    const { source, out, rendered } = render(openMouth(0.25), 1, darkPatch());
    const { box } = rendered;
    const moved = changed(source, out);
    expect(moved.length).toBeGreaterThan(500);
    for (const { x, y } of moved) {
      expect(x >= box.x0 && x < box.x1 && y >= box.y0 && y < box.y1).toBe(true);
    }
  });

  it('leaves the upper face bit-exact', () => {
    const { source, out } = render(openMouth(0.25), 1, darkPatch());
    const noseTip = frontalLandmarks()[3 + 1];
    for (const { y } of changed(source, out)) expect(y).toBeGreaterThan(noseTip - 12);
  });

  it('changes nothing at weight 0', () => {
    const { source, out } = render(openMouth(0.25), 0, darkPatch());
    expect(changed(source, out)).toEqual([]);
  });

  it('fades into the filmed face at a low weight', () => {
    const { source, out: half } = render(openMouth(0.2), 0.2);
    const { out: full } = render(openMouth(0.2), 1);
    const difference = (a: YuvFrame) =>
      a.y.reduce((sum, value, i) => sum + Math.abs(value - source.y[i]), 0);
    expect(difference(half)).toBeGreaterThan(0);
    expect(difference(half)).toBeLessThan(difference(full));
  });

  it('draws the same frame twice alike', () => {
    const first = render(openMouth(0.17), 1, darkPatch());
    const second = render(openMouth(0.17), 1, darkPatch());
    expect(changed(first.out, second.out)).toEqual([]);
  });
});
