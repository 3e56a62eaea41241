/** Half-open run of source frames. */
export interface Segment {
  readonly from: number;
  readonly count: number;
}

/** Videos up to this long are looked at whole. */
const WHOLE_SECONDS = 15;
const SEGMENTS = 12;
const SEGMENT_SECONDS = 0.8;

/**
 * Where a preflight looks: all of a short video, else a dozen short runs spread evenly from the
 * first frame to the last, so that a long video takes no longer to check than a short one.
 */
export function planSamples(frameCount: number, frameRate: number): Segment[] {
  const length = Math.max(1, Math.round(SEGMENT_SECONDS * frameRate));
  if (frameCount <= WHOLE_SECONDS * frameRate || frameCount <= SEGMENTS * length) {
    return [{ from: 0, count: Math.max(1, frameCount) }];
  }
  return Array.from({ length: SEGMENTS }, (_, i) => ({
    from: Math.round((i * (frameCount - length)) / (SEGMENTS - 1)),
    count: length,
  }));
}

/**
 * Seconds from a long video's start whose lips are held against its sound: twice what is needed to be sure,
 * and less than is looked at of such a video otherwise.
 */
const LIP_SECONDS = 8;

/** Frames from a video's start whose lips are watched one by one: all, where all are looked at. */
export function framesForLips(
  segments: readonly Segment[],
  { frameCount, frameRate }: { readonly frameCount: number; readonly frameRate: number },
): number {
  const most = segments.length === 1 ? frameCount : Math.round(LIP_SECONDS * frameRate);
  return Math.min(frameCount, most);
}
