import { describe, expect, it } from 'vitest';
import { fitSpeech, SPEED_LIMITS } from '../../../../src/core/subtitles/fitSpeech.js';

describe('fitSpeech', () => {
  it('begins each text at its time, slower and with a pause where it is short', () => {
    const [only] = fitSpeech([{ from: 2, to: 6, spoken: 3 }]);
    expect(only.at).toBe(2);
    expect(only.speed).toBeCloseTo(Math.sqrt(0.75));
    expect(only.end).toBeLessThan(6);
    const [slow] = fitSpeech([{ from: 0, to: 10, spoken: 1 }]);
    expect(slow.speed).toBe(SPEED_LIMITS.slowest);
  });

  it('hurries a little before it uses the pause, and more only where that is not enough', () => {
    const next = { from: 4, to: 6, spoken: 2 };
    const [little] = fitSpeech([{ from: 0, to: 2, spoken: 2.1 }, next]);
    expect(little).toMatchObject({ speed: 1.05, end: 2, over: 0 });
    const [pause] = fitSpeech([{ from: 0, to: 2, spoken: 3 }, next]);
    expect(pause.speed).toBeCloseTo(1.12);
    expect(pause.end).toBeGreaterThan(2);
    const [fast] = fitSpeech([{ from: 0, to: 2, spoken: 5 }, next]);
    expect(fast.speed).toBeCloseTo(5 / 3.92);
    expect(fast.over).toBe(0);
  });

  it('tells by how much a text does not fit, and lets the next begin late', () => {
    const fitted = fitSpeech([
      { from: 0, to: 2, spoken: 4 },
      { from: 2, to: 6, spoken: 3 },
    ]);
    expect(fitted[0].speed).toBe(SPEED_LIMITS.fastest);
    expect(fitted[0].over).toBeCloseTo(4 / 1.35 - 2);
    expect(fitted[1].at).toBeCloseTo(4 / 1.35 + SPEED_LIMITS.gap);
    expect(fitted[1].end).toBeLessThanOrEqual(6);
    expect(fitted[1].over).toBe(0);
  });

  it('keeps order and limits whatever it is given', () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
    for (let run = 0; run < 200; run++) {
      let from = 0;
      const speeches = Array.from({ length: 12 }, () => {
        from += random() * 3;
        return { from, to: from + random() * 4, spoken: random() * 5 };
      });
      let free = 0;
      for (const [index, { at, speed, end, over }] of fitSpeech(speeches).entries()) {
        expect(at).toBeGreaterThanOrEqual(Math.max(free, speeches[index].from) - 1e-9);
        expect(speed).toBeGreaterThanOrEqual(SPEED_LIMITS.slowest);
        expect(speed).toBeLessThanOrEqual(SPEED_LIMITS.fastest);
        const due = speeches.at(index + 1)?.from ?? speeches[index].to;
        expect(over > 0).toBe(end - due > 0.001);
        free = end;
      }
    }
  });
});
