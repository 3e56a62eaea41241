import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MOVED_FLOATS } from '../../../src/core/lowerFace.js';
import { UNHEARD } from '../../../src/core/ownSpeech.js';
import { seeded } from '../../../src/core/seeded.js';
import type { VideoInfo } from '../../../src/core/videoInfo.js';
import { Journal } from '../../../src/lipsync/journal/journal.js';
import { parseJournalKey } from '../../../src/lipsync/journal/journalKey.js';
import { readPlan, writePlan, type PlanFacts } from '../../../src/lipsync/journal/outputPlan.js';
import { parseMotionBasis } from '../../../src/motion/motionBasis.js';
import { MouthMotion } from '../../../src/motion/mouthMotion.js';

const basis = parseMotionBasis(readFileSync(resolve('models/motion-basis.json'), 'utf8'));
const INFO: VideoInfo = {
  ...{ width: 64, height: 48, rotation: 0, frameRate: { num: 25, den: 1 }, variableRate: false },
  ...{
    frameCount: 9,
    duration: 1,
    codec: 'h264',
    pixelFormat: 'yuv420p',
    colorTags: {},
    audio: [],
  },
  ...{ color: { matrix: 'bt709', fullRange: false }, sampleAspect: { num: 1, den: 1 } },
};
const FACTS: PlanFacts = {
  ...{
    info: INFO,
    frames: 300,
    sourceFrames: 40,
    duration: 12.0048,
    actor: 'abc',
    actorCached: false,
    mostFaces: 1,
    cover: { coveredShare: 0, cutShare: 0, lettered: false },
    peopleTurned: 0,
  },
  ownSpeech: UNHEARD,
  ...{ encoder: 'libx264', stages: { speech: { seconds: 1.5, frames: 1 } } },
  warnings: ['no-speech-heard'],
};

/** A minute of somebody who speaks and pauses, said by somebody whose mouth moves much. */
const MOTION = motion();
function motion(smoothing = 0.6): MouthMotion {
  const random = seeded(3);
  const count = basis.components.length;
  const frames = 3000;
  const data = Float32Array.from({ length: count * frames }, () => random() - 0.5);
  const activity = Float32Array.from({ length: frames }, (_, k) => (k % 400 < 300 ? 1 : 0.2));
  const heard = new MouthMotion(basis, { count, frames, data }, activity, {
    ...{ rate: 50, smoothing },
  });
  return heard.suitedTo({ aperture: 0.08, width: 0.02 });
}

let root: string;
let journal: Journal;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'heygem-plan-'));
  journal = new Journal(root, parseJournalKey('0f'.repeat(32)));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function kept(facts: PlanFacts, motion = MOTION) {
  await writePlan(journal, { facts, motion });
  const plan = await readPlan(journal, basis);
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

describe('the plan of an output', () => {
  it('means to the bit the same mouth at every time in another process', async () => {
    const [before, after] = [MOTION, (await kept(FACTS)).motion];
    const neutral = new Float32Array(MOVED_FLOATS);
    const [a, b] = [neutral.slice(), neutral.slice()];
    for (let seconds = 0; seconds < 61; seconds += 0.317) {
      before.shapeAt(seconds, neutral, 0.9, a);
      after.shapeAt(seconds, neutral, 0.9, b);
      expect(b).toEqual(a);
    }
    expect(Math.max(...a.map(Math.abs))).toBeGreaterThan(0);
  });

  it('keeps its facts', async () => {
    expect((await kept(FACTS)).facts).toEqual(FACTS);
  });

  it('has a digest of what decides the frames and of nothing else', async () => {
    const { digest } = await kept(FACTS);
    expect((await kept({ ...FACTS, stages: {}, actorCached: true })).digest).toBe(digest);
    const others = [
      await kept({ ...FACTS, actor: 'abd' }),
      await kept({ ...FACTS, encoder: 'h264_nvenc' }),
      await kept(FACTS, motion(0.3)),
    ];
    expect(new Set([digest, ...others.map((plan) => plan.digest)]).size).toBe(4);
  });
});
