/** What lies over a mouth in a video, in shares of the frames that show a face from the front. */
export interface MouthCover {
  /** Something comes before it: a hand, a microphone. */
  readonly coveredShare: number;
  /** The lips are cut off by the picture's edge. */
  readonly cutShare: number;
  /** Letters, or what has edges as sharp, lie over it most of the time. */
  readonly lettered: boolean;
}

export const COVER_SIGNS = ['mouth-covered', 'mouth-cut', 'mouth-lettered'] as const;
export type CoverSign = (typeof COVER_SIGNS)[number];

/** Lips that touch the picture's edge now and then are no matter. */
const CUT_SHARE = 0.1;

/** What of it is worth telling. */
export function coverSigns({ coveredShare, cutShare, lettered }: MouthCover): CoverSign[] {
  const signs: CoverSign[] = [];
  if (coveredShare > 0) signs.push('mouth-covered');
  if (cutShare > CUT_SHARE) signs.push('mouth-cut');
  if (lettered) signs.push('mouth-lettered');
  return signs;
}
