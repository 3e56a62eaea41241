import type { YuvFrame } from '../core/frame.js';

const COLUMNS = 32;
const ROWS = 18;
/** Samples a cell's side: 16 of the picture's pixels stand for a cell. */
const SAMPLES = 4;
/** Mean change of a cell in luma steps that a cut exceeds. */
const MIN_CHANGE = 16;
/** A cut stands out of the change that the shot's own movement makes, by this factor. */
const OVER_MOVEMENT = 4;
/** Weight of the newest frame in the running mean of that movement. */
const MOVEMENT_RATE = 0.2;

/** Finds hard cuts by the change of a coarse luma thumbnail. Owns the last frame's thumbnail. */
export class SceneCutDetector {
  private last: Float32Array<ArrayBuffer> | undefined;
  private spare = new Float32Array(COLUMNS * ROWS);
  private movement = 0;

  /** Whether a new shot begins with this frame. Frames in order; the first is no cut. */
  isCut(frame: YuvFrame): boolean {
    const now = thumbnail(frame, this.spare);
    const before = this.last;
    this.last = now;
    if (!before) {
      this.spare = new Float32Array(COLUMNS * ROWS);
      return false;
    }
    this.spare = before;
    const change = meanChange(before, now);
    const cut = change > MIN_CHANGE && change > OVER_MOVEMENT * this.movement;
    this.movement = cut ? 0 : this.movement + MOVEMENT_RATE * (change - this.movement);
    return cut;
  }

  reset(): void {
    this.last = undefined;
    this.movement = 0;
  }
}

/** Mean luma of 32 x 18 cells, from a few pixels of each. */
function thumbnail(
  { y, width, height }: YuvFrame,
  out: Float32Array<ArrayBuffer>,
): Float32Array<ArrayBuffer> {
  out.fill(0);
  const lines = ROWS * SAMPLES;
  const dots = COLUMNS * SAMPLES;
  for (let line = 0; line < lines; line++) {
    const row = Math.floor(((line + 0.5) * height) / lines) * width;
    const cells = Math.floor(line / SAMPLES) * COLUMNS;
    for (let dot = 0; dot < dots; dot++) {
      const column = Math.floor(((dot + 0.5) * width) / dots);
      out[cells + Math.floor(dot / SAMPLES)] += y[row + column];
    }
  }
  for (let i = 0; i < out.length; i++) out[i] /= SAMPLES * SAMPLES;
  return out;
}

function meanChange(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i]);
  return sum / a.length;
}
