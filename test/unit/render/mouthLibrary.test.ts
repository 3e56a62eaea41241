import { describe, expect, it } from 'vitest';
import { allocateFrame } from '../../../src/core/frame.js';
import {
  keyDistance,
  LIBRARY_CAPACITY,
  MouthChooser,
  MouthLibraryBuilder,
} from '../../../src/render/mouthLibrary.js';
import { MouthMask } from '../../../src/render/mouthMask.js';
import type { MouthKey, MouthPatch } from '../../../src/render/mouthPatch.js';

function keyOf(aperture: number, width = 0.5): MouthKey {
  const shape = new Float32Array(40);
  for (let i = 0; i < 20; i++) {
    const angle = (2 * Math.PI * i) / 20;
    shape[2 * i] = (width / 2) * Math.cos(angle);
    shape[2 * i + 1] = (aperture / 2) * Math.sin(angle);
  }
  return { shape, yaw: 0, pitch: 0, aperture, shot: 0 };
}

function patchOf(key: MouthKey, frameIndex: number): MouthPatch {
  const picture = allocateFrame(8, 8);
  return { frameIndex, picture, lips: new Float32Array(80), key, lipLuma: 100 };
}

describe('mouth library', () => {
  it('stays bounded over a long video and still covers the shapes seen', () => {
    const builder = new MouthLibraryBuilder();
    let cuts = 0;
    for (let i = 0; i < 5000; i++) {
      const key = keyOf(0.2 + 0.2 * Math.sin(i / 9), 0.4 + 0.2 * Math.sin(i / 31));
      builder.offer(key, () => {
        cuts += 1;
        return patchOf(key, i);
      });
    }
    const patches = builder.build();
    expect(patches.length).toBeLessThanOrEqual(LIBRARY_CAPACITY);
    expect(cuts).toBeLessThan(1000);
    for (const aperture of [0.02, 0.2, 0.38]) {
      const nearest = Math.min(...patches.map((patch) => keyDistance(patch.key, keyOf(aperture))));
      expect(nearest).toBeLessThan(0.05);
    }
  });

  it('does not leave a patch for one that is hardly better', () => {
    const a = patchOf(keyOf(0.1), 0);
    const b = patchOf(keyOf(0.11), 1);
    const chooser = new MouthChooser([a, b]);
    expect(chooser.choose(keyOf(0.1))?.patch).toBe(a);
    expect(chooser.choose(keyOf(0.107))?.patch).toBe(a);
    const other = new MouthChooser([a, patchOf(keyOf(0.4), 1)]);
    other.choose(keyOf(0.1));
    expect(other.choose(keyOf(0.4))?.previous).toBe(a);
  });

  it('prefers a mouth of the same shot to a slightly closer one of another', () => {
    const other = patchOf({ ...keyOf(0.1), shot: 1 }, 0);
    const own = patchOf(keyOf(0.12), 1);
    expect(new MouthChooser([other, own]).choose(keyOf(0.1))?.patch).toBe(own);
  });

  it('has nothing to choose from when empty', () => {
    expect(new MouthChooser([]).choose(keyOf(0.1))).toBeUndefined();
  });
});

describe('mouth mask', () => {
  it('is 1 inside, 0 beyond its reach, and between on the way', () => {
    const mask = new MouthMask();
    const contour = Float32Array.of(20, 20, 60, 20, 60, 40, 20, 40);
    mask.draw(contour, 4, 0, { x0: 0, y0: 0, x1: 100, y1: 100 });
    const at = (x: number, y: number) =>
      mask.coverage[(y - mask.box.y0) * (mask.box.x1 - mask.box.x0) + x - mask.box.x0];
    expect(at(40, 30)).toBe(1);
    expect(at(40, 42)).toBeGreaterThan(0.2);
    expect(at(40, 42)).toBeLessThan(0.8);
    expect(at(40, 44)).toBe(0);
  });

  it('is cut at the picture, also for a mouth outside it', () => {
    const mask = new MouthMask();
    const contour = Float32Array.of(-20, -20, -5, -20, -5, -8);
    mask.draw(contour, 2, 0, { x0: 0, y0: 0, x1: 50, y1: 50 });
    expect(mask.box.x1 - mask.box.x0).toBeLessThanOrEqual(1);
  });
});
