import { describe, expect, it } from 'vitest';
import {
  dependsOnLength,
  planStudy,
  shorterStudies,
  studiedFrames,
} from '../../../src/lipsync/actor/studyPlan.js';

const video = (frameCount: number, num = 25, den = 1) => ({ frameCount, frameRate: { num, den } });

describe('what is studied of a video', () => {
  it('is all of it where little would be left out, or the output goes through all of it', () => {
    for (const [frames, frameCount] of [
      [1, 0],
      [1, 550],
      [75, 500],
      [6000, 7500],
      [8000, 7500],
    ]) {
      expect(planStudy(frames, video(frameCount))).toBeUndefined();
    }
    expect(dependsOnLength(video(550))).toBe(false);
    expect(studiedFrames(undefined, 550)).toBe(550);
  });

  it('is ten seconds for the shortest speech and twice as many at each step', () => {
    const extents = [1, 250, 251, 500, 501, 1000, 3000].map(
      (frames) => planStudy(frames, video(90_000))?.extent,
    );
    expect(extents).toEqual([250, 250, 500, 500, 1000, 1000, 4000]);
    expect(dependsOnLength(video(551))).toBe(true);
  });

  it('goes on from the shorter ones, the furthest first', () => {
    const extents = (frames: number, frameCount: number) =>
      shorterStudies(planStudy(frames, video(frameCount)), video(frameCount)).map(
        ({ extent }) => extent,
      );
    expect(extents(1, 90_000)).toEqual([]);
    expect(extents(501, 90_000)).toEqual([500, 250]);
    expect(extents(7000, 7500)).toEqual([4000, 2000, 1000, 500, 250]);
    expect(extents(1, 550)).toEqual([]);
  });

  it('always reaches as far as the output shows', () => {
    for (const rate of [
      [30_000, 1001],
      [355, 12],
      [10, 1],
    ]) {
      for (let frames = 1; frames < 5000; frames += 37) {
        const { extent = Infinity } = planStudy(frames, video(4000, ...rate)) ?? {};
        expect(extent).toBeGreaterThanOrEqual(frames);
      }
    }
  });

  it('has six stretches of two seconds after that, in order, apart and inside the video', () => {
    for (const frameCount of [551, 700, 1125, 3000, 7500, 500_000]) {
      const plan = planStudy(75, video(frameCount));
      if (plan === undefined) throw new Error(`${frameCount} frames are studied whole`);
      let end = plan.extent;
      for (const { from, to } of plan.glimpses) {
        expect(from).toBeGreaterThanOrEqual(end);
        expect(to - from).toBe(50);
        end = to;
      }
      expect(plan.glimpses).toHaveLength(6);
      expect(end).toBeLessThanOrEqual(frameCount);
      // However long the video is, decoding ends after a minute and a half.
      expect(end).toBeLessThanOrEqual(250 + 90 * 25);
      expect(studiedFrames(plan, frameCount)).toBe(550);
    }
  });
});
