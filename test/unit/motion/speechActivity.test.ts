import { describe, expect, it } from 'vitest';
import { speechActivity, type SpeechSigns } from '../../../src/motion/speechActivity.js';

const RATE = 50;

/** Seconds, how surely it is heard, dB, and how voiced it is: .9 where not said. */
type Part = readonly [number, number, number, number?];

function signs(...pattern: readonly Part[]): SpeechSigns {
  const rows = (pick: (part: Part) => number) =>
    Float32Array.from(
      pattern.flatMap((part) => Array<number>(Math.round(part[0] * RATE)).fill(pick(part))),
    );
  return {
    heard: rows(([, heard]) => heard),
    levels: rows(([, , level]) => level),
    voicing: rows(([, , , voiced = 0.9]) => voiced),
  };
}
const activity = (...pattern: readonly Part[]): Float32Array =>
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
    const row = activity([2, 0.9, -20], [2, 0.9, -60]);
    expect(at(row, 1)).toBeCloseTo(1, 5);
    expect(at(row, 3)).toBe(0);
    // What relativeLevels gives for a recording without any sound.
    expect(activity([2, 0.9, -100]).every((value) => value === 0)).toBe(true);
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

  it('does not lose speech beside a jingle thirty decibels louder', () => {
    const row = activity([2, 0.02, -18], [1, 0.6, -50], [1, 0.01, -90], [1, 0.6, -52]);
    expect(at(row, 1)).toBe(0);
    expect(at(row, 2.5)).toBeCloseTo(1, 5);
    expect(at(row, 3.5)).toBe(0);
  });

  it('rests in a breath that the model takes for speech', () => {
    const row = activity([1, 0.8, -20], [0.6, 0.4, -38, 0.2], [1, 0.8, -20]);
    expect(at(row, 1.25)).toBeLessThan(0.1);
    const voiced = activity([1, 0.8, -20], [0.6, 0.4, -38], [1, 0.8, -20]);
    expect(at(voiced, 1.25)).toBeCloseTo(1, 5);
  });

  it('keeps a long s, a loud whisper and a quiet consonant cluster', () => {
    const row = activity([1, 0.8, -20], [0.2, 0.4, -34, 0.1], [1, 0.8, -20]);
    expect(at(row, 1.1)).toBeCloseTo(1, 5);
    expect(at(activity([2, 0.5, -22, 0.1]), 1)).toBeCloseTo(1, 5);
  });

  it('is silence for no sound at all and for a threshold above everything', () => {
    expect(activity()).toHaveLength(0);
    const loud = speechActivity(signs([1, 0.9, -20]), RATE, 0);
    expect(loud.every((value) => value === 0)).toBe(true);
  });
});
