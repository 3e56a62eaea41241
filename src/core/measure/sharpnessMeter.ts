import type { Box } from '../frame.js';
import { laplacianVariance, type Luma } from './pictureMeasures.js';
import { median } from './statistics.js';

/** Ratios kept; when full, every second one goes and half as many are taken from then on. */
const KEPT = 512;
/** Laplacian variance below which the source shows nothing that could be sharp. */
const FLAT = 0.5;

/**
 * Sharpness of the rendered mouth over the source's; null where the source is flat.
 * @param mouth the mouth's box in both pictures
 */
export function sharpnessRatio(source: Luma, rendered: Luma, mouth: Box): number | null {
  const before = laplacianVariance(source, mouth);
  return before < FLAT ? null : laplacianVariance(rendered, mouth) / before;
}

/**
 * The usual sharpness of an output, fed with the ratios of its frames in order. Owns a bounded, evenly
 * spread sample of them, so a long video costs no more memory.
 */
export class SharpnessMeter {
  private ratios: number[] = [];
  private stride = 1;
  private seen = 0;

  push(ratio: number | null): void {
    const turn = this.seen % this.stride;
    this.seen += 1;
    if (turn !== 0 || ratio === null) return;
    this.ratios.push(ratio);
    if (this.ratios.length < KEPT) return;
    this.ratios = this.ratios.filter((_, i) => i % 2 === 0);
    this.stride *= 2;
  }

  /** Median ratio; null when no frame could be measured. */
  get measure(): number | null {
    return median(this.ratios);
  }
}
