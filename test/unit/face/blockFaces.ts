import { LANDMARKS, LANDMARK_FLOATS } from '../../../src/core/faceTrack.js';
import { allocateFrame, type YuvFrame } from '../../../src/core/frame.js';
import type { Model, Tensor } from '../../../src/core/model.js';

/**
 * A world in which a face is a bright square, and models that see such faces as the real ones see
 * real ones: through the same tensors, in the same numbers.
 */
export interface BlockFace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

export const SIDE = 384;
const BRIGHT = 200;

export function picture(faces: readonly BlockFace[], background = 30): YuvFrame {
  const frame = allocateFrame(SIDE, SIDE);
  frame.y.fill(background);
  frame.u.fill(128);
  frame.v.fill(128);
  for (const { x, y, size } of faces) {
    for (let row = y; row < y + size; row++)
      frame.y.fill(BRIGHT, row * SIDE + x, row * SIDE + x + size);
  }
  return frame;
}

interface Bounds {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** Bright squares in a patch, by flood fill. */
function brightSquares(image: Tensor, threshold: number): Bounds[] {
  const side = image.dims[3];
  const seen = new Uint8Array(side * side);
  const found: Bounds[] = [];
  for (let start = 0; start < side * side; start++) {
    if (seen[start] || image.data[start] < threshold) continue;
    const bounds = { x0: side, y0: side, x1: 0, y1: 0 };
    const queue = [start];
    seen[start] = 1;
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      const x = at % side;
      const y = Math.floor(at / side);
      bounds.x0 = Math.min(bounds.x0, x);
      bounds.y0 = Math.min(bounds.y0, y);
      bounds.x1 = Math.max(bounds.x1, x + 1);
      bounds.y1 = Math.max(bounds.y1, y + 1);
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ]) {
        const next = at + dx + side * dy;
        if (x + dx < 0 || x + dx >= side || y + dy < 0 || y + dy >= side) continue;
        if (seen[next] || image.data[next] < threshold) continue;
        seen[next] = 1;
        queue.push(next);
      }
    }
    found.push(bounds);
  }
  return found;
}

/** Eyes, nose, mouth and ears in fractions of a face. */
const KEYPOINTS = [0.3, 0.4, 0.7, 0.4, 0.5, 0.6, 0.5, 0.8, 0, 0.5, 1, 0.5];

export class BlockDetector implements Model {
  readonly name = 'block-detector';
  runs = 0;

  run({ image }: Readonly<Record<string, Tensor>>) {
    this.runs++;
    const regressors = new Float32Array(48 * 48 * 16);
    const logits = new Float32Array(48 * 48).fill(-20);
    for (const { x0, y0, x1, y1 } of brightSquares(image, 0.2)) {
      const column = Math.min(47, Math.floor((x0 + x1) / 8));
      const row = Math.min(47, Math.floor((y0 + y1) / 8));
      const anchor = row * 48 + column;
      const centerX = (column + 0.5) * 4;
      const centerY = (row + 0.5) * 4;
      logits[anchor] = 5;
      const keypoints = KEYPOINTS.map((share, k) =>
        k % 2 === 0 ? x0 + share * (x1 - x0) - centerX : y0 + share * (y1 - y0) - centerY,
      );
      const box = [(x0 + x1) / 2 - centerX, (y0 + y1) / 2 - centerY, x1 - x0, y1 - y0];
      regressors.set([...box, ...keypoints], anchor * 16);
    }
    return Promise.resolve({
      regressors: { dims: [1, 2304, 16], data: regressors },
      logits: { dims: [1, 2304, 1], data: logits },
    });
  }
}

/** 478 points in fractions of a face; the named ones agree with the detector's keypoints. */
const TEMPLATE = Array.from({ length: LANDMARKS }, (_, i) => [(i % 21) / 20, (i % 23) / 22]);
for (const [point, x, y] of [
  [33, 0.2, 0.4],
  [133, 0.4, 0.4],
  [362, 0.6, 0.4],
  [263, 0.8, 0.4],
  [4, 0.5, 0.6],
  [13, 0.5, 0.8],
  [14, 0.5, 0.8],
]) {
  TEMPLATE[point] = [x, y];
}

export class BlockMesh implements Model {
  readonly name = 'block-mesh';
  runs = 0;
  /** Makes the mesh claim, with a full score, a face this many patch pixels beside the real one. */
  slip = 0;

  run({ image }: Readonly<Record<string, Tensor>>) {
    this.runs++;
    const middle = image.dims[3] / 2;
    const off = ({ x0, x1, y0, y1 }: Bounds) =>
      Math.hypot((x0 + x1) / 2 - middle, (y0 + y1) / 2 - middle);
    const face = brightSquares(image, 0.6)
      .sort((a, b) => off(a) - off(b))
      .at(0);
    const landmarks = new Float32Array(LANDMARK_FLOATS);
    if (face) {
      TEMPLATE.forEach(([x, y], i) => {
        landmarks[3 * i] = face.x0 + x * (face.x1 - face.x0) + this.slip;
        landmarks[3 * i + 1] = face.y0 + y * (face.y1 - face.y0);
      });
    }
    return Promise.resolve({
      landmarks: { dims: [1, LANDMARKS, 3], data: landmarks },
      score: { dims: [1, 1], data: Float32Array.of(face ? 1 : 0.01) },
    });
  }
}
