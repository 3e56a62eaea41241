import { chromaHeight, chromaWidth, type YuvFrame } from '../core/frame.js';
import type { MouthMask } from './mouthMask.js';
import { sampleCubic, sampleLinear } from './sampling.js';

/** Result pixels to a picture's pixels, without an object for each. */
export interface PictureMap {
  /** Sets `x` and `y` to the place of a pixel, and `shade` to what is left of its light there. */
  locate(px: number, py: number): void;
  readonly x: number;
  readonly y: number;
  readonly shade: number;
}

/** A picture to be seen through the mouth's opening. */
export interface InteriorPicture {
  readonly picture: YuvFrame;
  readonly toPicture: PictureMap;
  /** Luma factor that matches the picture's light to the frame's. */
  readonly gain: number;
  /** Share of what is seen; those of all pictures sum to 1. */
  readonly weight: number;
}

/** Chroma of no colour. */
const GREY = 128;
/** Coverage below which nothing is drawn. */
const LEAST = 0.003;

/**
 * Draws pictures, laid over each other, through a mask. Chroma follows at half resolution, sited left as in
 * MPEG-2. Owns a buffer for one mouth's luma, which grows to the largest seen.
 */
export class InteriorPainter {
  private luma = new Float32Array(0);

  draw(target: YuvFrame, mask: MouthMask, pictures: readonly InteriorPicture[]): void {
    this.layOver(mask, pictures);
    this.drawLuma(target, mask, detailLost(pictures));
    drawChroma(target, mask, pictures);
  }

  private layOver({ box, coverage }: MouthMask, pictures: readonly InteriorPicture[]): void {
    const size = (box.x1 - box.x0) * (box.y1 - box.y0);
    if (this.luma.length < size) this.luma = new Float32Array(size);
    for (let y = box.y0, at = 0; y < box.y1; y++) {
      for (let x = box.x0; x < box.x1; x++, at++) {
        this.luma[at] = coverage[at] > LEAST ? lumaAt(pictures, x, y) : NaN;
      }
    }
  }

  private drawLuma(target: YuvFrame, { box, coverage }: MouthMask, detail: number): void {
    const { luma } = this;
    const width = box.x1 - box.x0;
    for (let y = box.y0, at = 0; y < box.y1; y++) {
      for (let x = box.x0; x < box.x1; x++, at++) {
        const alpha = coverage[at];
        if (alpha <= LEAST) continue;
        const around = (luma[at - 1] + luma[at + 1] + luma[at - width] + luma[at + width]) / 4;
        // At the edge of what is drawn there is nothing around.
        const edge = detail * (luma[at] - around) || 0;
        const out = y * target.width + x;
        const mixed = target.y[out] * (1 - alpha) + (luma[at] + edge) * alpha;
        target.y[out] = mixed < 0 ? 0 : mixed > 255 ? 255 : mixed + 0.5;
      }
    }
  }
}

/**
 * What detail that is not the same in all pictures loses where they are laid over each other: of independent
 * ones the root of the sum of squared weights is left.
 */
function detailLost(pictures: readonly InteriorPicture[]): number {
  return 1 / Math.sqrt(pictures.reduce((sum, { weight }) => sum + weight * weight, 0)) - 1;
}

function lumaAt(pictures: readonly InteriorPicture[], x: number, y: number): number {
  let value = 0;
  for (const { picture, toPicture: m, gain, weight } of pictures) {
    m.locate(x, y);
    value +=
      weight * gain * m.shade * sampleCubic(picture.y, picture.width, picture.height, m.x, m.y);
  }
  return value;
}

function drawChroma(target: YuvFrame, mask: MouthMask, pictures: readonly InteriorPicture[]): void {
  const { x0, y0, x1, y1 } = mask.box;
  const stride = chromaWidth(target.width);
  for (let y = (y0 + 1) >> 1; 2 * y < y1; y++) {
    for (let x = (x0 + 1) >> 1; 2 * x < x1; x++) {
      const at = (2 * y - y0) * (x1 - x0) + 2 * x - x0;
      const below = 2 * y + 1 < y1 ? at + x1 - x0 : at;
      const alpha = (mask.coverage[at] + mask.coverage[below]) / 2;
      if (alpha <= LEAST) continue;
      let [u, v] = [0, 0];
      for (const { picture, toPicture: m, weight } of pictures) {
        m.locate(2 * x, 2 * y + 0.5);
        const [width, height] = [chromaWidth(picture.width), chromaHeight(picture.height)];
        const [cx, cy, share] = [m.x / 2, (m.y - 0.5) / 2, weight * m.shade];
        u += share * (sampleLinear(picture.u, width, height, cx, cy) - GREY);
        v += share * (sampleLinear(picture.v, width, height, cx, cy) - GREY);
      }
      const out = y * stride + x;
      target.u[out] = target.u[out] * (1 - alpha) + (GREY + u) * alpha + 0.5;
      target.v[out] = target.v[out] * (1 - alpha) + (GREY + v) * alpha + 0.5;
    }
  }
}
