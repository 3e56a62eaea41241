import { describe, expect, it } from 'vitest';
import { LowSyncMeter } from '../../../src/core/measure/lowSyncMeter.js';
import { SyncMeter } from '../../../src/core/measure/syncMeter.js';

const RATE = 25;

function opening(t: number): number {
  return 0.1 + 0.05 * Math.sin(0.9 * t) + 0.04 * Math.sin(0.53 * t + 1);
}

/** Pushes `frames` frames; every `stride`th is looked at again. */
function spansOf(
  frames: number,
  rendered: (t: number) => number | null,
  { intended = opening, stride = 1 }: { intended?: (t: number) => number; stride?: number } = {},
) {
  const meter = new LowSyncMeter(RATE);
  for (let t = 0; t < frames; t++) meter.push(intended(t), t % stride === 0 ? rendered(t) : null);
  return meter.spans;
}

describe('LowSyncMeter', () => {
  it('says nothing of lips that follow, also when they move a little less or late', () => {
    expect(spansOf(500, opening)).toEqual([]);
    expect(spansOf(500, (t) => 0.6 * opening(t))).toEqual([]);
    expect(spansOf(500, (t) => opening(t - 0.5))).toEqual([]);
    expect(spansOf(500, opening, { stride: 3 })).toEqual([]);
  });

  it.each([1, 3])('finds where they move otherwise, looking at each %i. frame', (stride) => {
    const wrong = (t: number) => (t >= 200 && t < 300 ? 0.2 - opening(t) : opening(t));
    const spans = spansOf(600, wrong, { stride });
    expect(spans).toHaveLength(1);
    expect(spans[0].reason).toBe('unlike');
    expect(Math.abs(spans[0].from - 200)).toBeLessThanOrEqual(RATE);
    expect(Math.abs(spans[0].to - 300)).toBeLessThanOrEqual(RATE);
  });

  it('tells lips that hardly move from lips that move otherwise', () => {
    const still = (t: number) => (t < 100 ? 0.05 + 0.2 * opening(t) : opening(t));
    expect(spansOf(300, still)).toMatchObject([{ from: 0, reason: 'weak' }]);
    expect(spansOf(60, () => 0.02)).toEqual([{ from: 0, to: 60, reason: 'weak' }]);
  });

  it('judges neither silence nor what was passed through', () => {
    const noise = (t: number) => 0.01 * Math.sin(7 * t);
    expect(spansOf(300, noise, { intended: (t) => 0.002 * Math.sin(t) })).toEqual([]);
    expect(spansOf(300, () => null)).toEqual([]);
    // Five frames of a second are no second.
    expect(spansOf(25, (t) => (t < 5 ? 0.2 - opening(t) : null))).toEqual([]);
  });

  it('gives separate places separately, in order and within the output', () => {
    const bad = (t: number) => (t % 250 < 60 ? 0.02 : opening(t));
    const spans = spansOf(530, bad);
    expect(spans).toHaveLength(3);
    expect(spans.at(-1)?.to).toBe(530);
    for (const [at, { from, to }] of spans.entries()) {
      expect(from).toBeLessThan(to);
      if (at > 0) expect(from).toBeGreaterThan(spans[at - 1].to);
    }
  });

  it('sees what the measure of the whole hides', () => {
    const whole = new SyncMeter();
    const meter = new LowSyncMeter(RATE);
    for (let t = 0; t < 3000; t++) {
      const rendered = t >= 1000 && t < 1100 ? 0.02 : opening(t);
      whole.push(opening(t), rendered);
      meter.push(opening(t), rendered);
    }
    expect(whole.measure.apertureR).toBeGreaterThan(0.9);
    expect(meter.spans).toHaveLength(1);
  });
});
