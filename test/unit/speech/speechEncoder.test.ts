import { describe, expect, it } from 'vitest';
import type { Model, Tensor } from '../../../src/core/model.js';
import { FEATURE_RATE } from '../../../src/speech/featureFrames.js';
import { encodeSpeech, windows } from '../../../src/speech/speechEncoder.js';
import { surveySpeech } from '../../../src/speech/surveySpeech.js';
import { piecesOf } from './pieces.js';

const { signal } = new AbortController();

/** Each feature frame holds the mean and the first band of its two mel frames. */
function listener(seen: Tensor[] = []): Model {
  return {
    name: 'listener',
    run: ({ mel }) => {
      seen.push(mel);
      const [, bands, width] = mel.dims;
      const data = new Float32Array(width);
      for (let i = 0; i < width / 2; i++) {
        for (let band = 0; band < bands; band++) {
          const row = band * width + 2 * i;
          data[2 * i] += (mel.data[row] + mel.data[row + 1]) / (2 * bands);
        }
        data[2 * i + 1] = mel.data[2 * i];
      }
      return Promise.resolve({ features: { dims: [1, width / 2, 2], data } });
    },
  };
}

interface Features {
  readonly frames: number;
  readonly width: number;
  readonly data: Float32Array;
}

/** All features of a recording that is surveyed and then heard, piece by piece. */
async function heardBy(model: Model, pcm: Float32Array, size?: number): Promise<Features> {
  const survey = await surveySpeech(piecesOf(pcm, size), { signal });
  const data: number[] = [];
  let [frames, width] = [0, 0];
  for await (const rows of encodeSpeech(model, piecesOf(pcm, size), survey, signal)) {
    expect(rows.first).toBe(frames);
    data.push(...rows.data);
    frames += rows.frames;
    width = rows.width;
  }
  return { frames, width, data: Float32Array.from(data) };
}

/** Silence but for a click at each of `seconds`. */
function clicks(length: number, ...seconds: number[]): Float32Array {
  const pcm = new Float32Array(length);
  for (const second of seconds) pcm[Math.round(second * 16_000)] = 0.3;
  return pcm;
}

/** Frames at which the mean of the bands is a peak. */
function peaks({ frames, data }: { frames: number; data: Float32Array }): number[] {
  const level = Array.from({ length: frames }, (_, i) => data[2 * i]);
  const top = Math.max(...level);
  return level.flatMap((value, i) => (value > top - 0.2 ? [i] : []));
}

describe('encoder windows', () => {
  it.each([1, 50, 599, 600, 601, 700, 1100, 1101, 36_000])('cover %i frames once', (frames) => {
    let at = 0;
    for (const { start, end, from, until } of windows(frames)) {
      expect(from).toBe(at);
      expect(until).toBeGreaterThan(from);
      expect(start).toBeLessThanOrEqual(from);
      expect(end).toBeGreaterThanOrEqual(until);
      expect(end - start).toBe(Math.min(600, frames));
      // Wherever a window is cut, it hears a second more on that side.
      if (from > 0) expect(from - start).toBeGreaterThanOrEqual(FEATURE_RATE);
      if (until < frames) expect(end - until).toBe(FEATURE_RATE);
      at = until;
    }
    expect(at).toBe(frames);
  });
});

describe('speech encoder', () => {
  it('puts what is heard at its time, in every window', async () => {
    const seconds = [0.3, 10.9, 11.7, 20.2, 27.5, 29.9];
    const features = await heardBy(listener(), clicks(30 * 16_000, ...seconds));
    expect(features.frames).toBe(1501);
    expect(features.width).toBe(2);
    const found = peaks(features);
    for (const second of seconds) {
      expect(found.some((frame) => Math.abs(frame / FEATURE_RATE - second) <= 0.02)).toBe(true);
    }
    for (const frame of found) {
      expect(seconds.some((second) => Math.abs(frame / FEATURE_RATE - second) <= 0.04)).toBe(true);
    }
  });

  it('hears a quiet recording like a loud one, with silence around it', async () => {
    const pcm = Float32Array.from({ length: 8000 }, (_, i) => 0.5 * Math.sin(i * i * 1e-5));
    const seen: Tensor[] = [];
    const loud = await heardBy(listener(seen), pcm);
    const quiet = await heardBy(
      listener(),
      pcm.map((value) => value / 30),
    );
    loud.data.forEach((value, i) => {
      expect(value).toBeCloseTo(quiet.data[i], 3);
    });
    const [mel] = seen;
    expect(mel.dims).toEqual([1, 80, 2 * (26 + 50)]);
    expect(mel.data[0]).toBe(Math.min(...mel.data));
  });

  it('takes silence and a single sample, and stops when aborted', async () => {
    expect((await heardBy(listener(), new Float32Array(1))).frames).toBe(1);
    const silent = await heardBy(listener(), new Float32Array(16_000));
    expect(silent.data.every(Number.isFinite)).toBe(true);
    const pcm = new Float32Array(16_000);
    const survey = await surveySpeech(piecesOf(pcm), { signal });
    const rows = encodeSpeech(listener(), piecesOf(pcm), survey, AbortSignal.abort());
    await expect(rows.next()).rejects.toThrow();
  });

  it('hears the same however the samples arrive', async () => {
    const pcm = Float32Array.from({ length: 500_001 }, (_, i) => 0.5 * Math.sin(i * i * 1e-9));
    const whole = await heardBy(listener(), pcm, pcm.length);
    expect(whole.frames).toBe(1563);
    expect(await heardBy(listener(), pcm, 1021)).toEqual(whole);
  });
});
