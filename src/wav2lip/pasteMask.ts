import { JAW, LIP_OUTER } from '../core/landmarkSets.js';
import { smoothStep } from '../core/smoothStep.js';
import type { FaceCrop } from './crop.js';
import { mapIntoCrop, type CropMap } from './cropMap.js';
import { convexHull, distanceOutside, flat } from './hull.js';

/** Cells of the mask's side: it is soft, so few are enough at any size of a face. */
export const MASK_SIDE = 64;

/** From one side of the chin to the other. */
const CHIN_LINE = JAW.slice(6, -6);
/** The lips' contour is widened by this before it joins the chin's: corners that round, and what surrounds them. */
const LIP_ROOM = 1.3;
/** Shares of the crop's height over which the mask ends, around lips and chin, and before the crop's edge. */
const FEATHER = 0.1;
const BORDER = 0.04;
/** Nets see the upper half as it is: nothing of it is taken from their picture. */
const TOP = 0.5;

/** How much of a net's picture is seen where, over its crop. Owns its buffers. */
export class PasteMask {
  /** MASK_SIDE x MASK_SIDE, 0..1, over the crop; 0 in all outermost cells. */
  readonly coverage = new Float32Array(MASK_SIDE * MASK_SIDE);
  /** Cells with any coverage, half-open; of no cells where the crop misses the mouth. */
  cells = { from: { column: 0, row: 0 }, to: { column: 0, row: 0 } };

  /** @param faces landmarks of all faces whose mouths it must cover, in the frame's pixels */
  draw(crop: FaceCrop, faces: readonly Float32Array[]): void {
    const aspect = crop.width / crop.height;
    const map = mapIntoCrop(crop);
    const points = faces.flatMap((landmarks) => coveredPoints(landmarks, map, aspect));
    const hull = flat(convexHull(points));
    let [left, right, top, bottom] = [MASK_SIDE, 0, MASK_SIDE, 0];
    for (let row = 0, at = 0; row < MASK_SIDE; row++) {
      const v = (row + 0.5) / MASK_SIDE;
      for (let column = 0; column < MASK_SIDE; column++, at++) {
        const u = (column + 0.5) / MASK_SIDE;
        const inside = borderAt(u, v, aspect);
        const distance = inside > 0 ? distanceOutside(hull, u * aspect, v) : Infinity;
        const value = inside * smoothStep(1 - distance / FEATHER);
        this.coverage[at] = value;
        if (value <= 0) continue;
        left = Math.min(left, column);
        right = Math.max(right, column + 1);
        top = Math.min(top, row);
        bottom = Math.max(bottom, row + 1);
      }
    }
    this.cells = { from: { column: left, row: top }, to: { column: right, row: bottom } };
  }
}

/** x, y a point, in heights of the crop. */
function coveredPoints(
  landmarks: Float32Array,
  map: CropMap,
  aspect: number,
): (readonly [number, number])[] {
  const place = (landmark: number): readonly [number, number] => {
    const [x, y] = [landmarks[3 * landmark], landmarks[3 * landmark + 1]];
    return [
      (map.originX + x * map.xPerU + y * map.xPerV) * aspect,
      map.originY + x * map.yPerU + y * map.yPerV,
    ];
  };
  const lips = LIP_OUTER.map(place);
  const middle = [0, 1].map(
    (axis) => lips.reduce((sum, point) => sum + point[axis], 0) / lips.length,
  );
  const widened = lips.map(
    ([x, y]) =>
      [middle[0] + (x - middle[0]) * LIP_ROOM, middle[1] + (y - middle[1]) * LIP_ROOM] as const,
  );
  return [...widened, ...CHIN_LINE.map(place)];
}

/** 0 at the edge of what a net's picture may be seen of, 1 further in. */
function borderAt(u: number, v: number, aspect: number): number {
  const beside = Math.min(u, 1 - u) * aspect;
  const nearest = Math.min(beside, v - TOP, 1 - v) - 0.5 / MASK_SIDE;
  return smoothStep(nearest / BORDER);
}
