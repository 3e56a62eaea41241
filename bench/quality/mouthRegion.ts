import type { Box } from '../../src/core/frame.js';
import type { Luma } from '../../src/core/measure/pictureMeasures.js';
import { fitBetween } from './alignedPoints.js';
import { KEPT, OUTER_LIP_PLACES, type FaceSeries } from './faceSeries.js';

/** Eye distances from the middle of the lips: both lips wide open, and the skin around them. */
const HALF_WIDTH = 0.42;
const ABOVE = 0.3;
const BELOW = 0.4;

/** Mouth region of a frame in pixels, where the source's own face has it; null without a face. */
export function mouthBox(series: FaceSeries, frame: number): Box | null {
  const unit = series.unit.at(frame) ?? NaN;
  if (frame >= series.frames || !Number.isFinite(unit)) return null;
  const { x, y } = lipsMiddle(series, frame);
  return {
    x0: Math.floor(x - HALF_WIDTH * unit),
    y0: Math.floor(y - ABOVE * unit),
    x1: Math.ceil(x + HALF_WIDTH * unit),
    y1: Math.ceil(y + BELOW * unit),
  };
}

function lipsMiddle({ points }: FaceSeries, frame: number): { x: number; y: number } {
  let [x, y] = [0, 0];
  for (const place of OUTER_LIP_PLACES) {
    x += points[2 * (frame * KEPT.length + place)] / OUTER_LIP_PLACES.length;
    y += points[2 * (frame * KEPT.length + place) + 1] / OUTER_LIP_PLACES.length;
  }
  return { x, y };
}

/** Columns and rows of a mouth patch. */
export const PATCH = { width: 42, height: 35 } as const;

/**
 * Samples mouth regions so that the head stands still: a fixed place of the reference frame, carried to
 * every other frame by the similarity of the stable points. The reference is the first frame with a
 * face. What the patches still change by is lips, skin and noise, not the head.
 */
export class SteadyPatch {
  private readonly reference: number;
  private readonly middle: { readonly x: number; readonly y: number };

  constructor(private readonly series: FaceSeries) {
    this.reference = series.unit.findIndex((unit) => Number.isFinite(unit));
    this.middle = lipsMiddle(series, Math.max(0, this.reference));
  }

  /** Luma of the frame's patch, bilinear; null without a face. */
  sample(luma: Luma, frame: number): Float32Array | null {
    const { series, reference } = this;
    if (reference < 0 || frame >= series.frames) return null;
    const fit = fitBetween(series, reference, series, frame);
    if (fit === null) return null;
    const unit = series.unit[reference];
    const out = new Float32Array(PATCH.width * PATCH.height);
    for (let row = 0; row < PATCH.height; row++) {
      const v = this.middle.y + unit * (-ABOVE + ((row + 0.5) / PATCH.height) * (ABOVE + BELOW));
      for (let column = 0; column < PATCH.width; column++) {
        const u = this.middle.x + unit * HALF_WIDTH * ((2 * column + 1) / PATCH.width - 1);
        const x = fit.a * u - fit.b * v + fit.tx;
        const y = fit.b * u + fit.a * v + fit.ty;
        out[row * PATCH.width + column] = bilinear(luma, x, y);
      }
    }
    return out;
  }
}

/** Pixel centres lie at half numbers; beyond the border the border goes on. */
function bilinear({ width, height, y: luma }: Luma, x: number, y: number): number {
  const cx = Math.max(0, Math.min(width - 1.001, x - 0.5));
  const cy = Math.max(0, Math.min(height - 1.001, y - 0.5));
  const [x0, y0] = [Math.floor(cx), Math.floor(cy)];
  const [fx, fy] = [cx - x0, cy - y0];
  const at = y0 * width + x0;
  const below = at + (y0 + 1 < height ? width : 0);
  const top = luma[at] + fx * (luma[at + 1] - luma[at]);
  const bottom = luma[below] + fx * (luma[below + 1] - luma[below]);
  return top + fy * (bottom - top);
}
