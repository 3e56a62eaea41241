import { seeded } from '../../src/core/seeded.js';
import { DEFAULT_SETTINGS } from '../../src/core/settings.js';
import { LIP_INNER, MOVED } from '../../src/core/landmarkSets.js';
import { innerAperture, MOVED_FLOATS, movedOffset } from '../../src/core/lowerFace.js';
import { pearson, standardDeviation } from '../../src/core/measure/statistics.js';
import { gatherPoints } from '../../src/face/canonical.js';
import { hearSpeech } from '../../src/lipsync/hearSpeech.js';
import { loadModels, type LoadedModels } from '../../src/lipsync/loadedModels.js';
import { decodeSpeech } from '../../src/media/speech.js';
import { ROOT } from '../root.js';
import { NOT_SPEECH, SOUND_RATE } from './notSpeech.js';
import { PAUSES, pausedSpeech, type Fill } from './pauses.js';
import {
  decibels,
  peakOf,
  power,
  scaled,
  VARIANTS,
  writeWav,
  type CleanSpeech,
} from './soundVariants.js';
import { join, parse } from 'node:path';
import type { Workbench } from '../workbench.js';

/** Frames a second at which motion is sampled. */
const RATE = 50;

/** How a changed recording's motion compares with the clean one's. */
export interface VariantScore {
  readonly group: string;
  readonly name: string;
  readonly speech: string;
  readonly r: number | null;
  /** sd of the aperture over the clean one's. */
  readonly size: number;
}

/** Movement where nobody speaks, over movement in the speech; opening likewise. */
export interface RestScore {
  readonly group: string;
  readonly name: string;
  readonly speech: string;
  readonly leak: number;
  readonly opening: number;
}

/** The product's own way from a file to lips, without a face. */
export class MotionBench {
  private readonly neutral = new Float32Array(MOVED_FLOATS);
  private readonly shape = new Float32Array(MOVED_FLOATS);

  private constructor(
    private readonly bench: Workbench,
    private readonly models: LoadedModels,
  ) {
    gatherPoints(Float32Array.from(models.canonical.points), MOVED, this.neutral);
    closeLips(this.neutral);
  }

  static async open(bench: Workbench): Promise<MotionBench> {
    const models = await loadModels(bench.modelStore('product'), join(ROOT, 'models'));
    return new MotionBench(bench, models);
  }

  /** Inner-lip aperture of what is meant, on a mouth that closes, RATE times a second. */
  async apertures(path: string): Promise<Float64Array> {
    const { tools, signal } = this.bench;
    const speech = { audio: path };
    const heard = await hearSpeech(tools, this.models, speech, DEFAULT_SETTINGS, { signal });
    return Float64Array.from({ length: Math.round(heard.duration * RATE) }, (_, k) => {
      heard.motion.shapeAt(k / RATE, this.neutral, 1, this.shape);
      return innerAperture(this.shape);
    });
  }

  /** As {@link apertures}, of samples at SOUND_RATE. */
  async aperturesOf(sound: Float32Array): Promise<Float64Array> {
    const path = this.bench.path('sound.wav');
    writeWav(path, [sound], SOUND_RATE);
    return this.apertures(path);
  }

  async read(path: string): Promise<CleanSpeech> {
    const { tools, signal } = this.bench;
    const pcm = await decodeSpeech(tools, path, { signal, sampleRate: SOUND_RATE });
    return { name: parse(path).name, pcm: scaled(pcm, 0.5 / peakOf(pcm)) };
  }
}

/** The mean face's lips are ajar; at rest they are to touch, so that 0 is shut. */
function closeLips(shape: Float32Array): void {
  for (let k = 1; k <= 9; k++) {
    const lower = movedOffset(LIP_INNER[k]) + 1;
    const upper = movedOffset(LIP_INNER[20 - k]) + 1;
    const middle = (shape[lower] + shape[upper]) / 2;
    shape[lower] = middle;
    shape[upper] = middle;
  }
}

/** The same speech under everything that should not matter. */
export async function benchVariants(
  bench: Workbench,
  motion: MotionBench,
  speeches: readonly CleanSpeech[],
): Promise<VariantScore[]> {
  const scores: VariantScore[] = [];
  for (const speech of speeches) {
    const clean = await motion.aperturesOf(speech.pcm);
    for (const { group, name, make, late } of VARIANTS) {
      const path = bench.path('variant.wav');
      await make(speech, bench, path);
      const from = Math.round((late ?? 0) * RATE);
      const made = (await motion.apertures(path)).slice(from, from + clean.length);
      const size = standardDeviation(made) / standardDeviation(clean);
      scores.push({ group, name, speech: speech.name, r: pearson(clean, made), size });
    }
  }
  return scores;
}

/** Levels of a sound amid speech, dB against the speech by power. */
const AMID = [0, -12] as const;
const AMID_SECONDS = 2.5;
/** Time the mouth is given to come to rest and to get ready again. */
const MARGIN = 0.2;

/** Sounds that are no speech: alone in a file, and amid speech. */
export async function benchNotSpeech(
  motion: MotionBench,
  speeches: readonly CleanSpeech[],
): Promise<RestScore[]> {
  const scores: RestScore[] = [];
  for (const speech of speeches) {
    const clean = await motion.aperturesOf(speech.pcm);
    const reference = { movement: movement(clean), opening: mean(clean) };
    for (const [name, make] of Object.entries(NOT_SPEECH)) {
      const alone = make(4 * SOUND_RATE, seeded(speech.pcm.length));
      const moved = await motion.aperturesOf(alone);
      scores.push({ group: 'alone', name, speech: speech.name, ...rest(moved, reference) });
      for (const level of AMID) {
        const sound = make(AMID_SECONDS * SOUND_RATE, seeded(speech.pcm.length + 1));
        const gain = Math.sqrt(power(speech.pcm) / Math.max(1e-12, power(sound))) * decibels(level);
        // Silence and room tone are as quiet as they are.
        const placed = power(sound) < 1e-5 ? sound : scaled(sound, gain);
        const amid = await motion.aperturesOf(
          Float32Array.from([...speech.pcm, ...placed, ...speech.pcm]),
        );
        const from = speech.pcm.length / SOUND_RATE + MARGIN;
        const part = between(amid, from, from + AMID_SECONDS - 2 * MARGIN);
        const group = `amid speech, ${level} dB`;
        scores.push({ group, name, speech: speech.name, ...rest(part, reference) });
      }
    }
  }
  return scores;
}

/** Pauses set between words, filled with what is heard in pauses. */
export async function benchPauses(
  motion: MotionBench,
  speeches: readonly CleanSpeech[],
  fills: readonly Fill[],
): Promise<RestScore[]> {
  const scores: RestScore[] = [];
  for (const speech of speeches) {
    for (const seconds of PAUSES) {
      for (const { name, fill, under } of fills) {
        const { pcm, pauses } = pausedSpeech(speech.pcm, seconds, fill, under);
        const made = await motion.aperturesOf(pcm);
        const inside = pauses.map(({ from, to }) => between(made, from + 0.1, to - 0.1));
        const outside = speaking(made, pauses);
        const reference = { movement: movement(outside), opening: mean(outside) };
        const leaks = inside.map((part) => rest(part, reference));
        const average = (pick: (score: Rest) => number): number => mean(leaks.map(pick));
        scores.push({
          group: `pause of ${seconds} s`,
          name,
          speech: speech.name,
          leak: average(({ leak }) => leak),
          opening: average(({ opening }) => opening),
        });
      }
    }
  }
  return scores;
}

interface Rest {
  readonly leak: number;
  readonly opening: number;
}

function rest(
  part: Float64Array,
  reference: { readonly movement: number; readonly opening: number },
): Rest {
  return { leak: movement(part) / reference.movement, opening: mean(part) / reference.opening };
}

/** Mean speed of the aperture, a frame. */
function movement(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 1; i < values.length; i++) {
    const step = Math.abs(values[i] - values[i - 1]);
    if (!Number.isFinite(step)) continue;
    sum += step;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

function mean(values: ArrayLike<number>): number {
  const finite = Array.from(values).filter(Number.isFinite);
  return finite.reduce((sum, value) => sum + value, 0) / Math.max(1, finite.length);
}

function between(values: Float64Array, from: number, to: number): Float64Array {
  return values.slice(Math.round(from * RATE), Math.round(to * RATE) + 1);
}

function speaking(
  values: Float64Array,
  pauses: readonly { readonly from: number; readonly to: number }[],
): Float64Array {
  const out = values.slice();
  for (const { from, to } of pauses) out.fill(NaN, Math.round(from * RATE), Math.round(to * RATE));
  return out;
}
