import { LIP_INNER, LIP_OUTER, MOVED } from '../core/landmarkSets.js';
import { MOVED_FLOATS } from '../core/lowerFace.js';
import type { MotionBasis } from './motionBasis.js';

/** Eye distances from the lips over which a point counts less for what the mouth is doing. */
const FIT_REACH = 0.35;
/** Eye distances from the lips over which the wished shape gives way to wished movement. */
const SHAPE_REACH = 0.22;
/** Keeps the fit from explaining noise by large coefficients, as a share of the mean diagonal. */
const RIDGE = 1e-3;

/**
 * Replaces the part of a face that speech explains. At the lips the wished shape counts as it is, so
 * that they close when they should. Away from them only the difference in speech counts: whatever
 * else holds the jaw where it is in this frame (a turned head, a smile, the model's own error there)
 * stays as filmed instead of being pulled to the shape of another frame.
 * Owns the precomputed least-squares fit of the motion basis.
 */
export class SpeechPart {
  private readonly shapeWeights: Float32Array;
  /** Row k gives coefficient k from a lower-face displacement. */
  private readonly fit: readonly Float32Array[];
  private readonly spoken = new Float32Array(MOVED_FLOATS);
  private readonly difference = new Float32Array(MOVED_FLOATS);

  /** @param canonical 478 x 3 canonical points, eye distances */
  constructor(
    private readonly basis: MotionBasis,
    canonical: Float32Array | Float64Array,
  ) {
    const distances = MOVED.map((landmark) => distanceToLips(canonical, landmark));
    this.shapeWeights = Float32Array.from(distances, (d) => falloff(d, SHAPE_REACH));
    this.fit = leastSquares(
      basis.components,
      distances.map((d) => falloff(d, FIT_REACH)),
    );
  }

  /**
   * Turns the wished shape (in place) into the one this frame is given.
   * All are lower faces in canonical space, MOVED order.
   * @param current the frame's own @param neutral the person's closed-mouth rest
   */
  settle(shape: Float32Array, current: Float32Array, neutral: Float32Array): void {
    const { spoken, difference, shapeWeights, basis } = this;
    for (let i = 0; i < MOVED_FLOATS; i++) difference[i] = current[i] - neutral[i];
    spoken.fill(0);
    basis.components.forEach((component, k) => {
      const row = this.fit[k];
      let coefficient = 0;
      for (let i = 0; i < MOVED_FLOATS; i++) coefficient += row[i] * difference[i];
      for (let i = 0; i < MOVED_FLOATS; i++) spoken[i] += coefficient * component[i];
    });
    for (let i = 0; i < MOVED_FLOATS; i++) {
      const asShape = shapeWeights[Math.floor(i / 3)];
      const asMovement = current[i] + shape[i] - neutral[i] - spoken[i];
      shape[i] = asShape * shape[i] + (1 - asShape) * asMovement;
    }
  }
}

function falloff(distance: number, reach: number): number {
  return Math.exp(-((distance / reach) ** 2));
}

function distanceToLips(canonical: Float32Array | Float64Array, landmark: number): number {
  return Math.min(
    ...[...LIP_OUTER, ...LIP_INNER].map((lip) =>
      Math.hypot(
        canonical[3 * landmark] - canonical[3 * lip],
        canonical[3 * landmark + 1] - canonical[3 * lip + 1],
      ),
    ),
  );
}

/** Rows of (B^T W B + r I)^-1 B^T W for components B and a weight a point. */
function leastSquares(
  components: readonly Float32Array[],
  weights: readonly number[],
): Float32Array[] {
  const weighted = components.map((component) =>
    component.map((value, i) => value * weights[Math.floor(i / 3)]),
  );
  const normal = weighted.map((row) =>
    components.map((component) => component.reduce((sum, value, i) => sum + value * row[i], 0)),
  );
  const trace = normal.reduce((sum, row, k) => sum + row[k], 0);
  normal.forEach((row, k) => (row[k] += (RIDGE * trace) / normal.length));
  return invert(normal).map((row) => {
    const out = new Float32Array(MOVED_FLOATS);
    row.forEach((value, k) => {
      weighted[k].forEach((component, i) => (out[i] += value * component));
    });
    return out;
  });
}

/** Gauss-Jordan inverse of a small positive definite matrix. */
function invert(matrix: readonly (readonly number[])[]): number[][] {
  const n = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let pivot = 0; pivot < n; pivot++) {
    const scale = 1 / work[pivot][pivot];
    work[pivot] = work[pivot].map((value) => value * scale);
    for (let i = 0; i < n; i++) {
      if (i === pivot) continue;
      const factor = work[i][pivot];
      work[i] = work[i].map((value, j) => value - factor * work[pivot][j]);
    }
  }
  return work.map((row) => row.slice(n));
}
