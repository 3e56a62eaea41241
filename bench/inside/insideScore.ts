import type { YuvFrame } from '../../src/core/frame.js';
import { windowSimilarity } from '../../src/core/measure/structuralSimilarity.js';
import type { MouthMask } from '../../src/render/mouthMask.js';

/** Pixels either way that a drawn inside may lie beside the real one: teeth are placed by the head's pose. */
const SHIFT = 2;
/** Share of a window that must lie inside the lips. */
const COVERED = 0.6;

export interface InsideScore {
  /** Structural similarity of luma. */
  readonly ssim: number;
  /** Mean difference of luma. */
  readonly difference: number;
  /** Steps between neighbouring pixels over the real ones': below 1 is softer. */
  readonly detail: number;
}

/** Compares what two pictures show between the lips, at the best shift. Null for too small a mouth. */
export function scoreInside(real: YuvFrame, made: YuvFrame, mask: MouthMask): InsideScore | null {
  let best: { ssim: number; dx: number; dy: number } | null = null;
  for (let dy = -SHIFT; dy <= SHIFT; dy++) {
    for (let dx = -SHIFT; dx <= SHIFT; dx++) {
      const ssim = similarity(real, made, mask, dx, dy);
      if (ssim !== null && (best === null || ssim > best.ssim)) best = { ssim, dx, dy };
    }
  }
  if (best === null) return null;
  return { ssim: best.ssim, ...differences(real, made, mask, best.dx, best.dy) };
}

function similarity(
  real: YuvFrame,
  made: YuvFrame,
  { box, coverage }: MouthMask,
  dx: number,
  dy: number,
): number | null {
  const width = box.x1 - box.x0;
  const side = Math.max(4, Math.min(8, Math.round((box.y1 - box.y0) / 3)));
  let [sum, count] = [0, 0];
  for (let y = box.y0 + SHIFT; y + side < box.y1 - SHIFT; y += 2) {
    for (let x = box.x0 + SHIFT; x + side < box.x1 - SHIFT; x += 2) {
      let covered = 0;
      for (let j = y; j < y + side; j++) {
        const row = (j - box.y0) * width - box.x0;
        for (let i = x; i < x + side; i++) covered += coverage[row + i];
      }
      if (covered < COVERED * side * side) continue;
      sum += windowSimilarity(real, made, x, y, side, dx, dy);
      count += 1;
    }
  }
  return count < 4 ? null : sum / count;
}

function differences(
  real: YuvFrame,
  made: YuvFrame,
  { box, coverage }: MouthMask,
  dx: number,
  dy: number,
): Omit<InsideScore, 'ssim'> {
  const width = box.x1 - box.x0;
  let [sum, count, realSteps, madeSteps] = [0, 0, 0, 0];
  for (let y = box.y0 + SHIFT; y < box.y1 - SHIFT - 1; y++) {
    for (let x = box.x0 + SHIFT; x < box.x1 - SHIFT - 1; x++) {
      if (coverage[(y - box.y0) * width + x - box.x0] < 0.9) continue;
      const [p, q] = [y * real.width + x, (y + dy) * made.width + x + dx];
      sum += Math.abs(real.y[p] - made.y[q]);
      count += 1;
      realSteps += steps(real, p);
      madeSteps += steps(made, q);
    }
  }
  return {
    difference: count > 0 ? sum / count : NaN,
    detail: realSteps > 0 ? madeSteps / realSteps : NaN,
  };
}

function steps({ y, width }: YuvFrame, at: number): number {
  return Math.abs(y[at + 1] - y[at]) + Math.abs(y[at + width] - y[at]);
}
