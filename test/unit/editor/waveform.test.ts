import { describe, expect, it } from 'vitest';
import type { TimeSpan } from '../../../src/core/inspection.js';
import { PeakMeter, SilenceMeter } from '../../../src/core/measure/waveform.js';

const RATE = 8_000;

function tone(seconds: number, level: number): Float32Array {
  return Float32Array.from({ length: seconds * RATE }, (_, at) => level * Math.sin(at));
}

function joined(...parts: readonly Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

function peaksOf(samples: Float32Array, count: number, piece = 1000): readonly number[] {
  const meter = new PeakMeter();
  for (let at = 0; at < samples.length; at += piece) meter.push(samples.subarray(at, at + piece));
  return meter.peaks(count);
}

function silencesOf(samples: Float32Array, threshold: number, piece = 1000): readonly TimeSpan[] {
  const meter = new SilenceMeter(RATE, threshold);
  for (let at = 0; at < samples.length; at += piece) meter.push(samples.subarray(at, at + piece));
  return meter.end();
}

describe('peaks', () => {
  it('are as loud as the loudest sample of their stretch', () => {
    expect(peaksOf(Float32Array.of(0, -0.5, 0.25, 0.1), 2)).toEqual([0.5, 0.25]);
    expect(peaksOf(Float32Array.of(2), 8)).toEqual([1]);
    expect(peaksOf(new Float32Array(0), 8)).toEqual([]);
  });

  it.each([65_536, 65_537, 300_000, 2_000_003])(
    'stay in their places over %i samples',
    (length) => {
      const samples = new Float32Array(length);
      // One loud sample in the middle of every tenth.
      for (let tenth = 0; tenth < 10; tenth++) {
        samples[Math.floor(((tenth + 0.5) * length) / 10)] = (tenth + 1) / 10;
      }
      const found = peaksOf(samples, 10, 4093);
      expect(found).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
      samples.fill(0);
      samples[length - 1] = 1;
      expect(peaksOf(samples, 10)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    },
  );
});

describe('silences', () => {
  it('are long quiet stretches, also at the ends', () => {
    const samples = joined(tone(1, 0), tone(1, 0.3), tone(0.3, 0), tone(1, 0.3), tone(0.7, 0.001));
    const spans = silencesOf(samples, -45);
    expect(spans).toHaveLength(2);
    expect(spans[0].from).toBe(0);
    expect(spans[0].to).toBeCloseTo(1, 1);
    expect(spans[1].from).toBeCloseTo(3.3, 1);
    expect(spans[1].to).toBeCloseTo(4, 1);
    expect(silencesOf(samples, -45, 37)).toEqual(spans);
  });

  it('are none in what is too loud for the threshold', () => {
    expect(silencesOf(tone(2, 0.01), -60)).toEqual([]);
  });
});
