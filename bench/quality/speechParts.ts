import { quantile } from '../../src/core/measure/statistics.js';

export const SPEECH_RATE = 16_000;
const WINDOW_SECONDS = 0.04;
/** A level this far below the loud tenth of a recording is silence, whatever its loudness. */
const BELOW_SPEECH_DB = 24;
/** Quieter than this nobody speaks. */
const SILENT_DB = -55;
/** Pauses between words are no silence. */
const SHORTEST_SECONDS = 0.3;
/** Lips open before a sound and close after it: so much of either end of a silence is not counted. */
const EDGE_SECONDS = 0.15;

export interface SpeechParts {
  /** Inside a silence, its ends left out. */
  readonly silent: (frame: number) => boolean;
  /** Outside of all silences. */
  readonly spoken: (frame: number) => boolean;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Splits a recording's frames into speech, silence and the moments between, which are neither. */
export function speechParts(samples: Float32Array, frameRate: number): SpeechParts {
  const spans = silences(samples);
  const within = (frame: number, edge: number): boolean => {
    const time = (frame + 0.5) / frameRate;
    return spans.some(({ from, to }) => time >= from + edge && time < to - edge);
  };
  return {
    silent: (frame) => within(frame, EDGE_SECONDS),
    spoken: (frame) =>
      !within(frame, 0) && (frame + 0.5) / frameRate < samples.length / SPEECH_RATE,
  };
}

/** Spans in seconds. The ends of the recording have no edge beyond which speech could come. */
function silences(samples: Float32Array): Span[] {
  const length = SPEECH_RATE * WINDOW_SECONDS;
  const levels: number[] = [];
  for (let start = 0; start + length <= samples.length; start += length) {
    let energy = 0;
    for (let i = start; i < start + length; i++) energy += samples[i] * samples[i];
    levels.push(10 * Math.log10(energy / length + 1e-12));
  }
  const speech = quantile(levels, 0.9) ?? SILENT_DB;
  const limit = Math.max(SILENT_DB, speech - BELOW_SPEECH_DB);
  const spans: Span[] = [];
  let from: number | undefined;
  levels.push(Infinity);
  levels.forEach((level, i) => {
    if (level < limit) {
      from ??= i;
      return;
    }
    const span = { from: (from ?? i) * WINDOW_SECONDS, to: i * WINDOW_SECONDS };
    if (span.to - span.from >= SHORTEST_SECONDS - 1e-9) spans.push(span);
    from = undefined;
  });
  return spans;
}
