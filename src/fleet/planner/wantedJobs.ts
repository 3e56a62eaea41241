import { cancelRun } from '../cancelling.js';
import { queueFailure } from '../queueFailure.js';
import { unlessAborted } from '../../core/unlessAborted.js';
import { settlesWithin } from '../patience.js';
import { ANSWER_MS, CANCEL_MS } from '../policy.js';
import type { LearnTask, PairTask, SpeakTask } from '../tasks.js';
import type { FleetOffice } from './fleetOffice.js';
import type { Lane } from './lane.js';
import { endOf } from './laneEnd.js';
import { placeJob, withdrawJob, type Wanted } from './placedJob.js';
import { clearResults } from './takeResult.js';

/** How soon it is looked again for one that is to end. */
const LOOK_MS = 1_000;

/** Jobs of ours in a queue, from being put in to being taken out. Owns nothing: queue and storage do. */
export class WantedJobs {
  constructor(private readonly office: Pick<FleetOffice, 'link' | 'storage' | 'seeTo'>) {}

  /**
   * Returns by which run the job is cancelled. Rejects with `cancelled` as soon as it is let go: what comes into the
   * queue after that is taken out again.
   */
  async place(
    lane: Lane,
    wanted: Wanted<LearnTask | PairTask | SpeakTask>,
    signal: AbortSignal,
  ): Promise<string> {
    const placing = placeJob(lane.queue, this.office.link.redis, wanted);
    try {
      return await unlessAborted(placing, signal);
    } catch (error) {
      const undo = () => placing.then((run) => this.cancel(lane, wanted.id, run));
      if (signal.aborted) this.office.seeTo(undo()).catch(() => undefined);
      throw queueFailure(String(error), this.office.link.shown) ?? error;
    }
  }

  /** Ends a run wherever it is under way; what waits of it is withdrawn. */
  async cancel(lane: Lane, id: string, run: string): Promise<void> {
    const tell = async () => {
      await cancelRun(this.office.link.redis, run);
      await withdrawJob(lane.queue, id);
    };
    // Where the queue is away, whoever works on it goes on until it is back.
    if (!(await settlesWithin(tell(), ANSWER_MS))) return;
    const patience = AbortSignal.timeout(CANCEL_MS);
    while (!patience.aborted) {
      const pause = AbortSignal.any([patience, AbortSignal.timeout(LOOK_MS)]);
      const { kind } = await endOf(lane, id, pause, () => undefined);
      // Meanwhile a worker may have given it back: nobody is at it then, and nobody tells its end.
      await this.clear(lane, id);
      if (kind !== 'let-go') return;
    }
  }

  /** Leaves nothing of a job that is over, as far as queue and storage can be reached. Never rejects. */
  async clear(lane: Lane, id: string): Promise<void> {
    await settlesWithin(withdrawJob(lane.queue, id), ANSWER_MS);
    await clearResults(this.office.storage, id);
  }
}
