import { describe, expect, it } from 'vitest';
import { soundToHear } from '../../../src/lipsync/actor/ownSound.js';
import { placeInStretches, soundStretches } from '../../../src/lipsync/soundStretches.js';

const RATE = 16_000;

async function* numbers(count: number, piece: number): AsyncGenerator<Float32Array> {
  for (let start = 0; start < count; start += piece) {
    const length = Math.min(piece, count - start);
    yield await Promise.resolve(Float32Array.from({ length }, (_, i) => start + i));
  }
}

async function heard(piece: number, stretches: { from: number; to: number }[]): Promise<number[]> {
  const samples: number[] = [];
  for await (const part of soundStretches(numbers(100, piece), stretches)) samples.push(...part);
  return samples;
}

describe('stretches of a sound', () => {
  it.each([1, 7, 30, 100])('are its samples, in pieces of %d', async (piece) => {
    const samples = await heard(piece, [
      { from: 3, to: 5 },
      { from: 28, to: 33 },
    ]);
    expect(samples).toEqual([3, 4, 28, 29, 30, 31, 32]);
  });

  it('end where the sound does', async () => {
    expect(await heard(9, [{ from: 97, to: 200 }])).toEqual([97, 98, 99]);
  });

  it('have a place for every moment', () => {
    const stretches = [
      { from: 10, to: 20 },
      { from: 40, to: 50 },
    ];
    const places = [0, 10, 15.5, 24, 36, 41, 90].map((at) => placeInStretches(stretches, at));
    expect(places).toEqual([0, 0, 5.5, 10, 10, 11, 20]);
  });
});

describe('the sound heard beside a study', () => {
  const info = { frameCount: 2500, frameRate: { num: 25, den: 1 } };

  it('is that of what is watched and a little around it', () => {
    const glimpses = [{ from: 450, to: 500 }];
    expect(soundToHear(info, { extent: 250, glimpses })).toEqual([
      { from: 0, to: 10.6 * RATE },
      { from: 17.4 * RATE, to: 20.6 * RATE },
    ]);
  });

  it('is one stretch where two would touch, and starts when the picture does', () => {
    const study = { extent: 250, glimpses: [{ from: 275, to: 325 }] };
    expect(soundToHear({ ...info, pictureStart: 2 }, study)).toEqual([
      { from: 1.4 * RATE, to: 15.6 * RATE },
    ]);
  });

  it('is that of three minutes at most', () => {
    expect(soundToHear({ ...info, frameCount: 1e6 }, undefined)).toEqual([
      { from: 0, to: 180.6 * RATE },
    ]);
    const late = [{ from: 5000, to: 5050 }];
    expect(soundToHear({ ...info, frameCount: 1e6 }, { extent: 250, glimpses: late })).toEqual([
      { from: 0, to: 10.6 * RATE },
    ]);
  });
});
