import { HeygemError } from '../core/errors.js';
import type { ExecutionProvider } from '../core/model.js';
import { OnnxModel } from './onnxModel.js';
import { providersToTry, type RuntimeProvider } from './providers.js';
import { loadRuntime } from './runtime.js';

/** How one provider did on one model. */
export type ProviderTrial =
  | { readonly provider: RuntimeProvider; readonly seconds: number }
  | { readonly provider: RuntimeProvider; readonly failure: string };

export interface TrialOptions {
  readonly requested: ExecutionProvider;
  /** Of one run on the CPU. */
  readonly threads: number;
  /** Called before the first run: what it throws is true on any provider, and thrown on. */
  readonly judge: (model: OnnxModel) => void;
  /** One run of the usual kind; it throws where the result is none. */
  readonly run: (model: OnnxModel) => Promise<void>;
  readonly platform?: NodeJS.Platform;
}

export interface Fastest {
  readonly model: OnnxModel;
  readonly provider: RuntimeProvider;
  /** Of a run. */
  readonly seconds: number;
  readonly trials: readonly ProviderTrial[];
}

/** The first run is slow wherever kernels are chosen or compiled in it. */
const TIMED_RUNS = 3;

/**
 * Tries each provider that this machine may have on a model, by running it, and keeps the fastest: what is there by
 * name may be slower than the CPU. One is held at a time beside the fastest so far.
 * @param path of the model's file
 * @returns only the trials where none works
 */
export async function fastestProvider(
  name: string,
  path: string,
  { requested, threads, judge, run, platform = process.platform }: TrialOptions,
): Promise<Fastest | { readonly trials: readonly ProviderTrial[] }> {
  const trials: ProviderTrial[] = [];
  let best: Omit<Fastest, 'trials'> | undefined;
  const { kind } = await loadRuntime();
  for (const provider of providersToTry(requested, platform, kind)) {
    const model = await OnnxModel.create(name, path, { provider, threads }).catch(textOf);
    if (typeof model === 'string') {
      trials.push({ provider, failure: model });
      continue;
    }
    const seconds = await timed(model, judge, run).catch(async (error: unknown) => {
      await model.dispose();
      if (error instanceof HeygemError) throw error;
      return textOf(error);
    });
    if (typeof seconds === 'string') {
      trials.push({ provider, failure: seconds });
      continue;
    }
    trials.push({ provider, seconds });
    const isBest = !best || seconds < best.seconds;
    await (isBest ? best?.model : model)?.dispose();
    if (isBest) best = { model, provider, seconds };
  }
  return best ? { ...best, trials } : { trials };
}

/** Median seconds of a run after the first. */
async function timed(
  model: OnnxModel,
  judge: TrialOptions['judge'],
  run: TrialOptions['run'],
): Promise<number> {
  judge(model);
  await run(model);
  const seconds: number[] = [];
  for (let i = 0; i < TIMED_RUNS; i++) {
    const started = performance.now();
    await run(model);
    seconds.push((performance.now() - started) / 1000);
  }
  return seconds.sort((a, b) => a - b)[TIMED_RUNS >> 1];
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
