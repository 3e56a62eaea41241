import { describe, expect, it } from 'vitest';
import type { PassedSpan } from '../../../src/core/report.js';
import { seeded } from '../../../src/core/seeded.js';
import { OutputMeasures, type SegmentMeasures } from '../../../src/lipsync/outputMeasures.js';

const RATE = 25;
const FRAMES = 1400;
const PASSED: readonly PassedSpan[] = [
  { from: 0, to: 40, reason: 'no-face' },
  { from: 230, to: 270, reason: 'profile' },
  { from: 270, to: 300, reason: 'scene-cut' },
  { from: 500, to: 1100, reason: 'no-face' },
];
/** Lips that follow, but for some seconds in which they do as they like. */
const random = seeded(5);
const MEANT = Array.from({ length: FRAMES }, () => 0.1 * random());
const FOUND = MEANT.map((value, i) => (i > 330 && i < 430 ? 0.1 * random() : 0.9 * value + 0.001));
const SHARPNESS = MEANT.map(() => (random() < 0.1 ? null : 0.8 + 0.4 * random()));

/** What would be kept of the frames `from` to `to`, after a while on a disk. */
function segment(from: number, to: number): SegmentMeasures {
  const passed = PASSED.map((span) => ({
    ...span,
    from: Math.max(from, span.from),
    to: Math.min(to, span.to),
  })).filter((span) => span.from < span.to);
  const frames = Array.from({ length: to - from }, (_, i) => from + i);
  const isPassed = (frame: number) => PASSED.some((span) => frame >= span.from && frame < span.to);
  const drawn = frames.filter((frame) => !isPassed(frame));
  const measures = {
    frames: to - from,
    passed,
    meant: frames.map((frame) => (isPassed(frame) ? null : MEANT[frame])),
    found: frames.map((frame) => (isPassed(frame) || frame % 3 === 1 ? null : FOUND[frame])),
    sharpness: drawn.filter((frame) => frame % 10 === 0).map((frame) => SHARPNESS[frame]),
    ...(drawn.length > 0 && { mouth: { x0: from, y0: 9, x1: to, y1: 20 } }),
    drawnInteriors: drawn.filter((frame) => frame % 4 === 0).length,
  };
  return JSON.parse(JSON.stringify(measures)) as SegmentMeasures;
}

function added(cuts: readonly number[]) {
  const measures = new OutputMeasures(RATE);
  cuts.forEach((from, i) => {
    measures.add(segment(from, cuts[i + 1] ?? FRAMES));
  });
  const { frames, passed, sync, lowSync, sharpness, drawnShare } = measures;
  return {
    ...{ frames, sync, lowSync, sharpness, drawnShare },
    passed: { frames: passed.frames, spans: passed.spans },
  };
}

describe('measures of an output', () => {
  it('tell where the mouth was, all in all, and nothing where none was drawn', () => {
    const measures = new OutputMeasures(RATE);
    measures.add(segment(0, 100));
    measures.add(segment(600, 800));
    measures.add(segment(100, 200));
    expect(measures.mouth).toEqual({ x0: 0, y0: 9, x1: 200, y1: 20 });
    const none = new OutputMeasures(RATE);
    none.add(segment(600, 800));
    expect(none.mouth).toBeUndefined();
  });

  it('are what was put in', () => {
    const whole = added([0]);
    expect(whole.frames).toBe(FRAMES);
    expect(whole.passed).toEqual({ frames: 710, spans: PASSED });
    expect(whole.sync.apertureR).toBeGreaterThan(0.5);
    expect(whole.lowSync.length).toBeGreaterThan(0);
    expect(whole.drawnShare).toBeCloseTo(0.25, 1);
    expect(whole.sharpness).toBeCloseTo(1, 1);
  });

  it.each([[[0, 250, 500, 750, 1000, 1250]], [[0, 1, 2, 40, 270, 299, 300, 777]], [[0, 600]]])(
    'do not depend on the cuts: %s',
    (cuts) => {
      expect(added(cuts)).toEqual(added([0]));
    },
  );
});
