import { describe, expect, it } from 'vitest';
import { freedomAbove } from '../../../../src/render/mesh/cutOffChin.js';
import { EYE_PIXELS } from '../syntheticFace.js';
import { seenFrom, turnedPose } from '../turnedPose.js';

const face = seenFrom(turnedPose(0));
const chin = face[2 * 152 + 1];
const lip = face[2 * 17 + 1];

describe('a chin at the lower edge of the picture', () => {
  it('moves freely while the picture shows it', () => {
    const free = freedomAbove(face, chin + 0.2 * EYE_PIXELS, EYE_PIXELS);
    for (const y of [lip, chin, chin + 50]) expect(free(y)).toBe(1);
  });

  it('stands still where it is cut off, while the lips move', () => {
    const height = Math.floor((lip + chin) / 2);
    const free = freedomAbove(face, height, EYE_PIXELS);
    expect(free(lip)).toBe(1);
    expect(free(height - 1)).toBeCloseTo(0, 6);
    expect(free(chin)).toBe(0);
    expect(free((lip + height - 1) / 2)).toBeCloseTo(0.5, 1);
  });

  it('comes to a stand gradually as it leaves the picture', () => {
    const at = (height: number): number => freedomAbove(face, height, EYE_PIXELS)(chin);
    let before = 1;
    for (let height = chin + 10; height > chin; height -= 0.5) {
      const now = at(height);
      expect(now).toBeLessThanOrEqual(before);
      expect(before - now).toBeLessThan(0.12);
      before = now;
    }
  });

  it('leaves lips alone that are themselves cut off', () => {
    expect(freedomAbove(face, lip - 5, EYE_PIXELS)(chin)).toBe(1);
  });
});
