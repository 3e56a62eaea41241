import type { Box } from '../frame.js';
import { laplacianVariance, type Luma } from './pictureMeasures.js';
import { median } from './statistics.js';

/** Ratios kept; when full, every second one goes and half as many frames are measured from then on. */
const KEPT = 512;
/** Laplacian variance below which the source shows nothing that could be sharp. */
const FLAT = 0.5;

/**
 * Sharpness of the rendered mouth over the source's, fed with every rendered frame. Owns a bounded,
 * evenly spread sample of ratios, so a long video costs no more memory, and ever fewer frames are
 * measured as it goes on.
 */
export class SharpnessMeter {
  private ratios: number[] = [];
  private stride = 1;
  private seen = 0;

  /** `mouth` is the mouth's box in both pictures. */
  push(source: Luma, rendered: Luma, mouth: Box): void {
    const turn = this.seen % this.stride;
    this.seen += 1;
    if (turn !== 0) return;
    const before = laplacianVariance(source, mouth);
    if (before < FLAT) return;
    this.ratios.push(laplacianVariance(rendered, mouth) / before);
    if (this.ratios.length < KEPT) return;
    this.ratios = this.ratios.filter((_, i) => i % 2 === 0);
    this.stride *= 2;
  }

  /** Median ratio; null when no frame could be measured. */
  get measure(): number | null {
    return median(this.ratios);
  }
}
