import { describe, expect, it } from 'vitest';
import { speechActivity, type SpeechSigns } from '../../../src/motion/speechActivity.js';

const RATE = 50;

/** Seconds of something heard so surely, at such a level. */
function signs(...pattern: readonly [number, number, number][]): SpeechSigns {
  const rows = (pick: (part: [number, number, number]) => number) =>
    Float32Array.from(
      pattern.flatMap((part) => Array<number>(Math.round(part[0] * RATE)).fill(pick([...part]))),
    );
  return { heard: rows(([, heard]) => heard), levels: rows(([, , level]) => level) };
}
const activity = (...pattern: readonly [number, number, number][]): Float32Array =>
  speechActivity(signs(...pattern), RATE, -45);
const at = (row: Float32Array, seconds: number): number => row[Math.round(seconds * RATE)];

describe('speech activity', () => {
  it('is 1 in speech, 0 in silence, and eases between', () => {
    const row = activity([1, 0, -80], [1, 0.8, -20], [1, 0, -80]);
    expect(at(row, 0.5)).toBe(0);
    expect(at(row, 1.5)).toBeCloseTo(1, 5);
    expect(at(row, 2.5)).toBe(0);
    const step = Math.max(...row.map((value, i) => (i ? Math.abs(value - row[i - 1]) : 0)));
    expect(step).toBeLessThan(0.2);
  });

  it('rests in a loud sound in which nobody is heard', () => {
    const row = activity([1, 0.8, -20], [1, 0.03, -15], [1, 0.8, -20]);
    expect(at(row, 1.5)).toBe(0);
    expect(at(row, 0.5)).toBeCloseTo(1, 5);
  });

  it('rests in silence, whatever is heard in it', () => {
    expect(activity([2, 0.9, -60]).every((value) => value === 0)).toBe(true);
  });

  it('opens the mouth before the first sound and lets no word end go', () => {
    const row = activity([1, 0, -80], [1, 0.8, -20], [1, 0, -80]);
    expect(at(row, 0.92)).toBeGreaterThan(0.5);
    expect(at(row, 0.98)).toBeGreaterThan(0.9);
    expect(at(row, 1.99)).toBeGreaterThan(0.5);
  });

  it('keeps the faint ends of a word that is surely heard', () => {
    const row = activity([1, 0.02, -30], [0.2, 0.16, -30], [0.5, 0.7, -20], [0.2, 0.16, -30]);
    expect(at(row, 1.02)).toBeGreaterThan(0.9);
    expect(at(row, 1.85)).toBeGreaterThan(0.7);
  });

  it('takes no faint hint for speech where nothing is sure', () => {
    expect(activity([2, 0.25, -20]).every((value) => value === 0)).toBe(true);
  });

  it('does not shut the mouth in the gap of a stop consonant', () => {
    expect(at(activity([1, 0.8, -20], [0.1, 0.05, -80], [1, 0.8, -20]), 1.05)).toBeCloseTo(1, 5);
  });

  it('shuts the mouth in a pause of half a second with noise in it', () => {
    const row = activity([1, 0.8, -20], [0.5, 0.04, -30], [1, 0.8, -20]);
    expect(at(row, 1.22)).toBeLessThan(0.1);
  });

  it('is silence for no sound at all and for a threshold above everything', () => {
    expect(activity()).toHaveLength(0);
    const loud = speechActivity(signs([1, 0.9, -20]), RATE, 0);
    expect(loud.every((value) => value === 0)).toBe(true);
  });
});
