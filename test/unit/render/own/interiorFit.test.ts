import { describe, expect, it } from 'vitest';
import { InteriorFit } from '../../../../src/render/own/interiorFit.js';

/** Pixels of the skull frame's unit, and where it lies in both pictures. */
const UNIT = 100;
const SKULL = { a: UNIT, b: 0, c: 50, d: 0, e: UNIT, f: 20 };
const IDENTITY_REACH = 2;

/** Inner lips of a mouth `width` wide about x 50, from row `top` to row `bottom` in the middle. */
function mouth(top: number, bottom: number, width = 60): Float32Array {
  const inner = new Float32Array(40);
  const corner = (top + bottom) / 2;
  for (let i = 0; i < 20; i++) {
    const lower = i <= 10;
    const along = lower ? i / 10 : (20 - i) / 10;
    const bulge = 1 - (2 * along - 1) ** 4;
    inner[2 * i] = 50 + width * (along - 0.5);
    inner[2 * i + 1] = corner + ((lower ? bottom : top) - corner) * bulge;
  }
  return inner;
}

function fitted(here: Float32Array, there: Float32Array): InteriorFit {
  const fit = new InteriorFit();
  const seam = {
    heights: new Float32Array(24).fill(0.42),
    lumas: new Float32Array(24).fill(90),
    softness: 0.02,
  };
  fit.fit({ inner: here, skull: SKULL }, { inner: there, skull: SKULL, seam }, IDENTITY_REACH, 30);
  return fit;
}

describe('interior fit', () => {
  const kept = mouth(50, 74);

  it('changes nothing for the mouth that was filmed', () => {
    const fit = fitted(kept, kept);
    for (const [x, y] of [
      [50, 52],
      [40, 62],
      [63, 73],
      [50, 48],
      [50, 76],
    ]) {
      fit.locate(x, y);
      expect(fit.x).toBeCloseTo(x, 3);
      expect(fit.y).toBeCloseTo(y, 3);
    }
  });

  it('keeps the upper teeth in their place and size whatever the jaw does', () => {
    for (const bottom of [66, 70, 74, 76]) {
      const fit = fitted(mouth(50, bottom), kept);
      fit.locate(45, 53);
      expect(fit.x).toBeCloseTo(45, 1);
      expect(Math.abs(fit.y - 53)).toBeLessThan(0.3);
    }
  });

  it('lets a lowered upper lip cover the teeth instead of pushing them', () => {
    const fit = fitted(mouth(56, 74), kept);
    fit.locate(50, 58);
    expect(Math.abs(fit.y - 58)).toBeLessThan(0.3);
  });

  it('carries what lies along the lower lip with it', () => {
    for (const bottom of [66, 80, 90]) {
      const fit = fitted(mouth(50, bottom), kept);
      fit.locate(50, bottom - 0.5);
      expect(fit.y).toBeGreaterThan(72.4);
      expect(fit.y).toBeLessThanOrEqual(74.01);
    }
  });

  it('shows no lip inside a mouth opened further than the filmed one', () => {
    const wide = mouth(44, 95, 72);
    const fit = fitted(wide, kept);
    for (let x = 30; x <= 70; x += 2) {
      for (let y = 46; y <= 93; y++) {
        if (y < heightAt(wide, x, true) + 1 || y > heightAt(wide, x, false) - 1) continue;
        fit.locate(x, y);
        expect(fit.y).toBeGreaterThan(heightAt(kept, fit.x, true) - 0.3);
        expect(fit.y).toBeLessThan(heightAt(kept, fit.x, false) + 0.3);
      }
    }
  });

  it('keeps the teeth their size in a mouth opened further, and is dark below them', () => {
    const fit = fitted(mouth(50, 95), kept);
    for (const y of [52, 55, 58]) {
      fit.locate(50, y);
      expect(fit.y).toBeCloseTo(y, 3);
      expect(fit.shade).toBe(1);
    }
    fit.locate(50, 73);
    // A third of the seam's light: 30 of 90.
    expect(fit.shade).toBeCloseTo(1 / 3, 1);
  });

  it('does not come apart on one side only', () => {
    const lopsided = kept.slice();
    for (let i = 8; i < 10; i++) lopsided[2 * i + 1] += 12;
    const fit = fitted(lopsided, kept);
    for (let x = 25; x < 76; x += 2) {
      for (let y = 50; y < 86; y += 2) {
        fit.locate(x, y);
        expect(fit.shade).toBeGreaterThan(0.7);
      }
    }
  });

  it('never runs backwards down a column', () => {
    for (const [top, bottom] of [
      [44, 95],
      [58, 64],
      [50, 51],
      [60, 90],
      [40, 60],
    ]) {
      const fit = fitted(mouth(top, bottom), kept);
      let before = -Infinity;
      for (let y = top - 3; y < bottom + 3; y += 0.25) {
        fit.locate(50, y);
        expect(fit.y).toBeGreaterThanOrEqual(before - 1e-3);
        before = fit.y;
      }
    }
  });

  it('crops the teeth of a narrower mouth and does not squeeze them', () => {
    const fit = fitted(mouth(50, 70, 30), kept);
    fit.locate(58, 60);
    expect(fit.x).toBeCloseTo(58, 1);
  });
});

/** Height of a contour's upper or lower edge over x. */
function heightAt(inner: Float32Array, x: number, upper: boolean): number {
  const order = upper ? [0, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10] : [...Array(11).keys()];
  for (let i = 1; i < order.length; i++) {
    const [ax, bx] = [inner[2 * order[i - 1]], inner[2 * order[i]]];
    if (x > bx) continue;
    const t = Math.max(0, (x - ax) / (bx - ax));
    return inner[2 * order[i - 1] + 1] * (1 - t) + inner[2 * order[i] + 1] * t;
  }
  return inner[21];
}
