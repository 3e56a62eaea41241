import { describe, expect, it } from 'vitest';
import { loopIndex, loopRuns } from '../../../src/core/loopOrder.js';
import { cutSegments, keyInterval } from '../../../src/core/segments.js';

const PAL = { num: 25, den: 1 };
const NTSC = { num: 30000, den: 1001 };

describe('segments', () => {
  it.each([
    ['nothing', 0, PAL, []],
    ['less than a group', 7, PAL, [7]],
    ['one segment', 250, PAL, [250]],
    ['a short end joins the segment before it', 299, PAL, [299]],
    ['an end of a group stands alone', 300, PAL, [250, 50]],
    ['the same at a later cut', 549, PAL, [250, 299]],
    ['three', 563, PAL, [250, 250, 63]],
    ['at another rate', 700, NTSC, [300, 300, 100]],
  ] as const)('%s', (_, frames, rate, lengths) => {
    expect(cutSegments(frames, rate).map(({ from, to }) => to - from)).toEqual(lengths);
  });

  it('follow each other and hold whole groups of pictures, whatever the length and rate', () => {
    for (const rate of [
      PAL,
      NTSC,
      { num: 2470, den: 97 },
      { num: 1, den: 3 },
      { num: 240, den: 1 },
    ]) {
      const group = keyInterval(rate);
      for (let frames = 1; frames < 4000; frames += 271) {
        const segments = cutSegments(frames, rate);
        expect(segments[0].from).toBe(0);
        expect(segments.at(-1)?.to).toBe(frames);
        segments.forEach(({ from, to }, k) => {
          expect(to).toBeGreaterThan(from);
          expect(from % group).toBe(0);
          if (k > 0) expect(from).toBe(segments[k - 1].to);
          if (k > 0) expect(to - from).toBeGreaterThanOrEqual(group);
          expect(to - from).toBeLessThan(6 * group);
        });
      }
    }
  });

  it('of a longer output begin as those of a shorter one', () => {
    const [short, long] = [cutSegments(2000, PAL), cutSegments(9000, PAL)];
    expect(long.slice(0, short.length - 1)).toEqual(short.slice(0, -1));
  });
});

describe('runs of a loop', () => {
  it.each([1, 2, 3, 7, 40])('are the loop of %i frames, cut where it turns', (n) => {
    for (let from = 0; from < 3 * n; from++) {
      for (const length of [0, 1, 2, n, 2 * n + 3]) {
        const played: number[] = [];
        for (const { first, last } of loopRuns(from, from + length, n)) {
          const step = last < first ? -1 : 1;
          for (let i = first; i !== last + step; i += step) played.push(i);
        }
        const wanted = Array.from({ length }, (_, i) => loopIndex(from + i, n));
        expect(played).toEqual(wanted);
      }
    }
  });
});
