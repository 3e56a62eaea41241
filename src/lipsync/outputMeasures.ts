import { around, type Box } from '../core/frame.js';
import { LowSyncMeter } from '../core/measure/lowSyncMeter.js';
import { SharpnessMeter } from '../core/measure/sharpnessMeter.js';
import { SyncMeter } from '../core/measure/syncMeter.js';
import type { LowSyncSpan, PassedSpan, SyncMeasure } from '../core/report.js';
import { PassedSpans } from './passThrough.js';

/**
 * What was measured on one segment: the readings themselves rather than sums of them, so that an
 * output's figures do not depend on where it was cut or in which order its segments were made.
 */
export interface SegmentMeasures {
  readonly frames: number;
  /** In frames of the whole output. */
  readonly passed: readonly PassedSpan[];
  /**
   * Inner-lip apertures, a frame each: meant, and found on the rendered picture. Null where there is
   * none, or where nobody looked.
   */
  readonly meant: readonly (number | null)[];
  readonly found: readonly (number | null)[];
  /** Of every tenth frame of the output that was drawn; null where the source is flat. */
  readonly sharpness: readonly (number | null)[];
  /** Frames whose mouth interior is a drawn one. */
  readonly drawnInteriors: number;
  /** Around the mouths drawn, in pixels; absent where none is, and in pieces from before this was kept. */
  readonly mouth?: Box;
}

/**
 * Adds up what was measured on the segments of one output, given in order. Owns running sums, the
 * spans found and a bounded sample, whatever the length.
 */
export class OutputMeasures {
  private readonly syncMeter = new SyncMeter();
  private readonly lowSyncMeter: LowSyncMeter;
  private readonly sharpnessMeter = new SharpnessMeter();
  private readonly passedSpans = new PassedSpans();
  private mouthBox: Box | undefined;
  private drawnInteriors = 0;
  private total = 0;

  constructor(frameRate: number) {
    this.lowSyncMeter = new LowSyncMeter(frameRate);
  }

  add({ frames, passed, meant, found, sharpness, drawnInteriors, mouth }: SegmentMeasures): void {
    this.total += frames;
    this.drawnInteriors += drawnInteriors;
    if (mouth) this.mouthBox = around(this.mouthBox, mouth);
    for (const { from, to, reason } of passed) this.passedSpans.push(from, reason, to);
    for (const ratio of sharpness) this.sharpnessMeter.push(ratio);
    meant.forEach((aperture, i) => {
      this.syncMeter.push(aperture, found[i]);
      this.lowSyncMeter.push(aperture, found[i]);
    });
  }

  get frames(): number {
    return this.total;
  }

  get passed(): Pick<PassedSpans, 'frames' | 'spans'> {
    return this.passedSpans;
  }

  get sync(): SyncMeasure {
    return this.syncMeter.measure;
  }

  get lowSync(): readonly LowSyncSpan[] {
    return this.lowSyncMeter.spans;
  }

  get sharpness(): number | null {
    return this.sharpnessMeter.measure;
  }

  /** Around all mouths drawn, pixels. */
  get mouth(): Box | undefined {
    return this.mouthBox;
  }

  /** Share of drawn frames whose mouth interior is a drawn one. */
  get drawnShare(): number {
    const drawn = this.total - this.passedSpans.frames;
    return drawn > 0 ? this.drawnInteriors / drawn : 0;
  }
}
