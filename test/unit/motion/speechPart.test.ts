import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { MOVED_FLOATS, movedOffset } from '../../../src/core/lowerFace.js';
import type { MotionBasis } from '../../../src/motion/motionBasis.js';
import { SpeechPart } from '../../../src/motion/speechPart.js';

const table = JSON.parse(readFileSync('models/canonical-face.json', 'utf8')) as {
  readonly points: readonly (readonly number[])[];
};
const canonical = Float64Array.from(table.points.flat());
const CHIN_TIP = movedOffset(152);
const LOWER_LIP = movedOffset(14);

/** Speech lowers everything below the mouth alike. */
const jaw = new Float32Array(MOVED_FLOATS).map((_, i) => (i % 3 === 1 ? 0.1 : 0));
const basis: MotionBasis = { mean: new Float32Array(MOVED_FLOATS), components: [jaw] };
const neutral = new Float32Array(MOVED_FLOATS);

function settle(shape: Float32Array, current: Float32Array): Float32Array {
  const out = shape.slice();
  new SpeechPart(basis, canonical).settle(out, current, neutral);
  return out;
}

describe('speech part', () => {
  const closed = neutral.slice();
  const open = jaw.slice();

  it('takes the speech out of a talking frame: chin and lips go to rest', () => {
    const settled = settle(closed, open);
    expect(settled[LOWER_LIP + 1]).toBeCloseTo(0, 2);
    expect(settled[CHIN_TIP + 1]).toBeCloseTo(0, 2);
  });

  it('puts the wished movement on a resting frame', () => {
    const settled = settle(open, closed);
    expect(settled[LOWER_LIP + 1]).toBeCloseTo(0.1, 3);
    expect(settled[CHIN_TIP + 1]).toBeCloseTo(0.1, 3);
  });

  it('leaves what speech does not explain where it is, away from the lips', () => {
    const turned = closed.slice();
    turned[CHIN_TIP] += 0.08;
    expect(settle(closed, turned)[CHIN_TIP]).toBeGreaterThan(0.06);
  });

  it('imposes the wished shape at the lips whatever the frame shows', () => {
    const pouting = closed.slice();
    pouting[LOWER_LIP] += 0.05;
    expect(settle(closed, pouting)[LOWER_LIP]).toBeCloseTo(0, 3);
  });
});
