import { describe, expect, it } from 'vitest';
import { allocateFrame } from '../../../src/core/frame.js';
import { paintLabel } from '../../../src/render/visibleLabel.js';

describe('visible label', () => {
  it('paints bright letters on a dark veil in the lower left corner only', () => {
    const frame = allocateFrame(320, 240);
    frame.data.fill(120);
    paintLabel(frame);
    const inked = [...frame.y].filter((value) => value === 225).length;
    const veiled = [...frame.y].filter((value) => value === 54).length;
    expect(inked).toBeGreaterThan(100);
    expect(veiled).toBeGreaterThan(inked);
    expect(frame.y.subarray(0, 320 * 200).every((value) => value === 120)).toBe(true);
    for (let row = 0; row < 240; row++) expect(frame.y[row * 320 + 200]).toBe(120);
  });

  it('leaves a picture alone that is too small for it', () => {
    const frame = allocateFrame(40, 40);
    frame.data.fill(120);
    paintLabel(frame);
    expect(frame.data.every((value) => value === 120)).toBe(true);
  });
});
