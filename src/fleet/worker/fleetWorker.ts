import { Queue, Worker, type Job } from 'bullmq';
import { failureForLog, type Failure } from '../../core/errors.js';
import { fits } from '../../core/fleet/kitChoice.js';
import { TasksUnderWay, type WorkerIdentity } from '../../core/fleet/tasksUnderWay.js';
import type { ExecutionProvider } from '../../core/model.js';
import type { LipModels } from '../../engine/lipModels.js';
import { isCancelled, onCancelled } from '../cancelling.js';
import type { QueueLink } from '../connection.js';
import { PREFIX, drawingQueue, speakingQueue } from '../names.js';
import { settlesWithin } from '../patience.js';
import { ANSWER_MS, LOCK_MS, MOST_STALLS, REST_MS, STALL_CHECK_MS } from '../policy.js';
import { SaidOnce } from '../saidOnce.js';
import type { Storage } from '../storage.js';
import type { SentTask } from '../tasks.js';
import { WorkerBook } from '../workerBook.js';
import type { Hands } from './hands.js';
import { learnVideo, makeSegments, PairsOfSegments, speakScript, type Speak } from './otherWork.js';
import { makePair } from './pairWork.js';
import { TaskRunner, type BreakOff, type TaskObservation, type TaskOutcome } from './taskRunner.js';
import type { Attempt } from './taskTools.js';

const TELL_MS = 1_000;
/** How long it may take to end what is under way and to give it back. */
const GIVE_BACK_MS = 8_000;

export interface FleetWorkerParts {
  readonly link: QueueLink;
  readonly storage: Storage;
  readonly identity: WorkerIdentity;
  readonly hands: Hands;
  /** Absent where no voice is here. */
  readonly speak?: Speak;
  readonly lipModels: Pick<LipModels, 'resolve'>;
  readonly provider: ExecutionProvider;
  readonly observe: (told: TaskObservation) => void;
  readonly log: (line: string) => void;
}

/**
 * One machine at work for a fleet: pulls tasks from the queue as long as it has hands free, and tells of itself.
 * Owns its connections to the queue; what it has under way, `TasksUnderWay` has.
 */
export class FleetWorker {
  readonly under: TasksUnderWay;
  private readonly book: WorkerBook;
  private readonly queue: Queue;
  private readonly workers: Worker[] = [];
  private readonly runner: TaskRunner;
  private readonly leaving = new AbortController();
  private telling: NodeJS.Timeout | undefined;
  private isTelling = false;
  private resting: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(private readonly parts: FleetWorkerParts) {
    const { link, identity, storage, observe, log } = parts;
    this.under = new TasksUnderWay(identity);
    this.book = new WorkerBook(link.redis);
    this.queue = new Queue(drawingQueue(identity.kit.id, storage.id), this.connection);
    this.queue.on('error', () => undefined);
    const pairs = new PairsOfSegments(this.queue);
    this.runner = new TaskRunner({
      ...{ identity, observe, log, under: this.under, now: link.now },
      leaving: this.leaving.signal,
      isCancelled: (run) => isCancelled(link.redis, run),
      others: () => this.others(),
      about: (task) => (task.kind === 'segments' ? pairs.of(task) : Promise.resolve(task)),
      work: (task, attempt) => this.work(task, attempt, pairs),
      rest: (reason) => {
        this.rest(reason);
      },
    });
  }

  /** Rejects when the queue lets us do nothing: nothing of this worker is left then. */
  async start(): Promise<void> {
    try {
      await this.begin();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Gives back what is under way, and resolves when nothing of this worker is left. */
  async stop(): Promise<void> {
    const { link, hands, identity, log } = this.parts;
    this.under.leaves();
    clearTimeout(this.resting);
    void this.tell();
    this.leaving.abort();
    const closing = Promise.all(this.workers.map((worker) => worker.close()));
    const given = await settlesWithin(closing, link.isAway() ? ANSWER_MS : GIVE_BACK_MS);
    if (!given) log('what is under way could not be given back: others begin it anew in a while');
    clearInterval(this.telling);
    this.unsubscribe?.();
    await hands.dispose();
    await settlesWithin(this.book.leave(identity.id), given ? ANSWER_MS : 0);
    await settlesWithin(this.queue.close(), given ? ANSWER_MS : 0);
  }

  private async begin(): Promise<void> {
    const { link, identity, storage, hands, speak } = this.parts;
    this.unsubscribe = await onCancelled(link.redis, (run) => {
      this.breakOff(this.runner.jobsOf(run), 'cancelled');
    });
    this.pullFrom(this.queue.name, hands.count);
    if (speak) this.pullFrom(speakingQueue(identity.kit.engine, storage.id), 1);
    await Promise.all(this.workers.map((worker) => worker.waitUntilReady()));
    await this.tell();
    this.telling = setInterval(() => {
      void this.tell();
    }, TELL_MS);
  }

  private get connection() {
    return { connection: this.parts.link.redis, prefix: PREFIX };
  }

  private pullFrom(queue: string, concurrency: number): void {
    const { identity, log } = this.parts;
    const process = (job: Job, token = '', signal = new AbortController().signal) =>
      this.runner.run(job, token, signal);
    const worker = new Worker(
      queue,
      // By the number of its parameters the queue sees that it can be broken off.
      (job, token, signal) => process(job, token, signal),
      {
        ...this.connection,
        ...{ concurrency, name: identity.name },
        lockDuration: LOCK_MS,
        stalledInterval: STALL_CHECK_MS,
        maxStalledCount: MOST_STALLS,
      },
    );
    const trouble = new SaidOnce((message) => {
      log(`queue: ${message}`);
    });
    worker.on('error', ({ message }) => {
      trouble.say(message);
    });
    worker.on('active', () => {
      trouble.over();
    });
    worker.on('stalled', (job) => {
      log(`queue: ${job} was lost by its machine`);
    });
    worker.on('lockRenewalFailed', (jobs) => {
      this.breakOff(jobs, 'lost');
    });
    this.workers.push(worker);
  }

  private breakOff(jobs: readonly string[], why: BreakOff): void {
    for (const job of jobs) for (const worker of this.workers) worker.cancelJob(job, why);
  }

  private async work(
    task: SentTask,
    attempt: Omit<Attempt, 'device'>,
    pairs: PairsOfSegments,
  ): Promise<TaskOutcome> {
    const { storage, lipModels, provider, hands, speak, link } = this.parts;
    const place = { storage, lipModels, provider };
    const none = (value: unknown): TaskOutcome => ({ value, frames: 0 });
    switch (task.kind) {
      case 'learn':
        return hands.lend(async (device) =>
          none(await learnVideo(place, task, { ...attempt, device })),
        );
      case 'pair':
        return hands.lend(async (device) => {
          const pairPlace = {
            ...place,
            queue: this.queue,
            redis: link.redis,
            hands: (enough: number) => this.hands(enough),
          };
          return makePair(pairPlace, task, { ...attempt, device });
        });
      case 'segments':
        return hands.lend(async (device) => {
          const value = await makeSegments(place, await pairs.of(task), task, {
            ...attempt,
            device,
          });
          return { value, frames: value.frames };
        });
      case 'speak':
        if (!speak) throw new Error('nothing speaks here');
        return none(await speakScript(storage, speak, task, attempt));
    }
  }

  /** Hands of all machines that share our queue, as far as it matters. */
  private async hands(enough: number): Promise<number> {
    const { slots, kit } = this.parts.identity;
    return slots >= enough ? slots : this.book.handsOf(kit.id, enough);
  }

  private async others(): Promise<ReadonlySet<string>> {
    const { kit, id } = this.parts.identity;
    const workers = await this.book.read();
    const same = workers.filter((other) => fits(other, kit) && other.kit.id === kit.id);
    return new Set([id, ...same.filter(({ state }) => state !== 'leaving').map((one) => one.id)]);
  }

  private rest(reason: Failure): void {
    if (this.under.isResting || this.leaving.signal.aborted) return;
    this.parts.log(`resting for ${REST_MS / 1000} s: ${failureForLog(reason)}`);
    this.under.rests(reason);
    for (const worker of this.workers) void worker.pause(true);
    this.resting = setTimeout(() => {
      this.under.rests(undefined);
      for (const worker of this.workers) void worker.resume();
    }, REST_MS);
  }

  /** While the queue does not answer, one of these waits for it, and no more. */
  private async tell(): Promise<void> {
    if (this.isTelling) return;
    this.isTelling = true;
    await this.book.tell(this.under.worker, this.parts.link.now()).catch(() => undefined);
    this.isTelling = false;
  }
}
