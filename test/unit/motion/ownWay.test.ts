import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { innerAperture, mouthWidth, MOVED_FLOATS } from '../../../src/core/lowerFace.js';
import { pearson } from '../../../src/core/measure/statistics.js';
import { seeded } from '../../../src/core/seeded.js';
import { expectedApertures } from '../../../src/motion/expectedApertures.js';
import { sampleRow, smoothRow } from '../../../src/motion/filter.js';
import { learnOwnWay, ownWayOf, type Lesson } from '../../../src/motion/learnOwnWay.js';
import { expandCoefficients, parseMotionBasis } from '../../../src/motion/motionBasis.js';
import { inOwnWay, rowsOf, waySize } from '../../../src/motion/ownWay.js';
import { Moments } from '../../../src/motion/ridge.js';
import type { HeardMotion } from '../../../src/motion/speechToMotion.js';

const basis = parseMotionBasis(readFileSync(resolve('models/motion-basis.json'), 'utf8'));
const COUNT = basis.components.length;
const RATE = 25;

/** Coefficients that wander at the pace of syllables, 50 a second. */
function babble(seconds: number, seed: number): HeardMotion {
  const frames = seconds * 50;
  const data = new Float32Array(COUNT * frames);
  for (let k = 0; k < COUNT; k++) data.set(wander(frames, 4, seed + k), k * frames);
  return { count: COUNT, frames, data, heard: new Float32Array(frames).fill(1) };
}

function wander(length: number, sigma: number, seed: number): Float32Array {
  const draw = seeded(seed);
  return smoothRow(
    Float32Array.from({ length }, () => draw() - 0.5),
    sigma,
  );
}

interface Person {
  /** What this person adds to the opening, by the motion and the place in it. */
  readonly habit?: (rows: readonly Float32Array[], place: number) => number;
  /** Eye distances of opening that nothing explains. */
  readonly noise?: number;
}

function lessonOf(motion: HeardMotion, { habit, noise = 0.003 }: Person, seed: number): Lesson {
  const expected = expectedApertures(basis, motion);
  const rows = rowsOf(motion);
  const moments = (motion.frames / 50) * RATE;
  const whim = wander(moments, 2, seed);
  const places = Array.from({ length: moments }, (_, i) => (i / RATE) * 50);
  return {
    times: places.map((place) => place / 50),
    places,
    expected: places.map((place) => sampleRow(expected, place)),
    aperture: places.map(
      (place, i) => sampleRow(expected, place) + (habit?.(rows, place) ?? 0) + noise * 10 * whim[i],
    ),
  };
}

/** Opens a moment late, and more with one sound than most. */
const late = (rows: readonly Float32Array[], place: number): number =>
  0.1 * sampleRow(rows[2], place - 4) - 0.06 * sampleRow(rows[0], place);

describe('a way of speaking', () => {
  const motion = babble(20, 1);
  const lesson = lessonOf(motion, { habit: late }, 50);

  it('is learnt where somebody has one, and helps with what was not in the lesson', () => {
    const learnt = learnOwnWay(motion, lesson);
    expect(learnt?.gain).toBeGreaterThan(0.01);
    const other = babble(20, 100);
    const said = lessonOf(other, { habit: late }, 150);
    const own = learnt && expectedApertures(basis, inOwnWay(basis, other, learnt.way));
    const made = said.places.map((place) => sampleRow(own ?? new Float32Array(1), place));
    const [r, before] = [pearson(made, said.aperture), pearson(said.expected, said.aperture)];
    expect(r ?? 0).toBeGreaterThan((before ?? 1) + 0.01);
  });

  it('is not learnt of somebody who speaks as most do', () => {
    for (let seed = 0; seed < 8; seed++) {
      const speech = babble(14, 1000 * seed);
      expect(learnOwnWay(speech, lessonOf(speech, { noise: 0.01 }, seed))).toBeNull();
    }
  });

  it('is not learnt of lips that do something else', () => {
    for (let seed = 0; seed < 8; seed++) {
      const other = lessonOf(babble(14, 77 + 1000 * seed), {}, seed);
      const speech = babble(14, 1000 * seed);
      const { expected } = lessonOf(speech, {}, seed);
      expect(learnOwnWay(speech, { ...other, expected })).toBeNull();
    }
  });

  it('is none at all for lips that do as expected', () => {
    const { weights, bias } = ownWayOf(motion, { ...lesson, aperture: lesson.expected });
    expect(Math.max(...weights.map(Math.abs), Math.abs(bias))).toBeLessThan(1e-9);
    const same = inOwnWay(basis, motion, { weights, bias });
    same.data.forEach((value, i) => {
      if (Math.abs(value - motion.data[i]) > 1e-6) expect(value).toBe(motion.data[i]);
    });
  });

  /** Said with a mouth that opens as far as mouths do. */
  const wide = { ...motion, data: motion.data.map((value) => 8 * value) };

  it('leaves lips as they are where most people close them', () => {
    const general = expectedApertures(basis, wide);
    const closed = [...general].sort((a, b) => a - b)[Math.floor(general.length / 10)];
    for (const bias of [0.04, -0.04]) {
      const way = { weights: new Array<number>(waySize(COUNT)).fill(0), bias };
      const own = expectedApertures(basis, inOwnWay(basis, wide, way));
      expect(general.filter((gap) => gap >= closed + 0.03).length).toBeGreaterThan(100);
      general.forEach((gap, frame) => {
        if (gap <= closed) expect(own[frame]).toBeCloseTo(gap, 6);
        if (gap >= closed + 0.03) expect(own[frame]).toBeCloseTo(gap + bias, 5);
      });
    }
  });

  it('opens the lips and leaves their width', () => {
    const bias = 0.04;
    const way = { weights: new Array<number>(waySize(COUNT)).fill(0), bias };
    const own = inOwnWay(basis, wide, way);
    const general = expectedApertures(basis, wide);
    const widest = general.indexOf(Math.max(...general));
    const shape = (data: Float32Array): Float32Array =>
      expandCoefficients(
        basis,
        Float32Array.from({ length: COUNT }, (_, k) => data[k * wide.frames + widest]),
        new Float32Array(MOVED_FLOATS),
      );
    const [before, after] = [shape(wide.data), shape(own.data)];
    expect(innerAperture(after) - innerAperture(before)).toBeCloseTo(bias, 5);
    expect(mouthWidth(after)).toBeCloseTo(mouthWidth(before), 5);
    expect(own.heard).toBe(wide.heard);
  });

  it('is refused with weights of another motion', () => {
    expect(() => inOwnWay(basis, motion, { weights: [1], bias: 0 })).toThrow(RangeError);
  });
});

describe('a fit of several numbers', () => {
  const draw = seeded(3);
  const rows = Array.from({ length: 200 }, () => Float32Array.from({ length: 3 }, draw));
  const target = (row: Float32Array): number => 2 * row[0] - 3 * row[1] + 0.5 + 0.01 * draw();
  const momentsOf = (some: readonly Float32Array[]): Moments => {
    const moments = new Moments(3);
    for (const row of some) moments.add(row, target(row));
    return moments;
  };

  it('finds what they weigh', () => {
    const weights = momentsOf(rows).fit((i, j) => (i === j ? 1e-9 : 0));
    [2, -3, 0].forEach((weight, i) => {
      expect(weights[i]).toBeCloseTo(weight, 1);
    });
  });

  it('makes them small the more it costs', () => {
    const free = momentsOf(rows).fit((i, j) => (i === j ? 1e-9 : 0));
    const dear = momentsOf(rows).fit((i, j) => (i === j ? 1 : 0));
    expect(Math.abs(dear[1])).toBeLessThan(0.2 * Math.abs(free[1]));
  });

  it('is the same without a part as of the rest', () => {
    const all = new Moments(3);
    const part = new Moments(3);
    const rest = new Moments(3);
    rows.forEach((row, i) => {
      const value = target(row);
      all.add(row, value);
      (i < 50 ? part : rest).add(row, value);
    });
    const small = (i: number, j: number): number => (i === j ? 1e-3 : 0);
    const [left, right] = [all.without(part).fit(small), rest.fit(small)];
    left.forEach((weight, i) => {
      expect(weight).toBeCloseTo(right[i], 9);
    });
    expect(all.without(part).means[0]).toBeCloseTo(rest.means[0], 12);
  });
});
