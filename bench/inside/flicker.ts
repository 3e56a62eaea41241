import type { YuvFrame } from '../../src/core/frame.js';
import { LIP_INNER } from '../../src/core/landmarkSets.js';
import { isInside } from '../../src/render/insidePolygon.js';
import { sampleLinear } from '../../src/render/sampling.js';
import { skullFrame } from '../../src/render/skullFrame.js';
import type { FilmedFace } from './halves.js';

/** The part of the skull's plane that is looked at, eye distances from the nose base, and its samples. */
const [LEFT, TOP, WIDTH, HEIGHT] = [-0.25, 0.1, 0.5, 0.4];
const [COLUMNS, ROWS] = [60, 40];

/**
 * How much what stands between the lips changes from frame to frame, in the skull's frame, in which teeth
 * stand still. Owns the picture of the frame before.
 */
export class FlickerMeter {
  private before: { readonly index: number; readonly luma: Float32Array } | undefined;
  private sum = 0;
  private count = 0;

  push(face: FilmedFace, picture: YuvFrame): void {
    const luma = inSkullFrame(face, picture);
    const { before } = this;
    this.before = { index: face.index, luma };
    if (before?.index !== face.index - 1) return;
    luma.forEach((value, i) => {
      const change = Math.abs(value - before.luma[i]);
      if (Number.isNaN(change)) return;
      this.sum += change;
      this.count += 1;
    });
  }

  /** Mean change of luma; NaN where nothing could be compared. */
  get mean(): number {
    return this.count > 0 ? this.sum / this.count : NaN;
  }
}

/** NaN where a lip is in front. */
function inSkullFrame({ landmarks, pose }: FilmedFace, picture: YuvFrame): Float32Array {
  const { a, b, c, d, e, f } = skullFrame(landmarks, pose);
  const lips = LIP_INNER.map((i) => [landmarks[3 * i], landmarks[3 * i + 1]] as const);
  return Float32Array.from({ length: COLUMNS * ROWS }, (_, at) => {
    const x = LEFT + ((at % COLUMNS) * WIDTH) / (COLUMNS - 1);
    const y = TOP + (Math.floor(at / COLUMNS) * HEIGHT) / (ROWS - 1);
    const [px, py] = [a * x + b * y + c, d * x + e * y + f];
    if (!isInside(lips, px, py)) return NaN;
    return sampleLinear(picture.y, picture.width, picture.height, px, py);
  });
}
