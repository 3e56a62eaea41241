import type { Model } from '../core/model.js';

/** Coefficient k at model frame t is data[k * frames + t]; model frames come at the mel's 80 Hz. */
export interface MotionCoefficients {
  readonly count: number;
  readonly frames: number;
  readonly data: Float32Array;
}

/** Mel frames given to the model at once: five minutes, so that memory stays bounded. */
const CHUNK = 24_000;

/**
 * Runs the speech model over a whole recording in chunks that overlap by the model's receptive
 * field, so that the seams between them do not show.
 * @param mel row-major `bands` x `frames`
 * @param context mel frames on either side that one output frame depends on
 */
export async function speechToMotion(
  model: Model,
  mel: { readonly frames: number; readonly data: Float32Array },
  options: { readonly bands: number; readonly context: number; readonly signal: AbortSignal },
): Promise<MotionCoefficients> {
  const { bands, context, signal } = options;
  let count = 0;
  let data = new Float32Array(0);
  for (let start = 0; start < mel.frames; start += CHUNK) {
    signal.throwIfAborted();
    const end = Math.min(mel.frames, start + CHUNK);
    const from = Math.max(0, start - context);
    const to = Math.min(mel.frames, end + context);
    const input = columns(mel, bands, from, to);
    const { coefficients } = await model.run({ mel: { dims: [1, bands, to - from], data: input } });
    if (start === 0) {
      count = coefficients.dims[1];
      data = new Float32Array(count * mel.frames);
    }
    for (let k = 0; k < count; k++) {
      const row = k * (to - from) - from;
      data.set(coefficients.data.subarray(row + start, row + end), k * mel.frames + start);
    }
  }
  return { count, frames: mel.frames, data };
}

function columns(
  mel: { readonly frames: number; readonly data: Float32Array },
  bands: number,
  from: number,
  to: number,
): Float32Array {
  const width = to - from;
  const out = new Float32Array(bands * width);
  for (let band = 0; band < bands; band++) {
    const row = band * mel.frames;
    out.set(mel.data.subarray(row + from, row + to), band * width);
  }
  return out;
}
