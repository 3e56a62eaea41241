import { failureForLog, HeygemError, toFailure } from '../core/errors.js';
import type { JobId } from '../core/ids.js';
import type { JobProgress } from '../core/job.js';
import type { CreateLipSyncService, LipSyncService, TaskOptions } from '../lipsync/service.js';
import type { Channel, Params } from '../protocol/rpc.js';
import { RpcServer } from '../protocol/rpcServer.js';
import { workerConversation, type WorkerConversation } from '../protocol/worker.js';

interface RunningTask {
  readonly abort: AbortController;
  readonly ended: Promise<unknown>;
}

/** Answers the engine. Owns the service and knows which tasks are running and when it last had one. */
export class WorkerHost {
  private readonly tasks = new Map<JobId, RunningTask>();
  private readonly server: RpcServer<WorkerConversation>;
  private service: LipSyncService | undefined;
  private idleMs = Number.POSITIVE_INFINITY;
  private idleTimer: NodeJS.Timeout | undefined;

  /** `exit` ends the process once everything is put away. */
  constructor(
    channel: Channel,
    private readonly createService: CreateLipSyncService,
    private readonly exit: () => void,
  ) {
    this.server = new RpcServer(
      workerConversation,
      channel,
      {
        start: (params) => this.start(params),
        kit: ({ id, provider }) => this.errand('kit', id, () => this.started().kit(provider)),
        learn: async ({ id, job }) => {
          await this.task(id, (options) => this.started().learn(job, options));
          return {};
        },
        prepare: ({ id, job }) => this.task(id, (options) => this.started().prepare(job, options)),
        segments: ({ id, ...request }) =>
          this.task(id, (options) => this.started().segments(request, options)),
        join: ({ id, job }) => this.task(id, (options) => this.started().join(job, options)),
        forget: async ({ journal }) => {
          await this.started().forget(journal);
          return {};
        },
        tryOut: ({ id, request }) =>
          this.errand('try', id, (options) => this.started().tryOut(request, options)),
        check: ({ id, request }) =>
          this.errand('check', id, (options) => this.started().check(request, options)),
        inspect: ({ id, request }) =>
          this.errand('inspect', id, (options) => this.started().inspect(request, options)),
        identify: async ({ id, paths }) => ({
          kinds: await this.errand('identify', id, (options) =>
            this.started().identify(paths, options),
          ),
        }),
        still: async ({ id, request }) => {
          await this.errand('still', id, (options) => this.started().still(request, options));
          return {};
        },
        faces: async ({ id, request }) => ({
          faces: await this.errand('faces', id, (options) =>
            this.started().faces(request, options),
          ),
        }),
        preview: async ({ id, request }) => {
          await this.errand('preview', id, (options) => this.started().preview(request, options));
          return {};
        },
        speak: ({ id, request }) =>
          this.task(id, (options) => this.started().speak(request, options)),
        voices: ({ id, ...query }) => this.errand('voices', id, () => this.started().voices(query)),
        probeLipModel: ({ id, request }) =>
          this.errand('probe', id, () => this.started().probeLipModel(request)),
        cancel: ({ id }) => this.cancel(id),
        doctor: () => this.started().doctor(),
        ping: () => ({}),
        shutdown: () => this.shutdown(),
      },
      (problem) => {
        this.log(`dropped: ${problem}`);
      },
    );
  }

  /** Stops all tasks and waits until they have cleaned up after themselves. */
  async tidyUp(): Promise<void> {
    clearTimeout(this.idleTimer);
    const tasks = [...this.tasks.values()];
    for (const { abort } of tasks) abort.abort();
    await Promise.allSettled(tasks.map(({ ended }) => ended));
    const service = this.service;
    this.service = undefined;
    await service?.dispose();
  }

  private start(params: Params<WorkerConversation, 'start'>) {
    if (this.service) throw new HeygemError('internal', {}, 'the worker was started twice');
    const { idleMs, ...options } = params;
    this.idleMs = idleMs;
    this.service = this.createService({
      ...options,
      log: (line) => {
        this.log(line);
      },
    });
    this.restartIdleTimer();
    return { pid: process.pid, node: process.version };
  }

  private started(): LipSyncService {
    if (!this.service) throw new HeygemError('internal', {}, 'the worker was not started');
    return this.service;
  }

  /** Runs something under an id, by which it can be cancelled and its progress is known. */
  private async task<T>(id: JobId, work: (options: TaskOptions) => Promise<T>): Promise<T> {
    if (this.tasks.has(id)) throw new HeygemError('internal', {}, `${id} is already running`);
    const abort = new AbortController();
    const onProgress = (progress: JobProgress): void => {
      this.server.emit('progress', { id, progress });
    };
    const ended = Promise.resolve().then(() => work({ signal: abort.signal, onProgress }));
    this.tasks.set(id, { abort, ended });
    clearTimeout(this.idleTimer);
    try {
      return await ended;
    } finally {
      this.tasks.delete(id);
      this.restartIdleTimer();
    }
  }

  /** A task whose asker may show a picture less and say nothing: why it failed is for the log. */
  private async errand<T>(
    name: string,
    id: JobId,
    work: (options: TaskOptions) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.task(id, work);
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code !== 'cancelled') this.log(`${name}: ${failureForLog(failure)}`);
      throw error;
    }
  }

  private cancel(id: JobId) {
    const task = this.tasks.get(id);
    task?.abort.abort();
    return { known: task !== undefined };
  }

  private async shutdown() {
    await this.tidyUp();
    // After the answer has left.
    setTimeout(this.exit, 50);
    return {};
  }

  private restartIdleTimer(): void {
    clearTimeout(this.idleTimer);
    if (this.tasks.size > 0 || !Number.isFinite(this.idleMs)) return;
    this.idleTimer = setTimeout(() => {
      void this.tidyUp().finally(this.exit);
    }, this.idleMs);
  }

  private log(line: string): void {
    this.server.emit('log', { line });
  }
}
