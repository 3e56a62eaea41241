import { HeygemError, toFailure } from '../core/errors.js';
import type { LipModelShape } from '../core/lipModel.js';
import {
  providersToProbe,
  type LipModelProbe,
  type LipModelProbeRequest,
  type LipModelTrial,
  type LipModelTried,
} from '../core/lipModelProbe.js';

/** A worker that nobody else needs. */
export interface Prober {
  probeLipModel(request: LipModelProbeRequest, signal: AbortSignal): Promise<LipModelTried>;
  stop(): Promise<void>;
}

interface Probed {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
}

/**
 * Runs a model on each provider that may be here, each in a process of its own: a model that crashes or hangs takes
 * it along, and is told as that provider's failure.
 * @throws HeygemError lip-model-unusable, lip-model-failed or lip-model-stalled where none runs it, cancelled
 */
export async function probeLipModel(
  { name, path }: Probed,
  makeProber: () => Prober,
  signal: AbortSignal,
  platform: NodeJS.Platform = process.platform,
): Promise<LipModelProbe> {
  let shape: LipModelShape | undefined;
  const trials: LipModelTrial[] = [];
  let first: HeygemError | undefined;
  for (const provider of providersToProbe(platform)) {
    const prober = makeProber();
    try {
      const tried = await prober.probeLipModel({ name, path, provider }, signal);
      shape ??= tried.shape;
      trials.push(tried.trial);
    } catch (error) {
      const lost = lossOf(error);
      if (!lost) throw error;
      first ??= lost.error;
      trials.push({ provider, failure: lost.reason });
    } finally {
      await prober.stop();
    }
  }
  if (shape && trials.some(({ ms }) => ms !== undefined)) return { shape, trials };
  const reason = (trials[0].failure ?? '').split('\n')[0].slice(0, 200);
  const detail = JSON.stringify(trials);
  throw first?.code === 'lip-model-stalled'
    ? new HeygemError(first.code, first.params, detail)
    : new HeygemError('lip-model-failed', { name, reason }, detail);
}

/** Why a process is gone; undefined where it is not. */
function lossOf(
  error: unknown,
): { readonly error: HeygemError; readonly reason: string } | undefined {
  if (!(error instanceof HeygemError)) return undefined;
  const { code, params } = error;
  if (code === 'lip-model-stalled') {
    return { error, reason: `it did not answer for ${params['seconds']} seconds` };
  }
  const isLost = code === 'worker-crashed' || code === 'worker-unresponsive';
  return isLost ? { error, reason: `its process ended: ${lastLine(error)}` } : undefined;
}

function lastLine(error: HeygemError): string {
  return (toFailure(error).detail ?? '').split('\n')[0];
}
