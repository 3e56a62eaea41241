import type { YuvFrame } from '../../src/core/frame.js';
import { borderGradient, laplacianVariance } from '../../src/core/measure/pictureMeasures.js';
import {
  meanSquaredError,
  peakSignalToNoise,
  structuralSimilarity,
} from '../../src/core/measure/structuralSimilarity.js';
import { median } from '../../src/core/measure/statistics.js';
import { pooledJitter, type FrameFilter } from '../../src/core/measure/unsteadiness.js';
import type { DrawnMask } from './drawnMask.js';
import type { FaceSeries } from './faceSeries.js';
import { mouthBox, PATCH, SteadyPatch } from './mouthRegion.js';
import type { SpeechParts } from './speechParts.js';

/** How the mouth region of a result looks beside the source's. Null where it could not be measured. */
export interface PictureScore {
  readonly ssim: number | null;
  readonly psnr: number | null;
  /** Laplacian variance over the source's, median of frames. */
  readonly sharpness: number | null;
  /** Gradient across the drawn region's border over the source's there, median of frames. */
  readonly seam: number | null;
  /** Second difference in time of a steady mouth patch over the source's. */
  readonly pixelJitterSpeech: number | null;
  readonly pixelJitterSilence: number | null;
}

/** Laplacian variance below which the source shows nothing that could be sharp. */
const FLAT = 0.5;
/** Luma steps added to both gradients, so that a flat cheek makes no ratio of noise. */
const GRADIENT_FLOOR = 0.5;

/**
 * Compares a result with its source frame by frame, as both are decoded. Owns the patches of the mouth
 * over time (6 KB a frame), and keeps no pictures.
 */
export class PictureMeter {
  private readonly patch: SteadyPatch;
  private readonly similarities: number[] = [];
  private readonly errors: number[] = [];
  private readonly sharpness: number[] = [];
  private readonly seams: number[] = [];
  private readonly before: Float32Array[] = [];
  private readonly after: Float32Array[] = [];
  private frame = -1;

  /** @param source the source's own face @param drawn where each of the first frames was drawn on */
  constructor(
    private readonly source: FaceSeries,
    private readonly skip: FrameFilter,
    private readonly drawn: readonly (DrawnMask | null)[],
  ) {
    this.patch = new SteadyPatch(source);
  }

  push(was: YuvFrame, made: YuvFrame): void {
    this.frame += 1;
    const { frame } = this;
    const box = this.skip(frame) ? null : mouthBox(this.source, frame);
    this.keepPatches(was, made, box !== null);
    if (box === null) return;
    const similarity = structuralSimilarity(was, made, box);
    const error = meanSquaredError(was, made, box);
    if (similarity !== null) this.similarities.push(similarity);
    if (error !== null) this.errors.push(error);
    const sharp = laplacianVariance(was, box);
    if (sharp >= FLAT) this.sharpness.push(laplacianVariance(made, box) / sharp);
    this.pushSeam(was, made);
  }

  score(parts: SpeechParts): PictureScore {
    const mean = (list: readonly number[]): number | null =>
      list.length === 0 ? null : list.reduce((a, b) => a + b, 0) / list.length;
    const error = mean(this.errors);
    return {
      ssim: mean(this.similarities),
      psnr: error === null ? null : peakSignalToNoise(error),
      sharpness: median(this.sharpness),
      seam: median(this.seams),
      pixelJitterSpeech: this.jitterRatio(parts.spoken),
      pixelJitterSilence: this.jitterRatio(parts.silent),
    };
  }

  private pushSeam(was: YuvFrame, made: YuvFrame): void {
    const drawn = this.drawn.at(this.frame);
    if (this.frame >= this.drawn.length || drawn === null || drawn === undefined) return;
    const before = borderGradient(was, drawn.mask, drawn.box);
    const after = borderGradient(made, drawn.mask, drawn.box);
    if (before === null || after === null) return;
    this.seams.push((after + GRADIENT_FLOOR) / (before + GRADIENT_FLOOR));
  }

  private keepPatches(was: YuvFrame, made: YuvFrame, wanted: boolean): void {
    const none = (): Float32Array => new Float32Array(PATCH.width * PATCH.height).fill(NaN);
    this.before.push((wanted ? this.patch.sample(was, this.frame) : null) ?? none());
    this.after.push((wanted ? this.patch.sample(made, this.frame) : null) ?? none());
  }

  private jitterRatio(where: FrameFilter): number | null {
    const before = jitterOf(this.before, where);
    const after = jitterOf(this.after, where);
    return before === null || after === null || before === 0 ? null : after / before;
  }
}

function jitterOf(patches: readonly Float32Array[], where: FrameFilter): number | null {
  const stride = PATCH.width * PATCH.height;
  const all = new Float32Array(patches.length * stride);
  patches.forEach((patch, i) => {
    all.set(patch, i * stride);
  });
  return pooledJitter(all, stride, where);
}
