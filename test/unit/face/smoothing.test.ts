import { describe, expect, it } from 'vitest';
import { LANDMARK_FLOATS } from '../../../src/core/faceTrack.js';
import { smoothSegment, TrackSmoother } from '../../../src/face/smoothing.js';

const EYE = 150;
const RATE = 25;
const LOWER_LIP = 14;
const NOSE = 4;
/** Eye corners, brows and temples of each side lie in line, so that the face has a width. */
const RIGHT_SIDE = [33, 133, 70, 46, 107, 127, 234];
const LEFT_SIDE = [263, 362, 300, 276, 336, 356, 454];

/** Pseudo-random -1..1, the same each run. */
function noise(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43758.5453;
  return 2 * (value - Math.floor(value)) - 1;
}

interface Scene {
  readonly jitter?: number;
  readonly lip?: (frame: number) => number;
  readonly head?: (frame: number) => number;
}

/** Frames of a face whose eyes are 150 pixels apart. Lengths are in eye distances. */
function trackOf(frames: number, { jitter = 0, lip, head }: Scene): Float32Array {
  const track = new Float32Array(frames * LANDMARK_FLOATS);
  for (let i = 0; i < frames; i++) {
    for (let k = 0; k < LANDMARK_FLOATS; k++) {
      const point = Math.floor(k / 3);
      const rest = k % 3 === 0 ? Math.sin(point * 1.7) * 0.6 : Math.cos(point * 2.3) * 0.8;
      track[i * LANDMARK_FLOATS + k] = 400 + EYE * (rest + jitter * noise(k + 7919 * i));
    }
    for (const point of RIGHT_SIDE) track[i * LANDMARK_FLOATS + 3 * point] = 400 - EYE / 2;
    for (const point of LEFT_SIDE) track[i * LANDMARK_FLOATS + 3 * point] = 400 + EYE / 2;
    track[i * LANDMARK_FLOATS + 3 * LOWER_LIP + 1] += EYE * (lip?.(i) ?? 0);
    for (let k = 0; k < LANDMARK_FLOATS; k += 3) {
      track[i * LANDMARK_FLOATS + k] += EYE * (head?.(i) ?? 0);
    }
  }
  return track;
}

function series(track: Float32Array, point: number, axis: number): number[] {
  const out: number[] = [];
  for (let k = 3 * point + axis; k < track.length; k += LANDMARK_FLOATS) out.push(track[k] / EYE);
  return out;
}

/** Root mean square of the second difference. */
function shake(values: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i < values.length - 1; i++) {
    sum += (values[i + 1] - 2 * values[i] + values[i - 1]) ** 2;
  }
  return Math.sqrt(sum / (values.length - 2));
}

function amplitude(values: readonly number[]): number {
  return Math.max(...values.slice(10, -10)) - Math.min(...values.slice(10, -10));
}

describe('smoothSegment', () => {
  it('takes at least two thirds of the jitter off a still face', () => {
    const raw = trackOf(200, { jitter: 0.003 });
    const smooth = raw.slice();
    smoothSegment(smooth, RATE);
    expect(shake(series(raw, NOSE, 1)) / shake(series(smooth, NOSE, 1))).toBeGreaterThan(3);
  });

  it('keeps fast lips: 97 % of a 5 Hz movement, at its own time', () => {
    const lip = (i: number) => 0.05 * Math.sin((2 * Math.PI * 5 * i) / RATE);
    const raw = trackOf(200, { lip, jitter: 0.001 });
    const smooth = raw.slice();
    smoothSegment(smooth, RATE);
    const before = series(raw, LOWER_LIP, 1);
    const after = series(smooth, LOWER_LIP, 1);
    expect(amplitude(after)).toBeGreaterThan(0.97 * amplitude(before));
    const products = [-1, 0, 1].map((lag) =>
      before
        .slice(5, -5)
        .reduce((sum, value, i) => sum + (value - 3) * (after[i + 5 + lag] - 3), 0),
    );
    expect(products[1]).toBe(Math.max(...products));
    // A filter that lags leans to one side.
    expect(Math.abs(products[0] - products[2]) / products[1]).toBeLessThan(0.01);
  });

  it('does not trail a swinging head', () => {
    const head = (i: number) => 0.3 * Math.sin((2 * Math.PI * 1 * i) / RATE);
    const raw = trackOf(100, { head });
    const smooth = raw.slice();
    smoothSegment(smooth, RATE);
    const before = series(raw, NOSE, 0);
    const error = series(smooth, NOSE, 0).map((value, i) => Math.abs(value - before[i]));
    expect(Math.max(...error.slice(5, -5))).toBeLessThan(0.02);
  });

  it('leaves one or two frames alone', () => {
    const raw = trackOf(2, { jitter: 0.01 });
    const smooth = raw.slice();
    smoothSegment(smooth, RATE);
    expect(smooth).toEqual(raw);
  });
});

describe('TrackSmoother', () => {
  function run(track: Float32Array, cuts: ReadonlySet<number>, gaps: ReadonlySet<number>) {
    const out: (Float32Array | undefined)[] = [];
    const smoother = new TrackSmoother(RATE, (landmarks) => out.push(landmarks));
    let longest = 0;
    for (let i = 0; i * LANDMARK_FLOATS < track.length; i++) {
      const own = track.slice(i * LANDMARK_FLOATS, (i + 1) * LANDMARK_FLOATS);
      smoother.push(gaps.has(i) ? undefined : own, cuts.has(i));
      longest = Math.max(longest, i + 1 - out.length);
    }
    smoother.end();
    return { out, longest };
  }

  it('gives back every frame in order, in bounded memory, as if it had seen all at once', () => {
    const head = (i: number) => 0.2 * Math.sin(i / 9);
    const raw = trackOf(1500, { head, jitter: 0.003 });
    const { out, longest } = run(raw, new Set(), new Set());
    const whole = raw.slice();
    smoothSegment(whole, RATE);
    expect(out).toHaveLength(1500);
    expect(longest).toBeLessThan(600);
    out.forEach((landmarks, i) => {
      const x = landmarks?.[3 * NOSE] ?? NaN;
      expect(Math.abs(x - whole[i * LANDMARK_FLOATS + 3 * NOSE])).toBeLessThan(0.1);
    });
  });

  it('does not smooth across cuts and gaps', () => {
    const head = (i: number) => (i < 50 ? 0 : 2);
    const raw = trackOf(100, { head });
    const { out: cut } = run(raw, new Set([50]), new Set());
    expect(cut[49]?.[3 * NOSE]).toBeCloseTo(raw[49 * LANDMARK_FLOATS + 3 * NOSE], 2);
    expect(cut[50]?.[3 * NOSE]).toBeCloseTo(raw[50 * LANDMARK_FLOATS + 3 * NOSE], 2);
    const { out: gap } = run(raw, new Set(), new Set([49]));
    expect(gap[49]).toBeUndefined();
    expect(gap[50]?.[3 * NOSE]).toBeCloseTo(raw[50 * LANDMARK_FLOATS + 3 * NOSE], 2);
    expect(gap).toHaveLength(100);
  });
});
