import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { LipSyncJob } from '../../core/job.js';
import { canonicalJson } from '../../core/plan/fingerprint.js';
import type { DiskFacts } from '../../engine/diskFacts.js';
import type { Storage } from '../storage.js';
import type { SentJob } from '../tasks.js';

/**
 * A job as it is sent: files by their places in the storage, with what they hold. What belongs to this machine alone
 * is left out. Rejects with `outside-storage` or `input-missing`.
 */
export async function sentJob(
  job: LipSyncJob,
  storage: Pick<Storage, 'within'>,
  files: Pick<DiskFacts, 'hash'>,
): Promise<SentJob> {
  const { transcript, lipModel } = job;
  const [video, audio, text] = await Promise.all([
    storage.within(job.video),
    storage.within(job.audio),
    transcript === undefined ? undefined : storage.within(transcript),
  ]);
  const [videoHash, audioHash, textHash] = await Promise.all([
    files.hash(job.video),
    files.hash(job.audio),
    transcript === undefined ? undefined : files.hash(transcript),
  ]);
  return {
    ...withoutOurs(job),
    ...{ video, audio, output: basename(job.output) },
    ...(text !== undefined && { transcript: text }),
    // Each machine has the model in a place of its own.
    ...(lipModel && { lipModel: { ...lipModel, path: '' } }),
    expects: {
      ...{ video: videoHash, audio: audioHash },
      ...(textHash !== undefined && { transcript: textHash }),
    },
  };
}

/** What belongs to this machine alone. */
const OURS: ReadonlySet<string> = new Set<keyof LipSyncJob>([
  ...(['id', 'target', 'picture', 'provider', 'expects'] as const),
]);

function withoutOurs(job: LipSyncJob): Omit<SentJob, 'expects'> {
  const sent = Object.entries(job).filter(([name]) => !OURS.has(name));
  return Object.fromEntries(sent) as unknown as Omit<SentJob, 'expects'>;
}

/** The same for the same wish at the same place, whoever plans it: by this it is made once. */
export function pairId(sent: SentJob, outputPlace: string): string {
  return `P${digest({ ...sent, output: outputPlace })}`;
}

/** The same for all pairs whose actors are one, but for long videos whose outputs differ in length. */
export function learnId({ settings, face, videoPart, expects }: SentJob): string {
  const { videoTrack, backdrop } = settings;
  const shown = { video: expects?.video, videoTrack, backdrop, face, videoPart };
  return `L${digest(shown)}`;
}

export function speakId(key: string, place: string): string {
  return `S${digest({ key, place })}`;
}

function digest(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 24);
}
