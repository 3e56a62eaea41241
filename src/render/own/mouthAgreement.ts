import { isInside } from '../insidePolygon.js';
import { sampleLinear } from '../sampling.js';
import { keyDistance } from './mouthDistance.js';
import type { MouthPatch } from './mouthPatch.js';

/** Cells that insides are compared in, over a box of the skull frame (eye distances). */
const COLUMNS = 20;
const ROWS = 12;
const BOX = { left: -0.25, top: 0.12, width: 0.5, height: 0.42 } as const;
const LEAST_COMMON = 8;
/** Difference of luma, as a share of the skin's, at which two insides disagree: teeth and dark are .8 apart. */
const DISAGREE = 0.25;
/** Squared key distance over which mouths have a say in each other. */
const NEAR = 0.006;
const ROUNDS = 10;

/**
 * How far each mouth agrees with those whose lips stand alike, 0..1 beside the best of them. With the same lips
 * teeth may show, or the dark between them: laid over each other they would be grey. So of mouths that
 * disagree the many are heard and the few are not, and one kind of inside goes with one stand of the lips.
 */
export function agreementOf(patches: readonly MouthPatch[]): Float32Array {
  const n = patches.length;
  const insides = patches.map(insideOf);
  const near = new Float32Array(n * n);
  const alike = new Float32Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const likeness = i === j ? null : likenessOf(insides[i], insides[j]);
      if (likeness === null) continue;
      near[i * n + j] = Math.exp(-keyDistance(patches[i].key, patches[j].key) / NEAR);
      alike[i * n + j] = likeness;
    }
  }
  let heard = new Float32Array(n).fill(1);
  for (let round = 0; round < ROUNDS; round++) {
    heard = heard.map((_, i) => {
      let [said, all] = [0, 1e-6];
      for (let j = 0; j < n; j++) {
        const weight = near[i * n + j] * heard[j];
        said += weight * alike[i * n + j];
        all += weight;
      }
      return said / all;
    });
  }
  return heard.map((own, i) => {
    let best = own;
    for (let j = 0; j < n; j++) best = Math.max(best, heard[j] * Math.min(1, 2 * near[i * n + j]));
    return best > 0 ? own / best : 1;
  });
}

/** Luma over the skin's in cells of the skull frame; NaN outside the lips. */
function insideOf({ inner, skull, picture, skinLuma }: MouthPatch): Float32Array {
  const cells = new Float32Array(COLUMNS * ROWS).fill(NaN);
  const contour = Array.from(
    { length: inner.length / 2 },
    (_, i) => [inner[2 * i], inner[2 * i + 1]] as const,
  );
  for (let j = 0; j < ROWS; j++) {
    for (let i = 0; i < COLUMNS; i++) {
      const x = BOX.left + ((i + 0.5) / COLUMNS) * BOX.width;
      const y = BOX.top + ((j + 0.5) / ROWS) * BOX.height;
      const [px, py] = [skull.a * x + skull.b * y + skull.c, skull.d * x + skull.e * y + skull.f];
      if (!isInside(contour, px, py)) continue;
      const luma = sampleLinear(picture.y, picture.width, picture.height, px, py);
      cells[j * COLUMNS + i] = luma / Math.max(1, skinLuma);
    }
  }
  return cells;
}

/** Null where the two show nothing in common. */
function likenessOf(a: Float32Array, b: Float32Array): number | null {
  let [sum, count] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const difference = a[i] - b[i];
    if (Number.isNaN(difference)) continue;
    sum += Math.abs(difference);
    count += 1;
  }
  return count < LEAST_COMMON ? null : Math.exp(-((sum / count / DISAGREE) ** 2));
}
