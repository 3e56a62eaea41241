import type { JobProgress, LipSyncJob } from '../core/job.js';
import type {
  JoinResult,
  PreparedOutput,
  SegmentRequest,
  SegmentResult,
} from '../core/outputSegments.js';

export interface TaskWatch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: JobProgress) => void;
}

/** What a device may be asked to do for an output, and what it answers. */
export interface DeviceWork {
  /** Learn the face alone. */
  readonly learn: { readonly request: LipSyncJob; readonly result: undefined };
  /** Learn the face, hear the speech, choose what all segments share. */
  readonly prepare: { readonly request: LipSyncJob; readonly result: PreparedOutput };
  /** Make segments, one after the other; progress counts their frames. */
  readonly segments: { readonly request: SegmentRequest; readonly result: SegmentResult };
  /** Write `job.target` of the segments. */
  readonly join: { readonly request: LipSyncJob; readonly result: JoinResult };
  /** The output is in its place: its journal (as `prepare` named it) is of no more use. */
  readonly forget: { readonly request: string; readonly result: undefined };
}

export type WorkKind = keyof DeviceWork;

/**
 * What makes parts of outputs: a worker process here, or a machine elsewhere. It keeps what it makes in
 * the journal that all devices of a queue share; it puts nothing in its final place.
 */
export interface Device {
  /** For the log. */
  readonly name: string;
  /** Rejects with `worker-crashed` or `worker-unresponsive` when the device was lost, `cancelled`, or its failure. */
  make<Kind extends WorkKind>(
    kind: Kind,
    request: DeviceWork[Kind]['request'],
    watch: TaskWatch,
  ): Promise<DeviceWork[Kind]['result']>;
  /** Resolves when nothing of it is left. */
  dispose(): Promise<void>;
}
