import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { innerAperture, mouthWidth, MOVED_FLOATS } from '../../../src/core/lowerFace.js';
import { seeded } from '../../../src/core/seeded.js';
import { BasisFit } from '../../../src/motion/basisFit.js';
import { expandCoefficients, parseMotionBasis } from '../../../src/motion/motionBasis.js';

const basis = parseMotionBasis(readFileSync('models/motion-basis.json', 'utf8'));
const fit = new BasisFit(basis);

function shapeOf(coefficients: ArrayLike<number>): Float32Array {
  return expandCoefficients(basis, Float32Array.from(coefficients), new Float32Array(MOVED_FLOATS));
}

it('finds a shape of the basis again', () => {
  const random = seeded(7);
  for (let trial = 0; trial < 20; trial++) {
    const wanted = shapeOf(basis.components.map(() => random() * 2 - 1));
    const found = shapeOf(fit.coefficients(wanted));
    expect(innerAperture(found)).toBeCloseTo(innerAperture(wanted), 2);
    expect(mouthWidth(found)).toBeCloseTo(mouthWidth(wanted), 2);
  }
});

it('keeps how far lips are apart where points are seen badly', () => {
  const random = seeded(8);
  const errors: number[] = [];
  for (let trial = 0; trial < 50; trial++) {
    const wanted = shapeOf(basis.components.map((_, k) => (k < 3 ? random() * 2 - 1 : 0)));
    const seen = wanted.map((value) => value + (random() - 0.5) * 0.04);
    errors.push(Math.abs(innerAperture(shapeOf(fit.coefficients(seen))) - innerAperture(wanted)));
  }
  // A single pair of points would be off by .013 on the average.
  expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.012);
});
