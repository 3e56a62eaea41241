import type { Failure } from '../core/errors.js';
import { parseFleetWish, type FleetPlace } from '../core/fleet/fleetWish.js';
import { openCache } from '../engine/cachePlace.js';
import { cacheRoot } from '../engine/cacheRoot.js';
import { Engine } from '../engine/engine.js';
import { installedParts } from '../engine/engineOptions.js';
import { pathFromEnvironment } from '../engine/programs.js';
import { voicesPlace } from '../engine/voicesPlace.js';
import { configuration } from './configuration.js';
import { installedVoices } from './voicesExtension.js';

export interface EngineSurroundings {
  readonly distFolder: string;
  readonly trusted: () => boolean;
  /** Whether something is being made: an engine at work is not replaced. */
  readonly busy: () => boolean;
  readonly log: (line: string) => void;
  /** Something in the settings cannot be followed, and is not. */
  readonly onUnfit: (failure: Failure) => void;
}

/** Owns the one engine of this window: made when first asked for, and anew after settings changed. */
export class EngineHolder {
  private readonly wishedCache = cacheRoot();
  /** Where it is, as each engine finds it too. */
  readonly cacheRoot = openCache(this.wishedCache).root;
  private current: Engine | undefined;
  private outdated = false;

  constructor(private readonly surroundings: EngineSurroundings) {}

  readonly engine = (): Engine => {
    if (this.current && this.outdated && !this.surroundings.busy()) {
      void this.current.dispose();
      this.current = undefined;
    }
    if (!this.current) {
      this.current = this.make();
      this.outdated = false;
    }
    return this.current;
  };

  /** Settings or trust changed. */
  outdate(): void {
    this.outdated = true;
  }

  /** Resolves when no child is left. */
  async dispose(): Promise<void> {
    await this.current?.dispose();
  }

  private make(): Engine {
    const { distFolder, trusted, log } = this.surroundings;
    const parts = installedParts(distFolder);
    const ffmpeg = configuration.ffmpeg();
    const cacheBytes = configuration.cacheBytes();
    const fleet = this.fleet();
    return new Engine({
      workerEntry: pathFromEnvironment('HEYGEM_WORKER') ?? parts.workerEntry,
      modelsRoot: pathFromEnvironment('HEYGEM_MODELS') ?? parts.modelsRoot,
      fleetPart: parts.fleetPart,
      voicesRoot: voicesPlace(distFolder, installedVoices()),
      cacheRoot: this.wishedCache,
      trusted: trusted(),
      onLog: log,
      voiceWishes: configuration.voices(log),
      parallel: configuration.parallel(),
      keepPrevious: () => configuration.keepPrevious(),
      ...(ffmpeg === undefined ? {} : { ffmpeg }),
      ...(cacheBytes === undefined ? {} : { cacheBytes }),
      ...(fleet && { fleet }),
    });
  }

  /** Where it cannot be told, videos are made here. */
  private fleet(): FleetPlace | undefined {
    const wish = parseFleetWish(configuration.fleet());
    if (wish.kind === 'unfit') this.surroundings.onUnfit(wish.failure);
    return wish.kind === 'fleet' ? { queue: wish.queue, storage: wish.storage } : undefined;
  }
}
