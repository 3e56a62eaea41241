import type { PatchCut, PlaneCut, Reduction, YuvToRgb } from '../pixels/patchCut.js';

/**
 * Cuts patches in TypeScript, where there is no SIMD: the same bits as `SimdKernels.cutPatch`.
 * Owns its scratch memory, which grows to the largest plane seen.
 */
export class ScalarPatch {
  private reduced = new Uint8Array(0);
  private sums = new Uint32Array(0);

  /** Fills `out` (3 * side * side). */
  cut({ side, planes, toRgb, gain, offset }: PatchCut, out: Float32Array): void {
    const area = side * side;
    // The three planes pass through `out` itself and are turned to RGB in place.
    const parts = [0, 1, 2].map((k) => out.subarray(k * area, (k + 1) * area));
    planes.forEach((plane, k) => {
      const data = plane.reduction === undefined ? plane.data : this.reduce(plane, plane.reduction);
      sampleBilinear(data, plane, side, parts[k]);
    });
    convertInPlace(parts[0], parts[1], parts[2], toRgb, gain, offset);
  }

  private reduce({ data, stride, width, height }: PlaneCut, reduction: Reduction): Uint8Array {
    if (this.reduced.length < width * height) this.reduced = new Uint8Array(width * height);
    if (this.sums.length < width) this.sums = new Uint32Array(width);
    const { factor, left, top } = reduction;
    const norm = 1 / (factor * factor);
    let target = 0;
    for (let row = top; row < top + height; row++) {
      this.sums.fill(0, 0, width);
      for (let j = 0; j < factor; j++) {
        let source = (row * factor + j) * stride + left * factor;
        for (let column = 0; column < width; column++) {
          let sum = 0;
          for (let i = 0; i < factor; i++) sum += data[source++];
          this.sums[column] += sum;
        }
      }
      for (let column = 0; column < width; column++) {
        this.reduced[target++] = this.sums[column] * norm + 0.5;
      }
    }
    return this.reduced;
  }
}

/** Positions beyond the plane read its edge samples. */
function sampleBilinear(
  data: Uint8Array,
  { width, height, grid }: PlaneCut,
  side: number,
  out: Float32Array,
): void {
  const { xPerColumn, yPerColumn } = grid;
  const maxX = width - 1;
  const maxY = height - 1;
  let target = 0;
  for (let row = 0; row < side; row++) {
    const startX = grid.x + row * grid.xPerRow;
    const startY = grid.y + row * grid.yPerRow;
    for (let column = 0; column < side; column++) {
      let x = startX + column * xPerColumn;
      let y = startY + column * yPerColumn;
      if (x < 0) x = 0;
      else if (x > maxX) x = maxX;
      if (y < 0) y = 0;
      else if (y > maxY) y = maxY;
      const x0 = x | 0;
      const y0 = y | 0;
      const fx = x - x0;
      const fy = y - y0;
      const a = y0 * width + x0;
      const right = x0 < maxX ? 1 : 0;
      const b = y0 < maxY ? a + width : a;
      const top = data[a] + (data[a + right] - data[a]) * fx;
      const bottom = data[b] + (data[b + right] - data[b]) * fx;
      out[target++] = top + (bottom - top) * fy;
    }
  }
}

function convertInPlace(
  first: Float32Array,
  second: Float32Array,
  third: Float32Array,
  { lumaGain, lumaOffset, redFromV, greenFromU, greenFromV, blueFromU }: YuvToRgb,
  gain: number,
  offset: number,
): void {
  for (let i = 0; i < first.length; i++) {
    const luma = (first[i] - lumaOffset) * lumaGain;
    const u = second[i] - 128;
    const v = third[i] - 128;
    first[i] = clampUnit(luma + redFromV * v) * gain + offset;
    second[i] = clampUnit(luma + greenFromU * u + greenFromV * v) * gain + offset;
    third[i] = clampUnit(luma + blueFromU * u) * gain + offset;
  }
}

function clampUnit(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
