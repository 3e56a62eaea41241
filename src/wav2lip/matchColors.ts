import type { PasteMask } from './pasteMask.js';

/** Where picture and face differ by more, they show something else: a lip, a shadow, what lies behind the chin. */
const ALIKE = 0.15;
/** With fewer pixels to go by, a light that changes across the face is not told. */
const FEWEST = 40;

/**
 * Gives a model's picture the light of the face that it is laid over. Where the mask fades both show the same skin;
 * how they differ there is laid through the picture as a plane, for each colour by itself.
 * @param picture 3 x size x size, red, green and blue; changed
 * @param face the same of the frame, as the model saw it
 */
export function matchColors(
  picture: Float32Array,
  face: Float32Array,
  size: number,
  mask: PasteMask,
): void {
  const area = size * size;
  const weights = ringWeights(size, mask);
  for (let plane = 0; plane < 3; plane++) {
    const from = plane * area;
    const sums = new PlaneSums();
    for (let i = 0; i < area; i++) {
      const weight = weights[i];
      const differs = face[from + i] - picture[from + i];
      if (weight < 0.05 || Math.abs(differs) > ALIKE) continue;
      sums.add((i % size) / size - 0.5, Math.floor(i / size) / size - 0.5, differs, weight);
    }
    const [middle, across, down] = sums.plane();
    for (let i = 0; i < area; i++) {
      const [u, v] = [(i % size) / size - 0.5, Math.floor(i / size) / size - 0.5];
      picture[from + i] += middle + across * u + down * v;
    }
  }
}

/** 1 where the mask is half. */
function ringWeights(size: number, mask: PasteMask): Float32Array {
  return Float32Array.from({ length: size * size }, (_, i) => {
    const shown = mask.at(((i % size) + 0.5) / size, (Math.floor(i / size) + 0.5) / size);
    return 4 * shown * (1 - shown);
  });
}

/** Sums of a weighted least-squares fit of a plane. */
class PlaneSums {
  private readonly s = new Float64Array(9);
  private count = 0;

  add(u: number, v: number, value: number, weight: number): void {
    const { s } = this;
    this.count += 1;
    [1, u, v, u * u, u * v, v * v, value, u * value, v * value].forEach((term, i) => {
      s[i] += weight * term;
    });
  }

  /** Value in the middle, and its growth across and down. */
  plane(): readonly [number, number, number] {
    const [w, u, v, uu, uv, vv, d, ud, vd] = this.s;
    if (w === 0) return [0, 0, 0];
    const determinant = w * (uu * vv - uv * uv) - u * (u * vv - uv * v) + v * (u * uv - uu * v);
    if (this.count < FEWEST || determinant < 1e-9 * w ** 3) return [d / w, 0, 0];
    const middle = d * (uu * vv - uv * uv) - u * (ud * vv - uv * vd) + v * (ud * uv - uu * vd);
    const across = w * (ud * vv - uv * vd) - d * (u * vv - uv * v) + v * (u * vd - ud * v);
    const down = w * (uu * vd - ud * uv) - u * (u * vd - ud * v) + d * (u * uv - uu * v);
    return [middle / determinant, across / determinant, down / determinant];
  }
}
