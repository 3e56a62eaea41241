import { chromaWidth, type YuvFrame } from '../../core/frame.js';
import { sampleLinear } from '../sampling.js';

/** Weight of chroma (over luma) beside log luma. */
const CHROMA_WEIGHT = 4;
/** Colour distance up to which a spot is taken for lip, and from which for teeth, dark or tongue. */
const LIP_NEAR = 0.22;
const LIP_FAR = 0.5;

/** 8-bit code values. */
export interface SpotColor {
  readonly y: number;
  readonly u: number;
  readonly v: number;
}

export function colorAt(frame: YuvFrame, x: number, y: number): SpotColor {
  const width = chromaWidth(frame.width);
  const height = frame.u.length / width;
  return {
    y: sampleLinear(frame.y, frame.width, frame.height, x, y),
    u: sampleLinear(frame.u, width, height, x / 2, (y - 0.5) / 2),
    v: sampleLinear(frame.v, width, height, x / 2, (y - 0.5) / 2),
  };
}

/** 0 (teeth, dark) .. 1 (lip), by the colours of lips of the same frame. */
export function lipLikeness(color: SpotColor, lips: readonly SpotColor[]): number {
  let nearest = Infinity;
  for (const lip of lips) nearest = Math.min(nearest, colorDistance(color, lip));
  return Math.max(0, Math.min(1, (LIP_FAR - nearest) / (LIP_FAR - LIP_NEAR)));
}

function colorDistance(a: SpotColor, b: SpotColor): number {
  const luma = Math.log((a.y + 8) / (b.y + 8));
  const du = (a.u - 128) / (a.y + 20) - (b.u - 128) / (b.y + 20);
  const dv = (a.v - 128) / (a.y + 20) - (b.v - 128) / (b.y + 20);
  return Math.hypot(luma, CHROMA_WEIGHT * du, CHROMA_WEIGHT * dv);
}
