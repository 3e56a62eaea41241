import { describe, expect, it } from 'vitest';
import { HeygemError } from '../../../src/core/errors.js';
import { MOVED } from '../../../src/core/landmarkSets.js';
import { innerAperture, MOVED_FLOATS, movedOffset } from '../../../src/core/lowerFace.js';
import type { Model } from '../../../src/core/model.js';
import { sampleRow, smoothRow } from '../../../src/motion/filter.js';
import { uncrossLips } from '../../../src/motion/lipGeometry.js';
import { parseMotionBasis, type MotionBasis } from '../../../src/motion/motionBasis.js';
import { MouthMotion } from '../../../src/motion/mouthMotion.js';
import { speechToMotion, type SpeechRows } from '../../../src/motion/speechToMotion.js';

const LOWER = movedOffset(14);
const UPPER = movedOffset(13);

/** One component that lowers the middle of the lower lip by 1; a mean that holds it .05 open. */
function jawBasis(): MotionBasis {
  const component = new Float32Array(MOVED_FLOATS);
  component[LOWER + 1] = 1;
  return { mean: component.map((value) => value * 0.05), components: [component] };
}

const closed = new Float32Array(MOVED_FLOATS);

function motionOf(row: readonly number[], activity = row.map(() => 1)): MouthMotion {
  return new MouthMotion(
    jawBasis(),
    { count: 1, frames: row.length, data: Float32Array.from(row) },
    Float32Array.from(activity),
    { rate: 10, smoothing: 0 },
  );
}

function apertureAt(motion: MouthMotion, seconds: number, strength = 1): number {
  const out = new Float32Array(MOVED_FLOATS);
  motion.shapeAt(seconds, closed, strength, out);
  return innerAperture(out);
}

describe('mouth motion', () => {
  const motion = motionOf([0, 0, 0.1, 0.3, 0.1, 0, 0, 0, 0, 0]);

  it('opens with its coefficients, between frames too, above its own closed base', () => {
    expect(apertureAt(motion, 0)).toBeCloseTo(0, 6);
    expect(apertureAt(motion, 0.3)).toBeCloseTo(0.3, 6);
    expect(apertureAt(motion, 0.25)).toBeCloseTo(0.2, 6);
  });

  it('scales with strength up to the widest mouth', () => {
    expect(apertureAt(motion, 0.3, 0.5)).toBeCloseTo(0.15, 6);
    expect(apertureAt(motion, 0.3, 0)).toBe(0);
    expect(apertureAt(motion, 0.3, 9)).toBeCloseTo(0.6, 5);
  });

  it('keeps the mouth shut where nobody speaks', () => {
    const silent = motionOf([0, 0.3, 0.3, 0.3], [0, 0, 0, 0]);
    for (const seconds of [0, 0.1, 0.25, 9]) expect(apertureAt(silent, seconds)).toBe(0);
  });

  it('closes a mouth whose rest was learnt ajar, and leaves an open one as it is', () => {
    const restAjar = closed.slice();
    restAjar[LOWER + 1] = 0.02;
    const at = (seconds: number): number => {
      const out = new Float32Array(MOVED_FLOATS);
      motion.shapeAt(seconds, restAjar, 1, out);
      return innerAperture(out);
    };
    expect(at(0)).toBeCloseTo(0, 6);
    expect(at(0.3)).toBeCloseTo(0.32, 6);
    for (let t = 0; t < 0.2; t += 0.01) expect(at(t + 0.01)).toBeGreaterThanOrEqual(at(t) - 1e-6);
  });

  it('never crosses the lips', () => {
    const shape = new Float32Array(MOVED_FLOATS);
    shape[LOWER + 1] = -0.2;
    uncrossLips(shape);
    expect(innerAperture(shape)).toBe(0);
    expect(shape[UPPER + 1]).toBeCloseTo(-0.1, 6);
  });
});

describe('speech to motion', () => {
  /** Sees three frames to either side, as a convolution does. */
  const blur: Model = {
    name: 'blur',
    run: ({ features }) => {
      const [, frames, width] = features.dims;
      const data = Float32Array.from({ length: frames }, (_, i) => {
        let sum = 0;
        for (let k = -3; k <= 3; k++) sum += features.data[(i + k) * width + 1] ?? 0;
        return sum;
      });
      const heard = { dims: [1, 1, frames], data: data.map((value) => value / 2) };
      return Promise.resolve({ coefficients: { dims: [1, 1, frames], data }, heard });
    },
  };

  /** Features as an encoder gives them: some rows at a time, in memory that is used again. */
  async function* rowsOf(all: SpeechRows, size: number): AsyncGenerator<SpeechRows> {
    const lent = new Float32Array(size * all.width);
    for (let at = 0; at < all.frames; at += size) {
      await Promise.resolve();
      const frames = Math.min(size, all.frames - at);
      lent.set(all.data.subarray(at * all.width, (at + frames) * all.width));
      yield { frames, width: all.width, data: lent };
      lent.fill(NaN);
    }
  }

  it('shows no seams where a long recording is cut into chunks', async () => {
    const [frames, width] = [40_000, 2];
    const data = Float32Array.from({ length: frames * width }, (_, i) => Math.sin(i / 5));
    const { signal } = new AbortController();
    const told: number[] = [];
    const motion = await speechToMotion(blur, rowsOf({ frames, width, data }, 499), {
      frames,
      context: 10,
      signal,
      onFrames: (done) => told.push(done),
    });
    expect(told.at(-1)).toBe(frames);
    expect(told).toHaveLength(Math.ceil(frames / 499));
    const whole = await blur.run({ features: { dims: [1, frames, width], data } });
    expect(motion.frames).toBe(frames);
    expect(motion.data).toEqual(whole.coefficients.data);
    expect(motion.heard).toEqual(whole.heard.data);
  });

  it('stops when aborted', async () => {
    const speech = { frames: 10, width: 1, data: new Float32Array(10) };
    const signal = AbortSignal.abort();
    const request = { frames: 10, context: 1, signal };
    await expect(speechToMotion(blur, rowsOf(speech, 5), request)).rejects.toThrow();
  });

  it('does not pass over features that are missing', async () => {
    const speech = { frames: 10, width: 1, data: new Float32Array(10) };
    const request = { frames: 11, context: 1, signal: new AbortController().signal };
    await expect(speechToMotion(blur, rowsOf(speech, 5), request)).rejects.toThrow(RangeError);
  });
});

describe('motion basis', () => {
  const good = {
    landmarks: MOVED,
    mean: Array(MOVED_FLOATS).fill(0),
    components: [Array(MOVED_FLOATS).fill(0.5)],
  };

  it('reads its own form', () => {
    expect(parseMotionBasis(JSON.stringify(good)).components[0][7]).toBe(0.5);
  });

  it.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['other landmarks', JSON.stringify({ ...good, landmarks: [1, 2, 3] })],
    ['a short mean', JSON.stringify({ ...good, mean: [1] })],
    ['no components', JSON.stringify({ ...good, components: [] })],
    ['text for a number', JSON.stringify({ ...good, components: [['a']] })],
  ])('refuses %s', (_, json) => {
    expect(() => parseMotionBasis(json)).toThrow(HeygemError);
  });
});

describe('filters', () => {
  it('smooths without moving a peak or changing a constant', () => {
    const row = new Float32Array(41);
    row[20] = 1;
    const smooth = smoothRow(row, 2);
    expect(smooth.indexOf(Math.max(...smooth))).toBe(20);
    expect(smooth[18]).toBeCloseTo(smooth[22], 6);
    expect(smoothRow(new Float32Array(9).fill(3), 4).every((v) => Math.abs(v - 3) < 1e-6)).toBe(
      true,
    );
  });

  it('holds the ends of a row', () => {
    const row = Float32Array.of(1, 2, 4);
    expect(sampleRow(row, -3)).toBe(1);
    expect(sampleRow(row, 1.5)).toBe(3);
    expect(sampleRow(row, 99)).toBe(4);
    expect(sampleRow(Float32Array.of(7), 0.4)).toBe(7);
  });
});
