import type { FleetKit, FleetSnapshot } from '../core/fleet/fleetSnapshot.js';
import type { FleetPlace } from '../core/fleet/fleetWish.js';
import type { FleetPriority } from '../core/fleet/turns.js';
import type { Locale } from '../core/strings/locale.js';
import type { ExecutionProvider } from '../core/model.js';
import type { SpeakRequest, SpeakResult } from '../core/voice/speaking.js';
import type { VoiceWishes } from '../core/voice/voiceCommand.js';
import type { TaskWatch } from './device.js';
import type { DiskFacts } from './diskFacts.js';
import type { Making } from './outputMaker.js';

export interface FleetOptions extends FleetPlace {
  /** Folder of our models: only machines that have the same make anything for us. */
  readonly modelsRoot: string;
  readonly files: Pick<DiskFacts, 'hash'>;
  /** How soon what is asked for here has its turn. */
  readonly priority?: FleetPriority;
  readonly log: (line: string) => void;
}

/** Machines elsewhere that make outputs, as who plans sees them. Owns the connection to the queue. */
export interface Fleet extends Making {
  /** Whether a machine has voices now. */
  speaks(): Promise<boolean>;
  /** Has a script spoken by a machine that has the voice. Rejects as a worker's `speak` does. */
  speak(request: SpeakRequest, watch: TaskWatch): Promise<SpeakResult>;
  /** Tells how the fleet stands, now and about once a second as long as somebody listens. Returns how to stop it. */
  watch(listener: (snapshot: FleetSnapshot) => void): () => void;
  /** What was begun goes on elsewhere; nothing here hears of it any more. */
  dispose(): Promise<void>;
}

export interface FleetWorkerOptions extends FleetPlace {
  readonly workerEntry: string;
  readonly modelsRoot: string;
  readonly voicesRoot?: string;
  readonly voiceWishes?: VoiceWishes;
  readonly ffmpeg?: string;
  /** Folder for what is needed only for a moment, on a disk of its own; the storage unless told. */
  readonly scratch?: string;
  /** As it is shown; the machine's name unless told. */
  readonly name?: string;
  /** How many things it makes at once. */
  readonly slots: number;
  readonly provider: ExecutionProvider;
  /** Port on loopback where its figures are served; none unless told. 0: any that is free. */
  readonly metricsPort?: number;
  readonly log: (line: string) => void;
}

/** A worker of a fleet, at work until it is stopped. */
export interface FleetWorkerHandle {
  readonly name: string;
  /** Where the queue is, without name and password. */
  readonly queue: string;
  readonly slots: number;
  readonly kit: FleetKit;
  readonly metricsPort?: number;
  /** Gives back what it makes, and resolves when no child is left. */
  stop(): Promise<void>;
}

export interface FleetBoardOptions {
  /** Address of the queue. */
  readonly queue: string;
  /** On loopback; 0: any that is free. */
  readonly port: number;
  /** Failed jobs may be tried again, and jobs removed; else it only shows. */
  readonly allowChanges: boolean;
  readonly locale: Locale;
  readonly log: (line: string) => void;
}

/** A board that is served until it is closed. */
export interface FleetBoardHandle {
  /** To be opened in a browser of this machine: good once, and for ten minutes. */
  readonly address: string;
  /** Where the queue is, without name and password. */
  readonly queue: string;
  close(): Promise<void>;
}

/** The optional part of the product that knows the queue: `dist/fleet.cjs`. */
export interface FleetPart {
  /** Rejects with `fleet-queue-invalid`, `queue-unreachable`, `queue-refused`, `storage-missing`. */
  openFleet(options: FleetOptions): Promise<Fleet>;
  /** Rejects as `openFleet` does, and with what keeps this machine from drawing, such as `ffmpeg-missing`. */
  startWorker(options: FleetWorkerOptions): Promise<FleetWorkerHandle>;
  /**
   * Serves bull-board of all the fleet's queues. Rejects with `board-missing`, `port-in-use`, `fleet-queue-invalid`,
   * `queue-unreachable` or `queue-refused`.
   */
  openBoard(options: FleetBoardOptions): Promise<FleetBoardHandle>;
  /** How the fleet of a queue stands now. */
  fleetStatus(
    place: FleetPlace & { readonly modelsRoot: string },
    log: (line: string) => void,
  ): Promise<FleetSnapshot>;
}
