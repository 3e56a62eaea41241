import { homedir } from 'node:os';
import type { Locale } from '../core/strings/locale.js';
import { cacheRoot } from '../engine/cacheRoot.js';
import { Engine } from '../engine/engine.js';
import { installedParts } from '../engine/engineOptions.js';
import type { FleetPriority } from '../core/fleet/turns.js';
import type { FleetPart } from '../engine/fleetPart.js';
import type { Parallel } from '../engine/parallelism.js';
import { pathFromEnvironment } from '../engine/programs.js';
import { voicesPlace } from '../engine/voicesPlace.js';
import { fleetPlace } from './fleetOptions.js';
import { abortOnSignals } from './interrupt.js';
import { processOutput, type CliOutput } from './output.js';
import { terminalLocale } from './terminalLocale.js';
import { text } from './texts.js';
import { voiceWishes, type VoiceOptions } from './voiceOptions.js';

/** Options that every command takes. */
export interface SharedOptions extends VoiceOptions {
  readonly lang?: Locale;
  readonly json?: boolean;
  readonly ffmpeg?: string;
  readonly parallel?: Parallel;
  readonly trust?: boolean;
  /** Results before the present one of an output that are kept. */
  readonly keepPrevious?: number;
  /** A fleet's, of the commands that may have one: from the environment where they are not told. */
  readonly queue?: string;
  readonly storage?: string;
  readonly priority?: FleetPriority;
}

/** What a command works with. */
export interface CliContext {
  readonly output: CliOutput;
  readonly signal: AbortSignal;
  readonly engine: Engine;
  readonly installed: InstalledParts;
}

/** What the product consists of on this machine. */
export interface InstalledParts {
  readonly workerEntry: string;
  readonly modelsRoot: string;
  readonly voicesRoot: string;
  readonly fleetPart: () => FleetPart;
}

/**
 * Runs a command with an engine that is put away afterwards, however the command ends.
 * `HEYGEM_WORKER`, `HEYGEM_MODELS` and `HEYGEM_VOICES` name other parts than the installed ones, by absolute paths.
 */
export async function withContext<T>(
  shared: SharedOptions,
  command: (context: CliContext) => Promise<T>,
): Promise<T> {
  const output = processOutput(shared.lang ?? terminalLocale(process.env), shared.json === true);
  const parts = installedParts(__dirname);
  const place = fleetPlace(shared);
  const { priority } = shared;
  const fleet = place && { ...place, ...(priority && { priority }) };
  const installed: InstalledParts = {
    workerEntry: pathFromEnvironment('HEYGEM_WORKER') ?? parts.workerEntry,
    modelsRoot: pathFromEnvironment('HEYGEM_MODELS') ?? parts.modelsRoot,
    voicesRoot: voicesPlace(__dirname),
    fleetPart: parts.fleetPart,
  };
  const signal = abortOnSignals();
  const engine = new Engine({
    ...installed,
    cacheRoot: cacheRoot(process.env, process.platform, homedir()),
    trusted: shared.trust === true,
    voiceWishes: voiceWishes(shared, process.env),
    ...(shared.ffmpeg === undefined ? {} : { ffmpeg: shared.ffmpeg }),
    ...(fleet && { fleet }),
    keepPrevious: () => shared.keepPrevious ?? 0,
    ...(shared.parallel === undefined ? {} : { parallel: shared.parallel }),
  });
  signal.addEventListener('abort', () => {
    if (!output.json) output.err(`\n${text(output.locale, 'stopping')}\n`);
  });
  try {
    return await command({ output, signal, engine, installed });
  } finally {
    await engine.dispose();
  }
}
