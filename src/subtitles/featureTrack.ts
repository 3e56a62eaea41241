/** What an encoder heard, made small: frame after frame, each of unit length around the recording's own mean. */
export interface FeatureTrack {
  readonly frames: number;
  readonly width: number;
  /** Value i of frame k is data[k * width + i]. */
  readonly data: Float32Array;
  /** How loud each frame is, 0 (silent) to 1. */
  readonly loud: Float32Array;
}

/** Numbers that a frame is brought down to. */
const WIDTH = 48;

/** Gathers features as they come and keeps of each frame its shadow in fewer numbers, which distances survive. */
export class TrackBuilder {
  private readonly rows: Float32Array[] = [];
  private shadow: Float32Array | undefined;

  add(data: Float32Array, frames: number, width: number): void {
    const shadow = (this.shadow ??= shadowOf(width));
    for (let k = 0; k < frames; k++) {
      const row = new Float32Array(WIDTH);
      for (let i = 0; i < width; i++) {
        const value = data[k * width + i];
        for (let j = 0; j < WIDTH; j++) row[j] += value * shadow[i * WIDTH + j];
      }
      this.rows.push(row);
    }
  }

  /**
   * The voice and the room, which are the same all the time, are taken out; each number spreads alike.
   * @param levels of the frames, in dB below the loud parts
   */
  track(levels: Float32Array): FeatureTrack {
    const frames = this.rows.length;
    const data = new Float32Array(frames * WIDTH);
    for (const [k, row] of this.rows.entries()) data.set(row, k * WIDTH);
    for (let j = 0; j < WIDTH; j++) evenOut(data, j, frames);
    for (let k = 0; k < frames; k++) {
      const row = data.subarray(k * WIDTH, (k + 1) * WIDTH);
      const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)) || 1;
      for (let j = 0; j < WIDTH; j++) row[j] /= length;
    }
    const loud = Float32Array.from({ length: frames }, (_, k) => loudness(levels[k] ?? -Infinity));
    return { frames, width: WIDTH, data, loud };
  }
}

/** dB: what is thought silent, and what is loud. */
const SILENT = -50;
const LOUD = -18;

function loudness(level: number): number {
  return Math.min(1, Math.max(0, (level - SILENT) / (LOUD - SILENT)));
}

function evenOut(data: Float32Array, j: number, frames: number): void {
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < frames; k++) {
    const value = data[k * WIDTH + j];
    sum += value;
    squares += value * value;
  }
  const mean = sum / Math.max(1, frames);
  const spread = Math.sqrt(Math.max(1e-9, squares / Math.max(1, frames) - mean * mean));
  for (let k = 0; k < frames; k++) data[k * WIDTH + j] = (data[k * WIDTH + j] - mean) / spread;
}

/** Random directions, the same at every run. */
function shadowOf(width: number): Float32Array {
  const shadow = new Float32Array(width * WIDTH);
  let state = 0x2545f491;
  for (let at = 0; at < shadow.length; at++) {
    let sum = 0;
    for (let k = 0; k < 4; k++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      sum += (state >>> 0) / 2 ** 32 - 0.5;
    }
    shadow[at] = sum;
  }
  return shadow;
}
