import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LipSpreadMeter, type LipSpread } from '../../../src/core/lipSpread.js';
import { innerAperture, mouthWidth, MOVED_FLOATS } from '../../../src/core/lowerFace.js';
import { gainsFor, wideningMode } from '../../../src/motion/articulation.js';
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
    expect(gainsFor({ aperture: 0.001, width: 0 }, person)).toEqual({ opening: 1.8, width: 1.6 });
    expect(gainsFor({ aperture: 0.5, width: 0.5 }, person)).toEqual({ opening: 0.75, width: 0.75 });
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
