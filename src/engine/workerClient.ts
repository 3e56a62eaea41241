import { randomUUID } from 'node:crypto';
import type { CheckReport, CheckRequest } from '../core/check.js';
import type { DoctorReport } from '../core/doctor.js';
import { HeygemError } from '../core/errors.js';
import type { JobId } from '../core/ids.js';
import type {
  FaceBox,
  FacesRequest,
  InspectRequest,
  Inspection,
  MediaKind,
  PreviewRequest,
  StillRequest,
} from '../core/inspection.js';
import type { LipSyncJob } from '../core/job.js';
import type {
  JoinResult,
  PreparedOutput,
  SegmentRequest,
  SegmentResult,
} from '../core/outputSegments.js';
import type { LipModelProbeRequest, LipModelTried } from '../core/lipModelProbe.js';
import type { Kit } from '../core/kit.js';
import type { ExecutionProvider } from '../core/model.js';
import type { TryRequest, TryResult } from '../core/tryout.js';
import type {
  KnownVoices,
  SpeakRequest,
  SpeakResult,
  VoicesQuery,
} from '../core/voice/speaking.js';
import type { TaskWatch } from './device.js';
import { findNode, type NodeRuntime } from './nodeRuntime.js';
import { WorkerProcess, type WorkerSettings } from './workerProcess.js';

/** How long a worker may take to stop a task before it is ended with all its children. */
const CANCEL_MS = 5_000;
const SHUTDOWN_MS = 4_000;

/**
 * The engine's hold on its worker: starts one when there is something to do, uses it again while
 * it lives. Owns that one live process.
 */
export class WorkerClient {
  private current: Promise<WorkerProcess> | undefined;
  private runtime: Promise<NodeRuntime> | undefined;

  constructor(
    private readonly settings: WorkerSettings,
    private readonly log: (line: string) => void,
    /** Milliseconds that it may take to end when asked; then it is ended with all its children. */
    private readonly patience = SHUTDOWN_MS,
  ) {}

  /** The live worker's process id, starting it if need be. Rejects with `worker-crashed`. */
  async ready(): Promise<number> {
    const worker = await this.process();
    if (worker.pid === undefined)
      throw new HeygemError('worker-crashed', {}, 'it has no process id');
    return worker.pid;
  }

  /**
   * The steps of a job, and `check`, reject with `worker-crashed` or `worker-unresponsive` when the
   * process ended meanwhile, with `cancelled` after an abort, else with the failure.
   */
  async learn(job: LipSyncJob, watch: TaskWatch): Promise<void> {
    await this.task(watch, (worker, id) => worker.rpc.request('learn', { id, job }));
  }

  prepare(job: LipSyncJob, watch: TaskWatch): Promise<PreparedOutput> {
    return this.task(watch, (worker, id) => worker.rpc.request('prepare', { id, job }));
  }

  segments(request: SegmentRequest, watch: TaskWatch): Promise<SegmentResult> {
    return this.task(watch, (worker, id) => worker.rpc.request('segments', { id, ...request }));
  }

  join(job: LipSyncJob, watch: TaskWatch): Promise<JoinResult> {
    return this.task(watch, (worker, id) => worker.rpc.request('join', { id, job }));
  }

  /** What it draws with on a provider. */
  kit(provider: ExecutionProvider, signal: AbortSignal): Promise<Kit> {
    return this.look(signal, (worker, id) => worker.rpc.request('kit', { id, provider }));
  }

  async forget(journal: string): Promise<void> {
    const worker = await this.process();
    await worker.rpc.request('forget', { journal });
  }

  tryOut(request: TryRequest, watch: TaskWatch): Promise<TryResult> {
    return this.task(watch, (worker, id) => worker.rpc.request('tryOut', { id, request }));
  }

  /** A script spoken into a file; progress counts sentences. */
  speak(request: SpeakRequest, watch: TaskWatch): Promise<SpeakResult> {
    return this.task(watch, (worker, id) => worker.rpc.request('speak', { id, request }));
  }

  /** The voices of this machine, and the versions of those named. */
  voices({ all, versionsOf }: VoicesQuery, signal: AbortSignal): Promise<KnownVoices> {
    const ask = { all, versionsOf: [...versionsOf] };
    return this.look(signal, (worker, id) => worker.rpc.request('voices', { id, ...ask }));
  }

  check(request: CheckRequest, watch: TaskWatch): Promise<CheckReport> {
    return this.task(watch, (worker, id) => worker.rpc.request('check', { id, request }));
  }

  /** Rejects with `cancelled` after an abort; so do `still` and `preview`. */
  inspect(request: InspectRequest, signal: AbortSignal): Promise<Inspection> {
    return this.look(signal, (worker, id) => worker.rpc.request('inspect', { id, request }));
  }

  async identify(paths: readonly string[], signal: AbortSignal): Promise<readonly MediaKind[]> {
    const ask = { paths: [...paths] };
    const { kinds } = await this.look(signal, (worker, id) =>
      worker.rpc.request('identify', { id, ...ask }),
    );
    return kinds;
  }

  async still(request: StillRequest, signal: AbortSignal): Promise<void> {
    await this.look(signal, (worker, id) => worker.rpc.request('still', { id, request }));
  }

  async faces(request: FacesRequest, signal: AbortSignal): Promise<readonly FaceBox[]> {
    const { faces } = await this.look(signal, (worker, id) =>
      worker.rpc.request('faces', { id, request }),
    );
    return faces;
  }

  async preview(request: PreviewRequest, watch: TaskWatch): Promise<void> {
    await this.task(watch, (worker, id) => worker.rpc.request('preview', { id, request }));
  }

  /** Rejects with `lip-model-stalled` or `worker-crashed` where the model took the process with it. */
  probeLipModel(request: LipModelProbeRequest, signal: AbortSignal): Promise<LipModelTried> {
    return this.look(signal, (worker, id) => worker.rpc.request('probeLipModel', { id, request }));
  }

  async doctor(): Promise<DoctorReport> {
    const worker = await this.process();
    return worker.rpc.request('doctor', {});
  }

  /** Ends the worker, politely first. Resolves when it and its children are gone. */
  async stop(): Promise<void> {
    const worker = await this.current?.catch(() => undefined);
    this.current = undefined;
    if (!worker?.alive) return;
    const impatience = setTimeout(() => {
      worker.kill(new HeygemError('cancelled'));
    }, this.patience);
    await worker.rpc.request('shutdown', {}).catch(() => undefined);
    await worker.ended;
    clearTimeout(impatience);
  }

  /** A task that tells no progress. */
  private look<T>(
    signal: AbortSignal,
    ask: (worker: WorkerProcess, id: JobId) => Promise<T>,
  ): Promise<T> {
    return this.task({ signal, onProgress: () => undefined }, ask);
  }

  /** Every request goes by an id of its own: two projects may ask the same at once. */
  private async task<T>(
    { signal, onProgress }: TaskWatch,
    ask: (worker: WorkerProcess, id: JobId) => Promise<T>,
  ): Promise<T> {
    throwIfAborted(signal);
    const id = randomUUID() as string as JobId;
    const worker = await this.process();
    throwIfAborted(signal);
    let impatience: NodeJS.Timeout | undefined;
    const cancel = () => {
      worker.rpc.request('cancel', { id }).catch(() => undefined);
      impatience = setTimeout(() => {
        worker.kill(new HeygemError('worker-unresponsive', {}, 'it did not stop when asked'));
      }, CANCEL_MS);
    };
    const stopListening = worker.rpc.on('progress', (event) => {
      if (event.id === id) onProgress(event.progress);
    });
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await ask(worker, id);
    } catch (error) {
      // Whatever an aborted task failed with is a consequence of the abort.
      if (signal.aborted) throw new HeygemError('cancelled', {}, undefined, error);
      throw error;
    } finally {
      signal.removeEventListener('abort', cancel);
      clearTimeout(impatience);
      stopListening();
    }
  }

  /** Calls are chained, so that two at once cannot start two processes. */
  private process(): Promise<WorkerProcess> {
    return (this.current = this.liveOrNew(this.current));
  }

  private async liveOrNew(current: Promise<WorkerProcess> | undefined): Promise<WorkerProcess> {
    const worker = await current?.catch(() => undefined);
    if (worker?.alive) return worker;
    // A dying worker's children are gone before the next one writes the same files.
    await worker?.ended;
    const runtime = await (this.runtime ??= findNode());
    return WorkerProcess.start(runtime, this.settings, this.log);
  }
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new HeygemError('cancelled');
}
