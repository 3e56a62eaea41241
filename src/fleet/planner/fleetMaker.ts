import { randomUUID } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { HeygemError } from '../../core/errors.js';
import type { LipSyncJob } from '../../core/job.js';
import type { MakingWatch } from '../../engine/jobOrder.js';
import type { MadeOutput, OutputMaker } from '../../engine/outputMaker.js';
import { readFailure } from '../failureText.js';
import { unlessAborted } from '../../core/unlessAborted.js';
import { FINISHED, LEARNT, PAIR_TRIES } from '../policy.js';
import {
  readPairResult,
  readSegmentsResult,
  type LearnTask,
  type PairResult,
  type PairTask,
} from '../tasks.js';
import type { FleetOffice } from './fleetOffice.js';
import { endOf, type LaneEnd } from './laneEnd.js';
import type { Lane, LaneEvent } from './lane.js';
import { PairProgress } from './pairProgress.js';
import { withdrawJob } from './placedJob.js';
import { learnId, pairId, sentJob } from './sentJob.js';
import { takeResult } from './takeResult.js';
import { WantedJobs } from './wantedJobs.js';

/** A result that was there and is gone is made again. */
const TAKES = 3;

/** Makes outputs by the machines of a fleet, for one project. Owns nothing that lasts: the queue and the storage do. */
export class FleetMaker implements OutputMaker {
  private readonly jobs: WantedJobs;

  constructor(
    private readonly office: FleetOffice,
    /** The project's path. */
    private readonly party: string,
  ) {
    this.jobs = new WantedJobs(office);
  }

  get hands(): number {
    return Math.max(1, this.office.hands);
  }

  async make(job: LipSyncJob, asked: MakingWatch): Promise<MadeOutput> {
    const { office } = this;
    const watch = whileWanted(asked);
    const { storage } = office;
    const sent = await sentJob(job, storage, office.files);
    const name = basename(job.output);
    const id = pairId(sent, await this.placeOf(job.output));
    const about = { name, project: basename(this.party), refusals: [], job: sent };
    for (let takes = 0; takes < TAKES;) {
      const lane = await office.laneOfSome(watch.signal);
      const progress = new PairProgress(watch.onProgress);
      const learn = { ...about, kind: 'learn', run: randomUUID() } as const;
      await this.learnt(lane, learnId(sent), learn, { watch, progress });
      const task = { ...about, kind: 'pair', run: randomUUID(), round: 0 } as const;
      const end = await this.pair(lane, id, task, { watch, progress });
      if (end.kind === 'moved') continue;
      takes += 1;
      const { result, journal, report, file } = end.result;
      if (!(await takeResult(storage, { name: result, task: id }, file, job.target))) {
        await withdrawJob(lane.queue, id);
        continue;
      }
      return { report, file, release: () => this.release(lane, id, journal) };
    }
    throw new HeygemError('internal', {}, 'the result was lost again and again');
  }

  /**
   * Waits until the face is known, or cannot be: the pair itself then tells why. Learning has its turn as pairs have:
   * nobody waits until all videos of another project are learnt.
   */
  private async learnt(
    lane: Lane,
    id: string,
    task: LearnTask,
    { watch, progress }: Heard,
  ): Promise<void> {
    const kept = { removeOnComplete: LEARNT, removeOnFail: LEARNT };
    // Whoever waits for it, waits for all to see.
    const deafen = lane.listen(id, this.hearing(id, task.name, { watch, progress }));
    try {
      await this.office.learning(id, watch.signal, async (signal) => {
        // One that failed before failed for another pair, or is worth another try.
        if ((await lane.standing(id))?.kind === 'completed') return;
        const entering = this.office.inTurn(lane, this.party, (turn) => {
          const options = { ...PAIR_TRIES, ...kept, priority: turn };
          return this.jobs.place(lane, { id, task, options }, signal);
        });
        const run = await unlessAborted(entering, signal);
        const end = await endOf(lane, id, this.office.leaving(lane, signal), () => undefined);
        if (end.kind === 'let-go') await this.jobs.cancel(lane, id, run);
      });
    } finally {
      deafen();
    }
    if (watch.signal.aborted) throw new HeygemError('cancelled');
  }

  private async pair(
    lane: Lane,
    id: string,
    task: Omit<PairTask, 'turn'>,
    { watch, progress }: Heard,
  ): Promise<{ readonly kind: 'moved' } | { readonly kind: 'made'; readonly result: PairResult }> {
    const kept = { removeOnComplete: FINISHED, removeOnFail: FINISHED };
    const { signal } = watch;
    const release = this.office.hold(lane);
    try {
      const entering = this.office.inTurn(lane, this.party, (turn) => {
        if (signal.aborted) throw new HeygemError('cancelled');
        const options = { ...PAIR_TRIES, ...kept, priority: turn };
        return this.jobs.place(lane, { id, task: { ...task, turn }, options }, signal);
      });
      const run = await unlessAborted(entering, signal);
      const hear = this.hearing(id, task.name, { watch, progress });
      const end = await endOf(lane, id, this.office.leaving(lane, signal), hear);
      return await this.concluded(lane, { id, run, name: task.name }, end, watch.signal);
    } finally {
      release();
    }
  }

  private async concluded(
    lane: Lane,
    { id, run, name }: { readonly id: string; readonly run: string; readonly name: string },
    end: LaneEnd,
    signal: AbortSignal,
  ) {
    switch (end.kind) {
      case 'completed':
        return { kind: 'made', result: await this.answered(lane, id, end.value) } as const;
      case 'gone':
        return { kind: 'moved' } as const;
      case 'let-go':
        await this.jobs.cancel(lane, id, run);
        if (signal.aborted) throw new HeygemError('cancelled');
        this.office.log(
          `${name}: nobody is left who could make it there, so it is given to others`,
        );
        return { kind: 'moved' } as const;
      case 'failed': {
        const failure = readFailure(end.reason, name);
        await this.jobs.clear(lane, id);
        // By somebody who wanted the same before.
        if (failure.code === 'cancelled' && !signal.aborted) return { kind: 'moved' } as const;
        throw failure;
      }
    }
  }

  /** What nobody of ours answered is not found again by whoever asks next. */
  private async answered(lane: Lane, id: string, value: unknown): Promise<PairResult> {
    try {
      return readPairResult(value);
    } catch (error) {
      await this.jobs.clear(lane, id);
      throw error;
    }
  }

  private hearing(
    owner: string,
    name: string,
    { watch, progress }: Heard,
  ): (event: LaneEvent) => void {
    const { onStart } = watch;
    let attempt = 1;
    return (event) => {
      if (event.kind === 'progress') {
        const { told } = event;
        onStart();
        if (event.job === owner && told.attempt > attempt) {
          this.office.log(`${name}: attempt ${told.attempt}, by ${told.worker}`);
          attempt = told.attempt;
        }
        progress.hear(event.job, told);
      } else if (event.kind === 'active') {
        onStart();
      } else if (event.kind === 'completed') {
        progress.completed(event.job, readSegmentsResult(event.value)?.frames ?? 0);
      }
    };
  }

  private async release(lane: Lane, id: string, journal: string): Promise<void> {
    await this.jobs.clear(lane, id);
    await this.office.storage.forget(journal);
  }

  /** The same on every machine, where it lies in the storage. */
  private async placeOf(output: string): Promise<string> {
    const folder = await this.office.storage.within(dirname(output)).catch(() => dirname(output));
    return `${folder}/${basename(output)}`;
  }
}

/**
 * Learning comes first, or somebody began before us: whatever is heard of a pair first is its start. Of one that is
 * not wanted any more nothing is told, though others may wait for the same face.
 */
function whileWanted({ onStart, onProgress, signal }: MakingWatch): MakingWatch {
  let started = false;
  return {
    signal,
    onStart: () => {
      if (!started && !signal.aborted) onStart();
      started = true;
    },
    onProgress: (progress) => {
      if (!signal.aborted) onProgress(progress);
    },
  };
}

interface Heard {
  readonly watch: MakingWatch;
  readonly progress: PairProgress;
}
