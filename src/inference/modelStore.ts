import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { HeygemError } from '../core/errors.js';
import type { ExecutionProvider, Model } from '../core/model.js';
import { readManifest, type ManifestEntry } from './manifest.js';
import { OnnxModel } from './onnxModel.js';
import {
  providersToTry,
  type ProviderAttempt,
  type ProviderReport,
  type RuntimeProvider,
} from './providers.js';
import { loadRuntime } from './runtime.js';
import type { ChosenRuntime } from './runtimeChoice.js';

/** Id of a model in models/manifest.json, e.g. `face-landmarks`. */
export type ModelName = string;

/** Of one run on the CPU: one is best beside ffmpeg for models this small. */
const THREADS = 1;

export interface OpenOptions {
  /** Keeps a small model on the CPU, where the way to an accelerator costs more than it saves. */
  readonly cpuOnly?: boolean;
  /** Sizes of symbolic dimensions in the warm-up run, by name; 1 when absent. */
  readonly warmUpSizes?: Readonly<Record<string, number>>;
  /** Of one run on the CPU. */
  readonly threads?: number;
  /** For a large model whose inputs differ in length from run to run: takes as little memory as it can. */
  readonly sparing?: boolean;
}

export interface ModelStoreOptions {
  /** Folder of manifest.json and the model files. */
  readonly root: string;
  readonly provider: ExecutionProvider;
  readonly log: (line: string) => void;
}

/**
 * Owns every loaded network of a process: each is read, checked against the manifest's sha256 and
 * turned into a session once, at its first `open`.
 */
export class ModelStore {
  private manifest: ReadonlyMap<string, ManifestEntry> | undefined;
  private readonly opened = new Map<ModelName, Promise<OnnxModel>>();
  private readonly attempts: ProviderAttempt[] = [];
  private runtime: Promise<ChosenRuntime> | undefined;

  constructor(private readonly options: ModelStoreOptions) {}

  /** Grows as models are opened. */
  get providerReport(): ProviderReport {
    return { requested: this.options.provider, attempts: [...this.attempts] };
  }

  /** Whether what was opened runs on WebAssembly: all of it does, or nothing. */
  get isOnWasm(): boolean {
    return this.attempts.some(({ provider }) => provider === 'wasm');
  }

  /**
   * The model, shared by all who open it; the options of the first `open` count. Throws
   * model-missing, model-damaged, and provider-unavailable where a provider that was asked for by
   * name does not work.
   */
  open(name: ModelName, options: OpenOptions = {}): Promise<Model> {
    const known = this.opened.get(name);
    if (known) return known;
    const opening = this.load(name, options);
    this.opened.set(name, opening);
    // A failed load may be mended (a reinstalled file), so it is not remembered.
    opening.catch(() => this.opened.delete(name));
    return opening;
  }

  /** Lower-case hex sha256 of the model's file, for fingerprints. Throws model-missing. */
  hash(name: ModelName): string {
    return this.entry(name).sha256;
  }

  /** Releases every session. Models from this store must not be used afterwards. */
  async dispose(): Promise<void> {
    const models = await Promise.allSettled(this.opened.values());
    this.opened.clear();
    for (const model of models) if (model.status === 'fulfilled') await model.value.dispose();
  }

  private entry(name: ModelName): ManifestEntry {
    this.manifest ??= readManifest(this.options.root);
    const entry = this.manifest.get(name);
    if (!entry) throw new HeygemError('model-missing', { name }, 'not in the manifest');
    return entry;
  }

  private async load(name: ModelName, options: OpenOptions): Promise<OnnxModel> {
    const source =
      options.sparing === true ? await this.checkedPath(name) : await this.readChecked(name);
    const requested = options.cpuOnly === true ? 'cpu' : this.options.provider;
    const failures: string[] = [];
    const { kind } = await this.knownRuntime(requested);
    for (const provider of providersToTry(requested, process.platform, kind)) {
      try {
        const model = await this.tryProvider(name, source, provider, options);
        this.attempts.push({ model: name, provider });
        this.options.log(`${name} runs on ${provider}`);
        return model;
      } catch (error) {
        const failure = error instanceof Error ? error.message : String(error);
        this.attempts.push({ model: name, provider, failure });
        this.options.log(`${name} does not run on ${provider}: ${failure}`);
        failures.push(`${provider}: ${failure}`);
      }
    }
    throw new HeygemError('provider-unavailable', { provider: requested }, failures.join('\n'));
  }

  /** Told of in the log where it is not the usual one. */
  private knownRuntime(provider: ExecutionProvider): Promise<ChosenRuntime> {
    this.runtime ??= loadRuntime().then(
      (runtime) => {
        if (runtime.kind === 'wasm') this.options.log(onWasm(runtime.reason));
        return runtime;
      },
      (error: unknown) => {
        throw new HeygemError('provider-unavailable', { provider }, String(error), error);
      },
    );
    return this.runtime;
  }

  private async tryProvider(
    name: ModelName,
    source: Uint8Array | string,
    provider: RuntimeProvider,
    { threads = THREADS, sparing = false, ...options }: OpenOptions,
  ): Promise<OnnxModel> {
    const settings = { provider, threads, variedLengths: sparing };
    const model = await OnnxModel.create(name, source, settings);
    // They can run whatever they can load.
    if (provider === 'cpu' || provider === 'wasm') return model;
    try {
      await model.warmUp(options.warmUpSizes ?? {});
    } catch (error) {
      await model.dispose();
      throw error;
    }
    return model;
  }

  private async readChecked(name: ModelName): Promise<Uint8Array> {
    let bytes: Uint8Array;
    try {
      bytes = await readFile(this.pathOf(name));
    } catch (error) {
      throw new HeygemError('model-missing', { name }, String(error), error);
    }
    this.check(name, createHash('sha256').update(bytes).digest('hex'));
    return bytes;
  }

  /** As `readChecked`, but no copy of the file stays in memory. */
  private async checkedPath(name: ModelName): Promise<string> {
    const file = this.pathOf(name);
    const hash = createHash('sha256');
    try {
      await pipeline(createReadStream(file), hash);
    } catch (error) {
      throw new HeygemError('model-missing', { name }, String(error), error);
    }
    this.check(name, hash.digest('hex'));
    return file;
  }

  private pathOf(name: ModelName): string {
    return path.join(this.options.root, this.entry(name).file);
  }

  private check(name: ModelName, found: string): void {
    const { sha256 } = this.entry(name);
    if (found === sha256) return;
    throw new HeygemError('model-damaged', { name }, `sha256 ${found}, expected ${sha256}`);
  }
}

function onWasm(reason: string): string {
  return `networks run on WebAssembly, which is slower: onnxruntime's native build is not loaded (${reason})`;
}
