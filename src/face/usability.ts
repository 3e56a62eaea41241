import type { NoFaceReason, Pose } from '../core/faceTrack.js';
import type { Settings } from '../core/settings.js';

/**
 * Why a tracked face is not to be re-animated, or undefined where it is. Its landmarks stay valid,
 * so a caller can still blend towards such a frame.
 * `eyeDistance` is in pixels; `settings.maxYaw` in degrees, `settings.minEyeDistance` in pixels.
 */
export function usability(
  pose: Pick<Pose, 'yaw'>,
  eyeDistance: number,
  settings: Pick<Settings, 'maxYaw' | 'minEyeDistance'>,
): Extract<NoFaceReason, 'profile' | 'too-small'> | undefined {
  if (eyeDistance < settings.minEyeDistance) return 'too-small';
  if (Math.abs(pose.yaw) > (settings.maxYaw * Math.PI) / 180) return 'profile';
  return undefined;
}
