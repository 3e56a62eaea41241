import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { soundOffset, type SoundOffset } from '../../src/core/measure/soundOffset.js';
import { listenTo, type Ears } from '../../src/lipsync/hearSpeech.js';
import { expectedApertures } from '../../src/motion/expectedApertures.js';
import { sampleRow } from '../../src/motion/filter.js';
import { parseMotionBasis, type MotionBasis } from '../../src/motion/motionBasis.js';
import { FEATURE_RATE } from '../../src/speech/featureFrames.js';
import { ROOT } from '../root.js';
import type { Workbench } from '../workbench.js';
import { onOwnClock, type FaceSeries } from './faceSeries.js';

/**
 * How clips' own sound lies against their own lips, by what the general model expects of the sound: many
 * clips are published 40 to 100 ms off. Owns the networks that hear.
 */
export class OwnOffsets {
  private constructor(
    private readonly bench: Workbench,
    private readonly ears: Ears,
    private readonly basis: MotionBasis,
  ) {}

  static async open(bench: Workbench): Promise<OwnOffsets> {
    const store = bench.modelStore('product');
    const encoder = await store.open('speech-encoder');
    const speech = await store.open('speech-motion', { warmUpSizes: { T: 400 } });
    const basis = parseMotionBasis(readFileSync(join(ROOT, 'models', 'motion-basis.json'), 'utf8'));
    return new OwnOffsets(bench, { encoder, speech }, basis);
  }

  /** Null where the sound says nothing of the lips. */
  async of(path: string, real: FaceSeries): Promise<SoundOffset | null> {
    const { tools, signal } = this.bench;
    const { motion } = await listenTo(tools, this.ears, path, { signal });
    const expected = expectedApertures(this.basis, motion);
    const { aperture, frameRate } = onOwnClock(real);
    return soundOffset(aperture, frameRate, (at) => sampleRow(expected, at * FEATURE_RATE));
  }
}
