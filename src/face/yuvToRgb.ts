import { LUMA_WEIGHTS } from '../core/colorMatrix.js';
import type { ColorCoding } from '../core/frame.js';
import type { YuvToRgb } from '../pixels/patchCut.js';

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
