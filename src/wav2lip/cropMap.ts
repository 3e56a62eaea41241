import type { FaceCrop } from './crop.js';

/** x = originX + u * xPerU + v * xPerV, y likewise: shares of a crop (0..1 each) to pixels of its frame. */
export interface CropMap {
  readonly originX: number;
  readonly originY: number;
  readonly xPerU: number;
  readonly yPerU: number;
  readonly xPerV: number;
  readonly yPerV: number;
}

/** From shares of a crop to pixels of the frame; (0, 0) is the top left corner of either. */
export function mapOfCrop({ centerX, centerY, width, height, rotation }: FaceCrop): CropMap {
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
  return {
    originX: centerX - (cos * width - sin * height) / 2,
    originY: centerY - (sin * width + cos * height) / 2,
    xPerU: cos * width,
    yPerU: sin * width,
    xPerV: -sin * height,
    yPerV: cos * height,
  };
}

/** From pixels of the frame to shares of the crop: the same kind of map, of x and y for u and v. */
export function mapIntoCrop(crop: FaceCrop): CropMap {
  const { centerX, centerY, width, height, rotation } = crop;
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
  return {
    originX: 0.5 - (centerX * cos + centerY * sin) / width,
    originY: 0.5 - (centerY * cos - centerX * sin) / height,
    xPerU: cos / width,
    yPerU: -sin / height,
    xPerV: sin / width,
    yPerV: cos / height,
  };
}
