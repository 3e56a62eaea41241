import { describe, expect, it } from 'vitest';
import { SPEECH_RATE, speechParts } from '../../../bench/quality/speechParts.js';

const RATE = 25;

/** Noise of the given levels, a second each. */
function recording(...levels: readonly number[]): Float32Array {
  return Float32Array.from(
    { length: levels.length * SPEECH_RATE },
    (_, i) => levels[Math.floor(i / SPEECH_RATE)] * Math.sin(i * i),
  );
}

const framesOf = (where: (frame: number) => boolean, frames: number): number[] =>
  Array.from({ length: frames }, (_, i) => i).filter(where);

describe('speechParts', () => {
  it('leaves out the ends of a silence, which are neither speech nor silence', () => {
    const { silent, spoken } = speechParts(recording(0.3, 0, 0.3), RATE);
    const quiet = framesOf(silent, 75);
    expect([quiet.at(0), quiet.at(-1)]).toEqual([29, 45]);
    expect(framesOf(spoken, 75)).toHaveLength(50);
    expect(spoken(27)).toBe(false);
  });

  it('takes a room that hums for silence, but not quiet speech', () => {
    expect(framesOf(speechParts(recording(0.3, 0.003, 0.3), RATE).silent, 75)).toHaveLength(17);
    expect(framesOf(speechParts(recording(0.3, 0.05, 0.3), RATE).silent, 75)).toHaveLength(0);
  });

  it('hears no speech after the recording ends, and none in silence', () => {
    expect(speechParts(recording(0.3), RATE).spoken(30)).toBe(false);
    expect(framesOf(speechParts(recording(0, 0), RATE).spoken, 50)).toHaveLength(0);
  });
});
