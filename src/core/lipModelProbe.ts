import type { LipModelShape } from './lipModel.js';
import type { ExecutionProvider } from './model.js';

/** How a lip model did on one provider of this machine. */
export interface LipModelTrial {
  readonly provider: Exclude<ExecutionProvider, 'auto'>;
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
