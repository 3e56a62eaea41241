import type { Pose } from '../../core/faceTrack.js';
import { LIP_INNER } from '../../core/landmarkSets.js';
import { innerAperture, movedOffset } from '../../core/lowerFace.js';
import { contourArea, type MouthKey } from './mouthPatch.js';

const INNER_OFFSETS = LIP_INNER.map((landmark) => movedOffset(landmark));

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
  const area = Math.max(0, contourArea(relative));
  return { shape: relative, yaw, pitch, aperture: innerAperture(shape), area, shot };
}
