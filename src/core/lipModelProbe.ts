import type { LipModelShape } from './lipModel.js';
import type { ExecutionProvider } from './model.js';

export type LipModelProvider = Exclude<ExecutionProvider, 'auto'>;

/** The providers that a model is tried on. The CPU first: what no lip model is, is told by it. */
export function providersToProbe(platform: string): readonly LipModelProvider[] {
  if (platform === 'darwin') return ['cpu', 'coreml'];
  return platform === 'win32' ? ['cpu', 'directml'] : ['cpu', 'cuda'];
}

/** What a worker is asked, of one provider. */
export interface LipModelProbeRequest {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly provider: LipModelProvider;
}

/** What it answers; without a shape where the model was not even opened. */
export interface LipModelTried {
  readonly shape?: LipModelShape;
  readonly trial: LipModelTrial;
}

/** How a lip model did on one provider of this machine. */
export interface LipModelTrial {
  /** `wasm` where that stands in for the CPU. */
  readonly provider: LipModelProvider | 'wasm';
  /** Milliseconds a frame, the median of some runs after the first; absent where it failed. */
  readonly ms?: number;
  /** Why it failed. */
  readonly failure?: string;
}

/** What a lip model is, and how fast it is here. */
export interface LipModelProbe {
  readonly shape: LipModelShape;
  readonly trials: readonly LipModelTrial[];
}

/** The provider that a job would run on, by what was measured. */
export function fastestTrial(trials: readonly LipModelTrial[]): LipModelTrial | undefined {
  return trials
    .filter(({ ms }) => ms !== undefined)
    .sort((a, b) => (a.ms ?? Infinity) - (b.ms ?? Infinity))
    .at(0);
}
