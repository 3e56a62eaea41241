import { describe, expect, it } from 'vitest';
import { allocateFrame } from '../../../../src/core/frame.js';
import {
  keyDistance,
  LIBRARY_CAPACITY,
  MouthLibraryBuilder,
} from '../../../../src/render/own/mouthLibrary.js';
import { MouthPlan } from '../../../../src/render/own/mouthPlan.js';
import { MouthMask } from '../../../../src/render/mouthMask.js';
import type { MouthKey, MouthPatch } from '../../../../src/render/own/mouthPatch.js';

function keyOf(aperture: number, width = 0.5): MouthKey {
  const shape = new Float32Array(40);
  for (let i = 0; i < 20; i++) {
    const angle = (2 * Math.PI * i) / 20;
    shape[2 * i] = (width / 2) * Math.cos(angle);
    shape[2 * i + 1] = (aperture / 2) * Math.sin(angle);
  }
  return { shape, yaw: 0, pitch: 0, aperture, area: (Math.PI / 4) * width * aperture, shot: 0 };
}

/** @param luma of all that is seen inside @param lipShare of it that looks like lip */
function patchOf(key: MouthKey, frameIndex: number, luma = 0.2, lipShare = 0): MouthPatch {
  return {
    frameIndex,
    picture: allocateFrame(8, 8),
    inner: new Float32Array(40),
    open: 1,
    skull: { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 },
    key,
    look: { luma: new Float32Array(72).fill(luma), lipShare },
    skinLuma: 100,
  };
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
});

describe('mouth plan', () => {
  function planned(patches: readonly MouthPatch[], apertures: readonly (number | undefined)[]) {
    const plan = new MouthPlan(patches);
    for (const aperture of apertures)
      plan.push(aperture === undefined ? undefined : keyOf(aperture));
    plan.settle();
    return apertures.map((_, frame) => plan.patchAt(frame)?.frameIndex);
  }
  const closed = patchOf(keyOf(0.02), 0);
  const open = patchOf(keyOf(0.3), 1);

  it('does not flicker between patches that are about as good', () => {
    const near = patchOf(keyOf(0.11), 2);
    const far = patchOf(keyOf(0.1), 3);
    const shown = planned([near, far], [0.1, 0.105, 0.1, 0.11, 0.1, 0.106]);
    expect(new Set(shown).size).toBe(1);
  });

  it('changes at the frame where the mouth does, not after it', () => {
    const apertures = [0.02, 0.02, 0.02, 0.3, 0.3, 0.3, 0.02, 0.02];
    expect(planned([closed, open], apertures)).toEqual([0, 0, 0, 1, 1, 1, 0, 0]);
  });

  it('bridges frames that show no mouth', () => {
    expect(planned([closed, open], [0.3, undefined, undefined, 0.3])).toEqual([1, 1, 1, 1]);
  });

  it('prefers a mouth of the same shot to a slightly closer one of another', () => {
    const other = patchOf({ ...keyOf(0.1), shot: 1 }, 5);
    expect(planned([other, patchOf(keyOf(0.12), 6)], [0.1])).toEqual([6]);
  });

  it('takes teeth rather than a lip that the landmarks took for the inside', () => {
    const lip = patchOf(keyOf(0.1), 5, 0.4, 0.9);
    const teeth = patchOf(keyOf(0.13), 6, 0.6, 0.1);
    expect(planned([lip, teeth], [0.1])).toEqual([6]);
  });

  it('takes a wider open mouth rather than one to be stretched', () => {
    const wish = keyOf(0.2);
    // In shape alone the first is a little nearer.
    const [narrow, wide] = [patchOf(keyOf(0.11), 5), patchOf(keyOf(0.3), 6)];
    expect(keyDistance(narrow.key, wish)).toBeLessThan(keyDistance(wide.key, wish));
    expect(planned([narrow, wide], [0.2])).toEqual([6]);
  });

  it('waits with a change of what is seen until the lips are closed', () => {
    const [light, dark] = [patchOf(keyOf(0.1), 0, 0.7), patchOf(keyOf(0.2), 40, 0.1)];
    // The second fits better from the ninth frame on; in one of the two the lips meet at the eleventh.
    const head = Array.from({ length: 8 }, () => 0.08);
    const tail = Array.from({ length: 6 }, () => 0.2);
    const meeting = planned([light, dark], [...head, 0.2, 0.2, 0, ...tail]).indexOf(40);
    expect([10, 11]).toContain(meeting);
    expect(planned([light, dark], [...head, 0.2, 0.2, 0.2, ...tail]).indexOf(40)).toBe(8);
  });

  it('shows some of the other mouth on both sides of a change, and of none elsewhere', () => {
    const plan = new MouthPlan([closed, open]);
    for (const aperture of [0.02, 0.02, 0.3, 0.3]) plan.push(keyOf(aperture));
    plan.settle();
    const blends = [0, 1, 2, 3].map((frame) => plan.blendAt(frame)?.frameIndex);
    expect(blends).toEqual([undefined, 1, 0, undefined]);
  });

  it('has nothing to show without patches', () => {
    expect(planned([], [0.1, 0.2])).toEqual([undefined, undefined]);
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
