import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Square } from '../../../src/face/patchSampler.js';
import { closeModels, film, follow, PORTRAIT } from './followVideo.js';

const folder = mkdtempSync(join(tmpdir(), 'heygem faces '));
afterAll(async () => {
  await closeModels();
  rmSync(folder, { recursive: true });
});

/** The lecturer of 180 pixels at the right; the larger portrait at the left is narrow, for another look. */
const LECTURER = '[0]split[a][b];[a]trim=start_frame=24,setpts=PTS-STARTPTS,scale=180:180[l];';
const OTHER = `[b]${PORTRAIT},hflip,scale=220:340[p];`;
const OWN = `[b]${PORTRAIT},scale=300:300[p];`;
const SLIDE = 'color=white:s=640x360:r=25';

/** @param portrait when the portrait is shown */
function slide(name: string, who: string, portrait: string): string {
  const path = join(folder, `${name}.mp4`);
  const shown = `${SLIDE}[w];[w][p]overlay=20:10:enable='${portrait}'[s];[s][l]overlay=440:160[out]`;
  film(path, LECTURER + who + shown, 2.8);
  return path;
}

/** How many of the frames show the lecturer's face, and how many the portrait's. */
function count(frames: readonly (Square | string)[]): { lecturer: number; portrait: number } {
  const faces = frames.filter((frame) => typeof frame !== 'string');
  return {
    lecturer: faces.filter(({ centerX }) => centerX > 420).length,
    portrait: faces.filter(({ centerX }) => centerX < 360).length,
  };
}

describe('who speaks of several faces', () => {
  it('is the lecturer of before the cut, not the larger portrait of the new slide', async () => {
    const { frames, tracker } = await follow(slide('cut', OTHER, 'gte(t,1.2)'));
    expect(count(frames)).toEqual({ lecturer: 70, portrait: 0 });
    expect(tracker.mostFaces).toBe(2);
  });

  it('is the lecturer, not their own portrait', async () => {
    const { frames } = await follow(slide('own', OWN, 'gte(t,1.2)'));
    expect(count(frames)).toEqual({ lecturer: 70, portrait: 0 });
  });

  it('is who lives, not the larger portrait that hangs there from the start', async () => {
    const { frames } = await follow(slide('wall', OTHER, '1'));
    expect(count(frames)).toEqual({ lecturer: 70, portrait: 0 });
  });

  it('is the portrait where the user pointed at it', async () => {
    const { frames } = await follow(slide('chosen', OTHER, '1'), { time: 0, x: 0.25, y: 0.5 });
    expect(count(frames)).toEqual({ lecturer: 0, portrait: 70 });
  });

  it('is nobody on a slide with a mere portrait, once the lecturer was seen', async () => {
    const path = join(folder, 'alone.mp4');
    const shots = `${SLIDE}[w];[w]split[x][y];[x][l]overlay=440:160:enable='lt(t,1.2)',trim=end=1.2[one];[y][p]overlay=170:10,trim=end=1.6[two];[one][two]concat[out]`;
    film(path, LECTURER + OTHER + shots, 2.8);
    const { frames } = await follow(path);
    expect(count(frames)).toEqual({ lecturer: 30, portrait: 0 });
    expect(frames.slice(30).every((frame) => frame === 'picture')).toBe(true);
  });

  it('was no portrait on the first slide, as is known once the lecturer comes', async () => {
    const path = join(folder, 'title.mp4');
    const shown = `${SLIDE}[w];[w][p]overlay=20:10[s];[s][l]overlay=440:160:enable='gte(t,2.8)'[out]`;
    film(path, LECTURER + OWN + shown, 4);
    const { frames, tracker } = await follow(path);
    expect(count(frames)).toEqual({ lecturer: 29, portrait: 71 });
    expect(tracker.pictures()).toMatchObject([{ from: 0, to: 71 }]);
  });

  it('stays the smaller one when a larger living one comes in', async () => {
    const path = join(folder, 'joined.mp4');
    const other = '[b]trim=start_frame=20,setpts=PTS-STARTPTS,hflip,scale=220:340[p];';
    const shown = `${SLIDE}[w];[w][p]overlay=20:10:enable='gte(t,1.2)'[s];[s][l]overlay=440:160[out]`;
    film(path, LECTURER + other + shown, 2.4);
    expect(count((await follow(path)).frames)).toEqual({ lecturer: 60, portrait: 0 });
  });

  it('is told from others in an interview that cuts between two people', async () => {
    const path = join(folder, 'interview.mp4');
    const one = '[a]trim=end_frame=40,setpts=PTS-STARTPTS,split[a1][a2]';
    const two =
      '[b]trim=end_frame=40,setpts=PTS-STARTPTS,hflip,eq=brightness=-0.2,scale=220:384,pad=384:384:60:0,split[b1][b2]';
    const cuts = ['a1', 'b1', 'a2', 'b2'].map(
      (shot, i) =>
        `[${shot}]trim=start_frame=${i < 2 ? 0 : 20}:end_frame=${i < 2 ? 20 : 40},setpts=PTS-STARTPTS[c${i}]`,
    );
    film(
      path,
      `[0]split[a][b];${one};${two};${cuts.join(';')};[c0][c1][c2][c3]concat=n=4[out]`,
      3.2,
    );
    const { people } = await follow(path);
    expect(people).toEqual([0, 1, 0, 1].flatMap((who) => Array.from({ length: 20 }, () => who)));
  });
});
