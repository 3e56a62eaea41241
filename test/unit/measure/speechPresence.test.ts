import { describe, expect, it } from 'vitest';
import { speechPresence } from '../../../src/core/measure/speechPresence.js';

const RATE = 50;

/** Seconds of so much activity at such a level. */
function presence(...parts: readonly [number, number, number][]) {
  const rows = (pick: 1 | 2): Float32Array =>
    Float32Array.from(parts.flatMap((part) => Array<number>(part[0] * RATE).fill(part[pick])));
  return speechPresence(rows(1), rows(2), RATE);
}

describe('speechPresence', () => {
  it('measures speech against what goes on in its pauses', () => {
    const found = presence([2, 1, -20], [0.4, 0, -50], [2, 1, -20], [0.6, 0, -50]);
    expect(found.speechShare).toBeCloseTo(0.8, 5);
    expect(found.speechToPauses).toBeCloseTo(30, 3);
    expect(found.otherSoundShare).toBe(0);
  });

  it('does not take a jingle for noise under the speech', () => {
    const found = presence([4, 0, -18], [4, 1, -20], [0.5, 0, -60], [1.5, 1, -20]);
    expect(found.speechToPauses).toBeCloseTo(40, 3);
    expect(found.otherSoundShare).toBeCloseTo(0.4, 5);
  });

  it('does not take a long silence for another sound', () => {
    expect(presence([4, 0, -70], [4, 1, -20]).otherSoundShare).toBe(0);
  });

  it('says nothing of pauses where there are none, or no speech', () => {
    expect(presence([4, 1, -20], [0.2, 0, -60]).speechToPauses).toBeNull();
    const music = presence([4, 0, -20]);
    expect(music).toEqual({ speechShare: 0, otherSoundShare: 1, speechToPauses: null });
    expect(presence()).toEqual({ speechShare: 0, otherSoundShare: 0, speechToPauses: null });
  });
});
