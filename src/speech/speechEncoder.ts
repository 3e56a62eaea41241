import type { Model } from '../core/model.js';
import {
  SAMPLE_RATE,
  WHISPER_BANDS,
  WHISPER_HOP,
  whisperMel,
  type WhisperMel,
} from './whisperMel.js';

/** Feature frames a second; the encoder makes one of two mel frames. */
export const FEATURE_RATE = 50;
const SAMPLES = SAMPLE_RATE / FEATURE_RATE;
const MEL_FRAMES = SAMPLES / WHISPER_HOP;
/** Feature frames of silence before and after the recording, as in training. */
const PAD = FEATURE_RATE / 2;
/** Feature frames the encoder attends over at once, and how many two windows share. */
const WINDOW = 12 * FEATURE_RATE;
const OVERLAP = 2 * FEATURE_RATE;
const PEAK = 0.9;

/** Value i of frame k is data[k * width + i]. Frame k is centred on k / FEATURE_RATE seconds. */
export interface SpeechFeatures {
  readonly frames: number;
  readonly width: number;
  readonly data: Float32Array;
}

/**
 * Whisper's features of a whole recording, however long: its encoder attends over windows of 12 s
 * that share 2 s, and each is cut in the middle of what it shares, far from where it lacks context.
 * @param model `mel` [1, 80, T] -> `features` [1, T / 2, width]
 * @param pcm mono, 16 kHz; brought to a peak of .9, so that loudness does not change the motion
 */
export async function encodeSpeech(
  model: Model,
  pcm: Float32Array,
  signal: AbortSignal,
): Promise<SpeechFeatures> {
  const frames = 1 + Math.floor(pcm.length / SAMPLES);
  const mel = whisperMel(padded(pcm, frames + 2 * PAD));
  const padFrames = frames + 2 * PAD;
  let data = new Float32Array(0);
  let width = 0;
  for (const { start, end, from, until } of windows(padFrames)) {
    signal.throwIfAborted();
    const dims = [1, WHISPER_BANDS, (end - start) * MEL_FRAMES];
    const { features } = await model.run({ mel: { dims, data: columns(mel, start, end) } });
    if (width === 0) {
      width = features.dims[2];
      data = new Float32Array(frames * width);
    }
    const low = Math.max(from, PAD);
    const high = Math.min(until, PAD + frames);
    if (low >= high) continue;
    const rows = features.data.subarray((low - start) * width, (high - start) * width);
    data.set(rows, (low - PAD) * width);
  }
  return { frames, width, data };
}

/** A window [start, end) of feature frames, of which [from, until) is kept. */
interface Window {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly until: number;
}

/** Windows that cover `frames`; the last begins earlier rather than being short. */
export function windows(frames: number): readonly Window[] {
  const out: Window[] = [];
  for (let next = 0, from = 0; from < frames;) {
    const start = Math.max(0, Math.min(next, frames - WINDOW));
    const end = Math.min(frames, start + WINDOW);
    const until = end === frames ? frames : end - OVERLAP / 2;
    out.push({ start, end, from, until });
    next = end - OVERLAP;
    from = until;
  }
  return out;
}

function padded(pcm: Float32Array, frames: number): Float32Array {
  let peak = 0;
  for (const sample of pcm) peak = Math.max(peak, Math.abs(sample));
  const gain = peak > 1e-4 ? PEAK / peak : 1;
  const wave = new Float32Array(frames * SAMPLES);
  for (let i = 0; i < pcm.length; i++) wave[PAD * SAMPLES + i] = gain * pcm[i];
  return wave;
}

/** The mel of feature frames [start, end), as the encoder takes it. */
function columns(mel: WhisperMel, start: number, end: number): Float32Array {
  const width = (end - start) * MEL_FRAMES;
  const out = new Float32Array(WHISPER_BANDS * width);
  for (let band = 0; band < WHISPER_BANDS; band++) {
    const row = band * mel.frames + start * MEL_FRAMES;
    out.set(mel.data.subarray(row, row + width), band * width);
  }
  return out;
}
