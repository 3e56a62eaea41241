import { NO_SPEECH } from '../../../src/core/plan/speechFacts.js';
import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { toFailure, type Failure } from '../../../src/core/errors.js';
import type { LipSyncJob, MadeVideo } from '../../../src/core/job.js';
import { Batch } from '../../../src/engine/batch.js';
import { hashesPath, logPath } from '../../../src/engine/cache.js';
import { DiskFacts } from '../../../src/engine/diskFacts.js';
import { HashStore } from '../../../src/engine/hashStore.js';
import type { Device, DeviceWork, WorkKind } from '../../../src/engine/device.js';
import { JobMaker } from '../../../src/engine/jobMaker.js';
import type { JobOutcome } from '../../../src/engine/jobOrder.js';
import { JobQueue } from '../../../src/engine/jobQueue.js';
import { LocalMaking } from '../../../src/engine/localMaking.js';
import { LogFile } from '../../../src/engine/logFile.js';
import { planProject } from '../../../src/engine/planProject.js';
import { holdPrevious } from '../../../src/engine/previousResults.js';
import { tidyOutputs } from '../../../src/engine/tidyOutputs.js';
import { reportOf } from '../../fixtures/fakeService.js';

/** Where a batch finds what it needs. */
export interface Places {
  readonly project: string;
  readonly cacheRoot: string;
  readonly modelsRoot: string;
}

/**
 * One batch as the engine makes it, with a worker in this very process that only pretends, so that
 * hundreds of them take no time. Resolves to what became of each pair.
 */
export async function batchOnce({ project, cacheRoot, modelsRoot }: Places): Promise<Outcomes> {
  const log = new LogFile(logPath(cacheRoot));
  const hashes = new HashStore(hashesPath(cacheRoot));
  const files = new DiskFacts(hashes);
  const maker = new JobMaker(
    files,
    log.write,
    (output, file) => holdPrevious(cacheRoot, output, file, 1),
    { resolve: () => Promise.reject(new Error('no lip model is asked here')) },
  );
  const workplace = {
    making: new LocalMaking(new JobQueue<Device>([new PretendingDevice()]), log.write),
    maker,
    speeches: { make: () => Promise.reject(new Error('nothing is spoken here')) },
    log: log.write,
  };
  try {
    const plan = await planProject(project, {
      modelsRoot,
      facts: files,
      speech: NO_SPEECH,
      trusted: true,
    });
    const batch = new Batch(
      plan,
      { force: false, provider: 'cpu' },
      { signal: new AbortController().signal },
      workplace,
      (outputs) => tidyOutputs(outputs, files),
    );
    const { outcomes } = await batch.run();
    await hashes.save();
    return { kind: 'run', pairs: Object.fromEntries(outcomes) };
  } catch (error) {
    return { kind: 'not-run', failure: toFailure(error) };
  }
}

export type Outcomes =
  | { readonly kind: 'run'; readonly pairs: Readonly<Record<string, JobOutcome>> }
  /** It could not be planned. */
  | { readonly kind: 'not-run'; readonly failure: Failure };

/** A device in this very process. It writes as a real one does: whole, or not. */
class PretendingDevice implements Device {
  readonly name = 'pretending';

  make<Kind extends WorkKind>(
    kind: Kind,
    request: DeviceWork[Kind]['request'],
  ): Promise<DeviceWork[Kind]['result']> {
    const ways: Ways = {
      learn: () => undefined,
      prepare: () => ({ journal: '0'.repeat(64), segments: [{ from: 0, to: 3 }], kept: [] }),
      segments: () => ({ kind: 'made' }),
      join: async (job) => ({ kind: 'joined', ...(await pretend(job)) }),
      forget: () => undefined,
    };
    return Promise.resolve().then(() => ways[kind](request));
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }
}

type Ways = {
  readonly [Kind in WorkKind]: (
    request: DeviceWork[Kind]['request'],
  ) => DeviceWork[Kind]['result'] | Promise<DeviceWork[Kind]['result']>;
};

/** What a video is in these tests. */
async function pretend(job: LipSyncJob): Promise<MadeVideo> {
  const [video, audio] = await Promise.all([readFile(job.video), readFile(job.audio)]);
  const content = Buffer.from(`${basename(job.output)}: ${String(video)} says ${String(audio)}`);
  const file = await open(job.target, 'wx');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { report: reportOf(job, 3), file: { bytes: content.length, sha256 } };
}
