import { describe, expect, it } from 'vitest';
import { landmarkDistance } from '../../../bench/quality/alignedPoints.js';
import { shutShare } from '../../../bench/quality/closures.js';
import { LIP_PLACES, onOwnClock, withoutPassed } from '../../../bench/quality/faceSeries.js';
import {
  followScore,
  metClosures,
  ownOffsetScore,
  quietScore,
  shapeScore,
  shutLevel,
} from '../../../bench/quality/lipMeasures.js';
import { assertItself } from '../../../bench/quality/itself.js';
import type { SpeechParts } from '../../../bench/quality/speechParts.js';
import { seriesOf, talking, type HeadFrame } from './headOf.js';

const moved = (frames: readonly HeadFrame[], by: HeadFrame): HeadFrame[] =>
  frames.map((frame) => ({ ...frame, ...by }));
const allSpoken: SpeechParts = { spoken: () => true, silent: () => false };
const halves = (at: number): SpeechParts => ({ spoken: (i) => i < at, silent: (i) => i >= at });

describe('followScore', () => {
  it('sees half a frame of lag in milliseconds, early and late', () => {
    for (const delay of [-5, -0.5, 0, 0.5, 5]) {
      const { lagMs } = followScore(seriesOf(talking(200)), seriesOf(talking(200, { delay })));
      expect(Math.abs((lagMs ?? NaN) - 40 * delay)).toBeLessThan(6);
    }
  });

  it('sees lips that move half as far, and lips that say something else', () => {
    const real = seriesOf(talking(200));
    expect(followScore(real, seriesOf(talking(200, { scale: 0.5 }))).articulation).toBeCloseTo(0.5);
    expect(followScore(real, real).apertureR).toBeCloseTo(1, 6);
    const other = talking(200).map((_, i) => ({ aperture: 0.1 + 0.1 * Math.sin(1.31 * i + 2) }));
    expect(Math.abs(followScore(real, seriesOf(other)).apertureR ?? 1)).toBeLessThan(0.25);
  });

  it('has no lag where the best lies beyond the range, and no score for lips at rest', () => {
    const slow = (delay: number): HeadFrame[] =>
      Array.from({ length: 120 }, (_, i) => ({
        aperture: 0.1 + 0.1 * Math.sin(0.05 * (i - delay)),
      }));
    expect(followScore(seriesOf(slow(0)), seriesOf(slow(20))).lagMs).toBeNull();
    const rest = seriesOf(Array.from({ length: 50 }, () => ({})));
    expect(followScore(rest, seriesOf(talking(50))).apertureR).toBeNull();
  });

  it('leaves out frames without a face and frames passed through', () => {
    const real = seriesOf(talking(100));
    const broken = seriesOf(talking(100).map((frame, i) => (i % 9 === 0 ? null : frame)));
    expect(followScore(real, broken).apertureR).toBeCloseTo(1, 6);
    const cut = withoutPassed(real, [{ from: 20, to: 22, reason: 'profile' }]);
    const blank = [...cut.aperture.keys()].filter((i) => Number.isNaN(cut.aperture[i]));
    expect(blank).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26]);
    expect(Number.isNaN(real.aperture[20])).toBe(false);
  });
});

describe('landmarkDistance', () => {
  const real = talking(40);

  it('is 0 for the same lips on a moved, turned head', () => {
    const elsewhere = moved(real, { x: 350, y: 180, roll: 0.2 });
    expect(landmarkDistance(seriesOf(real), seriesOf(elsewhere), LIP_PLACES)).toBeLessThan(1e-5);
  });

  it('is the distance in eye distances for a wider opening', () => {
    const open = real.map(({ aperture = 0, width = 0 }) => ({ aperture: aperture + 0.1, width }));
    // 36 of 40 points lie .05 further off, the corners where they were.
    const distance = landmarkDistance(seriesOf(real), seriesOf(open), LIP_PLACES);
    expect(distance).toBeCloseTo((0.05 * 36) / 40, 4);
  });
});

describe('shapeScore', () => {
  const real = seriesOf(moved(talking(120), { noise: 0.002 }));

  it('sees a trembling mouth in silence and in speech apart', () => {
    const made = talking(120).map((frame, i) => ({ ...frame, noise: i < 60 ? 0.002 : 0.2 }));
    const apart: SpeechParts = { spoken: (i) => i < 59, silent: (i) => i >= 60 };
    const score = shapeScore(real, seriesOf(made), apart);
    expect(score.lipJitterSpeech).toBeCloseTo(1, 1);
    expect(score.lipJitterSilence).toBeGreaterThan(2);
  });

  it('does not take a moving head for a trembling mouth', () => {
    const nodding = talking(120).map((frame, i) => ({
      ...{ ...frame, noise: 0.002 },
      ...{ y: 200 + 20 * Math.sin(i), roll: 0.1 * Math.sin(0.7 * i) },
    }));
    expect(shapeScore(real, seriesOf(nodding), allSpoken).lipJitterSpeech).toBeCloseTo(1, 1);
  });
});

describe('closures', () => {
  const real = seriesOf(talking(150));
  const shut = shutLevel(real.aperture) ?? NaN;

  it('are met by the same lips, not by lips that never shut', () => {
    expect(metClosures(real.aperture, real.aperture, () => true)).toBe(1);
    const ajar = seriesOf(talking(150, { rest: 0.05 }));
    expect(metClosures(real.aperture, ajar.aperture, () => true)).toBe(0);
    expect(metClosures(real.aperture, real.aperture, () => false)).toBeNull();
  });

  it('at known times need the lips to shut just then', () => {
    const open = Array.from({ length: 50 }, (_, i) => ({ aperture: i === 25 ? 0 : 0.1 }));
    const series = seriesOf(open);
    expect(shutShare(series, [1.02], shut)).toBe(1);
    expect(shutShare(series, [0.6, 1.02], shut)).toBe(0.5);
    expect(shutShare(series, [1.26], shut)).toBe(0);
    expect(shutShare(series, [9], shut)).toBeNull();
  });
});

describe('quietScore', () => {
  const speech = talking(100);
  const after = (aperture: (i: number) => number): HeadFrame[] =>
    Array.from({ length: 50 }, (_, i) => ({ aperture: aperture(i) }));

  it('is 0 for a mouth that rests shut, and 1 for one that talks on', () => {
    const still = quietScore(seriesOf([...speech, ...after(() => 0)]), halves(100));
    expect(still.leak).toBeCloseTo(0, 3);
    expect(still.gape).toBeCloseTo(0, 3);
    const on = quietScore(seriesOf(talking(200)), halves(100));
    expect(on.leak).toBeGreaterThan(0.8);
  });

  it('tells a mouth frozen open by its gape', () => {
    const frozen = quietScore(seriesOf([...speech, ...after(() => 0.1)]), halves(100));
    expect(frozen.leak).toBeCloseTo(0, 3);
    expect(frozen.gape).toBeGreaterThan(1);
  });

  it('says nothing without silence or without speech', () => {
    expect(quietScore(seriesOf(speech), allSpoken).leak).toBeNull();
    expect(quietScore(seriesOf(after(() => 0)), halves(25)).leak).toBeNull();
  });
});

describe('onOwnClock', () => {
  it('takes out that a file shows its first picture late', () => {
    const late = { ...seriesOf(talking(200, { delay: -1.5 })), start: 0.06 };
    const made = seriesOf(talking(200));
    expect(followScore(late, made).lagMs).toBeGreaterThan(50);
    expect(Math.abs(followScore(onOwnClock(late), made).lagMs ?? NaN)).toBeLessThan(4);
  });
});

describe('ownOffsetScore', () => {
  it('moves the real lips by what their own sound is off, and is silent where that is not sure', () => {
    const [real, made] = [seriesOf(talking(200)), seriesOf(talking(200, { delay: 2 }))];
    const offset = { seconds: 0.08, r: 0.8, sure: true };
    const score = ownOffsetScore(real, made, offset);
    expect(score.apertureOwnR).toBeCloseTo(1, 2);
    expect(score.offsetMs).toBeCloseTo(80);
    expect(followScore(real, made).apertureR).toBeLessThan(0.9);
    expect(ownOffsetScore(real, made, { ...offset, sure: false }).apertureOwnR).toBeNull();
    expect(ownOffsetScore(real, made, null).offsetMs).toBeNull();
  });
});

it('refuses to compare with a real video that is not like itself', () => {
  expect(() => {
    assertItself({ apertureR: 0.98, lmd: 0.004 });
    assertItself({ lmd: 0.004 });
  }).not.toThrow();
  expect(() => {
    assertItself({ apertureR: 0.3, lmd: 0.004 });
  }).toThrow('r 0.30');
  expect(() => {
    assertItself({ lmd: 0.08 });
  }).toThrow('LMD 0.080');
});
