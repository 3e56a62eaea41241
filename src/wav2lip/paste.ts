import type { Box, ColorCoding, YuvFrame } from '../core/frame.js';
import { LIP_OUTER } from '../core/landmarkSets.js';
import type { ColorOrder } from '../core/lipModel.js';
import type { FaceCrop } from './crop.js';
import { mapIntoCrop, mapOfCrop, type CropMap } from './cropMap.js';
import { drawPlane } from './drawPlane.js';
import { FaceSampler } from './faceSampler.js';
import { planesOf } from './framePlanes.js';
import { NetPlanes } from './netPlanes.js';
import { MASK_SIDE, PasteMask } from './pasteMask.js';
import { coarseSide, SkinOffset } from './skinOffset.js';

export interface PasteOptions {
  /** Side of the net's pictures in pixels. */
  readonly size: number;
  readonly colors: ColorOrder;
  /** Of the frames. */
  readonly color: ColorCoding;
  /** 0..1: how much edges are raised; 0 leaves them as the net made them. */
  readonly sharpen: number;
}

/** A net's picture of a face, and where in the frame it belongs. */
export interface NetPicture {
  readonly crop: FaceCrop;
  /** 3 x size x size, 0..1, in the net's own order of colours. */
  readonly pixels: Float32Array;
}

/** Whose mouth it is that a picture takes the place of. */
export interface PastedMouth {
  /** 478 x 3 of the source frame, upright pixels. */
  readonly landmarks: Float32Array;
  /** The same as found in the net's picture, in pixels of the frame, where it was looked for. */
  readonly drawn?: Float32Array;
  /** 1 shows the net's mouth, 0 none of it. */
  readonly weight: number;
}

/** Rows of the picture around those that are seen, which cubic interpolation and sharpening look at. */
const MARGIN = 3;

/** Puts a net's pictures of mouths into frames. Owns its buffers: one frame at a time. */
export class PicturePaster {
  private readonly mask = new PasteMask();
  private readonly offset: SkinOffset;
  private readonly net: NetPlanes;
  private readonly sampler: FaceSampler;
  private readonly seen: Float32Array;

  constructor(private readonly options: PasteOptions) {
    const { size, colors, color } = options;
    const side = coarseSide(size);
    this.offset = new SkinOffset(size);
    this.net = new NetPlanes(size, color, colors);
    this.sampler = new FaceSampler({ size: side, colors, color });
    this.seen = new Float32Array(3 * side * side);
  }

  /**
   * Draws into `result`, which holds the frame that the mouth belongs in. No pixel outside of the soft mask around
   * lips and chin changes.
   * @returns around the outer lips, in the frame's pixels
   */
  paste(result: YuvFrame, { crop, pixels }: NetPicture, mouth: PastedMouth): Box {
    const { landmarks, drawn, weight } = mouth;
    const lips = lipsIn(drawn ?? landmarks, result);
    if (!(weight > 0)) return lips;
    const { mask, offset, net, options } = this;
    const { size, sharpen, color } = options;
    mask.draw(crop, drawn ? [landmarks, drawn] : [landmarks]);
    const { from, to } = mask.cells;
    if (from.row >= to.row) return lips;
    this.sampler.sampleWhole(result, crop, this.seen);
    offset.measure(this.seen, pixels, mask.coverage);
    const rows = {
      from: Math.max(0, Math.floor(((from.row - 1) * size) / MASK_SIDE) - MARGIN),
      to: Math.min(size, Math.ceil(((to.row + 1) * size) / MASK_SIDE) + MARGIN),
    };
    net.take(pixels, offset, rows, { shrink: size / Math.max(crop.width, crop.height), sharpen });
    const box = boxOfCells(mapOfCrop(crop), mask);
    const into = mapIntoCrop(crop);
    planesOf(result).forEach((plane, k) => {
      const range = rangeOf(color, k > 0);
      const picture = net.planes[k];
      drawPlane(plane, into, box, { picture, size, coverage: mask.coverage, weight, ...range });
    });
    return lips;
  }
}

function rangeOf({ fullRange }: ColorCoding, isColor: boolean) {
  if (fullRange) return { lowest: 0, highest: 255 };
  return { lowest: 16, highest: isColor ? 240 : 235 };
}

/** Around all that the mask's cells have a share in, in the frame's pixels. */
function boxOfCells(map: CropMap, { cells: { from, to } }: PasteMask): Box {
  const corners = [from.column - 1, to.column + 1].flatMap((column) =>
    [from.row - 1, to.row + 1].map((row) => {
      const [u, v] = [column / MASK_SIDE, row / MASK_SIDE];
      const x = map.originX + u * map.xPerU + v * map.xPerV;
      return [x, map.originY + u * map.yPerU + v * map.yPerV] as const;
    }),
  );
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return {
    x0: Math.floor(Math.min(...xs)),
    y0: Math.floor(Math.min(...ys)),
    x1: Math.ceil(Math.max(...xs)),
    y1: Math.ceil(Math.max(...ys)),
  };
}

function lipsIn(landmarks: Float32Array, { width, height }: YuvFrame): Box {
  const xs = LIP_OUTER.map((landmark) => landmarks[3 * landmark]);
  const ys = LIP_OUTER.map((landmark) => landmarks[3 * landmark + 1]);
  const inWidth = (x: number): number => Math.max(0, Math.min(width, x));
  const inHeight = (y: number): number => Math.max(0, Math.min(height, y));
  return {
    x0: inWidth(Math.floor(Math.min(...xs))),
    y0: inHeight(Math.floor(Math.min(...ys))),
    x1: inWidth(Math.ceil(Math.max(...xs)) + 1),
    y1: inHeight(Math.ceil(Math.max(...ys)) + 1),
  };
}
