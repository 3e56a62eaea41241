const floats = new Float32Array(1);
const bits = new Uint32Array(floats.buffer);

/**
 * Floats as the bits of 16-bit floats, rounded to the nearest and halfway to the even one, as IEEE 754 has it; what
 * is too large becomes infinite. @throws RangeError where `out` is shorter
 */
export function halvesOf(values: Float32Array, out = new Uint16Array(values.length)): Uint16Array {
  if (out.length < values.length) throw new RangeError('no room for all numbers');
  for (let i = 0; i < values.length; i++) out[i] = halfOf(values[i]);
  return out;
}

/** The inverse of `halvesOf`: exact, as every 16-bit float is also one of 32. */
export function floatsOf(halves: Uint16Array, out = new Float32Array(halves.length)): Float32Array {
  if (out.length < halves.length) throw new RangeError('no room for all numbers');
  for (let i = 0; i < halves.length; i++) out[i] = floatOf(halves[i]);
  return out;
}

/** Steps of the smallest 16-bit floats. */
const SMALLEST = 2 ** -24;

function halfOf(value: number): number {
  floats[0] = value;
  const word = bits[0];
  const sign = (word >>> 16) & 0x8000;
  const exponent = (word >>> 23) & 0xff;
  const fraction = word & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200 | (fraction >>> 13));
  if (exponent >= 143) return sign | 0x7c00;
  if (exponent < 102) return sign;
  // Of a small one the digit before the point is written too, and moved to the right with the others.
  const isSmall = exponent < 113;
  const shift = isSmall ? 126 - exponent : 13;
  const digits = isSmall ? fraction | 0x800000 : fraction;
  const kept = digits >>> shift;
  const lost = digits & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  const up = lost > half || (lost === half && (kept & 1) === 1) ? 1 : 0;
  // Rounding up the greatest fraction gives the next exponent, and of the greatest number infinity.
  return sign | ((isSmall ? 0 : (exponent - 112) << 10) + kept + up);
}

function floatOf(half: number): number {
  const sign = (half & 0x8000) === 0 ? 1 : -1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * SMALLEST;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
