import { describe, expect, it } from 'vitest';
import { rgbFromYuv, type Rgb } from '../../../../src/core/colorMatrix.js';
import { allocateFrame, chromaWidth, type ColorCoding } from '../../../../src/core/frame.js';
import { DrawnInterior } from '../../../../src/render/drawn/drawnInterior.js';
import { mouthKey } from '../../../../src/render/own/mouthKey.js';
import { MouthMask } from '../../../../src/render/mouthMask.js';
import { cutMouthPatch, lipPositions } from '../../../../src/render/own/mouthPatch.js';
import { pictureBlur, restMouth } from '../../../../src/render/drawn/restMouth.js';
import { skullFrame } from '../../../../src/render/skullFrame.js';
import { frontalLandmarks, frontalPose, lowerFace, texturedFrame } from '../syntheticFace.js';

const COLOR: ColorCoding = { matrix: 'bt709', fullRange: false };
/** Skins and lips that the network before this once drew olive, teal or glaring teeth beside. */
const TONES: readonly (readonly [string, Rgb, Rgb])[] = [
  ['pale', [0.93, 0.85, 0.82], [0.8, 0.55, 0.55]],
  ['orange light', [0.8, 0.5, 0.3], [0.65, 0.3, 0.22]],
  ['dark', [0.3, 0.19, 0.14], [0.26, 0.14, 0.12]],
  ['lipstick', [0.8, 0.62, 0.55], [0.75, 0.05, 0.15]],
  ['drawing', [0.85, 0.82, 0.86], [0.88, 0.6, 0.55]],
];

function landmarksOpenBy(pixels: number): Float32Array {
  const landmarks = frontalLandmarks();
  for (const i of [95, 88, 178, 87, 14, 317, 402, 318, 324]) landmarks[3 * i + 1] += pixels;
  return landmarks;
}

function drawn(skin: Rgb, lip: Rgb, opacity = 1) {
  const landmarks = landmarksOpenBy(14);
  const inner = lipPositions(landmarks).subarray(0, 40);
  const mask = new MouthMask();
  mask.draw(inner, 0.5, -0.5, { x0: 0, y0: 0, x1: 200, y1: 200 });
  const frame = allocateFrame(200, 200);
  frame.y.fill(60);
  frame.u.fill(128);
  frame.v.fill(128);
  const rest = { x: 0, y: 0.28, width: 0.53 };
  const person = { rest, tone: { skin, lip, sideLight: 0 }, blur: 0.6 };
  const mouth = { inner, skull: skullFrame(landmarks, frontalPose) };
  new DrawnInterior(person, COLOR).draw(frame, mask, mouth, opacity);
  return { frame, mask };
}

describe('drawn interior', () => {
  it.each(TONES)('draws nothing green and nothing brighter than skin: %s', (_, skin, lip) => {
    const { frame, mask } = drawn(skin, lip);
    const { box } = mask;
    const brightest = 0.2126 * skin[0] + 0.7152 * skin[1] + 0.0722 * skin[2];
    let most = 0;
    for (let y = box.y0; y < box.y1; y++) {
      for (let x = box.x0; x < box.x1; x++) {
        if (mask.coverage[(y - box.y0) * (box.x1 - box.x0) + x - box.x0] < 1) continue;
        const chroma = (y >> 1) * chromaWidth(200) + (x >> 1);
        const at = y * 200 + x;
        const [r, g] = rgbFromYuv(frame.y[at], frame.u[chroma], frame.v[chroma], COLOR);
        expect(g - r).toBeLessThan(0.03);
        most = Math.max(most, (frame.y[at] - 16) / 219);
      }
    }
    // Teeth are seen, and beside dark skin they are lighter than it.
    expect(most).toBeGreaterThan(0.5 * brightest);
    expect(most).toBeLessThan(Math.max(1.02 * brightest, 0.45));
  });

  it('touches nothing outside the opening, and nothing at no opacity', () => {
    const { frame, mask } = drawn([0.8, 0.6, 0.5], [0.6, 0.4, 0.4]);
    const { box } = mask;
    frame.y.forEach((value, at) => {
      const [x, y] = [at % 200, Math.floor(at / 200)];
      const inside = x >= box.x0 && x < box.x1 && y >= box.y0 && y < box.y1;
      if (!inside) expect(value).toBe(60);
    });
    const still = drawn([0.8, 0.6, 0.5], [0.6, 0.4, 0.4], 0).frame;
    expect(still.y.every((value) => value === 60)).toBe(true);
  });

  it('takes the most closed patch for the mouth at rest', () => {
    const patchAt = (pixels: number, aperture: number) => {
      const key = { ...mouthKey(lowerFace(), 0, frontalPose, 0), aperture };
      return cutMouthPatch(texturedFrame(), landmarksOpenBy(pixels), frontalPose, key, 0);
    };
    const rest = restMouth([patchAt(14, 0.2), patchAt(0, 0), patchAt(8, 0.1)]);
    expect(rest).toEqual(restMouth([patchAt(0, 0)]));
    expect(rest?.width).toBeCloseTo(0.53, 1);
    expect(restMouth([])).toBeUndefined();
  });

  it('tells a soft picture from a sharp one', () => {
    const blurOf = (sigma: number) => {
      const frame = allocateFrame(200, 200);
      for (let x = 0; x < 200; x++) {
        const value = 128 + 80 * Math.tanh((x - 100) / sigma);
        for (let y = 0; y < 200; y++) frame.y[y * 200 + x] = value;
      }
      const key = mouthKey(lowerFace(), 0, frontalPose, 0);
      return pictureBlur([cutMouthPatch(frame, frontalLandmarks(), frontalPose, key, 0)]);
    };
    expect(blurOf(0.5)).toBeLessThan(1);
    expect(blurOf(3)).toBeGreaterThan(1.6 * blurOf(1));
  });
});
