import { describe, expect, it } from 'vitest';
import { levelAt, relativeLevels } from '../../../src/speech/loudness.js';
import { surveySpeech } from '../../../src/speech/surveySpeech.js';
import { voicing } from '../../../src/speech/voicing.js';
import { WhisperMel } from '../../../src/speech/whisperMel.js';
import { piecesOf, wholeOf } from './pieces.js';
import { sweep } from './sweep.js';

const { signal } = new AbortController();

/** Repeatable noise that swells and fades, with a pause and an offset. */
function recording(length: number): Float32Array {
  let seed = 7;
  return Float32Array.from({ length }, (_, i) => {
    seed = (seed * 1_664_525 + 1_013_904_223) >>> 0;
    const loud = i % 90_000 < 20_000 ? 0 : 0.3 * Math.abs(Math.sin(i / 40_000));
    return 0.01 + loud * (seed / 2 ** 31 - 1) + loud * Math.sin(i / 25);
  });
}

/** The strongest band of the whole recording at once, half a second of silence around it. */
function strongestOf(pcm: Float32Array, gain: number): number {
  const frames = 1 + Math.floor(pcm.length / 320) + 50;
  const wave = new Float32Array(frames * 320);
  for (let i = 0; i < pcm.length; i++) wave[8000 + i] = gain * pcm[i];
  return new WhisperMel().strongest(wave, { first: 0, frames: 2 * frames });
}

describe('a survey of speech', () => {
  it.each([1, 319, 320, 16_000, 160_000, 160_640, 160_641, 333_333])(
    'tells of %i samples in pieces what all at once would',
    async (length) => {
      const pcm = recording(length);
      const survey = await surveySpeech(piecesOf(pcm, 4097), { signal });
      const frames = 1 + Math.floor(length / 320);
      const wave = wholeOf(pcm);
      const levels = Float32Array.from({ length: frames }, (_, k) => levelAt(wave, 320 * k));
      expect(survey.samples).toBe(length);
      expect(survey.frames).toBe(frames);
      expect(survey.signs.levels).toEqual(relativeLevels(levels));
      expect(survey.signs.voicing).toEqual(voicing(wave, { first: 0, frames, rate: 50 }));
      expect(survey.gain).toBe(0.9 / pcm.reduce((top, value) => Math.max(top, Math.abs(value)), 0));
      expect(survey.strongest).toBe(strongestOf(pcm, survey.gain));
    },
  );

  it.each([
    ['first sample', 0],
    ['last sample', 48_300],
    ['seam of two blocks', 160_000],
  ])('finds the strongest band in a click at the %s', async (_, at) => {
    const pcm = new Float32Array(Math.max(48_301, at + 10));
    pcm[at] = 0.003;
    const survey = await surveySpeech(piecesOf(pcm), { signal });
    expect(survey.strongest).toBe(strongestOf(pcm, survey.gain));
    expect(survey.strongest).toBeGreaterThan(0);
  });

  it('leaves silence as it is', async () => {
    const survey = await surveySpeech(piecesOf(new Float32Array(20_000)), { signal });
    expect(survey).toMatchObject({ gain: 1, strongest: 0 });
    expect((await surveySpeech(piecesOf(new Float32Array(0)), { signal })).samples).toBe(0);
  });

  it('takes no more from its source than it looks at, and lets it go', async () => {
    let taken = 0;
    let released = false;
    const tone = sweep();
    async function* endless(): AsyncGenerator<Float32Array, void, undefined> {
      try {
        for (;;) {
          await Promise.resolve();
          taken += tone.length;
          yield tone;
        }
      } finally {
        released = true;
      }
    }
    const stop = new AbortController();
    let ahead = 0;
    const onSamples = (seen: number) => {
      ahead = Math.max(ahead, taken - seen);
      if (seen > 40 * 16_000) stop.abort();
    };
    await expect(surveySpeech(endless(), { signal: stop.signal, onSamples })).rejects.toThrow();
    expect(released).toBe(true);
    expect(taken).toBeLessThan(60 * 16_000);
    expect(ahead).toBeLessThanOrEqual(16_000);
  });
});
