import { yuvFromRgb } from '../core/colorMatrix.js';
import {
  chromaHeight,
  chromaWidth,
  type Box,
  type ColorCoding,
  type YuvFrame,
} from '../core/frame.js';
import { cropMap, type CropMap, type FaceCrop } from './crop.js';
import { matchColors } from './matchColors.js';
import { PasteMask } from './pasteMask.js';
import { sharpen } from './sharpen.js';
import { sampleCubic } from './sampleCubic.js';

export interface PasterOptions {
  /** Side of the pictures, in pixels. */
  readonly size: number;
  readonly color: ColorCoding;
  /** 0..1 */
  readonly sharpen: number;
}

/** A picture of a face with new lips, and where it belongs. */
export interface LaidPicture {
  readonly crop: FaceCrop;
  /** 3 x size x size, red, green and blue, 0..1; changed. */
  readonly picture: Float32Array;
  /** The same of the frame itself, as it was cut out. */
  readonly face: Float32Array;
  /** 478 x 3, upright pixels of the frame. */
  readonly landmarks: Float32Array;
  /** 1 shows the picture, 0 what is in the frame. */
  readonly weight: number;
}

/** Lays pictures of mouths over frames, at the frames' own resolution. Owns its buffers: one at a time. */
export class PicturePaster {
  private readonly mask = new PasteMask();
  /** The picture as the frame's planes have it, all at its own size. */
  private readonly planes: readonly [Float32Array, Float32Array, Float32Array];
  private readonly spare: Float32Array;

  constructor(private readonly options: PasterOptions) {
    const area = options.size ** 2;
    this.planes = [new Float32Array(area), new Float32Array(area), new Float32Array(area)];
    this.spare = new Float32Array(area);
  }

  /** @returns the pixels of the frame that may have changed */
  paste(frame: YuvFrame, laid: LaidPicture): Box {
    const { mask, options, planes } = this;
    const map = cropMap(laid.crop);
    mask.draw(laid.landmarks, map);
    matchColors(laid.picture, laid.face, options.size, mask);
    this.convert(laid.picture);
    const box = boxOf(mask.bounds, laid.crop, frame);
    const [y, u, v] = planes;
    const { width, height } = frame;
    this.blend({ data: frame.y, width, height, step: 1 }, y, box, map, laid.weight);
    const half = { width: chromaWidth(width), height: chromaHeight(height), step: 2 };
    this.blend({ data: frame.u, ...half }, u, box, map, laid.weight);
    this.blend({ data: frame.v, ...half }, v, box, map, laid.weight);
    return box;
  }

  private convert(picture: Float32Array): void {
    const { planes, spare, options } = this;
    const [y, u, v] = planes;
    const area = options.size ** 2;
    for (let i = 0; i < area; i++) {
      const red = picture[i];
      const green = picture[area + i];
      const blue = picture[2 * area + i];
      [y[i], u[i], v[i]] = yuvFromRgb(red, green, blue, options.color);
    }
    if (options.sharpen === 0) return;
    sharpen(y, options.size, options.sharpen, spare);
    y.set(spare);
  }

  private blend(
    plane: FramePlane,
    picture: Float32Array,
    box: Box,
    map: CropMap,
    weight: number,
  ): void {
    const { mask, options } = this;
    const { data, step } = plane;
    const [x0, y0] = [Math.floor(box.x0 / step), Math.floor(box.y0 / step)];
    const x1 = Math.min(plane.width, Math.ceil(box.x1 / step));
    const y1 = Math.min(plane.height, Math.ceil(box.y1 / step));
    for (let row = y0; row < y1; row++) {
      const y = (row + 0.5) * step;
      for (let column = x0; column < x1; column++) {
        const x = (column + 0.5) * step;
        const u = map.u0 + map.uPerX * x + map.uPerY * y;
        const v = map.v0 + map.vPerX * x + map.vPerY * y;
        if (u < 0 || v < 0 || u > 1 || v > 1) continue;
        const shown = weight * mask.at(u, v);
        if (shown <= 0) continue;
        const at = row * plane.width + column;
        const value = sampleCubic(picture, options.size, u, v);
        data[at] = Math.max(0, Math.min(255, Math.round(data[at] + shown * (value - data[at]))));
      }
    }
  }
}

interface FramePlane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Pixels of the frame for one of the plane. */
  readonly step: number;
}

/** Pixels of a frame that part of a crop covers. */
function boxOf(
  [left, top, right, bottom]: readonly [number, number, number, number],
  { centerX, centerY, width, height, rotation }: FaceCrop,
  frame: YuvFrame,
): Box {
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
  const corners = [left, right].flatMap((u) =>
    [top, bottom].map((v) => {
      const [a, b] = [(u - 0.5) * width, (v - 0.5) * height];
      return [centerX + a * cos - b * sin, centerY + a * sin + b * cos] as const;
    }),
  );
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const x0 = Math.max(0, Math.min(frame.width, Math.floor(Math.min(...xs))));
  const y0 = Math.max(0, Math.min(frame.height, Math.floor(Math.min(...ys))));
  return {
    ...{ x0, y0 },
    x1: Math.max(x0, Math.min(frame.width, Math.ceil(Math.max(...xs)))),
    y1: Math.max(y0, Math.min(frame.height, Math.ceil(Math.max(...ys)))),
  };
}
