import { LUMA_WEIGHTS } from '../core/colorMatrix.js';
import type { ColorCoding } from '../core/frame.js';

/** 8-bit Y'CbCr to R'G'B' in 0..1: luma = (Y - lumaOffset) * lumaGain, chroma about 128. */
export interface YuvToRgb {
  readonly lumaGain: number;
  readonly lumaOffset: number;
  readonly redFromV: number;
  readonly greenFromU: number;
  readonly greenFromV: number;
  readonly blueFromU: number;
}

export function yuvToRgb({ matrix, fullRange }: ColorCoding): YuvToRgb {
  const { red, blue } = LUMA_WEIGHTS[matrix];
  const green = 1 - red - blue;
  const lumaGain = 1 / (fullRange ? 255 : 219);
  const chromaGain = 1 / (fullRange ? 255 : 224);
  return {
    lumaGain,
    lumaOffset: fullRange ? 0 : 16,
    redFromV: 2 * (1 - red) * chromaGain,
    greenFromU: ((-2 * (1 - blue) * blue) / green) * chromaGain,
    greenFromV: ((-2 * (1 - red) * red) / green) * chromaGain,
    blueFromU: 2 * (1 - blue) * chromaGain,
  };
}
