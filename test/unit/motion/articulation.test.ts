import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LipSpreadMeter, type LipSpread } from '../../../src/core/lipSpread.js';
import { innerAperture, mouthWidth, MOVED_FLOATS } from '../../../src/core/lowerFace.js';
import { gainsFor, suitedWidth, wideningMode } from '../../../src/motion/articulation.js';
import { parseMotionBasis } from '../../../src/motion/motionBasis.js';
import { MouthMotion } from '../../../src/motion/mouthMotion.js';

const basis = parseMotionBasis(readFileSync('models/motion-basis.json', 'utf8'));
const RATE = 50;
const SECONDS = 12;

/** Coefficients that swing at several rates, like syllables. */
function babble(size: number): MouthMotion {
  const frames = SECONDS * RATE;
  const count = basis.components.length;
  const data = new Float32Array(count * frames);
  for (let k = 0; k < 4; k++) {
    for (let i = 0; i < frames; i++) {
      data[k * frames + i] = (size * Math.sin((2 * Math.PI * (3 + k) * i) / RATE)) / (k + 1);
    }
  }
  const activity = new Float32Array(frames).fill(1);
  return new MouthMotion(basis, { count, frames, data }, activity, { rate: RATE, smoothing: 0 });
}

function spreadOf(motion: MouthMotion): LipSpread {
  const meter = new LipSpreadMeter(25);
  const neutral = new Float32Array(MOVED_FLOATS);
  const shape = new Float32Array(MOVED_FLOATS);
  for (let i = 0; i < SECONDS * 25; i++) {
    motion.shapeAt(i / 25, neutral, 1, shape);
    meter.push(innerAperture(shape), mouthWidth(shape));
  }
  return meter.ownSpread ?? { aperture: 0, width: 0 };
}

describe('articulation', () => {
  it('brings a mouth to the movement of the person, up and down', () => {
    const motion = babble(1);
    const made = spreadOf(motion);
    for (const factor of [0.8, 1, 1.4]) {
      const person = { aperture: made.aperture * factor, width: made.width };
      const suited = spreadOf(motion.suitedTo(person));
      expect(suited.aperture / person.aperture).toBeGreaterThan(0.9);
      expect(suited.aperture / person.aperture).toBeLessThan(1.1);
    }
  });

  it('follows neither a person nor a recording that is unlike speech', () => {
    const person = { aperture: 0.05, width: 0.03 };
    const most = { opening: 1.8, width: 1.6, narrowing: 2.8, middle: 0.01 };
    expect(gainsFor({ aperture: 0.001, width: 0 }, person, 0.01)).toEqual(most);
    const least = { opening: 0.75, width: 0.75, narrowing: 0.9, middle: 0 };
    expect(gainsFor({ aperture: 0.5, width: 0.5 }, person, 0)).toEqual(least);
  });

  it('brings opening and width to the person apart from each other', () => {
    const made = { aperture: 0.04, width: 0.02 };
    const usual = gainsFor(made, { aperture: 0.05, width: 0.02 }, 0);
    const wider = gainsFor(made, { aperture: 0.05, width: 0.03 }, 0);
    expect(wider.opening).toBe(usual.opening);
    expect(wider.width / usual.width).toBeCloseTo(1.5, 6);
    expect(wider.narrowing / usual.narrowing).toBeCloseTo(1.5, 6);
  });

  it('rounds a mouth further than it spreads it, without a jump between', () => {
    const gains = { opening: 1, width: 0.8, narrowing: 1.6, middle: 0.01 };
    const at = (width: number): number => suitedWidth(width, gains);
    expect(at(0.06) - at(0.01)).toBeCloseTo(0.8 * 0.05, 6);
    expect(at(-0.03) - at(-0.05)).toBeCloseTo(1.6 * 0.02, 6);
    for (let width = -0.06; width < 0.06; width += 0.001) {
      const rise = at(width + 0.001) - at(width);
      expect(rise).toBeGreaterThan(0.0007);
      expect(rise).toBeLessThan(0.0017);
    }
  });

  it('narrows no mouth to a point, however far somebody moves', () => {
    const gains = { opening: 1, width: 1.6, narrowing: 2.4, middle: 0.02 };
    const narrowed = (width: number): number => 1.6 * 0.02 - suitedWidth(width, gains);
    expect(narrowed(-0.03)).toBeGreaterThan(0.09);
    expect(narrowed(-0.1)).toBeLessThan(0.16);
    expect(narrowed(-0.1)).toBeGreaterThan(narrowed(-0.09));
  });

  it('rounds lips that narrow, and opens none by it', () => {
    const motion = babble(2);
    const made = spreadOf(motion);
    const narrowest = (one: MouthMotion): { width: number; apertures: number[] } => {
      const shape = new Float32Array(MOVED_FLOATS);
      const widths: number[] = [];
      const apertures: number[] = [];
      for (let i = 0; i < SECONDS * 25; i++) {
        one.shapeAt(i / 25, new Float32Array(MOVED_FLOATS), 1, shape);
        widths.push(mouthWidth(shape));
        apertures.push(innerAperture(shape));
      }
      const middle = widths.slice().sort((a, b) => a - b)[widths.length >> 1];
      return { width: Math.min(...widths) - middle, apertures };
    };
    const before = narrowest(motion);
    const after = narrowest(motion.suitedTo(made));
    expect(after.width / before.width).toBeGreaterThan(1.05);
    after.apertures.forEach((aperture, i) => {
      expect(aperture).toBeCloseTo(before.apertures[i], 3);
    });
  });

  it('leaves a silent recording silent', () => {
    const silent = babble(0).suitedTo({ aperture: 0.08, width: 0.05 });
    expect(spreadOf(silent)).toEqual({ aperture: 0, width: 0 });
  });

  it('widens the mouth without opening it', () => {
    const mode = wideningMode(basis);
    expect(mouthWidth(mode)).toBeCloseTo(1, 4);
    expect(innerAperture(mode)).toBeCloseTo(0, 4);
  });

  it('has no such mode where the basis only opens', () => {
    const component = basis.components[0].map(() => 0);
    expect(wideningMode({ mean: component, components: [component] })).toEqual(component);
  });
});
