// Draws the pixels of a warp map. The TypeScript in src/render/mesh/warpMap.ts says the same; both give
// the same bytes.

/**
 * Shifts below .01 pixels are left as they are. This is the f32 next below .01, and a pixel's number
 * less an f32 so near it is exact.
 */
const STILL: f32 = 0.01;
const STILL_CHROMA: f64 = 0.01;
/** Sub-pixel steps that the cubic weights are tabulated at. */
const PHASES: f32 = 512;
/**
 * f32 arithmetic errs by less than 2.1e-4 here (eleven roundings of sums up to 400), so a value further
 * than this from where the rounded byte changes needs no look at the f64 one.
 */
const DOUBT: f32 = 1.0 / 1024;

/**
 * Bicubic luma of a map's box.
 * @param mapX mapY f32, row-major over the box: where each pixel comes from; NaN: not covered
 * @param left top columns rows the box
 * @param source target the planes' pixel (0, 0); only rows that are read and written need be there
 * @param width height of both planes
 * @param weights f32, four a phase
 */
export function warpLuma(
  mapX: usize,
  mapY: usize,
  left: i32,
  top: i32,
  columns: i32,
  rows: i32,
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  weights: usize,
): void {
  for (let y = top; y < top + rows; y++) {
    let out = target + y * width + left;
    for (let x = left; x < left + columns; x++, mapX += 4, mapY += 4, out++) {
      const px = load<f32>(mapX);
      if (isNaN(px)) continue;
      const py = load<f32>(mapY);
      if (Mathf.abs(px - <f32>x) <= STILL && Mathf.abs(py - <f32>y) <= STILL) continue;
      store<u8>(out, cubic(source, width, height, px, py, weights));
    }
  }
}

function cubic(plane: usize, width: i32, height: i32, x: f32, y: f32, weights: usize): u8 {
  // Not `inside` also where a coordinate is negative, so that cutting off its fraction is its floor.
  const inside = x >= 1 && y >= 1 && x < <f32>(width - 2) && y < <f32>(height - 2);
  if (!inside) return <u8>(linear(plane, width, height, x, y) + 0.5);
  const ix = <i32>x;
  const iy = <i32>y;
  const across = weights + 16 * <i32>((x - <f32>ix) * PHASES + 0.5);
  const down = weights + 16 * <i32>((y - <f32>iy) * PHASES + 0.5);
  const corner = plane + (iy - 1) * width + ix - 1;
  let sum = f32x4.mul(v128.load_splat<f32>(down), four(corner));
  sum = f32x4.add(sum, f32x4.mul(v128.load_splat<f32>(down, 4), four(corner + width)));
  sum = f32x4.add(sum, f32x4.mul(v128.load_splat<f32>(down, 8), four(corner + 2 * width)));
  sum = f32x4.add(sum, f32x4.mul(v128.load_splat<f32>(down, 12), four(corner + 3 * width)));
  sum = f32x4.mul(sum, v128.load(across));
  sum = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 2, 3, 0, 1));
  const raised = f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + <f32>0.5;
  const whole = Mathf.floor(raised);
  const rest = raised - whole;
  if (rest > DOUBT && rest < 1 - DOUBT) return <u8>max(0, min(255, <i32>whole));
  return exactCubic(corner, width, across, down);
}

/** Four bytes as floats. */
function four(at: usize): v128 {
  const bytes = v128.load32_zero(at);
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes)));
}

/** In f64 and in the TypeScript's order. */
function exactCubic(corner: usize, width: i32, across: usize, down: usize): u8 {
  let sum: f64 = 0;
  for (let row = 0; row < 4; row++, corner += width) {
    sum +=
      <f64>load<f32>(down + 4 * row) *
      (<f64>load<f32>(across) * <f64>load<u8>(corner) +
        <f64>load<f32>(across, 4) * <f64>load<u8>(corner, 1) +
        <f64>load<f32>(across, 8) * <f64>load<u8>(corner, 2) +
        <f64>load<f32>(across, 12) * <f64>load<u8>(corner, 3));
  }
  return sum < 0 ? 0 : sum > 255 ? 255 : <u8>(sum + 0.5);
}

/** Bilinear, borders repeated. */
function linear(plane: usize, width: i32, height: i32, x: f64, y: f64): f64 {
  const cx = max(0, min(<f64>(width - 1), x));
  const cy = max(0, min(<f64>(height - 1), y));
  const ix = <i32>cx;
  const iy = <i32>cy;
  const fx = cx - <f64>ix;
  const fy = cy - <f64>iy;
  const right = ix + 1 < width ? 1 : 0;
  const down = iy + 1 < height ? width : 0;
  const at = plane + iy * width + ix;
  const top = <f64>load<u8>(at) * (1 - fx) + <f64>load<u8>(at + right) * fx;
  const bottom = <f64>load<u8>(at + down) * (1 - fx) + <f64>load<u8>(at + down + right) * fx;
  return top * (1 - fy) + bottom * fy;
}

/**
 * Bilinear chroma of a map's box, both planes at once. A chroma pixel moves by half its luma
 * pixel's shift. The box is the luma's, `width` and `height` are the chroma planes'.
 */
export function warpChroma(
  mapX: usize,
  mapY: usize,
  left: i32,
  top: i32,
  columns: i32,
  rows: i32,
  sourceU: usize,
  sourceV: usize,
  targetU: usize,
  targetV: usize,
  width: i32,
  height: i32,
): void {
  for (let y = (top + 1) >> 1; 2 * y < top + rows; y++) {
    for (let x = (left + 1) >> 1; 2 * x < left + columns; x++) {
      const at = ((2 * y - top) * columns + 2 * x - left) << 2;
      const shiftX = (<f64>load<f32>(mapX + at) - <f64>(2 * x)) / 2;
      if (isNaN(shiftX)) continue;
      const shiftY = (<f64>load<f32>(mapY + at) - <f64>(2 * y)) / 2;
      if (Math.abs(shiftX) < STILL_CHROMA && Math.abs(shiftY) < STILL_CHROMA) continue;
      const cx = max(0, min(<f64>(width - 1), <f64>x + shiftX));
      const cy = max(0, min(<f64>(height - 1), <f64>y + shiftY));
      const ix = <i32>cx;
      const iy = <i32>cy;
      const fx = f64x2.splat(cx - <f64>ix);
      const fy = f64x2.splat(cy - <f64>iy);
      const lessX = f64x2.sub(f64x2.splat(1), fx);
      const lessY = f64x2.sub(f64x2.splat(1), fy);
      const right = ix + 1 < width ? 1 : 0;
      const down = iy + 1 < height ? width : 0;
      const a = iy * width + ix;
      const b = a + down;
      const upper = f64x2.add(
        f64x2.mul(pair(sourceU + a, sourceV + a), lessX),
        f64x2.mul(pair(sourceU + a + right, sourceV + a + right), fx),
      );
      const lower = f64x2.add(
        f64x2.mul(pair(sourceU + b, sourceV + b), lessX),
        f64x2.mul(pair(sourceU + b + right, sourceV + b + right), fx),
      );
      const value = f64x2.add(f64x2.mul(upper, lessY), f64x2.mul(lower, fy));
      const out = y * width + x;
      store<u8>(targetU + out, <u8>(f64x2.extract_lane(value, 0) + 0.5));
      store<u8>(targetV + out, <u8>(f64x2.extract_lane(value, 1) + 0.5));
    }
  }
}

function pair(u: usize, v: usize): v128 {
  return f64x2.replace_lane(f64x2.splat(<f64>load<u8>(u)), 1, <f64>load<u8>(v));
}
