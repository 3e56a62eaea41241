import { yuvFromRgb, type Rgb } from '../../core/colorMatrix.js';
import type { ColorCoding } from '../../core/frame.js';
import type { MouthTone } from '../own/mouthTone.js';

/**
 * Colours inside a mouth under the light that the skin tells of. A lit front tooth's luma beside skin
 * of luma s is TOOTH_BASE + TOOTH_SLOPE * s, for teeth vary less than complexions; below DIM the
 * light itself is dim. Measured on 40 filmed people, taken somewhat darker.
 */
const TOOTH_BASE = 0.27;
const TOOTH_SLOPE = 0.62;
const DIM = 0.25;
/** Common skin under white light, R/G and B/G, and how much of a skin's difference is the light's. */
const COMMON_SKIN = [1.32, 0.84] as const;
const LIGHT_SHARE = 0.5;
const ENAMEL = [1.19, 0.9] as const;
const ENAMEL_LEAST = [1.04, 0.74] as const;
const ENAMEL_MOST = [1.4, 0.98] as const;
/** Inner tissue against the lips outside: wetter, redder. */
const TISSUE = [1.2, 0.96] as const;
const TISSUE_LEAST = [1.45, 0.5] as const;
const TISSUE_MOST = [2.8, 1.1] as const;
/** Lip over skin, R, G, B, of bare lips: lipstick beyond them would redden the tongue. */
const LIP_LEAST = [0.7, 0.56, 0.7] as const;
const LIP_MOST = [0.92, 0.83, 1] as const;

/** 8-bit code values of a lit tooth and of tissue in the same light, and of no light at all. */
export interface MouthColors {
  readonly black: readonly [number, number, number];
  readonly enamel: readonly [number, number, number];
  readonly tissue: readonly [number, number, number];
}

export function mouthColors({ skin, lip }: MouthTone, color: ColorCoding): MouthColors {
  const luma = lumaOf(skin);
  const lit = (TOOTH_BASE + TOOTH_SLOPE * luma) * Math.min(1, luma / DIM);
  const cast = ratios(skin).map((ratio, i) => (ratio / COMMON_SKIN[i]) ** LIGHT_SHARE);
  const bare = skin.map((value, i) => within(lip[i], value * LIP_LEAST[i], value * LIP_MOST[i]));
  const enamel = ENAMEL.map((ratio, i) => within(cast[i] * ratio, ENAMEL_LEAST[i], ENAMEL_MOST[i]));
  const tissue = ratios([bare[0], bare[1], bare[2]]).map((ratio, i) =>
    within(ratio * TISSUE[i], TISSUE_LEAST[i], TISSUE_MOST[i]),
  );
  return {
    black: yuvFromRgb(0, 0, 0, color),
    enamel: yuvFromRgb(...ofLuma(enamel, lit), color),
    tissue: yuvFromRgb(...ofLuma(tissue, lit), color),
  };
}

function lumaOf([r, g, b]: Rgb): number {
  return 0.299 * r + 0.587 * g + 0.114 * b;
}

/** R/G and B/G. */
function ratios([r, g, b]: Rgb): readonly number[] {
  const green = Math.max(g, 0.02);
  return [Math.max(r, 0.02) / green, Math.max(b, 0.02) / green];
}

function ofLuma([red, blue]: readonly number[], luma: number): Rgb {
  const scale = luma / lumaOf([red, 1, blue]);
  return [red * scale, scale, blue * scale];
}

function within(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
