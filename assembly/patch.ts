// Cuts patches out of planes. The TypeScript in src/face/patchSampler.ts says the same; both give
// the same bits: sums are whole numbers, and everything else is f64 in the same order, two at a time.

/**
 * Averages factor x factor boxes of a plane.
 * @param source the first pixel of the first box @param stride bytes a row of it
 * @param columns rows boxes
 * @param sums scratch for u16, columns * factor and up to seven more
 * @param out u8, row-major
 */
export function boxDown(
  source: usize,
  stride: i32,
  factor: i32,
  columns: i32,
  rows: i32,
  sums: usize,
  out: usize,
): void {
  const width = columns * factor;
  const norm: f64 = 1.0 / <f64>(factor * factor);
  for (let row = 0; row < rows; row++, source += factor * stride) {
    addRows(source, stride, factor, width, sums);
    for (let column = 0, at = sums; column < columns; column++) {
      let sum: u32 = 0;
      for (let i = 0; i < factor; i++, at += 2) sum += <u32>load<u16>(at);
      store<u8>(out++, <u8>(<f64>sum * norm + 0.5));
    }
  }
}

/** Sums of `count` rows, column by column; eight at a time, reading up to seven bytes too far. */
function addRows(source: usize, stride: i32, count: i32, width: i32, sums: usize): void {
  for (let x = 0; x < width; x += 8) {
    let sum = i16x8.splat(0);
    for (let row = 0, at = source + x; row < count; row++, at += stride) {
      sum = i16x8.add(sum, v128.load_ext<u8>(at));
    }
    v128.store(sums + 2 * x, sum);
  }
}

/**
 * Bilinear samples of a plane on a turned grid; beyond the plane its edge repeats. On the last column
 * and row the share of the next is 0, so what is read there, up to a row too far, does not matter.
 * @param plane u8 @param width height of it
 * @param x y of the grid's first point; and what they change by from column to column, row to row
 * @param side of the grid, even
 * @param out f32, side * side
 */
export function samplePlane(
  plane: usize,
  width: i32,
  height: i32,
  x: f64,
  y: f64,
  xPerColumn: f64,
  yPerColumn: f64,
  xPerRow: f64,
  yPerRow: f64,
  side: i32,
  out: usize,
): void {
  const maxX = width - 1;
  const maxY = height - 1;
  const mostX = f64x2.splat(<f64>maxX);
  const mostY = f64x2.splat(<f64>maxY);
  const zero = f64x2.splat(0);
  const perColumnX = f64x2.splat(xPerColumn);
  const perColumnY = f64x2.splat(yPerColumn);
  for (let row = 0; row < side; row++) {
    const startX = f64x2.splat(x + <f64>row * xPerRow);
    const startY = f64x2.splat(y + <f64>row * yPerRow);
    for (let column = 0; column < side; column += 2, out += 8) {
      const columns = f64x2(<f64>column, <f64>(column + 1));
      const px = within(f64x2.add(startX, f64x2.mul(columns, perColumnX)), zero, mostX);
      const py = within(f64x2.add(startY, f64x2.mul(columns, perColumnY)), zero, mostY);
      const ix = i32x4.trunc_sat_f64x2_s_zero(px);
      const iy = i32x4.trunc_sat_f64x2_s_zero(py);
      const fx = f64x2.sub(px, f64x2.convert_low_i32x4_s(ix));
      const fy = f64x2.sub(py, f64x2.convert_low_i32x4_s(iy));
      const a0 = plane + i32x4.extract_lane(iy, 0) * width + i32x4.extract_lane(ix, 0);
      const a1 = plane + i32x4.extract_lane(iy, 1) * width + i32x4.extract_lane(ix, 1);
      // Each sample and its right neighbour, of both columns: of this row, then of the next.
      let quads = v128.load16_lane(a0, zero, 0);
      quads = v128.load16_lane(a1, quads, 1);
      quads = v128.load16_lane(a0 + width, quads, 2);
      quads = v128.load16_lane(a1 + width, quads, 3);
      quads = i16x8.extend_low_i8x16_u(quads);
      const upper = across(i32x4.extend_low_i16x8_u(quads), fx);
      const lower = across(i32x4.extend_high_i16x8_u(quads), fx);
      const value = f32x4.demote_f64x2_zero(between(upper, lower, fy));
      v128.store64_lane(out, value, 0);
    }
  }
}

function within(value: v128, least: v128, most: v128): v128 {
  return f64x2.min(f64x2.max(value, least), most);
}

function between(from: v128, to: v128, share: v128): v128 {
  return f64x2.add(from, f64x2.mul(f64x2.sub(to, from), share));
}

/** Between samples 0 and 1, and between 2 and 3. */
function across(samples: v128, share: v128): v128 {
  return between(
    f64x2.convert_low_i32x4_s(v128.shuffle<i32>(samples, samples, 0, 2, 0, 2)),
    f64x2.convert_low_i32x4_s(v128.shuffle<i32>(samples, samples, 1, 3, 1, 3)),
    share,
  );
}

/**
 * Turns luma and two chroma planes to R, G, B in place: 0..1 after a clamp, then gain and offset.
 * @param first f32, `count` each (even), the three planes one after the other
 */
export function planesToRgb(
  first: usize,
  count: i32,
  lumaGain: f64,
  lumaOffset: f64,
  redFromV: f64,
  greenFromU: f64,
  greenFromV: f64,
  blueFromU: f64,
  gain: f64,
  offset: f64,
): void {
  const second = first + 4 * count;
  const third = second + 4 * count;
  const middle = f64x2.splat(128);
  for (let at: usize = 0; at < <usize>(4 * count); at += 8) {
    const luma = f64x2.mul(
      f64x2.sub(twoFloats(first + at), f64x2.splat(lumaOffset)),
      f64x2.splat(lumaGain),
    );
    const u = f64x2.sub(twoFloats(second + at), middle);
    const v = f64x2.sub(twoFloats(third + at), middle);
    const red = f64x2.add(luma, f64x2.mul(f64x2.splat(redFromV), v));
    const green = f64x2.add(
      f64x2.add(luma, f64x2.mul(f64x2.splat(greenFromU), u)),
      f64x2.mul(f64x2.splat(greenFromV), v),
    );
    const blue = f64x2.add(luma, f64x2.mul(f64x2.splat(blueFromU), u));
    storeUnit(first + at, red, gain, offset);
    storeUnit(second + at, green, gain, offset);
    storeUnit(third + at, blue, gain, offset);
  }
}

function twoFloats(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

function storeUnit(at: usize, value: v128, gain: f64, offset: f64): void {
  const unit = within(value, f64x2.splat(0), f64x2.splat(1));
  const scaled = f64x2.add(f64x2.mul(unit, f64x2.splat(gain)), f64x2.splat(offset));
  v128.store64_lane(at, f32x4.demote_f64x2_zero(scaled), 0);
}
