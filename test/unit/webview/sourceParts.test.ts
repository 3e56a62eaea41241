import { describe, expect, it } from 'vitest';
import { briefTime, exactTime, parseTime } from '../../../src/core/strings/exactTime.js';
import { limitsOf, moved, partOf, pointsOf } from '../../../webview/source/partPoints.js';

describe('times to the millisecond', () => {
  it.each([
    ['1:05.500', 65.5],
    ['65,5', 65.5],
    ['1:02:03', 3723],
    [' 0:00.040 ', 0.04],
    ['.5', 0.5],
    ['90', 90],
    ['1:75', undefined],
    ['1:75:00', undefined],
    ['-1', undefined],
    ['', undefined],
    ['1:', undefined],
    ['soon', undefined],
  ])('reads %j as %s', (typed, seconds) => {
    expect(parseTime(typed)).toBe(seconds);
  });

  it('writes what it reads, rounded up where it must be', () => {
    for (const seconds of [0, 3.2, 59.9996, 65.5, 3723.001]) {
      expect(parseTime(exactTime(seconds))).toBeCloseTo(seconds, 3);
    }
    expect(exactTime(59.9996)).toBe('1:00.000');
    expect(briefTime(3.24)).toBe('0:03.2');
    expect(briefTime(59.96)).toBe('1:00');
  });
});

describe('points', () => {
  const points = { from: 12, to: 40 };

  it('stay in the file and apart', () => {
    expect(moved(points, 'from', 50, 90)).toEqual({ from: 39.8, to: 40 });
    expect(moved(points, 'from', -1, 90)).toEqual({ from: 0, to: 40 });
    expect(moved(points, 'to', 100, 90)).toEqual({ from: 12, to: 90 });
    expect(moved(points, 'to', 20.12345, 90)).toEqual({ from: 12, to: 20.123 });
    expect(limitsOf({ from: 0, to: 0.1 }, 'from', 0.1)).toEqual({ from: 0, to: 0 });
  });

  it('say nothing of the ends of the file', () => {
    expect(partOf({ from: 0, to: 90 }, 90)).toEqual({});
    expect(partOf(points, 90)).toEqual(points);
    expect(pointsOf(undefined, 90)).toEqual({ from: 0, to: 90 });
    expect(pointsOf({ from: 12, to: 400 }, 90)).toEqual({ from: 12, to: 90 });
  });
});
