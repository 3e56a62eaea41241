import { describe, expect, it } from 'vitest';
import {
  blendMouths,
  MOST_BLENDED,
  type WeightedMouth,
} from '../../../../src/render/own/mouthBlend.js';
import { keyDistance } from '../../../../src/render/own/mouthDistance.js';
import { keyOf, patchOf } from './filmedMouths.js';

/** Openings from 0 to .4, as a library that covers what a person does. */
const library = Array.from({ length: 33 }, (_, i) => patchOf(keyOf(i / 80), i));
const weightOf = (mouths: readonly WeightedMouth[], frame: number): number =>
  mouths.find(({ patch }) => patch.frameIndex === frame)?.weight ?? 0;
const main = (mouths: readonly WeightedMouth[]): number | undefined =>
  [...mouths].sort((a, b) => b.weight - a.weight)[0]?.patch.frameIndex;

describe('the mouths behind the lips', () => {
  it('are few, whole together, and the nearest counts most', () => {
    for (const aperture of [0, 0.03, 0.11, 0.2, 0.39]) {
      const mouths = blendMouths(library, keyOf(aperture));
      expect(mouths.length).toBeLessThanOrEqual(MOST_BLENDED);
      expect(mouths.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
      expect(Math.abs((main(mouths) ?? NaN) / 80 - aperture)).toBeLessThanOrEqual(1 / 80);
    }
  });

  it('come and go without a jump while the lips move', () => {
    let before = blendMouths(library, keyOf(0));
    for (let aperture = 0; aperture < 0.4; aperture += 0.0002) {
      const mouths = blendMouths(library, keyOf(aperture));
      for (const { frameIndex } of library) {
        const step = Math.abs(weightOf(mouths, frameIndex) - weightOf(before, frameIndex));
        expect(step).toBeLessThan(0.06);
      }
      before = mouths;
    }
  });

  it('depend on the wish alone, not on the order of what was filmed', () => {
    const wish = keyOf(0.123);
    const told = (mouths: readonly WeightedMouth[]) =>
      mouths.map(({ patch, weight }) => [patch.frameIndex, weight]);
    expect(told(blendMouths([...library].reverse(), wish))).toEqual(
      told(blendMouths(library, wish)),
    );
  });

  it('are those of a lip that stands as high, for it shows as much of the teeth', () => {
    const [raised, lowered] = [
      patchOf(keyOf(0.1, 0.5, 0.26), 1),
      patchOf(keyOf(0.1, 0.5, 0.34), 2),
    ];
    expect(main(blendMouths([raised, lowered], keyOf(0.1, 0.5, 0.27)))).toBe(1);
    expect(main(blendMouths([raised, lowered], keyOf(0.1, 0.5, 0.33)))).toBe(2);
  });

  it('are of the same shot where it has any', () => {
    const other = patchOf({ ...keyOf(0.1), shot: 1 }, 5);
    const mouths = blendMouths([other, patchOf(keyOf(0.14), 6)], keyOf(0.1));
    expect(weightOf(mouths, 6)).toBeGreaterThan(0.7);
    expect(main(blendMouths([other], keyOf(0.1)))).toBe(5);
  });

  it('are teeth rather than a lip that the landmarks took for the inside', () => {
    const [lip, teeth] = [patchOf(keyOf(0.1), 5, 0.9), patchOf(keyOf(0.13), 6, 0.1)];
    expect(main(blendMouths([lip, teeth], keyOf(0.1)))).toBe(6);
  });

  it('are wider open ones rather than one to be stretched', () => {
    const wish = keyOf(0.2);
    const [narrow, wide] = [patchOf(keyOf(0.12), 5), patchOf(keyOf(0.2815), 6)];
    expect(keyDistance(narrow.key, wish)).toBeLessThan(keyDistance(wide.key, wish));
    expect(main(blendMouths([narrow, wide], wish))).toBe(6);
  });

  it('are none without any filmed, and the only one where there is one', () => {
    expect(blendMouths([], keyOf(0.1))).toEqual([]);
    expect(blendMouths([library[3]], keyOf(0.3))).toEqual([{ patch: library[3], weight: 1 }]);
  });
});
