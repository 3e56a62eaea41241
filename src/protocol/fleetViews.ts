import type { FleetKit, FleetTaskKind, FleetWorkerState } from '../core/fleet/fleetSnapshot.js';
import type { Notice } from './editorView.js';

/** One thing that a machine makes now. */
export interface FleetTaskView {
  readonly kind: FleetTaskKind;
  /** The output's name, or the recording's. */
  readonly name: string;
  /** File name of the project that wants it; empty outside of any. */
  readonly project: string;
  /** Worded by the host, e.g. `drawing`. */
  readonly stage: string;
  /** 0..1; undefined while it is not known. */
  readonly fraction?: number;
  /** Frames a second; 0 while unknown, and where it is not frames that are made. */
  readonly rate: number;
  /** Counted from 1. */
  readonly attempt: number;
}

/** One machine, or one of several programs on it. */
export interface FleetWorkerView {
  readonly id: string;
  readonly name: string;
  readonly state: FleetWorkerState;
  /** Why it rests. */
  readonly reason?: Notice;
  readonly kit: Pick<FleetKit, 'engine' | 'ffmpeg' | 'provider'>;
  readonly tasks: readonly FleetTaskView[];
  /** Since it started. */
  readonly made: { readonly tasks: number; readonly frames: number; readonly failures: number };
  readonly lastFailure?: {
    readonly name: string;
    readonly notice: Notice;
    /** Milliseconds since 1970. */
    readonly at: number;
  };
}

/** How the machines stand that make a project's videos, worded in the page's language. */
export type FleetView =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'unreachable'; readonly notice: Notice }
  | {
      readonly kind: 'connected';
      /** Where the queue is, without a password. */
      readonly queue: string;
      readonly workers: readonly FleetWorkerView[];
      /** Frames a second, of all together. */
      readonly rate: number;
      /** What waits for a machine, of all projects. */
      readonly waiting: number;
      /** Machines whose engine or models are other than ours. */
      readonly strangers: number;
    };
