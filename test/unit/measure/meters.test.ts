import { describe, expect, it } from 'vitest';
import { SharpnessMeter, sharpnessRatio } from '../../../src/core/measure/sharpnessMeter.js';
import { SyncMeter } from '../../../src/core/measure/syncMeter.js';
import type { Luma } from '../../../src/core/measure/pictureMeasures.js';

const opening = (t: number): number =>
  0.1 + 0.05 * Math.sin(0.9 * t) + 0.04 * Math.sin(0.53 * t + 1);

describe('SyncMeter', () => {
  it('measures lips that move half as far and a frame late', () => {
    const meter = new SyncMeter();
    for (let i = 0; i < 400; i++) meter.push(opening(i), 0.5 * opening(i - 1));
    const { frames, apertureR, lagFrames, articulation } = meter.measure;
    expect(frames).toBe(400);
    expect(lagFrames).toBeCloseTo(1, 1);
    expect(articulation).toBeCloseTo(0.5, 2);
    expect(apertureR).toBeGreaterThan(0.5);
    expect(apertureR).toBeLessThan(0.95);
  });

  it('is perfect for perfect lips, whatever frames are missing', () => {
    const meter = new SyncMeter();
    for (let i = 0; i < 100; i++) {
      meter.push(i % 7 === 0 ? null : opening(i), i % 5 === 0 ? null : opening(i));
    }
    expect(meter.measure.frames).toBe(68);
    expect(meter.measure.apertureR).toBeCloseTo(1, 12);
    expect(meter.measure.lagFrames).toBeCloseTo(0, 1);
    expect(meter.measure.articulation).toBeCloseTo(1, 12);
  });

  it('sees lips that do not move at all', () => {
    const meter = new SyncMeter();
    for (let i = 0; i < 50; i++) meter.push(opening(i), 0.02);
    expect(meter.measure.apertureR).toBeNull();
    expect(meter.measure.articulation).toBe(0);
  });

  it('says nothing of silence or of too few frames', () => {
    const silent = new SyncMeter();
    for (let i = 0; i < 50; i++) silent.push(0.0001 * (i % 2), opening(i));
    expect(silent.measure).toEqual({
      frames: 50,
      apertureR: null,
      lagFrames: null,
      articulation: null,
    });
    const short = new SyncMeter();
    for (let i = 0; i < 9; i++) short.push(opening(i), opening(i));
    expect(short.measure.apertureR).toBeNull();
  });
});

describe('SharpnessMeter', () => {
  const stripes = (contrast: number): Luma => ({
    width: 16,
    height: 16,
    y: Uint8Array.from({ length: 256 }, (_, i) => (i % 4 < 2 ? 100 : 100 + contrast)),
  });
  const box = { x0: 0, y0: 0, x1: 16, y1: 16 };

  it('is the median ratio of variances', () => {
    const meter = new SharpnessMeter();
    for (const contrast of [40, 20, 10]) {
      meter.push(sharpnessRatio(stripes(40), stripes(contrast), box));
    }
    expect(meter.measure).toBeCloseTo(0.25, 9);
  });

  it('has nothing to say of flat pictures', () => {
    const meter = new SharpnessMeter();
    meter.push(sharpnessRatio(stripes(0), stripes(40), box));
    expect(meter.measure).toBeNull();
  });

  it('samples a long video evenly', () => {
    const meter = new SharpnessMeter();
    for (let i = 0; i < 3000; i++) meter.push(i < 1000 ? 0.25 : 1);
    expect(meter.measure).toBeCloseTo(1, 9);
    for (let i = 0; i < 3000; i++) meter.push(0.25);
    expect(meter.measure).toBeCloseTo(0.25, 9);
  });
});
