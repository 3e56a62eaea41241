import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../src/core/voice/reading.js';
import { joinPieces } from '../../../../src/voice/kokoro/joinPieces.js';
import { measureLoudness } from '../../../../src/voice/kokoro/quiet.js';
import { spokenWords, timedSounds } from '../../../../src/voice/kokoro/times.js';
import { tokensOf } from '../../../../src/voice/kokoro/tokens.js';

const RATE = 24_000;
const LETTERS = new Map(Array.from(' ,ˈːaAbt').map((letter, k) => [letter, k + 1]));

const READING: Reading = [
  { kind: 'word', start: 0, end: 2, sounds: 'ˈaː' },
  { kind: 'pause', start: 2, end: 4, sounds: ', ' },
  { kind: 'word', start: 4, end: 5, sounds: '' },
  { kind: 'space', start: 5, end: 6, sounds: ' ' },
  { kind: 'word', start: 6, end: 8, sounds: 'bˈA' },
];
const SENTENCE = 'ah, x by';
/** Frames of 25 ms: pad, ˈ a ː , space b ˈ A, pad. */
const DURATIONS = [10, 2, 4, 2, 6, 4, 2, 2, 6, 2];

/** A tone in stretches of seconds, else silence. */
function tone(seconds: number, ...stretches: readonly (readonly [number, number])[]): Float32Array {
  return Float32Array.from({ length: seconds * RATE }, (_, k) => {
    const isOn = stretches.some(([from, to]) => k >= from * RATE && k < to * RATE);
    return isOn ? 0.5 * Math.sin(k / 7) : 0;
  });
}

const samples = tone(1, [0.24, 0.43], [0.6, 0.93]);
const loudness = measureLoudness(samples, RATE);
const sounds = timedSounds(tokensOf(READING, LETTERS), DURATIONS, 1, loudness);

describe('the times of sounds', () => {
  it('come from the frames of their letters, with what belongs to them', () => {
    expect(sounds.map(({ symbol }) => symbol)).toEqual(['aː', 'b', 'eɪ']);
    // Of b with its stress up to the diphthong: 250 + 8 * 25 + 10 * 25 - 55 ms, and four frames.
    expect(sounds[1].to).toBeCloseTo(0.745, 5);
    expect(sounds[2].from).toBeCloseTo(0.745, 5);
  });

  it('are those of the pause by ear beside a mark, and of the first and last sound', () => {
    const [first, second, last] = sounds;
    expect(first.from).toBeCloseTo(0.24, 3);
    expect(first.to).toBeCloseTo(0.43, 3);
    expect(second.from).toBeCloseTo(0.6, 3);
    expect(last.to).toBeCloseTo(0.93, 3);
  });

  it('are their words’; one without a sound takes no time', () => {
    const words = spokenWords(SENTENCE, READING, sounds);
    expect(words.map(({ text, from, to }) => [text, from.toFixed(2), to.toFixed(2)])).toEqual([
      ['ah', '0.24', '0.43'],
      ['x', '0.43', '0.43'],
      ['by', '0.60', '0.93'],
    ]);
  });
});

describe('joined pieces', () => {
  const piece = { samples, loudness, sounds };

  it('keep little of the silence around them, and times that fit', () => {
    const joined = joinPieces([{ ...piece, endsAt: 'end' }], RATE);
    expect(joined.samples.length / RATE).toBeCloseTo(0.05 + 0.69 + 0.07, 2);
    expect(joined.sounds[0].from).toBeCloseTo(0.05, 3);
    expect(joined.sounds[2].to).toBeCloseTo(0.74, 3);
  });

  it('follow each other, with a pause where there is one', () => {
    const joined = joinPieces(
      [
        { ...piece, endsAt: 'pause' },
        { ...piece, endsAt: 'word' },
        { ...piece, endsAt: 'end' },
      ],
      RATE,
    );
    const starts = [0, 3, 6].map((k) => joined.sounds[k].from);
    const ends = [2, 5].map((k) => joined.sounds[k].to);
    expect(starts[1] - ends[0]).toBeCloseTo(0.07 + 0.1 + 0.05, 2);
    expect(starts[2] - ends[1]).toBeCloseTo(0.01, 2);
    const times = joined.sounds.flatMap(({ from, to }) => [from, to]);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('do not click where they are cut within a sound', () => {
    const endless = tone(0.2, [0, 1]);
    const cut = { samples: endless, loudness: measureLoudness(endless, RATE), sounds: [] };
    const joined = joinPieces(
      [
        { ...cut, endsAt: 'sound' },
        { ...cut, endsAt: 'end' },
      ],
      RATE,
    ).samples;
    expect([joined[0], joined[joined.length - 1]].map(Math.abs)).toEqual([0, 0]);
    // A tone of this pitch rises by .0714 from one sample to the next at most.
    const jumps = joined.slice(1).map((value, k) => Math.abs(value - joined[k]));
    expect(Math.max(...jumps)).toBeLessThan(0.0715);
  });
});

describe('the loudness of silence', () => {
  it('trims nothing', () => {
    const { from, to } = measureLoudness(new Float32Array(RATE), RATE);
    expect([from, to]).toEqual([0, 1]);
  });
});
