import { relativeLevels } from './loudness.js';
import { voicing } from './voicing.js';

/** What tells speech from other sounds without any model, at each frame. */
export interface SoundSigns {
  /** dB below the recording's loud parts; loud speech is near -20. */
  readonly levels: Float32Array;
  /** How periodic the sound is, 0..1. */
  readonly voicing: Float32Array;
}

/** @param pcm mono, 16 kHz @param frames of which frame k is centred on k / rate seconds */
export function soundSigns(pcm: Float32Array, frames: number, rate: number): SoundSigns {
  return { levels: relativeLevels(pcm, frames, rate), voicing: voicing(pcm, frames, rate) };
}
