import { HeygemError } from '../core/errors.js';
import type { LipSyncJob } from '../core/job.js';
import type { ContentHashes } from './actor/contentHashes.js';

/**
 * Whoever planned on another machine says what the files held: here they may be other ones, or not be written out yet.
 * @throws HeygemError input-changed, input-missing
 */
export async function assertExpected(
  hashes: Pick<ContentHashes, 'of'>,
  { expects, video, audio, transcript }: LipSyncJob,
): Promise<void> {
  if (!expects) return;
  const wanted = [
    [video, expects.video],
    [audio, expects.audio],
    [transcript, expects.transcript],
  ] as const;
  for (const [path, hash] of wanted) {
    if (path === undefined || hash === undefined) continue;
    if ((await hashes.of(path)) !== hash) throw new HeygemError('input-changed', { path });
  }
}
