import type { LowSyncReason, LowSyncSpan } from '../report.js';
import { PairStatistics } from './statistics.js';

/** Seconds judged at once: a few syllables, so that there is movement to follow. */
const WINDOW_SECONDS = 1;
/** Pairs in a window below which its correlation is chance. */
const MIN_PAIRS = 6;
/**
 * Spread of the meant aperture (eye distances) from which a window counts as speech: half of what a
 * second of speech has (.03 to .04). Below it openings are so small that the mesh sees none of them.
 */
const MIN_MOVEMENT = 0.015;
/**
 * A window's r below which its lips count as not following. Of 324 windows of 20 outputs (ten people,
 * frontal to turned, two speeches) one fell below; lips of other speech give -.5 to .5.
 */
const LOW_R = 0.6;
/**
 * Rendered over meant spread below which lips count as hardly moving. Of the same windows 19 fell
 * below, 18 of them on the one person whose lips move half as far as meant throughout.
 */
const LOW_ARTICULATION = 0.5;

interface OpenWindow {
  readonly from: number;
  readonly pairs: PairStatistics;
}

/**
 * Finds where rendered lips follow the meant motion poorly, fed once an output frame. Windows overlap
 * by half. Owns two windows' sums and the spans found, whatever the length.
 */
export class LowSyncMeter {
  private readonly found: LowSyncSpan[] = [];
  private readonly windowFrames: number;
  private readonly hopFrames: number;
  private open: OpenWindow[] = [];
  private frame = 0;

  constructor(frameRate: number) {
    this.windowFrames = Math.max(2, Math.round(frameRate * WINDOW_SECONDS));
    this.hopFrames = Math.ceil(this.windowFrames / 2);
  }

  /** As {@link SyncMeter.push}. Null too for a frame that was not looked at again. */
  push(intended: number | null, rendered: number | null): void {
    if (this.frame % this.hopFrames === 0) {
      this.open.push({ from: this.frame, pairs: new PairStatistics() });
    }
    if (intended !== null && rendered !== null) {
      for (const { pairs } of this.open) pairs.push(intended, rendered);
    }
    this.frame += 1;
    const [oldest] = this.open;
    if (this.frame - oldest.from < this.windowFrames) return;
    this.judge(oldest);
    this.open = this.open.slice(1);
  }

  /** In order, without overlap. What is not yet a whole window is judged as it is. */
  get spans(): readonly LowSyncSpan[] {
    for (const window of this.open) this.judge(window);
    this.open = [];
    return this.found;
  }

  private judge({ from, pairs }: OpenWindow): void {
    const reason = lowReason(pairs);
    if (reason === undefined) return;
    const to = Math.min(from + this.windowFrames, this.frame);
    const last = this.found.at(-1);
    if (!last || last.to < from) {
      this.found.push({ from, to, reason });
      return;
    }
    const worse = last.reason === 'unlike' || reason === 'unlike' ? 'unlike' : 'weak';
    this.found[this.found.length - 1] = { from: last.from, to, reason: worse };
  }
}

function lowReason(pairs: PairStatistics): LowSyncReason | undefined {
  if (pairs.count < MIN_PAIRS || pairs.deviationA < MIN_MOVEMENT) return undefined;
  if (pairs.deviationB / pairs.deviationA < LOW_ARTICULATION) return 'weak';
  return (pairs.correlation ?? 0) < LOW_R ? 'unlike' : undefined;
}
