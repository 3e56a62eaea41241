import { HeygemError } from '../core/errors.js';

/**
 * Pixels of the largest picture that H.264 has a level for (6.2: 139264 macroblocks, ITU-T H.264
 * table A-1): 8192 x 4320 is just within. No player need play a larger output, and each pixel costs
 * a dozen bytes here and several times as many in the encoder.
 */
export const MOST_PIXELS = 139_264 * 256;
/** Pixels of a side; x264 encodes no longer one. */
const LONGEST_SIDE = 16_384;

/** @throws HeygemError input-too-large */
export function checkPictureSize(path: string, width: number, height: number): void {
  if (width <= LONGEST_SIDE && height <= LONGEST_SIDE && width * height <= MOST_PIXELS) return;
  throw new HeygemError(
    'input-too-large',
    { path, limit: '8192 x 4320' },
    `${width} x ${height} pixels`,
  );
}

/** Input options with which a decoder refuses larger pictures, also those that come midway. */
export function pictureLimits(): string[] {
  return ['-max_pixels', String(MOST_PIXELS)];
}
