import type { ExecutionProvider } from '../core/model.js';
import type { ChosenRuntime } from './runtimeChoice.js';

/** A provider that a session can really run on; `wasm` is the one that stands in for the native build's. */
export type RuntimeProvider = Exclude<ExecutionProvider, 'auto'> | 'wasm';

/** onnxruntime's own name of each provider. */
export const RUNTIME_NAMES: Readonly<Record<RuntimeProvider, string>> = {
  cuda: 'cuda',
  directml: 'dml',
  coreml: 'coreml',
  webgpu: 'webgpu',
  cpu: 'cpu',
  wasm: 'wasm',
};

/** One try of one provider on one model. */
export interface ProviderAttempt {
  readonly model: string;
  readonly provider: RuntimeProvider;
  /** Absent when it works. */
  readonly failure?: string;
}

/** Which providers were tried on which models, in order, and why those that lost did. */
export interface ProviderReport {
  readonly requested: ExecutionProvider;
  readonly attempts: readonly ProviderAttempt[];
}

/**
 * The order in which providers are tried. `auto` ends on the CPU; a provider asked for by name is
 * tried alone, so that a machine without it says so. webgpu is never chosen by itself: where no GPU
 * is there it may run on a software rasteriser, far slower than the CPU. WebAssembly stands
 * in for the CPU, and there are no accelerators beside it.
 */
export function providersToTry(
  requested: ExecutionProvider,
  platform: NodeJS.Platform,
  runtime: ChosenRuntime['kind'],
): readonly RuntimeProvider[] {
  const isOfCpu = requested === 'auto' || requested === 'cpu';
  if (runtime === 'wasm') return [isOfCpu ? 'wasm' : requested];
  if (requested !== 'auto') return [requested];
  if (platform === 'darwin') return ['coreml', 'cpu'];
  if (platform === 'win32') return ['directml', 'cpu'];
  return ['cuda', 'cpu'];
}
