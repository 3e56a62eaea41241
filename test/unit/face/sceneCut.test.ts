import { describe, expect, it } from 'vitest';
import { allocateFrame, type YuvFrame } from '../../../src/core/frame.js';
import { SceneCutDetector } from '../../../src/face/sceneCut.js';

/** Stripes that `shift` moves; `shot` is another motif. */
function shotFrame(shot: number, shift: number): YuvFrame {
  const frame = allocateFrame(320, 180);
  for (let y = 0; y < 180; y++) {
    for (let x = 0; x < 320; x++) {
      const wave = shot === 0 ? Math.sin((x + shift) / 40) : Math.sin((y * 2 + shift) / 25);
      frame.y[y * 320 + x] = 128 + 80 * wave;
    }
  }
  return frame;
}

describe('SceneCutDetector', () => {
  it('finds the cut between two moving shots, and nothing else', () => {
    const cuts = new SceneCutDetector();
    const found: number[] = [];
    for (let i = 0; i < 40; i++) if (cuts.isCut(shotFrame(i < 20 ? 0 : 1, 4 * i))) found.push(i);
    expect(found).toEqual([20]);
  });

  it('takes a fast pan for movement', () => {
    const cuts = new SceneCutDetector();
    const found: number[] = [];
    for (let i = 0; i < 40; i++) {
      // The pan speeds up to a third of the motif a frame.
      if (cuts.isCut(shotFrame(0, i * i))) found.push(i);
    }
    expect(found).toEqual([]);
  });

  it('forgets the last shot when reset', () => {
    const cuts = new SceneCutDetector();
    cuts.isCut(shotFrame(0, 0));
    cuts.reset();
    expect(cuts.isCut(shotFrame(1, 0))).toBe(false);
  });
});
