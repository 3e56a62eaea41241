import type { TimedSentence } from '../core/subtitles/spokenText.js';
import { textWidth } from '../core/subtitles/textWidth.js';

export interface HeardLevels {
  /** Frame for frame: dB below the loud parts of the recording. */
  readonly levels: Float32Array;
  /** Frames a second. */
  readonly rate: number;
}

/** dB: where speech is thought to end. */
const SILENT = -38;
/** Seconds of silence that may lie between sentences. */
const LEAST_PAUSE = 0.12;
/** Seconds by which a voice is ahead or behind its mean pace at the end of a sentence, as a rule. */
const PACE = 1.2;
/** What a second of pause is worth, in squares of `PACE`; beyond half a second it is no more. */
const PAUSE_WORTH = 8;
const MOST_PAUSE = 0.5;

interface Pause {
  readonly from: number;
  readonly to: number;
  /** Frames of speech before it. */
  readonly spoken: number;
}

/**
 * Sentences laid over a recording by nothing but their lengths and its pauses: each ends at a pause that is about
 * where it should, and longer pauses are likelier ends. Times within a sentence are not known.
 */
export function alignByPauses(
  texts: readonly string[],
  { levels, rate }: HeardLevels,
): readonly TimedSentence[] {
  const { pauses, first, last, spoken } = pausesOf(levels, rate);
  const weights = texts.map((text) => Math.max(1, textWidth(text)));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  const wanted = weights.slice(0, -1).map((weight) => ((before += weight) / whole) * spoken);
  const ends = chosenPauses(wanted, pauses, rate);
  return texts.map((text, k) => {
    const from = k === 0 ? first : (ends[k - 1]?.to ?? first);
    const to = k === texts.length - 1 ? last : (ends[k]?.from ?? last);
    return { text, from: from / rate, to: Math.max(from, to) / rate, words: [] };
  });
}

function pausesOf(levels: Float32Array, rate: number) {
  const pauses: Pause[] = [];
  let spoken = 0;
  let first = -1;
  let last = 0;
  let quiet = 0;
  for (let k = 0; k < levels.length; k++) {
    if (levels[k] < SILENT) {
      quiet += 1;
      continue;
    }
    if (first >= 0 && quiet >= LEAST_PAUSE * rate) pauses.push({ from: k - quiet, to: k, spoken });
    if (first < 0) first = k;
    quiet = 0;
    spoken += 1;
    last = k + 1;
  }
  return { pauses, first: Math.max(0, first), last, spoken };
}

/** A pause for each wished place, in order; the places themselves where there are too few pauses. */
function chosenPauses(
  wanted: readonly number[],
  pauses: readonly Pause[],
  rate: number,
): readonly Pause[] {
  if (wanted.length > pauses.length) return wanted.map((at) => placeAt(at, pauses));
  const cost = (k: number, { spoken, from, to }: Pause): number => {
    const off = (spoken - wanted[k]) / (PACE * rate);
    return off * off - PAUSE_WORTH * Math.min(MOST_PAUSE, (to - from) / rate);
  };
  // best[p]: the cheapest choice for the first k places whose last pause is p.
  let best = pauses.map((pause) => cost(0, pause));
  const trail: Int32Array[] = [];
  for (let k = 1; k < wanted.length; k++) {
    const came = new Int32Array(pauses.length).fill(-1);
    const next = new Array<number>(pauses.length).fill(Infinity);
    let cheapest = -1;
    for (let p = 1; p < pauses.length; p++) {
      if (cheapest < 0 || best[p - 1] < best[cheapest]) cheapest = p - 1;
      next[p] = best[cheapest] + cost(k, pauses[p]);
      came[p] = cheapest;
    }
    trail.push(came);
    best = next;
  }
  if (wanted.length === 0) return [];
  let at = best.indexOf(Math.min(...best));
  const chosen = [at];
  for (const came of trail.reverse()) chosen.unshift((at = came[at]));
  return chosen.map((p) => pauses[p]);
}

/** A moment of speech as if it were a pause. */
function placeAt(spoken: number, pauses: readonly Pause[]): Pause {
  const before = pauses.findLast((pause) => pause.spoken <= spoken);
  const at = before === undefined ? spoken : before.to + (spoken - before.spoken);
  return { from: Math.round(at), to: Math.round(at), spoken };
}
