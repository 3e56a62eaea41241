/** A text that is to be spoken while it would be read, and how long a voice takes for it. */
export interface TimedSpeech {
  /** Seconds; `from` of each is no earlier than that of the one before. */
  readonly from: number;
  readonly to: number;
  /** Seconds that speaking takes at speed 1. */
  readonly spoken: number;
}

export interface FittedSpeech {
  /** Seconds at which speaking begins: the wished beginning, or as soon after it as there is silence. */
  readonly at: number;
  /** What the voice is asked for. */
  readonly speed: number;
  /** Seconds at which it ends, if the voice keeps to that speed. */
  readonly end: number;
  /**
   * Seconds by which it ends too late: after the next one's wished beginning, or the last one after its
   * own end. 0 where it fits.
   */
  readonly over: number;
}

export interface SpeedLimits {
  readonly slowest: number;
  readonly fastest: number;
  /** Seconds of silence between two. */
  readonly gap: number;
}

export const SPEED_LIMITS: SpeedLimits = { slowest: 0.8, fastest: 1.35, gap: 0.08 };

/** Up to here nobody hears a hurry, so that it is taken before a pause is given up. */
const UNHURRIED = 1.12;

/**
 * Speeds and beginnings by which speech keeps to the times of subtitles. What is short is spoken a little
 * slower and followed by a pause; what is long is spoken a little faster, then into the pause before the next,
 * then as fast as may be. What even so does not fit is told by `over`, and what follows begins late.
 */
export function fitSpeech(
  speeches: readonly TimedSpeech[],
  limits: SpeedLimits = SPEED_LIMITS,
): readonly FittedSpeech[] {
  const fitted: FittedSpeech[] = [];
  let free = 0;
  for (const [index, speech] of speeches.entries()) {
    const at = Math.max(speech.from, free);
    const next = speeches.at(index + 1)?.from;
    const until = next === undefined ? speech.to : next - limits.gap;
    const room = { own: Math.min(speech.to, until) - at, most: until - at };
    const speed = speedFor(speech.spoken, room, limits);
    const end = at + speech.spoken / speed;
    const over = end - (next ?? speech.to);
    fitted.push({ at, speed, end, over: over > TOLERATED ? over : 0 });
    free = end + limits.gap;
  }
  return fitted;
}

/** Seconds of rounding. */
const TOLERATED = 0.001;

/** @param room seconds until its own end, and until the next must begin; may be none at all */
function speedFor(
  spoken: number,
  room: { readonly own: number; readonly most: number },
  { slowest, fastest }: SpeedLimits,
): number {
  if (spoken <= 0) return 1;
  if (spoken <= room.own) return Math.max(slowest, Math.sqrt(spoken / room.own));
  const own = room.own > 0 ? spoken / room.own : Infinity;
  const least = room.most > 0 ? spoken / room.most : Infinity;
  return Math.min(fastest, Math.max(least, Math.min(own, UNHURRIED)));
}
