import { join } from 'node:path';
import type { FleetPlace } from '../core/fleet/fleetWish.js';
import type { VoiceWishes } from '../core/voice/voiceCommand.js';
import type { FleetOptions, FleetPart } from './fleetPart.js';
import { loadFleet } from './loadFleet.js';
import type { Parallel } from './parallelism.js';

export interface EngineOptions {
  readonly workerEntry: string;
  readonly modelsRoot: string;
  /** The folder that the cache is wished in. */
  readonly cacheRoot: string;
  readonly ffmpeg?: string;
  /** The folder of the voices pack, where it is not beside the models. */
  readonly voicesRoot?: string;
  /** The folder of the person's lip models; the usual one unless told. */
  readonly lipModelsRoot?: string;
  /** The person's own voices beside the system's. */
  readonly voiceWishes?: VoiceWishes;
  /** Whether projects may name files outside their folders, if they say so themselves. */
  readonly trusted: boolean;
  readonly idleMs?: number;
  /** How many workers make videos side by side; `auto` unless told. */
  readonly parallel?: Parallel;
  readonly cacheBytes?: number;
  /** How many results before the present one of an output are kept, to be compared with; none unless told. */
  readonly keepPrevious?: () => number;
  /** The machines that make videos beside this one, where some are wished. */
  readonly fleet?: FleetPlace & Pick<FleetOptions, 'priority'>;
  /** What knows the queue of a fleet. */
  readonly fleetPart?: () => FleetPart;
  /** Hears every line of the log too. */
  readonly onLog?: (line: string) => void;
}

/** What of an engine may change while it works. */
export interface EngineSettings {
  readonly parallel: Parallel;
  readonly cacheBytes: number;
  readonly keepPrevious: number;
}

/** Where the parts lie beside a bundled entry point, `dist` being its folder. */
export function installedParts(distFolder: string) {
  return {
    workerEntry: join(distFolder, 'worker.cjs'),
    modelsRoot: join(distFolder, '..', 'models'),
    fleetPart: () => loadFleet(distFolder),
  };
}
