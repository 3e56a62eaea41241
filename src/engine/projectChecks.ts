import type { CheckRequest } from '../core/check.js';
import type { PlannedJob } from '../core/plan/plannedJob.js';

/** One input of a project that is to be looked at. */
export interface NamedCheck {
  /** As in the project file. */
  readonly name: string;
  readonly list: 'audios' | 'videos';
  readonly request: CheckRequest;
}

/** Each input once, with the settings of the first pair that uses it. */
export function checksOf(jobs: readonly PlannedJob[]): readonly NamedCheck[] {
  const checks = new Map<string, NamedCheck>();
  for (const { video, audio, settings, face } of jobs) {
    if (video.path !== '' && !checks.has(video.path)) {
      const request = { settings, video: video.path, ...(face && { face }) };
      checks.set(video.path, { name: video.relative, list: 'videos', request });
    }
    if (audio.path !== '' && !checks.has(audio.path)) {
      const request = { settings, audio: audio.path };
      checks.set(audio.path, { name: audio.relative, list: 'audios', request });
    }
  }
  return [...checks.values()];
}
