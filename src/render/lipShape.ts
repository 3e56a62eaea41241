import type { Pose } from '../core/faceTrack.js';
import { INNER_LIP_BOTTOM, INNER_LIP_TOP, LIP_INNER, MOVED } from '../core/landmarkSets.js';
import type { MouthKey } from './mouthPatch.js';

const movedAt = new Map(MOVED.map((landmark, i) => [landmark, 3 * i]));
const INNER_OFFSETS = LIP_INNER.map((landmark) => offsetOf(landmark));
const TOP = offsetOf(INNER_LIP_TOP);
const BOTTOM = offsetOf(INNER_LIP_BOTTOM);

function offsetOf(landmark: number): number {
  const offset = movedAt.get(landmark);
  if (offset === undefined) throw new RangeError(`landmark ${landmark} is not moved`);
  return offset;
}

/** What a mouth is compared by. @param shape lower face in canonical space, MOVED order */
export function mouthKey(
  shape: Float32Array,
  { yaw, pitch }: Pick<Pose, 'yaw' | 'pitch'>,
  shot: number,
): MouthKey {
  const count = INNER_OFFSETS.length;
  let meanX = 0;
  let meanY = 0;
  for (const offset of INNER_OFFSETS) {
    meanX += shape[offset] / count;
    meanY += shape[offset + 1] / count;
  }
  const relative = new Float32Array(2 * count);
  INNER_OFFSETS.forEach((offset, i) => {
    relative[2 * i] = shape[offset] - meanX;
    relative[2 * i + 1] = shape[offset + 1] - meanY;
  });
  return { shape: relative, yaw, pitch, aperture: innerAperture(shape), shot };
}

/** Distance of the inner lips in the middle, eye distances. @param shape MOVED order */
export function innerAperture(shape: Float32Array): number {
  return shape[BOTTOM + 1] - shape[TOP + 1];
}
