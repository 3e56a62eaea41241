import Delaunator from 'delaunator';
import { FACE_OVAL, LIP_INNER, LIP_OUTER, MOVED } from '../../core/landmarkSets.js';
import { isInside } from '../insidePolygon.js';
import { LipClearance } from './lipClearance.js';

/** Landmarks of the face surface; the ten iris points after them take no part in the mesh. */
const FACE_POINTS = 468;
/** The fixed ring lies this much further from the face's centre than its oval. */
const RING_SCALE = 1.3;
/** Vertices: the face's points, then one fixed ring point for each of the oval. */
export const MESH_VERTICES = FACE_POINTS + FACE_OVAL.length;
/** Eye distances over which a point that is not moved itself follows those that are. */
const FALLOFF = 0.12;
/** Points higher than this above the nose tip (eye distances) never move. */
const ABOVE_NOSE_TIP = 0.02;
const NOSE_TIP = 1;
/**
 * Skin points nearer to the outer lips than this (eye distances) are left out: the landmark model
 * refines the lips but not the skin beside them, and the two do not agree that closely.
 */
const LIP_CLEARANCE = 0.09;

/** How one follower's displacement mixes from the moved points (index into MOVED order). */
interface Follower {
  readonly vertex: number;
  readonly sources: Uint16Array;
  readonly weights: Float32Array;
}

/**
 * Triangles of the lower face with the lips' true topology: skin outside the outer lip ring, a strip
 * of quads from it to the inner ring, and a hole within, where the mouth's inside is drawn.
 * Only triangles that can move are kept.
 */
export interface FaceMesh {
  /**
   * Vertex indices, three a triangle, clockwise in the picture; later ones are drawn over earlier
   * ones: what surrounds the face first, then skin from far to near, lip strips last.
   */
  readonly triangles: Uint16Array;
  readonly followers: readonly Follower[];
  readonly clearance: LipClearance;
}

/** @param canonical 478 x 3 canonical points, eye distances, y down */
export function buildFaceMesh(canonical: Float32Array | Float64Array): FaceMesh {
  const x = (i: number): number => canonical[3 * i];
  const y = (i: number): number => canonical[3 * i + 1];
  const lipContour = LIP_OUTER.map((i): [number, number] => [x(i), y(i)]);
  const inner = new Set<number>(LIP_INNER);
  const outer = new Set<number>(LIP_OUTER);
  const skin = range(FACE_POINTS).filter(
    (i) => !inner.has(i) && (outer.has(i) || isClear(lipContour, x(i), y(i))),
  );
  const ring = ringPositions((i) => [x(i), y(i)]);
  const points = [
    ...skin.map((i): [number, number] => [x(i), y(i)]),
    ...ring.map((p): [number, number] => [p[0], p[1]]),
  ];
  const vertices = [...skin, ...range(FACE_OVAL.length).map((i) => FACE_POINTS + i)];
  const followers = buildFollowers(canonical, skin);
  const mobile = new Set<number>([...MOVED, ...followers.map(({ vertex }) => vertex)]);
  const triangles: number[] = [];
  const delaunay = Delaunator.from(points).triangles;
  for (let t = 0; t < delaunay.length; t += 3) {
    const corners = [delaunay[t], delaunay[t + 1], delaunay[t + 2]];
    const [cx, cy] = [0, 1].map((axis) => corners.reduce((sum, c) => sum + points[c][axis] / 3, 0));
    if (isInside(lipContour, cx, cy)) continue;
    const indices = corners.map((corner) => vertices[corner]);
    if (indices.some((index) => mobile.has(index))) triangles.push(...indices);
  }
  nearestLast(triangles, canonical);
  triangles.push(...lipStrip());
  const everywhere = new Map(vertices.map((vertex, i) => [vertex, points[i]]));
  for (const i of LIP_INNER) everywhere.set(i, [x(i), y(i)]);
  turnClockwise(triangles, everywhere);
  const clearance = new LipClearance(canonical, skin);
  return { triangles: Uint16Array.from(triangles), followers, clearance };
}

/** Sorts triangles in place from the mean face's farthest to its nearest. */
function nearestLast(triangles: number[], canonical: Float32Array | Float64Array): void {
  const depthOf = (vertex: number): number =>
    vertex < FACE_POINTS ? canonical[3 * vertex + 2] : Infinity;
  const sorted = range(triangles.length / 3)
    .map((t) => triangles.slice(3 * t, 3 * t + 3))
    .map((corners) => ({ corners, depth: corners.reduce((sum, c) => sum + depthOf(c), 0) }))
    .sort((a, b) => (a.depth === b.depth ? 0 : b.depth - a.depth));
  sorted.forEach(({ corners }, t) => {
    corners.forEach((corner, k) => (triangles[3 * t + k] = corner));
  });
}

/**
 * Appends the fixed ring to a face's pixel positions.
 * @param positions MESH_VERTICES x 2, the first 468 already filled
 */
export function fillRing(positions: Float32Array): void {
  ringPositions((i) => [positions[2 * i], positions[2 * i + 1]]).forEach(([px, py], i) => {
    positions[2 * (FACE_POINTS + i)] = px;
    positions[2 * (FACE_POINTS + i) + 1] = py;
  });
}

function ringPositions(at: (landmark: number) => readonly [number, number]): [number, number][] {
  const oval = FACE_OVAL.map((i) => at(i));
  const cx = oval.reduce((sum, p) => sum + p[0], 0) / oval.length;
  const cy = oval.reduce((sum, p) => sum + p[1], 0) / oval.length;
  return oval.map(([px, py]) => [cx + (px - cx) * RING_SCALE, cy + (py - cy) * RING_SCALE]);
}

/**
 * Points of the lower face that motion does not name follow their neighbours by a Gaussian of the
 * distance; points above the nose tip weigh in as standing still, so that movement fades upward.
 */
function buildFollowers(
  canonical: Float32Array | Float64Array,
  skin: readonly number[],
): Follower[] {
  const moved = new Set(MOVED);
  const limit = canonical[3 * NOSE_TIP + 1] - ABOVE_NOSE_TIP;
  const isUpper = (i: number): boolean => canonical[3 * i + 1] < limit;
  const free = skin.filter((i) => !moved.has(i));
  const still = free.filter(isUpper);
  return free
    .filter((i) => !isUpper(i))
    .map((vertex) => {
      const weightOf = (i: number): number => {
        const dx = canonical[3 * vertex] - canonical[3 * i];
        const dy = canonical[3 * vertex + 1] - canonical[3 * i + 1];
        return Math.exp(-(dx * dx + dy * dy) / (FALLOFF * FALLOFF)) + 1e-9;
      };
      const weights = MOVED.map(weightOf);
      const total = [...weights, ...still.map(weightOf)].reduce((sum, w) => sum + w, 0);
      const kept = range(MOVED.length).filter((k) => weights[k] / total > 1e-3);
      return {
        vertex,
        sources: Uint16Array.from(kept),
        weights: Float32Array.from(kept, (k) => weights[k] / total),
      };
    });
}

/** Orders each triangle's corners clockwise as seen (y down), in place. */
function turnClockwise(
  triangles: number[],
  positions: ReadonlyMap<number, readonly [number, number]>,
): void {
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = triangles.slice(t, t + 3).map((vertex) => positions.get(vertex) ?? [0, 0]);
    const area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    if (area < 0) [triangles[t + 1], triangles[t + 2]] = [triangles[t + 2], triangles[t + 1]];
  }
}

/** Two triangles for each of the twenty quads between the lip rings. */
function lipStrip(): number[] {
  return LIP_OUTER.flatMap((outer, k) => {
    const next = (k + 1) % LIP_OUTER.length;
    return [outer, LIP_OUTER[next], LIP_INNER[k], LIP_OUTER[next], LIP_INNER[next], LIP_INNER[k]];
  });
}

/** Whether a point lies outside a contour by LIP_CLEARANCE or more. */
function isClear(contour: readonly (readonly [number, number])[], x: number, y: number): boolean {
  if (isInside(contour, x, y)) return false;
  return contour.every(([ax, ay], i) => {
    const [bx, by] = contour[(i + 1) % contour.length];
    const [ex, ey] = [bx - ax, by - ay];
    const along = ((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey);
    const t = Math.max(0, Math.min(1, along));
    return Math.hypot(x - ax - t * ex, y - ay - t * ey) >= LIP_CLEARANCE;
  });
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}
