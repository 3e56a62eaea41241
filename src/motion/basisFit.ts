import { LIP_INNER, LIP_OUTER } from '../core/landmarkSets.js';
import { APERTURE_OFFSETS, MOVED_FLOATS, movedOffset, WIDTH_OFFSETS } from '../core/lowerFace.js';
import { solve } from './cholesky.js';
import type { MotionBasis } from './motionBasis.js';

/**
 * How much points count: lips are what a shape is looked at for, and what a small picture shows best; cheeks and
 * chin follow them in the basis.
 */
const LIPS = 1;
const REST = 0.1;
/** Of how far the lips are apart and how wide they are. */
const MEASURED = 4;
/** Keeps components that a shape says nothing of small; on the scale of their own sums of squares. */
const FLOOR = 1e-3;

/** Finds the coefficients whose shape is the nearest to one that was seen. Owns its sums. */
export class BasisFit {
  private readonly weights: Float32Array;
  private readonly products: Float64Array;

  constructor(private readonly basis: MotionBasis) {
    this.weights = pointWeights();
    const { components } = basis;
    const size = components.length;
    this.products = new Float64Array(size * size);
    components.forEach((one, i) => {
      components.forEach((other, j) => {
        this.products[i * size + j] = this.product(one, other);
      });
    });
    const trace = components.reduce((sum, _, i) => sum + this.products[i * size + i], 0);
    for (let i = 0; i < size; i++) this.products[i * size + i] += (FLOOR * trace) / size;
  }

  /**
   * @param displacement from a person's closed-mouth neutral: MOVED order, canonical eye distances
   * @returns one a component
   */
  coefficients(displacement: Float32Array): Float64Array {
    const { basis, products } = this;
    const moved = displacement.map((value, i) => value - basis.mean[i]);
    const right = Float64Array.from(basis.components, (one) => this.product(one, moved));
    return solve(products.slice(), right);
  }

  private product(one: Float32Array, other: Float32Array): number {
    let sum = 0;
    for (let i = 0; i < MOVED_FLOATS; i++) sum += this.weights[i] * one[i] * other[i];
    return sum;
  }
}

function pointWeights(): Float32Array {
  const weights = new Float32Array(MOVED_FLOATS).fill(REST);
  for (const landmark of [...LIP_OUTER, ...LIP_INNER]) {
    const at = movedOffset(landmark);
    weights[at] = weights[at + 1] = LIPS;
  }
  for (const at of [...APERTURE_OFFSETS, ...WIDTH_OFFSETS]) weights[at] = MEASURED;
  return weights;
}
