import { describe, expect, it } from 'vitest';
import { drawnMask, type DrawnMask } from '../../../bench/quality/drawnMask.js';
import { mouthBox } from '../../../bench/quality/mouthRegion.js';
import { PictureMeter } from '../../../bench/quality/pictureMeter.js';
import type { SpeechParts } from '../../../bench/quality/speechParts.js';
import { allocateFrame, type Box, type YuvFrame } from '../../../src/core/frame.js';
import { seriesOf } from './headOf.js';

const FRAMES = 8;
const face = seriesOf(Array.from({ length: FRAMES }, () => ({ aperture: 0.1 })));
const speech: SpeechParts = { spoken: () => true, silent: () => false };
const skin = (x: number, y: number): number =>
  140 + 20 * Math.sin(0.8 * x) + 15 * Math.sin(1.1 * y);

function picture(at: (x: number, y: number) => number): YuvFrame {
  const frame = allocateFrame(600, 400);
  for (let i = 0; i < frame.y.length; i++) {
    frame.y[i] = at(i % frame.width, Math.floor(i / frame.width));
  }
  return frame;
}

const source = picture(skin);
const region: Box = { x0: 240, y0: 240, x1: 360, y1: 340 };
const isIn = (x: number, y: number): boolean =>
  x >= region.x0 && x < region.x1 && y >= region.y0 && y < region.y1;

function scoreOf(
  frames: (i: number) => YuvFrame,
  drawn: readonly (DrawnMask | null)[] = [],
): ReturnType<PictureMeter['score']> {
  const meter = new PictureMeter(face, () => false, drawn);
  for (let i = 0; i < FRAMES; i++) meter.push(source, frames(i));
  return meter.score(speech);
}

describe('PictureMeter', () => {
  it('finds nothing wrong with the source itself', () => {
    const score = scoreOf(() => source);
    expect(score.ssim).toBeCloseTo(1, 6);
    expect(score.psnr).toBeGreaterThan(50);
    expect(score.sharpness).toBe(1);
  });

  it('sees a blurred mouth', () => {
    const blurred = picture((x, y) => (skin(x - 1, y) + skin(x, y) + skin(x + 1, y)) / 3);
    const score = scoreOf(() => blurred);
    expect(score.sharpness).toBeLessThan(0.9);
    expect(score.ssim).toBeLessThan(0.99);
  });

  it('sees a step along the border of what was drawn, and none where it fades', () => {
    const brighter = picture((x, y) => skin(x, y) + (isIn(x, y) ? 25 : 0));
    const drawn = Array.from({ length: FRAMES }, () => drawnMask(source, brighter));
    expect(drawn[0]?.box).toEqual(region);
    expect(scoreOf(() => brighter, drawn).seam).toBeGreaterThan(1.5);
    expect(scoreOf(() => source, drawn).seam).toBe(1);
  });

  it('sees a flicker of the mouth that the source has not', () => {
    const light = [source, picture((x, y) => skin(x, y) + (isIn(x, y) ? 12 : 0))];
    const still = scoreOf(() => light[1]);
    // A source that never changes has no unsteadiness to hold a flicker against.
    expect(still.pixelJitterSpeech).toBeNull();
    const noisy = (i: number): YuvFrame =>
      picture((x, y) => skin(x, y) + 3 * Math.sin(7 * x + 5 * y + 11 * i));
    const meter = new PictureMeter(face, () => false, []);
    for (let i = 0; i < FRAMES; i++) {
      const was = noisy(i);
      const made = picture((x, y) => was.y[y * 600 + x] + (isIn(x, y) && i % 2 === 0 ? 12 : 0));
      meter.push(was, made);
    }
    expect(meter.score(speech).pixelJitterSpeech).toBeGreaterThan(1.5);
  });

  it('leaves out frames that were passed through', () => {
    const grey = picture(() => 128);
    const meter = new PictureMeter(face, (frame) => frame > 0, []);
    meter.push(source, source);
    meter.push(source, grey);
    expect(meter.score(speech).ssim).toBeCloseTo(1, 6);
  });
});

it('drawnMask fills what was drawn as it was, and is null for an untouched frame', () => {
  const made = picture((x, y) => (isIn(x, y) && x !== 300 ? skin(x, y) + 9 : skin(x, y)));
  expect(drawnMask(source, made)?.mask.every((value) => value === 1)).toBe(true);
  expect(drawnMask(source, source)).toBeNull();
});

it('mouthBox surrounds the lips and is null without a face', () => {
  const box = mouthBox(face, 0);
  expect(box).toMatchObject({ x0: 258, x1: 342 });
  expect(mouthBox(seriesOf([null]), 0)).toBeNull();
  expect(mouthBox(face, FRAMES)).toBeNull();
});
