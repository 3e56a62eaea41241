import type { LipSyncJob } from '../../core/job.js';
import { HeygemError } from '../../core/errors.js';
import type { Backend, LipOrder, PlanRequest } from '../backend.js';
import type { LoadedModels } from '../loadedModels.js';
import { MeshDrawer } from '../mesh/meshDrawer.js';
import type { LipNets } from './lipNets.js';
import { NetDrawer } from './netDrawer.js';
import { netMotion } from './netMotion.js';
import { NetPictures } from './netPictures.js';
import { keepMel, SpeechMel } from './speechMel.js';
import type { Run } from '../../core/runs.js';

type Asked = Pick<LipSyncJob, 'settings' | 'lipModel' | 'provider'>;

/**
 * Lips by a person's own network. With `detail: net` its pictures are shown; with `detail: own` it is asked for all of
 * an output beforehand, and the mesh draws lips of the shape that its pictures show.
 * @throws HeygemError lip-model-missing, lip-model-unusable, lip-model-failed
 */
export async function wav2lipBackend(
  models: LoadedModels,
  nets: LipNets,
  { settings, lipModel, provider }: Asked,
): Promise<Backend> {
  if (lipModel === undefined) throw new HeygemError('lip-model-missing', { name: settings.model });
  const net = await nets.of(lipModel, provider);
  const about = {
    name: 'wav2lip' as const,
    provider: net.provider,
  };
  const picturesOf = (order: LipOrder, { from, to }: Run): NetPictures => {
    const mel = new SpeechMel(order, { from: order.first + from, to: order.first + to });
    const { info, actor } = order;
    const { neutral } = actor;
    return new NetPictures(net, mel, { info, colors: settings.modelColors, neutral });
  };
  const keep = async ({ journal, samples }: PlanRequest): Promise<void> => {
    if (journal) await keepMel(journal, samples());
  };
  if (settings.detail === 'own') {
    return {
      ...about,
      plan: async (request) => {
        await keep(request);
        const pictures = picturesOf(request, { from: 0, to: request.frames });
        return netMotion(models, { net, pictures }, request);
      },
      drawer: (request) => Promise.resolve(new MeshDrawer(models.mesh, request)),
    };
  }
  return {
    ...about,
    plan: async (request) => {
      await keep(request);
      return undefined;
    },
    drawer: (request) => {
      const rest = new MeshDrawer(models.mesh, request);
      const pictures = picturesOf(request, request.run);
      return Promise.resolve(new NetDrawer(net, pictures, rest, request, settings));
    },
  };
}
