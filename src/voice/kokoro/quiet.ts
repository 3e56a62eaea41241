/** Seconds of one measurement of loudness. */
const STEP = 0.005;
/** Below the loudest step by so many dB nobody speaks: breath before a weak first sound is louder. */
const SILENT = -50;
/** Between two phrases the first one's last sound rings on; below this by ear it is over. */
const PAUSED = -36;

/** How loud speech is, step by step. */
export interface Loudness {
  /** In dB below the loudest step. */
  readonly levels: readonly number[];
  /** Seconds of the first sound, 0 where all is quiet. */
  readonly from: number;
  /** Seconds of the last sound's end; the length where all is quiet. */
  readonly to: number;
}

/** @param samples of one voice, whatever their level */
export function measureLoudness(samples: Float32Array, sampleRate: number): Loudness {
  const step = Math.round(STEP * sampleRate);
  const powers = Array.from({ length: Math.ceil(samples.length / step) }, (_, k) =>
    meanSquare(samples.subarray(k * step, (k + 1) * step)),
  );
  const loudest = powers.reduce((most, power) => Math.max(most, power), 0);
  const length = samples.length / sampleRate;
  if (loudest === 0) return { levels: powers.map(() => -Infinity), from: 0, to: length };
  const levels = powers.map((power) => 10 * Math.log10(power / loudest));
  const isHeard = (level: number) => level > SILENT;
  const last = (levels.findLastIndex(isHeard) + 1) * STEP;
  return { levels, from: levels.findIndex(isHeard) * STEP, to: Math.min(last, length) };
}

/** The longest pause in a stretch of seconds; undefined where it is shorter than `least`. */
export function longestPause(
  { levels }: Loudness,
  from: number,
  to: number,
  least: number,
): { readonly from: number; readonly to: number } | undefined {
  const last = Math.min(Math.floor(to / STEP), levels.length);
  let best = { from: 0, to: 0 };
  let start = Math.max(Math.ceil(from / STEP), 0);
  for (let k = start; k <= last; k++) {
    if (k < last && levels[k] <= PAUSED) continue;
    if (k - start > best.to - best.from) best = { from: start, to: k };
    start = k + 1;
  }
  if ((best.to - best.from) * STEP < least) return undefined;
  return { from: best.from * STEP, to: best.to * STEP };
}

function meanSquare(samples: Float32Array): number {
  return samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
}
