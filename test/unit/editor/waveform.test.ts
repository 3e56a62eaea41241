import { describe, expect, it } from 'vitest';
import { peaksOf, silencesOf } from '../../../src/core/measure/waveform.js';

const RATE = 8_000;

function tone(seconds: number, level: number): Float32Array {
  return Float32Array.from({ length: seconds * RATE }, (_, at) => level * Math.sin(at));
}

function joined(...parts: readonly Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

describe('peaks', () => {
  it('are as loud as the loudest sample of their stretch', () => {
    expect(peaksOf(Float32Array.of(0, -0.5, 0.25, 0.1), 2)).toEqual([0.5, 0.25]);
    expect(peaksOf(Float32Array.of(2), 8)).toEqual([1]);
    expect(peaksOf(new Float32Array(0), 8)).toEqual([]);
  });
});

describe('silences', () => {
  it('are long quiet stretches, also at the ends', () => {
    const samples = joined(tone(1, 0), tone(1, 0.3), tone(0.3, 0), tone(1, 0.3), tone(0.7, 0.001));
    const spans = silencesOf(samples, RATE, -45);
    expect(spans).toHaveLength(2);
    expect(spans[0].from).toBe(0);
    expect(spans[0].to).toBeCloseTo(1, 1);
    expect(spans[1].from).toBeCloseTo(3.3, 1);
    expect(spans[1].to).toBeCloseTo(4, 1);
  });

  it('are none in what is too loud for the threshold', () => {
    expect(silencesOf(tone(2, 0.01), RATE, -60)).toEqual([]);
  });
});
