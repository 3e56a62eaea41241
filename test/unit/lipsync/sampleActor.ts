import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANDMARK_FLOATS } from '../../../src/core/faceTrack.js';
import { frameBytes, frameFrom } from '../../../src/core/frame.js';
import { seeded } from '../../../src/core/seeded.js';
import type { LearntActor } from '../../../src/lipsync/actor/actor.js';
import { TRACK_FILE, writeActor } from '../../../src/lipsync/actor/actorFiles.js';

const FRAMES = 6;
const [WIDTH, HEIGHT] = [24, 16];

/** What might have been learnt of a short video, of numbers drawn by `seed`. */
export function sampleActor(seed: number): LearntActor {
  const draw = seeded(seed);
  const floats = (count: number) => Float32Array.from({ length: count }, draw);
  const patch = (frameIndex: number) => ({
    frameIndex,
    picture: frameFrom(
      WIDTH,
      HEIGHT,
      Uint8Array.from({ length: frameBytes(WIDTH, HEIGHT) }, () => Math.floor(256 * draw())),
    ),
    inner: floats(40),
    open: draw(),
    skull: { a: draw(), b: draw(), c: draw(), d: draw(), e: draw(), f: draw() },
    key: { state: floats(5), yaw: 0.1, pitch: -0.1, aperture: draw(), area: draw(), shot: 0 },
    seam: {
      heights: Float32Array.from({ length: 24 }, (_, i) => 0.2 + i / 100),
      lumas: new Float32Array(24).fill(60 + 0.5),
      softness: 0.0125,
    },
    agreement: 0.75,
    dark: 41.5,
    lipShare: draw(),
    skinLuma: 150,
  });
  return {
    frames: FRAMES,
    whole: true,
    facts: Array.from({ length: FRAMES }, (_, frame) => ({
      missing: frame === 2 ? ('no-face' as const) : undefined,
      cut: frame === 2,
      yaw: draw(),
      eyeDistance: 100 * draw(),
    })),
    people: [0, -1, 1],
    cover: { coveredShare: 0.25, cutShare: draw(), lettered: true },
    mostFaces: 1 + Math.floor(3 * draw()),
    quarter: 0 as const,
    neutral: floats(90),
    spread: { aperture: draw(), width: draw() },
    patches: [patch(0), patch(4)],
    tone: {
      skin: [200, 150, 120],
      lip: [180, 90, 90],
      sideLight: draw(),
    },
    ownSpeech: {
      offset: { seconds: draw() / 10, r: draw(), sure: true },
      way: { weights: [...floats(84)], bias: draw() },
      ...{ verdict: 'helps', gain: draw() },
    },
    checksums: Uint32Array.from({ length: FRAMES }, () => Math.floor(2 ** 32 * draw())),
  };
}

/** Stores a sample in a folder, as a worker does before it publishes it. */
export async function storeSample(folder: string, seed: number): Promise<LearntActor> {
  const actor = sampleActor(seed);
  const draw = seeded(seed);
  const track = Float32Array.from({ length: FRAMES * LANDMARK_FLOATS }, draw);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, TRACK_FILE), new Uint8Array(track.buffer));
  await writeActor(folder, actor);
  return actor;
}
