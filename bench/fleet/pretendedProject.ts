import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toFailure } from '../../src/core/errors.js';
import type { JobId } from '../../src/core/ids.js';
import type { LipSyncJob } from '../../src/core/job.js';
import { DEFAULT_SETTINGS } from '../../src/core/settings.js';
import type { Fleet } from '../../src/engine/fleetPart.js';
import type { JobOutcome } from '../../src/engine/jobOrder.js';
import { hashOf } from './pretendingDevice.js';

/** Unless told. */
const VIDEOS = 10;

/** Files that a plan could name, without anything to see or hear in them. Owns none: they are in the storage. */
export class PretendedProject {
  /** What plans know of the disk; the content of a file that never changes is its name. */
  static readonly files = { hash: (path: string) => Promise.resolve(hashOf(path)) };

  readonly jobs: readonly LipSyncJob[];

  constructor(
    storage: string,
    readonly name: string,
    pairs: number,
    videoCount = Math.min(VIDEOS, pairs),
  ) {
    const folder = join(storage, name);
    mkdirSync(join(folder, 'out'), { recursive: true });
    const file = (base: string) => {
      writeFileSync(join(folder, base), base);
      return join(folder, base);
    };
    const videos = Array.from({ length: videoCount }, (_, k) => file(`${k}.mp4`));
    const audios = Array.from({ length: Math.ceil(pairs / videoCount) }, (_, k) =>
      file(`${k}.wav`),
    );
    this.jobs = Array.from({ length: pairs }, (_, k) => ({
      id: `${name}-${k}` as JobId,
      video: videos[k % videoCount],
      audio: audios[Math.floor(k / videoCount)],
      output: join(folder, 'out', `${k}.mp4`),
      target: join(folder, 'out', `.${k}.staged.mp4`),
      settings: DEFAULT_SETTINGS,
      provider: 'cpu',
    }));
  }

  /** Makes all of it by a fleet, as an engine does that has planned it. */
  async make(fleet: Fleet, signal: AbortSignal, onMade?: () => void): Promise<void> {
    const outcomes = await Promise.all(
      this.jobs.map((job) => {
        // A pair can be cancelled by itself.
        const own = AbortSignal.any([signal]);
        return fleet.add({
          party: this.name,
          signal: own,
          make: async (maker): Promise<JobOutcome> => {
            const watch = { signal: own, onStart: () => undefined, onProgress: () => undefined };
            try {
              const { report, file, release } = await maker.make(job, watch);
              await release();
              onMade?.();
              return { kind: 'done', report, file };
            } catch (error) {
              return own.aborted
                ? { kind: 'cancelled' }
                : { kind: 'failed', failure: toFailure(error) };
            }
          },
        });
      }),
    );
    const bad = outcomes.find(({ kind }) => kind !== 'done');
    if (bad !== undefined && !signal.aborted) throw new Error(JSON.stringify(bad));
  }
}
