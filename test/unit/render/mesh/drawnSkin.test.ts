import { describe, expect, it } from 'vitest';
import { MOVED_FLOATS, movedOffset } from '../../../../src/core/lowerFace.js';
import { keepFullness } from '../../../../src/render/mesh/drawnSkin.js';

const LIP = movedOffset(17) + 1;
const CHIN = movedOffset(200) + 1;
const INNER = movedOffset(14) + 1;

/** A face with so much skin between lower lip and chin, and a shift that raises the lip by .12. */
function faces(skin: number): { current: Float32Array; shift: Float32Array } {
  const current = new Float32Array(MOVED_FLOATS);
  current[LIP] = 0.6;
  current[CHIN] = 0.6 + skin;
  const shift = new Float32Array(MOVED_FLOATS);
  shift[LIP] = -0.12;
  shift[INNER] = -0.12;
  return { current, shift };
}

describe('skin below the lower lip', () => {
  it('is drawn out to a bit more than was filmed, and the lip stays fuller for it', () => {
    const { current, shift } = faces(0.1);
    keepFullness(shift, current);
    const skin = current[CHIN] + shift[CHIN] - current[LIP] - shift[LIP];
    expect(skin).toBeCloseTo(0.16, 5);
    expect(shift[INNER]).toBeCloseTo(-0.12, 6);
  });

  it('moves as it is wished where enough of it was filmed', () => {
    const { current, shift } = faces(0.3);
    const wished = shift.slice();
    keepFullness(shift, current);
    expect(shift).toEqual(wished);
  });

  it('leaves the corners, and comes in without a jump', () => {
    const [little, more] = [0.199, 0.201].map((skin) => {
      const { current, shift } = faces(skin);
      keepFullness(shift, current);
      expect(shift[movedOffset(61) + 1]).toBe(0);
      return shift[LIP];
    });
    expect(Math.abs(little - more)).toBeLessThan(0.002);
  });

  it('is not asked of a lip that hides even the middle of the chin', () => {
    const { current, shift } = faces(-0.01);
    keepFullness(shift, current);
    const skin = current[CHIN] + shift[CHIN] - current[LIP] - shift[LIP];
    expect(skin).toBeLessThan(0.05);
  });
});
