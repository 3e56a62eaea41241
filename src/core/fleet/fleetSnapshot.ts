import type { Failure } from '../errors.js';
import type { Stage } from '../job.js';
import type { Kit } from '../kit.js';

/** What a machine of the fleet may be asked to do, in the order that a pair passes them. */
export const FLEET_TASKS = ['learn', 'speak', 'prepare', 'segments', 'join'] as const;
export type FleetTaskKind = (typeof FLEET_TASKS)[number];

/** One thing that a worker makes now. */
export interface FleetTask {
  readonly kind: FleetTaskKind;
  /** What it is for, as a person calls it: the output's name, or the recording's. */
  readonly name: string;
  /** File name of the project that wants it; empty outside of any. */
  readonly project: string;
  readonly stage: Stage;
  /** Of the stage's units: frames, or sentences. */
  readonly done: number;
  readonly total: number;
  /** Units a second; 0 while unknown. */
  readonly rate: number;
  /** Counted from 1. */
  readonly attempt: number;
}

/** Its id names the queue that a worker pulls from. */
export interface FleetKit extends Kit {
  /** Hash of what plans take in of the models. */
  readonly models: string;
}

/** `resting`: it takes nothing for a while, for a reason of its own, such as a full disk. */
export type FleetWorkerState = 'working' | 'idle' | 'resting' | 'leaving';

export interface FleetWorker {
  /** Unique, also among workers of one name. */
  readonly id: string;
  /** As its operator called it; the machine's name unless told. */
  readonly name: string;
  readonly state: FleetWorkerState;
  /** Why it rests. */
  readonly reason?: Failure;
  readonly kit: FleetKit;
  /** How many things it makes at once. */
  readonly slots: number;
  /** Scripts too: it has voices. */
  readonly speaks?: true;
  readonly tasks: readonly FleetTask[];
  /** Since it started. */
  readonly made: {
    readonly tasks: number;
    readonly frames: number;
    readonly failures: number;
  };
  readonly lastFailure?: {
    readonly name: string;
    readonly failure: Failure;
    /** Milliseconds since 1970, by the queue's clock. */
    readonly at: number;
  };
  /** Milliseconds since 1970, by the queue's clock. */
  readonly since: number;
}

/** How a fleet stands, for whoever looks. */
export type FleetSnapshot =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'unreachable'; readonly failure: Failure }
  | {
      readonly kind: 'connected';
      /** Where the queue is, without name and password. */
      readonly queue: string;
      /** By name; those that have not been heard of for some seconds are not among them. */
      readonly workers: readonly FleetWorker[];
      /** What waits for a worker, of all projects. */
      readonly waiting: number;
      /** Workers there are whose engine or models are other than ours, so that they make nothing for us. */
      readonly strangers: number;
    };

/** Frames a second that all workers draw together now. */
export function drawnRate(workers: readonly FleetWorker[]): number {
  const drawing = workers.flatMap(({ tasks }) => tasks).filter(({ kind }) => kind === 'segments');
  return drawing.reduce((sum, { rate }) => sum + rate, 0);
}
