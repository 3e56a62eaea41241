import type { ColorCoding, YuvFrame } from '../core/frame.js';
import type { Model } from '../core/model.js';
import { PatchSampler, type Square } from './patchSampler.js';

/** A face found in one picture, in upright pixels. */
export interface Detection {
  readonly centerX: number;
  readonly centerY: number;
  /** The longer side of its box. */
  readonly size: number;
  /** x, y of right eye, left eye, nose tip, mouth, right ear, left ear (the person's right). */
  readonly keypoints: Float64Array;
  /** 0..1. */
  readonly score: number;
}

const SIDE = 192;
/** Anchors lie on a 48 x 48 grid, one a cell, of fixed unit size (MediaPipe's full-range model). */
const GRID = 48;
const NUMBERS = 16;
const MIN_SCORE = 0.5;
/** Overlap (intersection over union) above which candidates are one face. */
const SAME_FACE = 0.3;

/** A candidate's box and keypoints, 16 numbers in fractions of the letterboxed square. */
interface Candidate {
  readonly score: number;
  readonly values: Float64Array;
}

/** BlazeFace full-range: finds faces up to about five metres away, largest first. */
export class FaceDetector {
  private readonly input = { dims: [1, 3, SIDE, SIDE], data: new Float32Array(3 * SIDE * SIDE) };
  private readonly sampler: PatchSampler;

  /** `model`: image [1, 3, 192, 192] in -1..1 -> regressors [1, 2304, 16], logits [1, 2304, 1]. */
  constructor(
    private readonly model: Model,
    color: ColorCoding,
  ) {
    this.sampler = new PatchSampler({ side: SIDE, color, gain: 2, offset: -1, outside: 'black' });
  }

  /** Faces in the whole picture, or in one square of it, where small ones are seen better. */
  async detect(frame: YuvFrame, square: Square = wholeOf(frame)): Promise<Detection[]> {
    this.sampler.sample(frame, square, this.input.data);
    const { regressors, logits } = await this.model.run({ image: this.input });
    const faces = mergeOverlapping(decodeCandidates(regressors.data, logits.data));
    return faces.map((face) => toPixels(face, square)).sort((a, b) => b.size - a.size);
  }
}

function wholeOf({ width, height }: YuvFrame): Square {
  const size = Math.max(width, height);
  return { centerX: width / 2, centerY: height / 2, size, rotation: 0 };
}

/** Raw network output to candidates: offsets from the anchor in input pixels, centre and size. */
export function decodeCandidates(regressors: Float32Array, logits: Float32Array): Candidate[] {
  const found: Candidate[] = [];
  for (let anchor = 0; anchor < GRID * GRID; anchor++) {
    const score = 1 / (1 + Math.exp(-logits[anchor]));
    if (!(score >= MIN_SCORE)) continue;
    const anchorX = ((anchor % GRID) + 0.5) / GRID;
    const anchorY = (Math.floor(anchor / GRID) + 0.5) / GRID;
    const raw = regressors.subarray(NUMBERS * anchor, NUMBERS * (anchor + 1));
    const values = Float64Array.from(raw, (value) => value / SIDE);
    const [centerX, centerY, boxWidth, boxHeight] = values;
    values[0] = anchorX + centerX - boxWidth / 2;
    values[1] = anchorY + centerY - boxHeight / 2;
    values[2] = anchorX + centerX + boxWidth / 2;
    values[3] = anchorY + centerY + boxHeight / 2;
    for (let i = 4; i < NUMBERS; i += 2) {
      values[i] += anchorX;
      values[i + 1] += anchorY;
    }
    found.push({ score, values });
  }
  return found;
}

/** Weighted non-maximum suppression: overlapping candidates become their mean, weighted by score. */
export function mergeOverlapping(candidates: readonly Candidate[]): Candidate[] {
  let rest = [...candidates].sort((a, b) => b.score - a.score);
  const faces: Candidate[] = [];
  while (rest.length > 0) {
    const best = rest[0];
    const group = rest.filter((other) => overlap(best.values, other.values) > SAME_FACE);
    // A box without area overlaps nothing, not even itself.
    rest = rest.slice(1).filter((other) => !group.includes(other));
    const values = new Float64Array(NUMBERS);
    let weight = 0;
    for (const { score, values: own } of group) {
      weight += score;
      for (let i = 0; i < NUMBERS; i++) values[i] += score * own[i];
    }
    if (weight > 0) faces.push({ score: best.score, values: values.map((v) => v / weight) });
  }
  return faces;
}

/** Intersection over union of two boxes x0, y0, x1, y1. */
export function overlap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const width = Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0]));
  const height = Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
  const shared = width * height;
  const union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared;
  return union > 0 ? shared / union : 0;
}

function toPixels({ score, values }: Candidate, square: Square): Detection {
  const cos = Math.cos(square.rotation) * square.size;
  const sin = Math.sin(square.rotation) * square.size;
  const points = new Float64Array(NUMBERS - 2);
  const put = (k: number, u: number, v: number) => {
    points[k] = square.centerX + (u - 0.5) * cos - (v - 0.5) * sin;
    points[k + 1] = square.centerY + (u - 0.5) * sin + (v - 0.5) * cos;
  };
  put(0, (values[0] + values[2]) / 2, (values[1] + values[3]) / 2);
  for (let i = 4; i < NUMBERS; i += 2) put(i - 2, values[i], values[i + 1]);
  const size = Math.max(values[2] - values[0], values[3] - values[1]) * square.size;
  return { centerX: points[0], centerY: points[1], size, keypoints: points.subarray(2), score };
}
