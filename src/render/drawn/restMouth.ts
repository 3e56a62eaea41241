import { inverse, mapPoints } from '../affine.js';
import { LipEdges } from '../lipEdges.js';
import type { MouthPatch } from '../own/mouthPatch.js';
import type { RestMouth } from './mouthAnatomy.js';

/** The mouth of the most closed patch; undefined without patches. */
export function restMouth(patches: readonly MouthPatch[]): RestMouth | undefined {
  const closed = mostClosed(patches);
  if (closed === undefined) return undefined;
  const edges = new LipEdges();
  edges.take(mapPoints(inverse(closed.skull), closed.inner));
  const x = (edges.left + edges.right) / 2;
  return {
    x,
    y: (edges.upperAt(x) + edges.lowerAt(x)) / 2,
    width: edges.right - edges.left,
  };
}

/** Sharpest and softest edge that is believed: grain looks sharp, a picture of nothing soft. */
const BLUR = { least: 0.5, most: 2.5 } as const;

/**
 * How soft the edges of a video are, as the standard deviation (pixels) of the Gaussian that a sharp
 * edge would have been blurred with: for one, the mean squares of first and second derivatives
 * relate by twice its variance.
 */
export function pictureBlur(patches: readonly MouthPatch[]): number {
  const picture = mostClosed(patches)?.picture;
  if (picture === undefined) return BLUR.least;
  const { width, height, y } = picture;
  let [first, second] = [0, 0];
  for (let row = 1; row < height - 1; row++) {
    for (let at = row * width + 1; at < row * width + width - 1; at++) {
      first += ((y[at + 1] - y[at - 1]) / 2) ** 2 + ((y[at + width] - y[at - width]) / 2) ** 2;
      second += (y[at + 1] - 2 * y[at] + y[at - 1]) ** 2;
      second += (y[at + width] - 2 * y[at] + y[at - width]) ** 2;
    }
  }
  const blur = second > 0 ? Math.sqrt(first / (2 * second)) : BLUR.most;
  return Math.max(BLUR.least, Math.min(BLUR.most, blur));
}

function mostClosed(patches: readonly MouthPatch[]): MouthPatch | undefined {
  return patches.reduce<MouthPatch | undefined>(
    (best, patch) => (best === undefined || patch.key.aperture < best.key.aperture ? patch : best),
    undefined,
  );
}
