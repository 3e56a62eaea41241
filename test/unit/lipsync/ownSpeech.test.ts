import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UNHEARD } from '../../../src/core/ownSpeech.js';
import { seeded } from '../../../src/core/seeded.js';
import { ownSpeechOf } from '../../../src/lipsync/actor/learnOwnSpeech.js';
import type { OwnSound } from '../../../src/lipsync/actor/ownSound.js';
import { SeenLips } from '../../../src/lipsync/actor/seenLips.js';
import { expectedApertures } from '../../../src/motion/expectedApertures.js';
import { sampleRow, smoothRow } from '../../../src/motion/filter.js';
import { parseMotionBasis } from '../../../src/motion/motionBasis.js';

const basis = parseMotionBasis(readFileSync(resolve('models/motion-basis.json'), 'utf8'));
const RATE = 25;
const HEARD_RATE = 50;

/** Speech as the model hears it: every coefficient wanders at the pace of syllables. */
function babble(seconds: number, seed: number): OwnSound {
  const draw = seeded(seed);
  const [count, frames] = [basis.components.length, seconds * HEARD_RATE];
  const data = new Float32Array(count * frames);
  for (let k = 0; k < count; k++) {
    const noise = Float32Array.from({ length: frames }, () => draw() - 0.5);
    data.set(smoothRow(noise, 4), k * frames);
  }
  const heard = new Float32Array(frames).fill(1);
  const survey = { samples: 0, frames, gain: 1, strongest: 1, signs: silence(frames) };
  const placeOf = (frame: number): number => (frame / RATE) * HEARD_RATE;
  return { survey, motion: { count, frames, data, heard }, placeOf };
}

function silence(frames: number) {
  return {
    levels: new Float32Array(frames).fill(-20),
    voicing: new Float32Array(frames).fill(1),
  };
}

/** Lips that say it so many seconds before it is heard. */
function lipsOf({ motion, placeOf }: OwnSound, seconds: number, early: number): SeenLips {
  const expected = expectedApertures(basis, motion);
  const lips = new SeenLips(RATE);
  for (let frame = 0; frame < seconds * RATE; frame++) {
    lips.push(frame, sampleRow(expected, placeOf(frame + early * RATE)));
  }
  return lips;
}

describe('a video that is heard', () => {
  it.each([-0.08, 0, 0.11])('has its sound %d s after its lips', (early) => {
    const sound = babble(8, 1);
    const { offset } = ownSpeechOf({ basis }, sound, lipsOf(sound, 8, early));
    expect(offset?.sure).toBe(true);
    expect(offset?.seconds).toBeCloseTo(early, 2);
  });

  it('is not sure of three seconds', () => {
    const sound = babble(3, 1);
    const { offset } = ownSpeechOf({ basis }, sound, lipsOf(sound, 3, 0));
    expect(offset).toMatchObject({ sure: false });
  });

  it('is not sure of what somebody else says', () => {
    for (let seed = 2; seed < 12; seed++) {
      const { offset } = ownSpeechOf({ basis }, babble(8, seed), lipsOf(babble(8, 1), 8, 0));
      expect(offset?.sure ?? false).toBe(false);
    }
  });

  it('says nothing of lips that are not seen', () => {
    expect(ownSpeechOf({ basis }, babble(8, 1), new SeenLips(RATE))).toEqual(UNHEARD);
  });
});

describe('the way of speaking that a video teaches', () => {
  /** Lips that open more with one sound than most people's. */
  const habit = ({ motion }: OwnSound, seconds: number): SeenLips => {
    const lips = new SeenLips(RATE);
    const expected = expectedApertures(basis, motion);
    const sounds = motion.data.subarray(2 * motion.frames, 3 * motion.frames);
    for (let frame = 0; frame < seconds * RATE; frame++) {
      const place = (frame / RATE) * HEARD_RATE;
      lips.push(frame, sampleRow(expected, place) + 0.03 * sampleRow(sounds, place - 3));
    }
    return lips;
  };

  it('is known where it helps', () => {
    const sound = babble(20, 1);
    const learnt = ownSpeechOf({ basis }, sound, habit(sound, 20));
    expect(learnt).toMatchObject({ verdict: 'helps', offset: { sure: true } });
    expect(learnt.gain).toBeGreaterThan(0.01);
  });

  it('is not known from eleven seconds', () => {
    const sound = babble(20, 1);
    expect(ownSpeechOf({ basis }, sound, habit(sound, 11))).toMatchObject({
      ...{ verdict: 'too-short', way: null, gain: null },
    });
  });

  it('is not known where nobody speaks', () => {
    const sound = babble(20, 1);
    const mute = {
      ...sound,
      motion: { ...sound.motion, heard: new Float32Array(20 * HEARD_RATE) },
    };
    expect(ownSpeechOf({ basis }, mute, habit(sound, 20)).verdict).toBe('too-short');
  });

  it('is not known from lips that say something else', () => {
    const lips = habit(babble(20, 500), 20);
    expect(ownSpeechOf({ basis }, babble(20, 1), lips).verdict).toBe('not-in-sync');
  });

  it('is not known of somebody who speaks as most do', () => {
    const sound = babble(20, 1);
    expect(ownSpeechOf({ basis }, sound, lipsOf(sound, 20, 0)).verdict).toBe('no-gain');
  });
});

describe('lips that are noted', () => {
  it('keep their place beside frames without any', () => {
    const lips = new SeenLips(RATE);
    lips.push(1, 0.5);
    lips.push(3, 0.25);
    expect([...lips.aperture]).toEqual([NaN, 0.5, NaN, 0.25]);
    expect(lips.seconds).toBe(2 / RATE);
  });

  it('are those of the first minutes', () => {
    const lips = new SeenLips(RATE);
    lips.push(180 * RATE - 1, 0.5);
    lips.push(180 * RATE, 0.5);
    expect(lips.aperture).toHaveLength(180 * RATE);
  });
});
