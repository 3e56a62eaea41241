import { describe, expect, it } from 'vitest';
import { LipSpreadMeter } from '../../../src/core/lipSpread.js';

const RATE = 25;

/** A mouth that opens and closes four times a second; its sd is `size`. */
function speak(meter: LipSpreadMeter, seconds: number, size: number): void {
  for (let i = 0; i < seconds * RATE; i++) {
    const swing = Math.SQRT2 * Math.sin((2 * Math.PI * 4 * i) / RATE);
    meter.push(0.1 + size * swing, 0.9 + 0.5 * size * swing);
  }
}

describe('lip spread', () => {
  it('finds how far a mouth moves, the more surely the longer it speaks', () => {
    const short = new LipSpreadMeter(RATE);
    const long = new LipSpreadMeter(RATE);
    speak(short, 2, 0.1);
    speak(long, 60, 0.1);
    expect(long.spread.aperture).toBeCloseTo(0.1, 2);
    expect(long.spread.width).toBeCloseTo(0.05, 2);
    expect(short.spread.aperture).toBeGreaterThan(0.075);
    expect(short.spread.aperture).toBeLessThan(long.spread.aperture);
  });

  it('does not count pauses, nor a still mouth that is tracked with noise', () => {
    const meter = new LipSpreadMeter(RATE);
    speak(meter, 30, 0.06);
    const speaking = meter.spread;
    for (let i = 0; i < 100 * RATE; i++) meter.push(0.002 * (i % 3), 0.9);
    expect(meter.spread).toEqual(speaking);
  });

  it('says what most people do of one who never speaks', () => {
    const meter = new LipSpreadMeter(RATE);
    for (let i = 0; i < 10 * RATE; i++) meter.push(0, 0.9);
    expect(meter.ownSpread).toBeUndefined();
    expect(meter.spread.aperture).toBeCloseTo(0.052, 6);
  });

  it('takes no jump across a gap for movement', () => {
    const meter = new LipSpreadMeter(RATE);
    for (let i = 0; i < 10 * RATE; i++) {
      if (i % 10 === 0) meter.skip();
      meter.push(i % 20 < 10 ? 0 : 0.3, 0.9);
    }
    expect(meter.ownSpread).toBeUndefined();
  });
});
