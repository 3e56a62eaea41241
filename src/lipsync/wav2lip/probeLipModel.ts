import { HeygemError } from '../../core/errors.js';
import type { LipModelShape } from '../../core/lipModel.js';
import type { LipModelProbeRequest, LipModelTried } from '../../core/lipModelProbe.js';
import { fastestProvider } from '../../inference/fastestProvider.js';
import { LIP_THREADS, shapeOf, trialRun } from './lipNet.js';
import { StallWatch, type LipPatience } from './stallWatch.js';

/** Of one provider, its kernels' compilation with it. */
const PATIENCE: LipPatience = { seconds: 60, atFirst: 60 };

/**
 * Runs a model on one provider. It may end the whole process, and so wants one that nobody else needs.
 * @throws HeygemError lip-model-unusable where it is no lip model on any provider
 */
export async function probeLipModel(
  { name, path, provider }: LipModelProbeRequest,
  patience = PATIENCE,
): Promise<LipModelTried> {
  const watch = new StallWatch(name, patience);
  let shape: LipModelShape | undefined;
  try {
    const tried = await watch.over(
      () =>
        fastestProvider(name, path, {
          requested: provider,
          threads: LIP_THREADS,
          judge: (model) => {
            shape = shapeOf(name, model);
          },
          run: (model) => trialRun(model, shapeOf(name, model)),
        }),
      'at-first',
    );
    if ('model' in tried) await tried.model.dispose();
    const [trial] = tried.trials;
    const told = shape && { shape };
    if ('failure' in trial) return { ...told, trial };
    if (!shape) throw new HeygemError('internal', {}, 'a model ran that has no shape');
    const frames = shape.batch === 'free' ? 1 : shape.batch;
    return { shape, trial: { provider: trial.provider, ms: (trial.seconds * 1000) / frames } };
  } finally {
    await watch.end();
  }
}
