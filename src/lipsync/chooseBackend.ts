import type { LipSyncJob } from '../core/job.js';
import type { Backend } from './backend.js';
import { meshBackend } from './mesh/meshBackend.js';
import { wav2lipBackend } from './wav2lip/wav2lipBackend.js';
import type { Workshop } from './workshop.js';

/** Whoever makes the lips of a job. @throws HeygemError lip-model-missing, lip-model-unusable, lip-model-failed */
export function backendOf(
  { models, lipNets }: Pick<Workshop, 'models' | 'lipNets'>,
  job: Pick<LipSyncJob, 'settings' | 'lipModel' | 'provider'>,
): Promise<Backend> {
  return job.settings.backend === 'wav2lip'
    ? wav2lipBackend(models, lipNets, job)
    : Promise.resolve(meshBackend(models));
}
