import type { ExecutionProvider, Model } from '../core/model.js';

/** Key of a model in models/manifest.json, e.g. `face_landmark_with_attention`. */
export type ModelName = string;

export interface OpenOptions {
  /** Keeps a small model on the CPU, where the way to an accelerator costs more than it saves. */
  readonly cpuOnly?: boolean;
  /** Threads of one run; the store's own number when absent. */
  readonly threads?: number;
  /** Sizes of symbolic dimensions for the warm-up run; 1 when absent. */
  readonly warmUpSizes?: Readonly<Record<string, number>>;
}

/** One try of one provider on one model. */
export interface ProviderAttempt {
  readonly model: ModelName;
  readonly provider: Exclude<ExecutionProvider, 'auto'>;
  /** Absent when it works. */
  readonly failure?: string;
}

export interface ProviderReport {
  readonly requested: ExecutionProvider;
  readonly attempts: readonly ProviderAttempt[];
}

export interface ModelStoreOptions {
  /** Folder of manifest.json and the model files. */
  readonly root: string;
  readonly provider: ExecutionProvider;
  readonly threads?: number;
  readonly log: (line: string) => void;
}

export class ModelStore {
  constructor(private readonly options: ModelStoreOptions) {}

  get providerReport(): ProviderReport {
    return { requested: this.options.provider, attempts: [] };
  }

  open(_name: ModelName, _options: OpenOptions = {}): Promise<Model> {
    return Promise.reject(new Error('being written'));
  }

  /** Lower-case hex sha256 of the model's file, for fingerprints. */
  hash(_name: ModelName): string {
    throw new Error('being written');
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }
}
