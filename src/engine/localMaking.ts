import { availableParallelism } from 'node:os';
import { failureForLog, HeygemError, toFailure } from '../core/errors.js';
import type { LipSyncJob } from '../core/job.js';
import { parseLipModel } from '../core/lipModel.js';
import type { Device } from './device.js';
import type { JobOutcome, MakingWatch } from './jobOrder.js';
import type { JobQueue } from './jobQueue.js';
import type { MadeOutput, Making, OutputMaker, WaitingOutput } from './outputMaker.js';
import { OutputWork, type Hands } from './outputWork.js';
import { sideBySide } from './parallelism.js';

/** Attempts in a row that may end without a segment made. */
const ATTEMPTS = 2;

/** The devices of this engine's own queue. Owns nothing: the queue has the turns. */
export class LocalMaking implements Making {
  constructor(
    private readonly queue: JobQueue<Device>,
    private readonly log: (line: string) => void,
  ) {}

  add({ party, signal, make }: WaitingOutput): Promise<JobOutcome> {
    return this.queue.add({
      ...{ party, signal },
      make: (lead, crew) => make(new LocalMaker({ lead, crew }, this.log)),
    });
  }
}

/** A device that leads, helped by whoever is idle. */
class LocalMaker implements OutputMaker {
  readonly hands: number;

  constructor(
    private readonly crew: Hands,
    private readonly log: (line: string) => void,
  ) {
    this.hands = sideBySide(crew.crew.size, availableParallelism());
  }

  /**
   * A device that was lost may have been lost to anything, so the work goes on from its journal, as long
   * as each attempt gets further: what is lost again without a segment made is lost to the job.
   */
  async make(job: LipSyncJob, watch: MakingWatch): Promise<MadeOutput> {
    const work = new OutputWork(job, this.crew, watch);
    for (let fruitless = 1; ;) {
      const before = work.made;
      watch.onStart();
      try {
        const { journal, report, file } = await work.run();
        return { report, file, release: () => this.forget(journal, watch.signal) };
      } catch (error) {
        fruitless = work.made > before ? 1 : fruitless + 1;
        if (watch.signal.aborted || !isWorkerLost(error)) throw error;
        if (fruitless > ATTEMPTS) throw whileAsking(job, error);
        this.log(`${job.id}: trying again after ${failureForLog(toFailure(error))}`);
      }
    }
  }

  /** If it does not go, the cache prunes it. */
  private async forget(journal: string, signal: AbortSignal): Promise<void> {
    await this.crew.lead
      .make('forget', journal, { signal, onProgress: () => undefined })
      .catch((error: unknown) => {
        this.log(`a journal could not be removed: ${String(error)}`);
      });
  }
}

/** A worker that is lost again and again while it asks a lip model is most likely lost to that. */
export function whileAsking({ settings }: Pick<LipSyncJob, 'settings'>, error: unknown): unknown {
  const model = settings.backend === 'wav2lip' ? parseLipModel(settings.model) : undefined;
  if (model === undefined) return error;
  const { name } = model;
  const detail = failureForLog(toFailure(error));
  return new HeygemError('lip-model-crashed', { name }, detail, error);
}

/** Whether the process that worked is gone, for whatever reason. */
export function isWorkerLost(error: unknown): boolean {
  return (
    error instanceof HeygemError &&
    (error.code === 'worker-crashed' || error.code === 'worker-unresponsive')
  );
}
