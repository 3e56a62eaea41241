import type { CheckRequest } from '../core/check.js';
import type { JobProgress } from '../core/job.js';
import type { PlannedSpeech } from '../core/plan/planSpeech.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';

/** One input of a project that is to be looked at. */
export interface NamedCheck {
  /** As in the project file. */
  readonly name: string;
  readonly list: 'audios' | 'videos';
  readonly request: CheckRequest;
  /** The script that the recording is spoken from: that comes first. */
  readonly speech?: PlannedSpeech;
}

/** Each input once, with the settings of the first pair that uses it. */
export function checksOf(jobs: readonly PlannedJob[]): readonly NamedCheck[] {
  const checks = new Map<string, NamedCheck>();
  for (const job of jobs) {
    const { video, audio, settings, face, audioTrack, videoPart, audioPart, speech } = job;
    if (video.path !== '' && !checks.has(video.path)) {
      const which = { ...(face && { face }), ...(videoPart && { videoPart }) };
      const request = { settings, video: video.path, ...which };
      checks.set(video.path, { name: video.relative, list: 'videos', request });
    }
    if (audio.path !== '' && !checks.has(audio.path)) {
      const track = audioTrack === undefined ? {} : { audioTrack };
      const which = { ...track, ...(audioPart && { audioPart }) };
      const request = { settings, audio: audio.path, ...which };
      const check = { name: audio.relative, list: 'audios', request } as const;
      checks.set(audio.path, { ...check, ...(speech && { speech }) });
    }
  }
  return [...checks.values()];
}

/** How far a round of checks is. */
export interface CheckingProgress {
  /** Of the input that is looked at, counted from one, and how many there are. */
  readonly number: number;
  readonly total: number;
  readonly name: string;
  /** 0..1, all inputs weighing the same. */
  readonly fraction: number;
}

/**
 * @param at which of the checks is under way
 * @param progress what was told of it, if anything yet
 */
export function checkingProgress(
  checks: readonly Pick<NamedCheck, 'name' | 'request'>[],
  at: number,
  progress?: JobProgress,
): CheckingProgress {
  const { name, request } = checks[at];
  const within = progress === undefined ? 0 : shareOf(request, progress);
  return { number: at + 1, total: checks.length, name, fraction: (at + within) / checks.length };
}

/** Where a request names both, the picture is looked at first. */
function shareOf({ video, audio }: CheckRequest, { stage, done, total }: JobProgress): number {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  if (video === undefined || audio === undefined) return share;
  return (stage === 'track' ? share : 1 + share) / 2;
}
