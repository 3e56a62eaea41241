import { rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { UnrecoverableError, WaitingChildrenError, type Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { HeygemError } from '../../core/errors.js';
import type { LipSyncJob } from '../../core/job.js';
import type { PreparedOutput } from '../../core/outputSegments.js';
import type { Run } from '../../core/runs.js';
import { makeFolder } from '../../files/makeFolder.js';
import { syncFolder } from '../../files/durable.js';
import { stagedPath } from '../../files/stagedName.js';
import { lockKey, portionId } from '../names.js';
import { FINISHED, SEGMENT_TRIES } from '../policy.js';
import type { Storage } from '../storage.js';
import type { PairResult, PairTask, SegmentsTask } from '../tasks.js';
import { jobHere, type JobPlace } from './jobHere.js';
import { watchFor, type Attempt } from './taskTools.js';

/** A journal that is lost while it is used, or segments found damaged, are begun again so often. */
const ROUNDS = 4;
/** So many portions for each hand of the fleet, that none waits long for the last one. */
const PORTIONS_EACH = 4;
/** Neighbouring segments in one portion: each goes on decoding where the one before it ended. */
const MOST_TOGETHER = 8;

export interface PairPlace extends JobPlace {
  readonly storage: Storage;
  readonly queue: Queue;
  readonly redis: Pick<Redis, 'get'>;
  /** Hands of all machines that make segments of this queue, counted until there are enough. */
  readonly hands: (enough: number) => Promise<number>;
}

/**
 * Makes a pair, in as many turns as it takes: prepares it, gives its segments out to the fleet, and, when these are
 * there and it has its turn again, joins them. What is made is in the storage, so whoever goes on with it finds it.
 * Rejects with the queue's own error while its segments are made elsewhere.
 */
export async function makePair(
  place: PairPlace,
  task: PairTask,
  attempt: Attempt,
): Promise<MadePair> {
  await failIfSegmentsDid(attempt);
  const result = place.storage.result({ task: attempt.id, attempt: attempt.number }, '.mp4');
  await makeFolder(dirname(result));
  const staged = stagedPath(result);
  const job = await jobHere(place, task.job, { id: attempt.id, target: staged });
  const { device } = attempt;
  let drawn = 0;
  for (let { round } = task; round < ROUNDS;) {
    const prepared = await device.make('prepare', job, watchFor(attempt, 'prepare'));
    const missing = [...prepared.segments.keys()].filter((k) => !prepared.kept.includes(k));
    if (missing.length > 0) {
      round += 1;
      drawn += await makeMissing(place, { ...task, round }, { job, prepared, missing }, attempt);
    }
    const joined = await device.make('join', job, watchFor(attempt, 'join'));
    if (joined.kind !== 'joined') continue;
    const { report, file } = joined;
    await publish(place, attempt, staged, result);
    const value = { result: basename(result), journal: prepared.journal, report, file };
    return { value, frames: drawn };
  }
  throw new HeygemError('internal', {}, 'the journal was lost again and again');
}

interface MadePair {
  readonly value: PairResult;
  /** Drawn by this attempt itself. */
  readonly frames: number;
}

interface Missing {
  readonly job: LipSyncJob;
  readonly prepared: PreparedOutput;
  readonly missing: readonly number[];
}

/** Returns how many frames were drawn here, when the segments are there. Rejects with the queue's own error while they are made elsewhere. */
async function makeMissing(
  { queue, hands }: PairPlace,
  task: PairTask,
  { job, prepared, missing }: Missing,
  attempt: Attempt,
): Promise<number> {
  const parts = portions(missing, await hands(Math.ceil(missing.length / PORTIONS_EACH)));
  const lacking = framesOf(missing.map((k) => prepared.segments[k]));
  if (parts.length === 1) {
    const request = { job, indices: missing, missingOnly: true };
    await attempt.device.make('segments', request, watchFor(attempt, 'segments'));
    return lacking;
  }
  const frames = framesOf(prepared.segments);
  const kept = frames - lacking;
  attempt.tell({
    kind: 'prepare',
    progress: { stage: 'render', done: kept, total: frames, rate: 0 },
    given: { frames, kept },
  });
  // First: whoever goes on with the pair after this attempt was lost gives them other names.
  await attempt.job.updateData(task);
  const { run, turn, round } = task;
  await queue.addBulk(
    parts.map((indices) => {
      const data: SegmentsTask = { kind: 'segments', pair: attempt.id, run, indices, refusals: [] };
      return {
        name: 'segments',
        data,
        opts: {
          ...SEGMENT_TRIES,
          jobId: portionId(attempt.id, round, indices[0]),
          priority: turn,
          parent: { id: attempt.id, queue: queue.qualifiedName },
          continueParentOnFailure: true,
          removeOnComplete: true,
          removeOnFail: FINISHED,
        },
      };
    }),
  );
  // False when all of them are done by now.
  if (await attempt.job.moveToWaitingChildren(attempt.token)) throw new WaitingChildrenError();
  return 0;
}

/** A portion that failed for good is the pair's failure; those that wait are of no more use. */
async function failIfSegmentsDid({ job }: Attempt): Promise<void> {
  const failure = Object.values(await job.getIgnoredChildrenFailures()).at(0);
  if (failure === undefined) return;
  await job.removeUnprocessedChildren();
  throw new UnrecoverableError(failure);
}

/** Whoever lost the job meanwhile, and does not know it yet, leaves nothing that looks like a result. */
async function publish(
  { queue, redis }: PairPlace,
  { id, token }: Attempt,
  staged: string,
  result: string,
): Promise<void> {
  if ((await redis.get(lockKey(queue.name, id))) !== token) {
    await rm(staged, { force: true });
    throw new HeygemError('internal', {}, 'the job was given to another machine meanwhile');
  }
  await rename(staged, result);
  await syncFolder(dirname(result));
}

function framesOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Neighbouring segments together, in order. */
export function portions(
  missing: readonly number[],
  hands: number,
): readonly (readonly number[])[] {
  const size = Math.ceil(missing.length / (Math.max(1, hands) * PORTIONS_EACH));
  const length = Math.min(MOST_TOGETHER, Math.max(1, size));
  const parts: (readonly number[])[] = [];
  for (let from = 0; from < missing.length; from += length) {
    parts.push(missing.slice(from, from + length));
  }
  return parts;
}
