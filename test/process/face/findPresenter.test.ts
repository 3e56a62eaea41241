import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { closeModels, film, follow } from './followVideo.js';

const folder = mkdtempSync(join(tmpdir(), 'heygem finding '));
afterAll(async () => {
  await closeModels();
  rmSync(folder, { recursive: true });
});

/** The presenter's eyes are 105 pixels apart. */
const CLOSE = [230, 190, 150, 120];

describe('finding the presenter', () => {
  it.each(CLOSE)('in a close-up of %i pixels', async (side) => {
    const path = join(folder, `close-${side}.mp4`);
    film(path, `[0]crop=${side}:${side}:(iw-${side})/2:(ih-${side})/2+10,scale=384:384[out]`, 0.4);
    const { frames } = await follow(path);
    expect(frames.filter((frame) => typeof frame === 'string')).toEqual([]);
  });

  it.each([
    ['transpose=clock', 90, 1],
    ['transpose=cclock', -90, 3],
    ['vflip,hflip', 180, 2],
    ['rotate=PI/3:ow=540:oh=540', 60, 1],
    ['rotate=PI/6:ow=540:oh=540', 30, 0],
  ] as const)('in every frame after %s', async (filter, degrees, quarter) => {
    const path = join(folder, `turned${degrees}.mp4`);
    film(path, `[0]${filter}[out]`, 0.6);
    const { frames, tracker } = await follow(path);
    expect(tracker.quarter).toBe(quarter);
    for (const frame of frames) {
      if (typeof frame === 'string') throw new Error(frame);
      const turn = (180 / Math.PI) * frame.rotation - degrees;
      expect(Math.abs(((turn + 540) % 360) - 180)).toBeLessThan(20);
    }
  });

  it('asks the whole video where a first frame is in doubt', async () => {
    const path = join(folder, 'doubt.mp4');
    // For six frames a portrait lies on its side; the person after it stands.
    const lying = '[a]trim=end_frame=1,loop=5:1,setpts=N/25/TB,transpose=clock[lying]';
    film(path, `[0]split[a][b];${lying};[b]setpts=PTS[all];[lying][all]concat[out]`, 2.4);
    const { frames, tracker } = await follow(path);
    expect(tracker.quarter).toBe(0);
    expect(frames.slice(8).every((frame) => typeof frame !== 'string')).toBe(true);
  });
});
