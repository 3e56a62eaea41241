import { describe, expect, it } from 'vitest';
import { keyDistance } from '../../../../src/render/own/mouthDistance.js';
import { LIBRARY_CAPACITY, MouthLibraryBuilder } from '../../../../src/render/own/mouthLibrary.js';
import { MouthMask } from '../../../../src/render/mouthMask.js';
import { keyOf, patchOf } from './filmedMouths.js';

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
      expect(nearest).toBeLessThan(0.02);
    }
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
