import { runsWhere } from '../core/runs.js';
import { smoothRow } from './filter.js';

/** What is known of the sound at each frame. */
export interface SpeechSigns {
  /** How surely the motion model hears somebody speak, 0..1. */
  readonly heard: Float32Array;
  /** dB below the recording's loud parts; loud speech is near -20. */
  readonly levels: Float32Array;
  /** How periodic the sound is, as vowels are, 0..1. */
  readonly voicing: Float32Array;
}

/*
 * All chosen together on 52 clips with real lips and on recordings with pauses set into them: speech
 * that is heard at all must not lose its lips, and in breaths, noise and music they must rest. On the
 * real lips of strangers they cost less than .005 of r; a gate by loudness alone cost .013.
 */
/** A stretch of speech is heard this surely somewhere, and nowhere in it less than the second. */
export const SURE = 0.35;
const UNSURE = 0.12;
/** One stray frame of the model is no speech: standard deviation it is smoothed with. */
const STEADY_SECONDS = 0.02;
/** A pause shorter than this is part of speech: the closure of a stop. */
const SHORTEST_PAUSE_SECONDS = 0.16;
/** The mouth begins to open this long before speech, and stays after it for as long as the next. */
const LEAD_SECONDS = 0.16;
const LAG_SECONDS = 0.04;
/**
 * A sound this long without a pitch, and this much quieter than loud speech, is a breath, whatever the
 * model hears: no consonant lasts so long. Real lips part a little in some breaths; ours rest.
 */
const BREATH_SECONDS = 0.3;
const VOICED = 0.4;
const QUIET = -28;
/** dB of loud speech where nothing is louder, and the most that it may lie below something else. */
const LOUD_SPEECH = -20;
const MOST_QUIETER = 40;
/** Standard deviation of the easing between rest and speech. */
const EASE_SECONDS = 0.06;

/**
 * How much the mouth takes part at each frame: 1 in speech, easing to 0 where nobody speaks.
 * @param threshold dB below which a frame counts as silence, whatever is heard in it
 */
export function speechActivity(
  { heard, levels, voicing }: SpeechSigns,
  rate: number,
  threshold: number,
): Float32Array {
  const breath = breathRuns(smoothRow(voicing, STEADY_SECONDS * rate), levels, rate);
  const spoken = heard.map((value, k) => (breath[k] ? 0 : value));
  const active = speechRuns(smoothRow(spoken, STEADY_SECONDS * rate));
  const silence = threshold - quieterBy(heard, levels);
  levels.forEach((level, k) => {
    if (level <= silence) active[k] = 0;
  });
  fillRuns(active, 0, Math.round(SHORTEST_PAUSE_SECONDS * rate));
  const lead = Math.round(LEAD_SECONDS * rate);
  const lag = Math.round(LAG_SECONDS * rate);
  return smoothRow(widened(active, lead, lag), EASE_SECONDS * rate);
}

/**
 * dB by which the speech lies below the recording's loud parts: a loud jingle or applause must not
 * make silence of the speech beside it.
 */
function quieterBy(heard: Float32Array, levels: Float32Array): number {
  const spoken = levels.filter((_, k) => heard[k] > SURE).sort();
  if (spoken.length === 0) return 0;
  const loud = spoken[Math.floor(0.95 * (spoken.length - 1))];
  return Math.min(MOST_QUIETER, Math.max(0, LOUD_SPEECH - loud));
}

/** Hysteresis in both directions of time: runs above UNSURE that reach SURE somewhere. */
function speechRuns(heard: Float32Array): Uint8Array {
  const active = new Uint8Array(heard.length);
  for (const { from, to } of runsWhere(heard.length, (k) => heard[k] > UNSURE)) {
    if (heard.subarray(from, to).some((value) => value > SURE)) active.fill(1, from, to);
  }
  return active;
}

/** 1 throughout every long stretch that is quiet and without pitch, 0 elsewhere. */
function breathRuns(voicing: Float32Array, levels: Float32Array, rate: number): Uint8Array {
  const flags = new Uint8Array(voicing.length);
  const shortest = Math.round(BREATH_SECONDS * rate);
  const toneless = (k: number): boolean => voicing[k] < VOICED && levels[k] < QUIET;
  for (const { from, to } of runsWhere(voicing.length, toneless)) {
    if (to - from >= shortest) flags.fill(1, from, to);
  }
  return flags;
}

/** 1 from `lead` frames before each active frame to `lag` frames after it. */
function widened(active: Uint8Array, lead: number, lag: number): Float32Array {
  const reach = new Float32Array(active.length);
  let last = -Infinity;
  for (let k = 0; k < active.length; k++) {
    if (active[k]) last = k;
    if (k - last <= lag) reach[k] = 1;
  }
  let next = Infinity;
  for (let k = active.length - 1; k >= 0; k--) {
    if (active[k]) next = k;
    if (next - k <= lead) reach[k] = 1;
  }
  return reach;
}

/** Turns inner runs of `value` shorter than `shortest` into the other value. */
function fillRuns(flags: Uint8Array, value: 0 | 1, shortest: number): void {
  for (const { from, to } of runsWhere(flags.length, (k) => flags[k] === value)) {
    const inner = from > 0 && to < flags.length;
    if (inner && to - from < shortest) flags.fill(1 - value, from, to);
  }
}
