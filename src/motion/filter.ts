/** Zero-phase Gaussian smoothing of one row, ends held. `sigma` in samples; 0 copies. */
export function smoothRow(row: Float32Array, sigma: number): Float32Array {
  if (sigma <= 0 || row.length === 0) return row.slice();
  const radius = Math.ceil(3 * sigma);
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  );
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  return row.map((_, at) => {
    let sum = 0;
    for (let i = -radius; i <= radius; i++) {
      const from = Math.max(0, Math.min(row.length - 1, at + i));
      sum += kernel[i + radius] * row[from];
    }
    return sum / total;
  });
}

/** Linear interpolation of a row at a fractional index, ends held. */
export function sampleRow(row: Float32Array, at: number): number {
  const clamped = Math.max(0, Math.min(row.length - 1, at));
  const i = Math.min(Math.floor(clamped), Math.max(0, row.length - 2));
  const fraction = clamped - i;
  return row[i] * (1 - fraction) + row[Math.min(i + 1, row.length - 1)] * fraction;
}
