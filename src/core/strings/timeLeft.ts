import { clockTime } from './clockTime.js';
import type { Say } from './ui.js';

/** A rough span of time in words: `40 s`, `6 min`, `2 h 10 min`. */
export function roughTime(seconds: number, say: Say): string {
  const whole = wholeSeconds(seconds);
  if (whole < 60) return say('seconds-short', { count: whole });
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return say('minutes-short', { count: minutes });
  return say('hours-short', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** `6 min left`: the same words wherever a window shows it. */
export function timeLeftText(seconds: number, say: Say): string {
  return say('run-time-left', { time: roughTime(seconds, say) });
}

/** `6:02`, `1:06:02`: where there is no room for words; of the same seconds. */
export function timeLeftClock(seconds: number): string {
  return clockTime(wholeSeconds(seconds));
}

/** What is not over takes a second at least. */
function wholeSeconds(seconds: number): number {
  return Math.max(1, Math.round(seconds));
}
