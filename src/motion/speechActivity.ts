import { smoothRow } from './filter.js';

/**
 * A pause shorter than this is part of speech: stops and breaths between words. This and the two
 * below were chosen on held-out clips: shorter ones cost up to .05 of r with the real lips.
 */
const SHORTEST_PAUSE_SECONDS = 0.35;
/** The mouth starts to open this long before sound is heard, and closes as long after. */
const LEAD_SECONDS = 0.12;
const EASE_SECONDS = 0.08;

/**
 * How much the mouth takes part at each level frame: 1 in speech, easing to 0 in silence.
 * @param levels dB at `rate` a second, loud speech near -20
 * @param threshold dB below which a frame counts as silence
 */
export function speechActivity(
  levels: Float32Array,
  rate: number,
  threshold: number,
): Float32Array {
  const active = Uint8Array.from(levels, (level) => (level > threshold ? 1 : 0));
  fillRuns(active, 0, Math.round(SHORTEST_PAUSE_SECONDS * rate));
  const lead = Math.round(LEAD_SECONDS * rate);
  const reach = new Float32Array(levels.length);
  let lastActive = -Infinity;
  let nextActive = -1;
  for (let k = 0; k < levels.length; k++) {
    if (active[k]) lastActive = k;
    if (nextActive < k) {
      nextActive = k;
      while (nextActive < levels.length && !active[nextActive]) nextActive++;
    }
    const soon = nextActive < levels.length && nextActive - k <= lead;
    reach[k] = k - lastActive <= lead || soon ? 1 : 0;
  }
  return smoothRow(reach, EASE_SECONDS * rate);
}

/** Turns inner runs of `value` shorter than `shortest` into the other value. */
function fillRuns(flags: Uint8Array, value: 0 | 1, shortest: number): void {
  let start = -1;
  for (let k = 0; k <= flags.length; k++) {
    if (k < flags.length && flags[k] === value) {
      if (start < 0) start = k;
      continue;
    }
    const inner = start > 0 && k < flags.length;
    if (inner && k - start < shortest) flags.fill(1 - value, start, k);
    start = -1;
  }
}
