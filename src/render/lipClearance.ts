import { LIP_OUTER, MOUTH_CORNER_LEFT, MOUTH_CORNER_RIGHT } from '../core/landmarkSets.js';

/** Skin points nearer to the lips than this (canonical eye distances) are kept clear of them. */
const REACH = 0.45;
/** How much of its canonical distance from the lips a point keeps at least. */
const KEPT = 0.45;

interface Guard {
  readonly vertex: number;
  /** Ends of the nearest piece of the outer lip contour, and where on it the nearest point lies. */
  readonly a: number;
  readonly b: number;
  readonly t: number;
  /** Unit direction from there to the vertex, along and across the mouth. */
  readonly along: number;
  readonly across: number;
  /** Least distance, eye distances. */
  readonly margin: number;
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
      .filter(({ margin }) => margin < REACH * KEPT);
  }

  /**
   * Pushes points that are too near the lips, or inside them, outward.
   * @param positions x and y a landmark, pixels @param eyeDistance pixels
   */
  enforce(positions: Float32Array, eyeDistance: number): void {
    const ax = positions[2 * MOUTH_CORNER_LEFT] - positions[2 * MOUTH_CORNER_RIGHT];
    const ay = positions[2 * MOUTH_CORNER_LEFT + 1] - positions[2 * MOUTH_CORNER_RIGHT + 1];
    const width = Math.hypot(ax, ay);
    if (width === 0) return;
    const [ex, ey] = [ax / width, ay / width];
    for (const { vertex, a, b, t, along, across, margin } of this.guards) {
      const qx = positions[2 * a] * (1 - t) + positions[2 * b] * t;
      const qy = positions[2 * a + 1] * (1 - t) + positions[2 * b + 1] * t;
      const dx = along * ex - across * ey;
      const dy = along * ey + across * ex;
      const distance = (positions[2 * vertex] - qx) * dx + (positions[2 * vertex + 1] - qy) * dy;
      const lack = margin * eyeDistance - distance;
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
    const margin = distance * KEPT;
    if (best !== undefined && best.margin <= margin) return;
    best = { vertex, a, b, t, along: dx / distance, across: dy / distance, margin };
  });
  if (best === undefined) throw new RangeError('the lips have no contour');
  return best;
}
