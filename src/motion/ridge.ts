import { solve } from './cholesky.js';

/**
 * Sums that a least-squares fit of one number on several needs. They can be taken off again, so that what is
 * held out costs no second look at the rest. Owns size x size numbers; only the lower triangle is used.
 */
export class Moments {
  private count = 0;
  private target = 0;
  private readonly sums: Float64Array;
  private readonly products: Float64Array;
  private readonly withTarget: Float64Array;

  constructor(private readonly size: number) {
    this.sums = new Float64Array(size);
    this.products = new Float64Array(size * size);
    this.withTarget = new Float64Array(size);
  }

  /** @param row `size` numbers, @param target the one that they are to give */
  add(row: Float32Array, target: number): void {
    const { size, sums, products, withTarget } = this;
    this.count += 1;
    this.target += target;
    for (let i = 0; i < size; i++) {
      const value = row[i];
      sums[i] += value;
      withTarget[i] += value * target;
      for (let j = 0; j <= i; j++) products[i * size + j] += value * row[j];
    }
  }

  /** What is left when `part`, which is in here, is not. */
  without(part: Moments): Moments {
    const rest = new Moments(this.size);
    rest.count = this.count - part.count;
    rest.target = this.target - part.target;
    const subtract = (into: Float64Array, a: Float64Array, b: Float64Array): void => {
      for (let i = 0; i < into.length; i++) into[i] = a[i] - b[i];
    };
    subtract(rest.sums, this.sums, part.sums);
    subtract(rest.products, this.products, part.products);
    subtract(rest.withTarget, this.withTarget, part.withTarget);
    return rest;
  }

  get means(): Float64Array {
    return this.sums.map((sum) => sum / this.count);
  }

  /** Mean product of two of the numbers, each away from its mean. */
  covariance(i: number, j: number): number {
    const product = this.products[Math.max(i, j) * this.size + Math.min(i, j)];
    return product / this.count - (this.sums[i] / this.count) * (this.sums[j] / this.count);
  }

  /**
   * Weights w that make (row - means) . w fit (target - its mean), and w' P w small.
   * @param penalty P at (i, j): positive definite, on the scale of the covariance
   */
  fit(penalty: (i: number, j: number) => number): Float64Array {
    const { size, count, target, sums, withTarget } = this;
    const matrix = new Float64Array(size * size);
    const right = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      right[i] = withTarget[i] / count - (sums[i] / count) * (target / count);
      for (let j = 0; j <= i; j++) matrix[i * size + j] = this.covariance(i, j) + penalty(i, j);
    }
    return solve(matrix, right);
  }
}
