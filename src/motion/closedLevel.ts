import { SURE } from './speechActivity.js';

/** Of speech, about so much has closed lips. */
const CLOSED_SHARE = 0.1;

/**
 * What a motion model gives for closed lips: the least open that it gets while somebody speaks.
 * @param apertures eye distances, frame by frame @param heard how surely somebody speaks, 0..1
 */
export function closedLevel(apertures: Float32Array, heard: Float32Array): number {
  const spoken = apertures.filter((_, frame) => heard[frame] > SURE).sort();
  return spoken[Math.floor(CLOSED_SHARE * spoken.length)] ?? 0;
}
