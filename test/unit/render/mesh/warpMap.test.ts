import { describe, expect, it } from 'vitest';
import { allocateFrame } from '../../../../src/core/frame.js';
import { buildFaceMesh } from '../../../../src/render/mesh/faceMesh.js';
import { WarpMap } from '../../../../src/render/mesh/warpMap.js';
import { sampleCubic, sampleLinear } from '../../../../src/render/sampling.js';
import { LIP_INNER, LIP_OUTER } from '../../../../src/core/landmarkSets.js';
import { canonicalPoints, texturedFrame } from '../syntheticFace.js';

const box = { x0: 20, y0: 20, x1: 120, y1: 120 };
/** Two clockwise triangles that fill a square. */
const square = Float32Array.of(20, 20, 119, 20, 119, 119, 20, 119);

function warp(target: Float32Array, source: Float32Array) {
  const frame = texturedFrame();
  const out = allocateFrame(200, 200);
  out.data.set(frame.data);
  const map = new WarpMap();
  map.reset(box);
  map.triangle(target, source, 0, 1, 2);
  map.triangle(target, source, 0, 2, 3);
  map.fillGaps();
  map.apply(frame, out);
  return { frame, out };
}

describe('warp map', () => {
  it('is bit-exact where nothing moves', () => {
    const { frame, out } = warp(square, square);
    expect(out.data).toEqual(frame.data);
  });

  it('shifts by whole pixels exactly, without a crack', () => {
    const { frame, out } = warp(
      square,
      square.map((value, i) => (i % 2 === 0 ? value + 7 : value + 3)),
    );
    for (let y = 21; y < 118; y++) {
      for (let x = 21; x < 118; x++) {
        expect(Math.abs(out.y[y * 200 + x] - frame.y[(y + 3) * 200 + x + 7])).toBeLessThanOrEqual(
          1,
        );
      }
    }
  });

  it('leaves out a triangle that faces away', () => {
    const turned = Float32Array.of(119, 20, 20, 20, 20, 119, 119, 119);
    const { frame, out } = warp(turned, square);
    expect(out.data).toEqual(frame.data);
  });

  it('draws no line of another colour where a triangle is squeezed to one', () => {
    const line = Float32Array.of(20, 60, 119, 60, 119, 60.4, 20, 60.4);
    const { frame, out } = warp(line, square);
    expect(out.data).toEqual(frame.data);
  });
});

describe('face mesh', () => {
  const { triangles, followers } = buildFaceMesh(canonicalPoints);

  it('draws what surrounds the face first and the lips last', () => {
    const parts = Array.from({ length: triangles.length / 3 }, (_, t) => {
      const corners = [...triangles.slice(3 * t, 3 * t + 3)];
      if (corners.some((corner) => corner >= 468)) return 'ring';
      return corners.some((corner) => LIP_INNER.some((lip) => lip === corner)) ? 'lips' : 'skin';
    });
    expect(parts.lastIndexOf('ring')).toBeLessThan(parts.indexOf('skin'));
    expect(parts.lastIndexOf('skin')).toBeLessThan(parts.indexOf('lips'));
  });

  it('joins each quad of the lips and leaves the mouth open', () => {
    const inner = new Set<number>(LIP_INNER);
    const outer = new Set<number>(LIP_OUTER);
    let strips = 0;
    for (let t = 0; t < triangles.length; t += 3) {
      const corners = [...triangles.slice(t, t + 3)];
      const innerCount = corners.filter((corner) => inner.has(corner)).length;
      expect(innerCount).toBeLessThan(3);
      if (innerCount === 0) continue;
      expect(corners.every((corner) => inner.has(corner) || outer.has(corner))).toBe(true);
      strips += 1;
    }
    expect(strips).toBe(40);
  });

  it('lets followers mix from moved points by weights of at most one', () => {
    expect(followers.length).toBeGreaterThan(20);
    for (const { weights } of followers) {
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(1.001);
    }
  });
});

describe('sampling', () => {
  const { y } = texturedFrame();

  it('returns the pixel itself on whole positions and at the border', () => {
    expect(sampleCubic(y, 200, 200, 50, 60)).toBe(y[60 * 200 + 50]);
    expect(sampleLinear(y, 200, 200, -5, -5)).toBe(y[0]);
    expect(sampleCubic(y, 200, 200, 500, 500)).toBe(y[200 * 200 - 1]);
  });

  it('follows a smooth picture between pixels closer than bilinear does', () => {
    const truth = 128 + 60 * Math.sin(50.5 / 4) * Math.cos(60.5 / 5);
    const cubic = Math.abs(sampleCubic(y, 200, 200, 50.5, 60.5) - truth);
    expect(cubic).toBeLessThan(Math.abs(sampleLinear(y, 200, 200, 50.5, 60.5) - truth) + 1e-9);
    expect(cubic).toBeLessThan(1);
  });
});
