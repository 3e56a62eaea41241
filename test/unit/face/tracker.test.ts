import { beforeEach, describe, expect, it } from 'vitest';
import type { FaceChoice } from '../../../src/core/faceTrack.js';
import { FaceTracker, type TrackStep } from '../../../src/face/tracker.js';
import { BlockDetector, BlockMesh, picture, SIDE, type BlockFace } from './blockFaces.js';

const big = { x: 40, y: 60, size: 80 };
const small = { x: 250, y: 200, size: 56 };

let detector: BlockDetector;
let landmarks: BlockMesh;

beforeEach(() => {
  detector = new BlockDetector();
  landmarks = new BlockMesh();
});

function trackerFor(choice?: FaceChoice): FaceTracker {
  return new FaceTracker(
    { detector, landmarks },
    { color: { matrix: 'bt709', fullRange: false }, frameRate: 25, ...(choice && { choice }) },
  );
}

/** Centre of a face's landmarks, or the reason that there is none. */
function where(step: TrackStep): readonly [number, number] | string {
  if (step.kind === 'none') return step.reason;
  const at = (axis: number) => {
    const values = step.landmarks.filter((_, i) => i % 3 === axis);
    return (Math.min(...values) + Math.max(...values)) / 2;
  };
  return [at(0), at(1)];
}

function expectAt(step: TrackStep, { x, y, size }: BlockFace): void {
  const place = where(step);
  expect(place).toEqual([expect.closeTo(x + size / 2, -0.7), expect.closeTo(y + size / 2, -0.7)]);
}

describe('FaceTracker', () => {
  it('takes the largest face and follows it as it moves', async () => {
    const tracker = trackerFor();
    for (let i = 0; i < 30; i++) {
      const moved = { ...big, x: big.x + 3 * i };
      const step = await tracker.track(picture([small, moved]));
      expectAt(step, moved);
      expect(step.cut).toBe(false);
    }
    // On the first frame, also for how people are turned, then only to look after it now and then.
    expect(landmarks.runs).toBe(31);
    expect(detector.runs).toBeLessThanOrEqual(6);
  });

  it('stays with its face over frames that it is not shown', async () => {
    const tracker = trackerFor({ time: 0, x: 0.8, y: 0.7 });
    const both = picture([big, small]);
    await tracker.showChoice(both);
    for (let i = 0; i < 5; i++) expectAt(await tracker.track(both), small);
    const looked = detector.runs;
    tracker.leap(500);
    // Somebody larger stands nearer to where the chosen one was at first.
    const step = await tracker.track(picture([{ ...big, x: 150, y: 150 }, small]));
    expectAt(step, small);
    expect(step.cut).toBe(false);
    expect(detector.runs).toBeGreaterThan(looked);
  });

  it('hands out landmarks that later frames do not overwrite', async () => {
    const tracker = trackerFor();
    const first = await tracker.track(picture([big]));
    await tracker.track(picture([{ ...big, x: big.x + 8 }]));
    expectAt(first, big);
  });

  it('follows the chosen face from the first frame when it was shown', async () => {
    const later = { ...small, x: small.x - 20 };
    const choice = { time: 1, x: (later.x + 30) / SIDE, y: (later.y + 30) / SIDE };
    const tracker = trackerFor(choice);
    expect(await tracker.showChoice(picture([big, later]))).toBe(true);
    expectAt(await tracker.track(picture([big, small])), small);
    expectAt(await tracker.track(picture([big, small])), small);
  });

  it('changes to the chosen face at its time when it was not shown, and says that it cuts', async () => {
    const choice = { time: 0.08, x: (small.x + 30) / SIDE, y: (small.y + 30) / SIDE };
    const tracker = trackerFor(choice);
    const steps: TrackStep[] = [];
    for (let i = 0; i < 5; i++) steps.push(await tracker.track(picture([big, small])));
    expectAt(steps[1], big);
    expectAt(steps[2], small);
    expectAt(steps[4], small);
    expect(steps.map(({ cut }) => cut)).toEqual([false, false, true, false, false]);
  });

  it('finds no face where the choice points at none, and takes the largest', async () => {
    const tracker = trackerFor({ time: 0, x: 0.99, y: 0.01 });
    expect(await tracker.showChoice(picture([big]))).toBe(false);
    expectAt(await tracker.track(picture([big])), big);
  });

  it('searches a picture without a face rarely, and finds the face when it is back', async () => {
    const tracker = trackerFor();
    await tracker.track(picture([big]));
    const before = detector.runs;
    for (let i = 0; i < 50; i++) {
      expect(where(await tracker.track(picture([])))).toBe('no-face');
    }
    expect(detector.runs - before).toBeLessThanOrEqual(15);
    const steps: TrackStep[] = [];
    for (let i = 0; i < 6; i++) steps.push(await tracker.track(picture([big])));
    expectAt(steps[5], big);
  });

  it('comes back to the same person, not to the larger one, after a short loss', async () => {
    const tracker = trackerFor();
    await tracker.track(picture([small]));
    await tracker.track(picture([]));
    expectAt(await tracker.track(picture([big, small])), small);
  });

  it('starts anew at a scene cut, in the very frame', async () => {
    const tracker = trackerFor();
    await tracker.track(picture([small]));
    await tracker.track(picture([small]));
    const step = await tracker.track(picture([big], 90));
    expectAt(step, big);
    expect(step.cut).toBe(true);
    expect((await tracker.track(picture([big], 90))).cut).toBe(false);
  });

  it('blames the cut where the new shot has no face', async () => {
    const tracker = trackerFor();
    await tracker.track(picture([big]));
    expect(where(await tracker.track(picture([], 90)))).toBe('scene-cut');
    expect(where(await tracker.track(picture([], 90)))).toBe('scene-cut');
  });

  it('does not believe a mesh that the detector contradicts', async () => {
    const tracker = trackerFor();
    await tracker.track(picture([big]));
    landmarks.slip = 40;
    const steps: TrackStep[] = [];
    for (let i = 0; i < 12; i++) steps.push(await tracker.track(picture([big])));
    expect(steps.some(({ kind }) => kind === 'none')).toBe(true);
  });
});
