import type { Pose } from '../../core/faceTrack.js';
import { LIP_OUTER } from '../../core/landmarkSets.js';

/** Skin points nearer to the lips than this (canonical eye distances) are kept clear of them. */
const REACH = 0.45;
/** How much of its distance from the lips, as this pose shows it, a point keeps at least. */
const KEPT = 0.45;
/** Seen from the side a distance shrinks to nothing; below this many pixels it has no direction. */
const LEAST_DISTANCE = 0.5;

interface Guard {
  readonly vertex: number;
  /** Ends of the nearest piece of the outer lip contour, and where on it the nearest point lies. */
  readonly a: number;
  readonly b: number;
  readonly t: number;
  /** From there to the vertex, canonical eye distances. */
  readonly away: readonly [number, number, number];
  readonly distance: number;
}

/**
 * Keeps the skin outside the lips. The landmark model refines the lips but not the skin beside
 * them, so a pouting lip reaches over skin points, and triangles between them would turn over.
 */
export class LipClearance {
  private readonly guards: readonly Guard[];

  /** @param canonical 478 x 3, eye distances @param vertices skin landmarks of the mesh */
  constructor(canonical: Float32Array | Float64Array, vertices: readonly number[]) {
    const outer = new Set<number>(LIP_OUTER);
    this.guards = vertices
      .filter((vertex) => !outer.has(vertex))
      .map((vertex) => nearestOnLips(canonical, vertex))
      .filter(({ distance }) => distance < REACH);
  }

  /**
   * Pushes points that are too near the lips, or inside them, outward.
   * @param positions x and y a landmark, pixels
   */
  enforce(positions: Float32Array, { rotation: r, scale }: Pose): void {
    for (const { vertex, a, b, t, away } of this.guards) {
      const [x, y, z] = away;
      const px = (r[0] * x + r[3] * y + r[6] * z) / scale;
      const py = (r[1] * x + r[4] * y + r[7] * z) / scale;
      const seen = Math.hypot(px, py);
      if (seen < LEAST_DISTANCE) continue;
      const [dx, dy] = [px / seen, py / seen];
      const qx = positions[2 * a] * (1 - t) + positions[2 * b] * t;
      const qy = positions[2 * a + 1] * (1 - t) + positions[2 * b + 1] * t;
      const distance = (positions[2 * vertex] - qx) * dx + (positions[2 * vertex + 1] - qy) * dy;
      const lack = KEPT * seen - distance;
      if (lack <= 0) continue;
      positions[2 * vertex] += lack * dx;
      positions[2 * vertex + 1] += lack * dy;
    }
  }
}

function nearestOnLips(canonical: Float32Array | Float64Array, vertex: number): Guard {
  const x = canonical[3 * vertex];
  const y = canonical[3 * vertex + 1];
  let best: Guard | undefined;
  LIP_OUTER.forEach((a, i) => {
    const b = LIP_OUTER[(i + 1) % LIP_OUTER.length];
    const [px, py] = [canonical[3 * a], canonical[3 * a + 1]];
    const [ex, ey] = [canonical[3 * b] - px, canonical[3 * b + 1] - py];
    const length = ex * ex + ey * ey;
    const t = Math.max(0, Math.min(1, ((x - px) * ex + (y - py) * ey) / length));
    const [dx, dy] = [x - px - t * ex, y - py - t * ey];
    const distance = Math.hypot(dx, dy);
    if (best !== undefined && best.distance <= distance) return;
    const depth = canonical[3 * a + 2] * (1 - t) + canonical[3 * b + 2] * t;
    best = { vertex, a, b, t, away: [dx, dy, canonical[3 * vertex + 2] - depth], distance };
  });
  if (best === undefined) throw new RangeError('the lips have no contour');
  return best;
}
