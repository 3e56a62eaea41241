import type { Run } from '../../core/runs.js';
import { ratio, type VideoInfo } from '../../core/videoInfo.js';

/** Which frames of a long video are studied; where there is no plan, all of them are. */
export interface StudyPlan {
  /** Frames from the video's start in which the face is followed: all that may be shown. */
  readonly extent: number;
  /** Stretches after those, in order: only what the person looks like is learnt from them. */
  readonly glimpses: readonly Run[];
}

/** Seconds of footage studied for the shortest speech; for a longer one twice as many, and so on. */
const FIRST_EXTENT = 10;
/** What follows is seen in so many stretches of so many seconds: as long as a word or two. */
const GLIMPSES = 6;
const GLIMPSE_SECONDS = 2;
/** Seconds from one stretch to the next at most, for all between them must be decoded. */
const GLIMPSE_SPACING = 15;

/**
 * What to study of a video for an output of so many frames; undefined: all of it. It depends on these
 * two alone, never on what was studied before, and so no output depends on which were made before it.
 */
export function planStudy(
  frames: number,
  { frameCount, frameRate }: Pick<VideoInfo, 'frameCount' | 'frameRate'>,
): StudyPlan | undefined {
  const rate = ratio(frameRate);
  const length = Math.round(GLIMPSE_SECONDS * rate);
  let extent = Math.ceil(FIRST_EXTENT * rate);
  while (extent < frames) extent *= 2;
  const rest = frameCount - extent;
  if (rest <= GLIMPSES * length) return undefined;
  const spacing = Math.min(Math.floor(rest / GLIMPSES), Math.round(GLIMPSE_SPACING * rate));
  const glimpses = Array.from({ length: GLIMPSES }, (_, i) => {
    const to = extent + (i + 1) * spacing;
    return { from: to - length, to };
  });
  return { extent, glimpses };
}

/** The studies of a video that reach less far than one of them, the furthest first. */
export function shorterStudies(
  study: StudyPlan | undefined,
  info: Pick<VideoInfo, 'frameCount' | 'frameRate'>,
): StudyPlan[] {
  const shorter: StudyPlan[] = [];
  for (let plan = planStudy(1, info); plan; plan = planStudy(plan.extent + 1, info)) {
    if (study && plan.extent >= study.extent) break;
    shorter.unshift(plan);
  }
  return shorter;
}

/** Whether outputs of different lengths may need different studies of a video. */
export function dependsOnLength(info: Pick<VideoInfo, 'frameCount' | 'frameRate'>): boolean {
  return planStudy(1, info) !== undefined;
}

/** Frames that a network looks at. */
export function studiedFrames(plan: StudyPlan | undefined, frameCount: number): number {
  if (plan === undefined) return frameCount;
  return plan.glimpses.reduce((sum, { from, to }) => sum + to - from, plan.extent);
}
