import type { NoFaceReason } from '../core/faceTrack.js';
import type { PassedSpan } from '../core/report.js';
import type { Settings } from '../core/settings.js';
import { usability } from '../face/usability.js';
import type { FrameFacts } from './actor/actor.js';

/** Frames over which the mouth eases between the filmed and the wished shape. */
const RAMP = 5;
/** Shorter usable runs between unusable ones are left as filmed: a flash of movement is worse. */
const SHORTEST_RUN = 4;

export interface FramePlan {
  /** How far each source frame's mouth is moved: 0 as filmed, 1 as wished. */
  readonly weights: Float32Array;
  /** Why a frame's weight is 0; undefined where it is not. */
  readonly reasons: readonly (NoFaceReason | undefined)[];
  /** Number of the shot each frame belongs to, from 0. */
  readonly shots: Uint32Array;
}

/** Decides per source frame whether its face is re-animated, and eases in and out around gaps. */
export function planFrames(
  facts: readonly FrameFacts[],
  settings: Pick<Settings, 'maxYaw' | 'minEyeDistance'>,
): FramePlan {
  const reasons = facts.map(
    (frame) => frame.missing ?? usability(frame, frame.eyeDistance, settings),
  );
  dropShortRuns(reasons, facts);
  const weights = new Float32Array(facts.length);
  sweep(weights, reasons, facts, 1);
  sweep(weights, reasons, facts, -1);
  return { weights, reasons, shots: countShots(facts) };
}

/** Runs of output frames shown as filmed, with the reason of each. */
export class PassedSpans {
  private readonly found: { from: number; to: number; reason: NoFaceReason }[] = [];
  frames = 0;

  /** The next frame, or run of frames up to `to` (exclusive). */
  push(from: number, reason: NoFaceReason, to = from + 1): void {
    this.frames += to - from;
    const last = this.found.at(-1);
    if (last !== undefined && last.to === from && last.reason === reason) last.to = to;
    else this.found.push({ from, to, reason });
  }

  get spans(): readonly PassedSpan[] {
    return this.found;
  }
}

function countShots(facts: readonly FrameFacts[]): Uint32Array {
  let shot = 0;
  return Uint32Array.from(facts, ({ cut }) => (cut ? ++shot : shot));
}

function dropShortRuns(reasons: (NoFaceReason | undefined)[], facts: readonly FrameFacts[]): void {
  let start = 0;
  for (let i = 1; i <= reasons.length; i++) {
    const boundary = i === reasons.length || facts[i].cut || !reasons[i] !== !reasons[i - 1];
    if (!boundary) continue;
    const before = start > 0 ? reasons[start - 1] : undefined;
    if (reasons[start] === undefined && i - start < SHORTEST_RUN && before !== undefined) {
      reasons.fill(before, start, i);
    }
    start = i;
  }
}

/** Ramps up from each gap, walking one way; a cut starts afresh, for nothing eases across it. */
function sweep(
  weights: Float32Array,
  reasons: readonly (NoFaceReason | undefined)[],
  facts: readonly FrameFacts[],
  step: 1 | -1,
): void {
  const first = step === 1 ? 0 : reasons.length - 1;
  let since = RAMP;
  for (let i = first; i >= 0 && i < reasons.length; i += step) {
    const cut = step === 1 ? facts[i].cut : i + 1 < facts.length && facts[i + 1].cut;
    if (cut) since = RAMP;
    since = reasons[i] === undefined ? since + 1 : 0;
    const weight = Math.min(1, since / (RAMP + 1));
    weights[i] = step === 1 ? weight : Math.min(weights[i], weight);
  }
}
