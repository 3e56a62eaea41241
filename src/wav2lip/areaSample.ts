import type { CropMap } from './cropMap.js';

/** One plane of a frame, and where its samples lie: sample i is at i * step + shift of the frame's pixels. */
export interface SampledPlane {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly step: number;
  readonly shiftX: number;
  readonly shiftY: number;
}

/**
 * Means of a plane over the pixels of a picture of `side` x `side` that a crop is divided into, into `out`: each of as
 * many bilinear samples as lie about a sample of the plane apart or closer, so that no detail is passed over and none
 * flickers as the face moves. Beyond the plane its edge repeats.
 */
export function sampleArea(
  plane: SampledPlane,
  map: CropMap,
  side: number,
  out: Float32Array,
): void {
  const { step, shiftX, shiftY } = plane;
  const across = samplesFor(Math.hypot(map.xPerU, map.yPerU) / step / side, side);
  const down = samplesFor(Math.hypot(map.xPerV, map.yPerV) / step / side, side);
  const [perU, perV] = [1 / (side * across), 1 / (side * down)];
  const [xPerU, yPerU] = [(map.xPerU * perU) / step, (map.yPerU * perU) / step];
  out.fill(0, 0, side * side);
  for (let line = 0; line < side * down; line++) {
    const v = (line + 0.5) * perV;
    const x = (map.originX + v * map.xPerV - shiftX) / step + xPerU / 2;
    const y = (map.originY + v * map.yPerV - shiftY) / step + yPerU / 2;
    const row = out.subarray(Math.floor(line / down) * side, (Math.floor(line / down) + 1) * side);
    addLine(plane, { x, y, xPerU, yPerU }, across, row);
  }
  const norm = 1 / (across * down);
  for (let i = 0; i < side * side; i++) out[i] *= norm;
}

/**
 * Samples along a picture's side, at most: of a face that is larger, such as one that fills a 4K frame, every other
 * pixel tells as much, and in a quarter of the time.
 */
const MOST_SAMPLES = 640;

/** A quarter of a sample more than one apart, bilinear samples still pass over nothing that is seen. */
function samplesFor(distance: number, side: number): number {
  const affordable = Math.max(2, Math.floor(MOST_SAMPLES / side));
  return Math.max(1, Math.min(affordable, Math.ceil(distance - 0.25)));
}

interface Line {
  readonly x: number;
  readonly y: number;
  readonly xPerU: number;
  readonly yPerU: number;
}

/** Adds `across` samples along a line to each of a row's pixels. */
function addLine(
  { data, width, height }: SampledPlane,
  { x: startX, y: startY, xPerU, yPerU }: Line,
  across: number,
  row: Float32Array,
): void {
  const maxX = width - 1;
  const maxY = height - 1;
  for (let column = 0, k = 0; column < row.length; column++) {
    let sum = 0;
    for (const end = k + across; k < end; k++) {
      let x = startX + k * xPerU;
      let y = startY + k * yPerU;
      x = x < 0 ? 0 : x > maxX ? maxX : x;
      y = y < 0 ? 0 : y > maxY ? maxY : y;
      const x0 = x | 0;
      const y0 = y | 0;
      const fx = x - x0;
      const a = y0 * width + x0;
      const right = x0 < maxX ? 1 : 0;
      const b = y0 < maxY ? a + width : a;
      const top = data[a] + (data[a + right] - data[a]) * fx;
      const bottom = data[b] + (data[b + right] - data[b]) * fx;
      sum += top + (bottom - top) * (y - y0);
    }
    row[column] += sum;
  }
}
