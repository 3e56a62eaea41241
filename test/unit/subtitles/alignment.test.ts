import { describe, expect, it } from 'vitest';
import { alignByPauses } from '../../../src/subtitles/alignByPauses.js';
import { aboutWhen, carryTimes } from '../../../src/subtitles/carryTimes.js';
import { TrackBuilder, type FeatureTrack } from '../../../src/subtitles/featureTrack.js';
import { warpTracks } from '../../../src/subtitles/warpTracks.js';

const RATE = 50;
const FEATURES = 96;

/** Seconds of speech and of silence by turns, silence first. */
function levels(...seconds: number[]): Float32Array {
  return Float32Array.from(
    seconds.flatMap((length, k) =>
      Array.from({ length: Math.round(length * RATE) }, () => (k % 2 === 0 ? -60 : -20)),
    ),
  );
}

/** What an encoder might hear of sounds that last so many frames each, in a voice of its own. */
function voiced(
  sounds: readonly (readonly [sound: number, frames: number])[],
  voice: number,
): FeatureTrack {
  const builder = new TrackBuilder();
  const level: number[] = [];
  for (const [sound, frames] of sounds) {
    for (let k = 0; k < frames; k++) {
      const row = Float32Array.from({ length: FEATURES }, (_, i) => {
        const own = Math.sin(sound * 7.3 + i * (1 + sound * 0.37));
        return own + 0.4 * Math.cos(i * voice) + 0.25 * Math.sin(k * 3.1 + i * voice * 5);
      });
      builder.add(row, 1, FEATURES);
      level.push(sound === 0 ? -60 : -20);
    }
  }
  return builder.track(Float32Array.from(level));
}

describe('alignByPauses', () => {
  it('ends sentences at the pauses that are about where they should be', () => {
    const texts = [
      'A short one.',
      'A sentence that is a good deal longer.',
      'And another short one.',
    ];
    // A breath within the second sentence is shorter than the pauses after sentences.
    const heard = levels(0.5, 0.8, 0.4, 1.2, 0.14, 1.1, 0.5, 1.3, 0.3);
    const found = alignByPauses(texts, { levels: heard, rate: RATE });
    const times = found.map(({ from, to }) => [from, to]);
    expect(times.flat().map((time) => Math.round(time * 100) / 100)).toEqual([
      0.5, 1.3, 1.7, 4.14, 4.64, 5.94,
    ]);
  });

  it('bears silence, and more sentences than there are pauses', () => {
    expect(alignByPauses(['One.', 'Two.'], { levels: levels(3), rate: RATE })).toHaveLength(2);
    const found = alignByPauses(['One.', 'Two.', 'Three.'], { levels: levels(1, 3), rate: RATE });
    for (const { from, to } of found) expect(to).toBeGreaterThanOrEqual(from);
    expect(found[2].to).toBe(4);
    expect(alignByPauses([], { levels: levels(1, 2), rate: RATE })).toEqual([]);
  });
});

describe('warpTracks', () => {
  const order = [0, 3, 8, 5, 2, 0, 7, 1, 4, 9, 0, 6, 3, 1, 0];
  const own = order.map((sound) => [sound, 10] as const);
  const said = order.map((sound, k) => [sound, 6 + ((k * 5) % 11)] as const);

  it('finds each sound in another voice that takes other times', () => {
    const [a, b] = [voiced(own, 1.7), voiced(said, 0.6)];
    const scale = b.frames / a.frames;
    const { way, distance } = warpTracks(a, b, { about: (k) => k * scale, reach: 60 });
    let real = 0;
    for (const [k, [, frames]] of said.entries()) {
      expect(Math.abs(way[10 * k] - real)).toBeLessThanOrEqual(1.5);
      real += frames;
    }
    expect(distance).toBeLessThan(0.8);
    for (let k = 1; k < way.length; k++) expect(way[k]).toBeGreaterThanOrEqual(way[k - 1]);
  });

  it('tells by the distance that something else is said', () => {
    const other = [0, 12, 15, 11, 0, 19, 14, 17, 13, 0, 16, 18, 0].map(
      (each) => [each, 12] as const,
    );
    const options = { about: (k: number) => k, reach: 60 };
    const wrong = warpTracks(voiced(own, 1.7), voiced(other, 0.6), options).distance;
    const right = warpTracks(voiced(own, 1.7), voiced(said, 0.6), options).distance;
    expect(wrong).toBeGreaterThan(right * 1.5);
  });
});

describe('carryTimes', () => {
  it('moves words by the way, and knows about when before it is known', () => {
    const words = [{ start: 0, end: 3, from: 0.2, to: 0.4 }];
    const sentence = { text: 'One', from: 0.1, to: 0.5, words };
    const way = Float64Array.from({ length: 50 }, (_, k) => 2 * k + 10);
    const [carried] = carryTimes([sentence], { way }, RATE);
    expect(carried.words[0].from).toBeCloseTo(0.6);
    expect(carried).toMatchObject({ from: carried.words[0].from, to: carried.words[0].to });
    const pairs = [
      { own: { from: 0, to: 1 }, heard: { from: 2, to: 4 } },
      { own: { from: 1.5, to: 2.5 }, heard: { from: 5, to: 6 } },
    ];
    const about = aboutWhen(pairs, RATE);
    const seconds = [2, 0.5, 1.25, 3, 0].map((at) => about(at * RATE) / RATE);
    expect(seconds).toEqual([5.5, 3, 4.5, 6.5, 2]);
  });
});
