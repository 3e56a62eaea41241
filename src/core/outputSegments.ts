import type { LipSyncJob, MadeVideo } from './job.js';
import type { Run } from './runs.js';

/** What is ready of an output before its segments are made. */
export interface PreparedOutput {
  /** Name of its folder among the cache's journals. */
  readonly journal: string;
  /** Frames of each segment, in order. */
  readonly segments: readonly Run[];
  /** Numbers of the segments that an earlier attempt has made. */
  readonly kept: readonly number[];
}

/** Segments to be made, one after the other. */
export interface SegmentRequest {
  readonly job: LipSyncJob;
  readonly indices: readonly number[];
  /** Those that are there already are left as they are. */
  readonly missingOnly?: boolean;
}

/** The output was not prepared, or its inputs or settings have changed since: prepare it (again). */
export interface Unprepared {
  readonly kind: 'unprepared';
}

export type SegmentResult = { readonly kind: 'made' } | Unprepared;

export type JoinResult =
  | ({ readonly kind: 'joined' } & MadeVideo)
  /** Segments that are not there or were found damaged: make them (again). */
  | { readonly kind: 'missing'; readonly segments: readonly number[] }
  | Unprepared;
