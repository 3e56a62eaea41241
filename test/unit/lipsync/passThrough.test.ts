import { describe, expect, it } from 'vitest';
import type { NoFaceReason } from '../../../src/core/faceTrack.js';
import type { FrameFacts } from '../../../src/lipsync/actor/actor.js';
import { PassedSpans, planFrames } from '../../../src/lipsync/passThrough.js';

const settings = { maxYaw: 45, minEyeDistance: 24 };

function facts(count: number, changes: Readonly<Record<number, Partial<FrameFacts>>> = {}) {
  return Array.from({ length: count }, (_, i): FrameFacts => {
    const base = { missing: undefined, cut: false, yaw: 0, eyeDistance: 100 };
    return { ...base, ...changes[i] };
  });
}

function gap(from: number, to: number, missing: NoFaceReason) {
  return Object.fromEntries(
    Array.from({ length: to - from }, (_, i): [number, Partial<FrameFacts>] => [
      from + i,
      { missing },
    ]),
  );
}

describe('pass-through plan', () => {
  it('moves every frame of a clean clip fully', () => {
    expect([...planFrames(facts(20), settings).weights]).toEqual(Array(20).fill(1));
  });

  it('eases out before a gap and in after it', () => {
    const { weights, reasons } = planFrames(facts(40, gap(20, 22, 'no-face')), settings);
    expect(weights[20]).toBe(0);
    expect(weights[21]).toBe(0);
    expect(reasons[20]).toBe('no-face');
    expect(weights[19]).toBeCloseTo(1 / 6, 5);
    expect(weights[22]).toBeCloseTo(1 / 6, 5);
    expect(weights[14]).toBe(1);
    expect(weights[27]).toBe(1);
  });

  it('passes profiles and small faces through, each with its reason', () => {
    const turned = { yaw: -0.9 };
    const small = { eyeDistance: 10 };
    const { reasons } = planFrames(facts(30, { 8: turned, 20: small }), settings);
    expect(reasons[8]).toBe('profile');
    expect(reasons[20]).toBe('too-small');
    expect(reasons[12]).toBeUndefined();
  });

  it('does not ease across a scene cut', () => {
    const { weights } = planFrames(
      facts(40, { ...gap(18, 20, 'no-face'), 20: { cut: true } }),
      settings,
    );
    expect(weights[19]).toBe(0);
    expect(weights[20]).toBe(1);
  });

  it('leaves a flash of a face between gaps as filmed', () => {
    const holes = { ...gap(10, 12, 'no-face'), ...gap(14, 16, 'no-face') };
    const { weights } = planFrames(facts(30, holes), settings);
    expect(weights[12]).toBe(0);
    expect(weights[13]).toBe(0);
  });

  it('has nothing to plan for no frames', () => {
    expect(planFrames([], settings).weights).toHaveLength(0);
  });
});

describe('passed spans', () => {
  it('joins neighbours of one reason', () => {
    const passed = new PassedSpans();
    passed.push(3, 'profile');
    passed.push(4, 'profile');
    passed.push(5, 'no-face');
    passed.push(9, 'no-face');
    expect(passed.frames).toBe(4);
    expect(passed.spans).toEqual([
      { from: 3, to: 5, reason: 'profile' },
      { from: 5, to: 6, reason: 'no-face' },
      { from: 9, to: 10, reason: 'no-face' },
    ]);
  });
});
