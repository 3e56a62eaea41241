/**
 * The one door to onnxruntime. Modules are evaluated in the order in which they are imported, in the
 * bundle too, so the environment is set before the library is loaded: nobody else may import it.
 */
import './silence.js';
import { chooseRuntime, type ChosenRuntime, type OnnxRuntime } from './runtimeChoice.js';

/**
 * Always as many, whatever machine it is: how work is divided among threads changes the last bits. All networks of a
 * process share them.
 */
const WASM_THREADS = 2;

let chosen: Promise<ChosenRuntime> | undefined;

/** The build that this process runs on, loaded at the first call. Rejects where none loads. */
export function loadRuntime(): Promise<ChosenRuntime> {
  chosen ??= chooseRuntime({ native: loadNative, wasm: loadWasm });
  return chosen;
}

async function loadNative(): Promise<OnnxRuntime> {
  const ort = await import('onnxruntime-node');
  // A provider that is not there is an answer, reported by the store, not a message on stderr.
  ort.env.logLevel = 'fatal';
  return ort;
}

/** Its WebAssembly lies beside it in its package and is read from there; it has no telemetry. */
async function loadWasm(): Promise<OnnxRuntime> {
  const ort = await import('onnxruntime-web');
  ort.env.logLevel = 'fatal';
  ort.env.wasm.numThreads = WASM_THREADS;
  return ort;
}
