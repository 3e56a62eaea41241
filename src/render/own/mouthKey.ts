import type { Pose } from '../../core/faceTrack.js';
import {
  INNER_CORNER_LEFT,
  INNER_CORNER_RIGHT,
  INNER_LIP_BOTTOM,
  INNER_LIP_TOP,
  LIP_INNER,
} from '../../core/landmarkSets.js';
import { innerAperture, movedOffset } from '../../core/lowerFace.js';
import { contourArea, type MouthKey } from './mouthPatch.js';

const INNER_OFFSETS = LIP_INNER.map((landmark) => movedOffset(landmark));
/** Lower and upper inner lip, halfway between the middle and either corner. */
const QUARTERS = [
  [178, 81],
  [402, 311],
].map((pair) => pair.map(movedOffset));
const TOP = movedOffset(INNER_LIP_TOP);
const BOTTOM = movedOffset(INNER_LIP_BOTTOM);
const RIGHT = movedOffset(INNER_CORNER_RIGHT);
const LEFT = movedOffset(INNER_CORNER_LEFT);
/** The chin's tip, which goes with the lower teeth. */
const CHIN_TIP = [152, 148, 377, 176, 400, 175, 199].map(movedOffset);

/**
 * What a mouth is compared by: where the lips stand before the teeth, not only how they are shaped. The
 * same opening shows other teeth where the upper lip is raised, or the jaw let down.
 * @param shape lower face in canonical space, MOVED order
 * @param noseY height of the nose base in canonical space (`noseBase`), for the head's size and place
 */
export function mouthKey(
  shape: Float32Array,
  noseY: number,
  { yaw, pitch }: Pick<Pose, 'yaw' | 'pitch'>,
  shot: number,
): MouthKey {
  const contour = new Float32Array(2 * INNER_OFFSETS.length);
  INNER_OFFSETS.forEach((offset, i) => {
    contour[2 * i] = shape[offset];
    contour[2 * i + 1] = shape[offset + 1];
  });
  const area = Math.max(0, contourArea(contour));
  const aperture = innerAperture(shape);
  const state = Float32Array.of(
    shape[TOP + 1] - noseY,
    shape[BOTTOM + 1] - shape[TOP + 1],
    meanOf(QUARTERS, ([lower, upper]) => shape[lower + 1] - shape[upper + 1]),
    shape[LEFT] - shape[RIGHT],
    meanOf(CHIN_TIP, (offset) => shape[offset + 1]) - noseY,
  );
  return { state, yaw, pitch, aperture, area, shot };
}

function meanOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0) / items.length;
}
