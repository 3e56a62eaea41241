import { quantile } from '../measure/statistics.js';
import type { BurntLayout } from './burntLayout.js';

/** Where a mouth is in a frame, in pixels from the picture's top. */
export interface MouthRows {
  readonly top: number;
  readonly bottom: number;
}

/** Of the mouths' rows, those that so many of a hundred lie beyond do not count: somebody nods once. */
const RARE = 0.05;
/** Letters keep clear of lips by so much of how high these are. */
const CLEAR = 0.3;
/** Share of the picture's height that stays free above lines which stand at its head. */
const HEAD_MARGIN = 0.06;

/**
 * Where lines are to stand that would lie over the mouth at the foot of the picture: at its head. All lines of an
 * output stand in one place, so that they do not jump as somebody moves.
 * @param mouths of frames in which something is to be read
 * @returns upper edge of the strip, even; undefined where the foot is free, or the head is no better
 */
export function burntTop(
  { height }: { readonly height: number },
  layout: Pick<BurntLayout, 'y' | 'height'>,
  mouths: readonly MouthRows[],
): number | undefined {
  const top = quantile(
    mouths.map((rows) => rows.top - clearOf(rows)),
    RARE,
  );
  const bottom = quantile(
    mouths.map((rows) => rows.bottom + clearOf(rows)),
    1 - RARE,
  );
  if (top === null || bottom === null) return undefined;
  const covers = (y: number): boolean => y < bottom && y + layout.height > top;
  if (!covers(layout.y)) return undefined;
  const head = Math.round(height * HEAD_MARGIN) & ~1;
  return covers(head) ? undefined : head;
}

function clearOf({ top, bottom }: MouthRows): number {
  return CLEAR * (bottom - top);
}
