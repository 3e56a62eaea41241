import { LIP_OUTER } from '../../core/landmarkSets.js';
import { movedOffset } from '../../core/lowerFace.js';

/** The lower lip's outer edge from corner to corner, and the landmarks next below it. */
const EDGE = LIP_OUTER.slice(1, 10).map((landmark, i) => ({
  ...{ at: movedOffset(landmark) + 1, share: Math.sin((Math.PI * (i + 1)) / 10) },
}));
const BELOW = [83, 18, 313].map((landmark) => movedOffset(landmark) + 1);
/** Middle of the edge, and of the chin. */
const LIP = movedOffset(17) + 1;
const CHIN = movedOffset(200) + 1;
/** Skin is drawn out to at most so many times its filmed length. */
const MOST_DRAWN = 1.6;
/** What is filmed of it at least, eye distances. */
const LEAST_FILMED = 0.03;

/**
 * A pouting lower lip hides the skin below it. Where the wished lip would show more of that skin than
 * was filmed can be drawn out to, the lip keeps some of its filmed fullness: its outer edge stays lower, and
 * its inner edge is where it was wished. Without this a few rows of skin become streaks down the chin.
 * @param shift from the filmed lower face to the wished one, MOVED order, changed in place
 * @param current the filmed one, canonical space
 */
export function keepFullness(shift: Float32Array, current: Float32Array): void {
  const filmed = current[CHIN] - current[LIP];
  const wished = filmed + shift[CHIN] - shift[LIP];
  // A lip may hide even the chin's middle.
  const excess = wished - MOST_DRAWN * Math.max(LEAST_FILMED, filmed);
  if (excess <= 0) return;
  for (const { at, share } of EDGE) shift[at] += excess * share;
  for (const at of BELOW) shift[at] += excess;
}
