import type { Fingerprint, PairId } from '../ids.js';

export const LOCK_VERSION = 1;

/** What an output's report comes to in one line; null where it could not be measured. */
export interface ReportSummary {
  readonly frames: number;
  readonly passedThrough: number;
  readonly apertureR: number | null;
  readonly lagFrames: number | null;
  readonly articulation: number | null;
  readonly provider: string;
}

/** What is known of one output that was made whole. No times and no absolute paths: it is committed. */
export interface LockEntry {
  /** Relative to the project's folder, with `/`. */
  readonly output: string;
  readonly fingerprint: Fingerprint;
  /** Size of the output. */
  readonly bytes: number;
  readonly report: ReportSummary;
}

/** The content of `<name>.heygem.lock`. */
export type Lock = ReadonlyMap<PairId, LockEntry>;
