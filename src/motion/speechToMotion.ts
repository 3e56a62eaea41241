import type { Model } from '../core/model.js';

/** Coefficient k at frame t is data[k * frames + t]; frames come at the speech features' rate. */
export interface MotionCoefficients {
  readonly count: number;
  readonly frames: number;
  readonly data: Float32Array;
}

export interface HeardMotion extends MotionCoefficients {
  /** How surely the model hears somebody speak at each frame, 0..1. */
  readonly heard: Float32Array;
}

/** Feature frames given to the model at once: five minutes, so that memory stays bounded. */
const CHUNK = 15_000;

/**
 * Runs the motion model over a whole recording in chunks that overlap by the model's receptive
 * field, so that the seams between them do not show.
 * @param model `features` -> `coefficients` [1, count, T] and `heard` [1, 1, T]
 * @param speech value i of frame k is data[k * width + i]
 * @param context frames on either side that one output frame depends on
 */
export async function speechToMotion(
  model: Model,
  speech: { readonly frames: number; readonly width: number; readonly data: Float32Array },
  options: { readonly context: number; readonly signal: AbortSignal },
): Promise<HeardMotion> {
  const { frames, width } = speech;
  const { context, signal } = options;
  let count = 0;
  let data = new Float32Array(0);
  const heard = new Float32Array(frames);
  for (let start = 0; start < frames; start += CHUNK) {
    signal.throwIfAborted();
    const end = Math.min(frames, start + CHUNK);
    const from = Math.max(0, start - context);
    const to = Math.min(frames, end + context);
    const rows = speech.data.subarray(from * width, to * width);
    const features = { dims: [1, to - from, width], data: rows };
    const { coefficients, heard: speaking } = await model.run({ features });
    if (start === 0) {
      count = coefficients.dims[1];
      data = new Float32Array(count * frames);
    }
    for (let k = 0; k < count; k++) {
      const row = k * (to - from) - from;
      data.set(coefficients.data.subarray(row + start, row + end), k * frames + start);
    }
    heard.set(speaking.data.subarray(start - from, end - from), start);
  }
  return { count, frames, data, heard };
}
