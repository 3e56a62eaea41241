import { chromaHeight, chromaWidth, type YuvFrame } from '../core/frame.js';
import type { MouthMask } from './mouthMask.js';
import { sampleCubic, sampleLinear } from './sampling.js';

/** Result pixels to a picture's pixels, without an object for each. */
export interface PictureMap {
  /** Sets `x` and `y` to the place of a pixel. */
  locate(px: number, py: number): void;
  readonly x: number;
  readonly y: number;
}

/** A picture to be seen through the mouth's opening. */
export interface InteriorPicture {
  readonly picture: YuvFrame;
  readonly toPicture: PictureMap;
  /** Luma factor that matches the picture's light to the frame's. */
  readonly gain: number;
  /** 0..1 on top of what is already drawn. */
  readonly opacity: number;
}

/** Draws a picture through a mask. Chroma follows at half resolution, sited left as in MPEG-2. */
export function drawInterior(target: YuvFrame, mask: MouthMask, interior: InteriorPicture): void {
  drawLuma(target, mask, interior);
  drawChroma(target, mask, interior);
}

function drawLuma(target: YuvFrame, mask: MouthMask, interior: InteriorPicture): void {
  const { picture, toPicture: m, gain, opacity } = interior;
  const { x0, y0, x1, y1 } = mask.box;
  for (let y = y0, at = 0; y < y1; y++) {
    for (let x = x0; x < x1; x++, at++) {
      const alpha = mask.coverage[at] * opacity;
      if (alpha <= 0.003) continue;
      m.locate(x, y);
      const value = gain * sampleCubic(picture.y, picture.width, picture.height, m.x, m.y);
      const out = y * target.width + x;
      const mixed = target.y[out] * (1 - alpha) + value * alpha;
      target.y[out] = mixed < 0 ? 0 : mixed > 255 ? 255 : mixed + 0.5;
    }
  }
}

function drawChroma(target: YuvFrame, mask: MouthMask, interior: InteriorPicture): void {
  const { picture, toPicture: m, opacity } = interior;
  const { x0, y0, x1, y1 } = mask.box;
  const stride = chromaWidth(target.width);
  const width = chromaWidth(picture.width);
  const height = chromaHeight(picture.height);
  for (let y = (y0 + 1) >> 1; 2 * y < y1; y++) {
    for (let x = (x0 + 1) >> 1; 2 * x < x1; x++) {
      const at = (2 * y - y0) * (x1 - x0) + 2 * x - x0;
      const below = 2 * y + 1 < y1 ? at + x1 - x0 : at;
      const alpha = ((mask.coverage[at] + mask.coverage[below]) / 2) * opacity;
      if (alpha <= 0.003) continue;
      m.locate(2 * x, 2 * y + 0.5);
      const px = m.x / 2;
      const py = (m.y - 0.5) / 2;
      const out = y * stride + x;
      target.u[out] = mix(target.u[out], sampleLinear(picture.u, width, height, px, py), alpha);
      target.v[out] = mix(target.v[out], sampleLinear(picture.v, width, height, px, py), alpha);
    }
  }
}

function mix(below: number, above: number, alpha: number): number {
  return below * (1 - alpha) + above * alpha + 0.5;
}
