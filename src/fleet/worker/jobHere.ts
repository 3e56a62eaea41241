import { basename } from 'node:path';
import { HeygemError } from '../../core/errors.js';
import type { JobId } from '../../core/ids.js';
import type { LipSyncJob } from '../../core/job.js';
import type { ExecutionProvider } from '../../core/model.js';
import { withLipModel, type LipModels } from '../../engine/lipModels.js';
import type { Storage } from '../storage.js';
import { SENT_FIELDS, type SentJob } from '../tasks.js';

export interface JobPlace {
  readonly storage: Pick<Storage, 'place'>;
  readonly lipModels: Pick<LipModels, 'resolve'>;
  readonly provider: ExecutionProvider;
}

/**
 * A job as it is made on this machine, from its places in the storage.
 * Rejects with `input-missing`, `outside-storage`, and with `lip-model-missing` or `lip-model-changed` where this
 * machine has no such model, or another of that name.
 */
export async function jobHere(
  { storage, lipModels, provider }: JobPlace,
  sent: SentJob,
  { id, target }: { readonly id: string; readonly target: string },
): Promise<LipSyncJob> {
  const { transcript, lipModel: wanted, ...job } = knownFields(sent);
  const [video, audio] = await Promise.all([sent.video, sent.audio].map((at) => storage.place(at)));
  const text = transcript === undefined ? {} : { transcript: await storage.place(transcript) };
  const output = basename(sent.output);
  const placed = { ...job, ...text, output, video, audio, target, provider, id: id as JobId };
  if (!wanted) return placed;
  const found = await withLipModel(placed, lipModels);
  if (found.lipModel?.sha256 !== wanted.sha256) {
    throw new HeygemError('lip-model-changed', { name: wanted.name });
  }
  return found;
}

/** Whoever may write to the queue can add fields, such as one by which a worker process writes a file. */
function knownFields(sent: SentJob): SentJob {
  const known = Object.entries(sent).filter(([name]) => SENT_FIELDS.has(name));
  return Object.fromEntries(known) as unknown as SentJob;
}
