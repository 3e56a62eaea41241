import { describe, expect, it } from 'vitest';
import { correlate, parabolaPeak } from '../../../src/core/measure/lagCorrelator.js';
import { pearson } from '../../../src/core/measure/statistics.js';

/** A band-limited wandering signal, sampled at any time. */
const signal = (t: number): number =>
  Math.sin(0.9 * t) + 0.7 * Math.sin(0.53 * t + 1) + 0.4 * Math.cos(1.31 * t + 2);
const series = (length: number, delay: number): number[] =>
  Array.from({ length }, (_, i) => signal(i - delay));

describe('LagCorrelator', () => {
  it.each([-5, 0, 3])('finds a whole delay of %i frames', (delay) => {
    const best = correlate(series(200, 0), series(200, delay)).best();
    expect(best?.lag).toBeCloseTo(delay, 1);
    expect(best?.r).toBeCloseTo(1, 12);
    expect(best?.atEdge).toBe(false);
  });

  it.each([0.4, 1.5, -2.3])('finds a delay of %f frames to a tenth of a frame', (delay) => {
    const best = correlate(series(400, 0), series(400, delay)).best();
    expect(Math.abs((best?.lag ?? 99) - delay)).toBeLessThan(0.1);
  });

  it('works on a clip of 1.2 s', () => {
    const best = correlate(series(30, 0), series(30, 2)).best();
    expect(Math.abs((best?.lag ?? 99) - 2)).toBeLessThan(0.1);
  });

  it('gives each lag the r of the shifted series, gaps included', () => {
    const a = series(60, 0);
    const b = series(60, 1.3);
    b[20] = NaN;
    const all = correlate(a, b);
    expect(all.at(4).correlation).toBeCloseTo(pearson(a.slice(0, 56), b.slice(4)) ?? NaN, 12);
    expect(all.at(-4).correlation).toBeCloseTo(pearson(a.slice(4), b.slice(0, 56)) ?? NaN, 12);
    expect(all.at(0).count).toBe(59);
  });

  it('says when the peak is at the end of the range', () => {
    const ramp = Array.from({ length: 60 }, (_, i) => Math.exp(-(((i - 30) / 8) ** 2)));
    const late = Array.from({ length: 60 }, (_, i) => Math.exp(-(((i - 45) / 8) ** 2)));
    expect(correlate(ramp, late).best()).toMatchObject({ lag: 8, atEdge: true });
  });

  it('is null without enough pairs or movement', () => {
    expect(correlate([1, 2, 3], [1, 2, 3]).best()).toBeNull();
    expect(correlate(series(50, 0), new Array<number>(50).fill(1)).best()).toBeNull();
  });

  it('refuses a lag outside its range', () => {
    expect(() => correlate([], []).at(9)).toThrow(RangeError);
    expect(() => correlate([], []).at(-9)).toThrow(RangeError);
  });
});

describe('parabolaPeak', () => {
  it('finds the top of a parabola through three points', () => {
    const parabola = (x: number): number => 1 - (x - 0.25) ** 2;
    expect(parabolaPeak(parabola(-1), parabola(0), parabola(1))).toBeCloseTo(0.25, 12);
    expect(parabolaPeak(1, 1, 1)).toBe(0);
  });
});
