/** Sub-pixel steps the weights are tabulated at. */
export const CUBIC_PHASES = 512;

/** Catmull-Rom weights, four a phase: keeps a picture sharper than bilinear under a warp. */
export const CUBIC_WEIGHTS = new Float32Array((CUBIC_PHASES + 1) * 4);
for (let phase = 0; phase <= CUBIC_PHASES; phase++) {
  const t = phase / CUBIC_PHASES;
  CUBIC_WEIGHTS[4 * phase] = -0.5 * t + t * t - 0.5 * t * t * t;
  CUBIC_WEIGHTS[4 * phase + 1] = 1 - 2.5 * t * t + 1.5 * t * t * t;
  CUBIC_WEIGHTS[4 * phase + 2] = 0.5 * t + 2 * t * t - 1.5 * t * t * t;
  CUBIC_WEIGHTS[4 * phase + 3] = -0.5 * t * t + 0.5 * t * t * t;
}
