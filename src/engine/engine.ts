import { availableParallelism, freemem } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { CheckReport, CheckRequest } from '../core/check.js';
import type { DoctorReport } from '../core/doctor.js';
import { HeygemError, toFailure, type Failure } from '../core/errors.js';
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
import type { JobResult, LipSyncJob } from '../core/job.js';
import type { LipModelRecord } from '../core/lipModel.js';
import type { LipModelProbe } from '../core/lipModelProbe.js';
import type { WrittenFile } from '../core/outputFiles.js';
import type { JobEvent } from '../core/progress/jobEvents.js';
import {
  Batch,
  type BatchRequest,
  type BatchSummary,
  type RunningBatch,
  type Watch,
} from './batch.js';
import { DEFAULT_CACHE_BYTES, hashesPath, logPath, pruneCache } from './cache.js';
import { CACHE_KIND_NAMES } from './cacheKinds.js';
import { openCache, unwritable, usableRoot, type CachePlace } from './cachePlace.js';
import { DiskFacts } from './diskFacts.js';
import { isFolder } from '../files/makeFolder.js';
import type { EngineOptions, EngineSettings } from './engineOptions.js';
import { FleetHandle } from './fleetHandle.js';
import type { Fleet } from './fleetPart.js';
import { HashStore } from './hashStore.js';
import type { TaskWatch } from './device.js';
import { inputsOf, JobMaker } from './jobMaker.js';
import type { JobOutcome } from './jobOrder.js';
import { lipModelPlace } from './lipModelPlace.js';
import { LipModels, withLipModel, type LipModelWish } from './lipModels.js';
import { probeLipModel, type Prober } from './probeLipModels.js';
import { LocalMaking } from './localMaking.js';
import { LogFile } from './logFile.js';
import { planProject, planText, type ProjectPlan } from './planProject.js';
import { holdPrevious } from './previousResults.js';
import { workersFor, type Parallel } from './parallelism.js';
import { ProgressFeed } from './progressFeed.js';
import { heard, runJob, type Workplace } from './runJob.js';
import { ScriptSpeaking } from './scriptSpeaking.js';
import { tidyOutputs } from './tidyOutputs.js';
import { Tries, type MadeTry, type WantedTry } from './tries.js';
import { WorkerClient } from './workerClient.js';
import { Workforce } from './workforce.js';

export type SingleJob = Omit<LipSyncJob, 'id' | 'target'>;

const IDLE_MS = 5 * 60_000;
/** Voices take more memory than faces. */
const SPEAKER_IDLE_MS = 2 * 60_000;
/** A network in the middle of a sentence cannot be stopped, and nothing is lost with it: sentences are kept as they come. */
const SPEAKER_PATIENCE_MS = 700;
const SINGLE = 'single' as JobId;

/**
 * What the shells drive: plans projects, makes batches and single outputs, checks inputs. Owns the one
 * queue and its workers, the log and the remembered hashes; `dispose` ends them all. Without a usable cache it still
 * plans; what starts the worker fails with `cache-unusable`.
 */
export class Engine {
  readonly log: LogFile;
  readonly cache: CachePlace;
  private readonly workforce: Workforce;
  private parallel: Parallel;
  private cacheBytes: number;
  private keepPrevious: () => number;
  private readonly workplace: Workplace;
  private readonly hashes: HashStore;
  /** Scripts, and the voices that speak them. */
  readonly scripts: ScriptSpeaking;
  /** The person's own lip models. */
  readonly lipModels: LipModels;
  private readonly makeProber: () => Prober;
  /** What plans know of the disk. */
  readonly files: DiskFacts;
  /** The machines that make outputs instead of this one, where some are wished. */
  readonly fleet: FleetHandle | undefined;

  constructor(private readonly options: EngineOptions) {
    const { workerEntry, modelsRoot, ffmpeg, idleMs = IDLE_MS } = options;
    const { onLog } = options;
    this.cache = openCache(options.cacheRoot);
    const cacheRoot = this.cache.root;
    this.log = new LogFile(logPath(cacheRoot), undefined, onLog);
    this.tellOfCache();
    const { voicesRoot, voiceWishes } = options;
    const parts = {
      ...{ entry: workerEntry, modelsRoot, cacheRoot, idleMs },
      ...(ffmpeg !== undefined && { ffmpeg }),
      ...(voicesRoot !== undefined && { voicesRoot }),
      ...(voiceWishes !== undefined && { voiceWishes }),
    };
    this.parallel = options.parallel ?? 'auto';
    this.cacheBytes = options.cacheBytes ?? DEFAULT_CACHE_BYTES;
    this.keepPrevious = options.keepPrevious ?? (() => 0);
    const speaker = { ...parts, idleMs: Math.min(idleMs, SPEAKER_IDLE_MS) };
    this.workforce = new Workforce(
      () => new WorkerClient(parts, this.log.write),
      fitting(this.parallel),
      () => new WorkerClient(speaker, this.log.write, SPEAKER_PATIENCE_MS),
    );
    this.makeProber = () => new WorkerClient(parts, this.log.write);
    this.lipModels = new LipModels(options.lipModelsRoot ?? lipModelPlace());
    this.hashes = new HashStore(hashesPath(cacheRoot));
    this.files = new DiskFacts(this.hashes);
    const hold = async (output: string, file: WrittenFile) => {
      const most = this.keepPrevious();
      return most > 0 ? holdPrevious(cacheRoot, output, file, most) : undefined;
    };
    const maker = new JobMaker(this.files, this.log.write, hold, this.lipModels);
    const { fleet } = options;
    this.fleet = fleet && new FleetHandle(() => this.openFleet(fleet));
    this.scripts = new ScriptSpeaking({
      speaker: () => this.workforce.speaker,
      ...(this.fleet && { fleet: this.fleet }),
      files: this.files,
      cacheRoot: () => usableRoot(this.cache),
      log: this.log.write,
    });
    const making = this.fleet ?? new LocalMaking(this.workforce.queue, this.log.write);
    this.workplace = { making, maker, speeches: this.scripts.speeches, log: this.log.write };
  }

  /** Workers there are now. */
  get workers(): number {
    return this.workforce.count;
  }

  /** Takes over other settings while it works: what was begun is finished as it was. */
  adjust({ parallel, cacheBytes, keepPrevious }: EngineSettings): void {
    // How many fit is another number while some are at work: asked only when it is wished.
    if (parallel !== this.parallel) this.workforce.resize(fitting(parallel));
    this.parallel = parallel;
    this.cacheBytes = cacheBytes;
    this.keepPrevious = () => keepPrevious;
  }

  get outsideAllowed(): boolean {
    return this.options.trusted;
  }

  /**
   * Rejects with `project-missing`, `model-missing` or `model-damaged`. Starts no process but the one that knows the
   * voices, where a script is to be spoken.
   */
  async planProject(path: string): Promise<ProjectPlan> {
    return this.saved(await planProject(path, this.planning()));
  }

  /** The same for a text that may not be saved yet; `path` is absolute. */
  async planText(path: string, text: string): Promise<ProjectPlan> {
    return this.saved(await planText(path, text, this.planning()));
  }

  /** Rejects with `project-invalid`; what becomes of each pair is in the summary. */
  async runBatch(plan: ProjectPlan, request: BatchRequest, watch: Watch): Promise<BatchSummary> {
    return this.startBatch(plan, request, watch).done;
  }

  /** The same, with a hold on single pairs. Throws `project-invalid` or `cache-unusable`. */
  startBatch(plan: ProjectPlan, request: BatchRequest, watch: Watch): RunningBatch {
    if (!plan.usable) throw new HeygemError('project-invalid', { path: plan.path });
    usableRoot(this.cache);
    const tidy = (outputs: readonly string[]) => tidyOutputs(outputs, this.files);
    const batch = new Batch(plan, request, watch, this.workplace, tidy);
    const run = async () => {
      const summary = await batch.run();
      if (summary.snapshot.done > 0) await this.prune();
      return summary;
    };
    return {
      done: run(),
      cancel: (pairs) => {
        batch.cancel(pairs);
      },
    };
  }

  /** Makes one output outside of any project. Never rejects. */
  async runSingle(single: SingleJob, force: boolean, watch: Watch): Promise<JobOutcome> {
    const feed = new ProgressFeed(heard(watch.onProgress, this.log.write));
    const onEvent = heard(watch.onEvent, this.log.write);
    const tell = (event: JobEvent) => {
      feed.push(event);
      onEvent(event);
    };
    const job = { ...single, id: SINGLE };
    tell({ kind: 'queued', id: SINGLE, expectedFrames: 1 });
    const hopeless = this.withoutCache() ?? (await this.missingInput(inputsOf(job)));
    if (hopeless) {
      tell({ kind: 'finished', id: SINGLE, at: performance.now(), result: hopeless });
      return hopeless;
    }
    const party = `${SINGLE}:${job.output}`;
    const run = { party, signal: watch.signal, tell };
    const result = await runJob(this.workplace, { job, force }, run);
    if (result.kind === 'done') await this.prune();
    return result;
  }

  /** Rejects with `cancelled`, or with what kept the check from being made at all. */
  async check(request: CheckRequest, watch: TaskWatch): Promise<CheckReport> {
    usableRoot(this.cache);
    return this.front.check(request, watch);
  }

  /** What an editor shows of a source file. Rejects with input errors or `cancelled`. */
  async inspect(request: InspectRequest, signal: AbortSignal): Promise<Inspection> {
    usableRoot(this.cache);
    return this.front.inspect(request, signal);
  }

  /** What each file holds, whatever its name says. Needs no cache. */
  async identify(paths: readonly string[], signal: AbortSignal): Promise<readonly MediaKind[]> {
    return this.front.identify(paths, signal);
  }

  /**
   * Some seconds of an output, to be looked at, beside whatever is made. They lie in the cache and are no
   * result. Rejects with input errors, `no-face-here`, `disk-full` or `cancelled`.
   */
  async tryOut(wanted: WantedTry, watch: TaskWatch): Promise<MadeTry> {
    const tries = new Tries(usableRoot(this.cache), (request, task) =>
      this.workforce.trier.tryOut(request, task),
    );
    const job = await withLipModel(wanted.job, this.lipModels);
    const made = await tries.get({ ...wanted, job }, watch);
    // Somebody who only tries makes no output after which the cache is looked through.
    this.prune().catch((error: unknown) => {
      this.log.write(`cache: ${String(error)}`);
    });
    return made;
  }

  async still(request: StillRequest, signal: AbortSignal): Promise<void> {
    usableRoot(this.cache);
    return this.front.still(request, signal);
  }

  /** The faces in one frame of a video, the largest first. */
  async faces(request: FacesRequest, signal: AbortSignal): Promise<readonly FaceBox[]> {
    usableRoot(this.cache);
    return this.front.faces(request, signal);
  }

  /** Progress is told as the share that is done, of 1. */
  async preview(request: PreviewRequest, watch: TaskWatch): Promise<void> {
    usableRoot(this.cache);
    return this.front.preview(request, watch);
  }

  /**
   * What a model is, and how fast it is on each provider that may be here. Needs no cache.
   * Rejects as `LipModels.vet` and `probeLipModel` do.
   */
  async probeLipModel(file: string, name: string, signal: AbortSignal): Promise<LipModelProbe> {
    await this.lipModels.vet(file);
    return probeLipModel({ name, path: file }, this.makeProber, signal);
  }

  /** Probes a file and keeps it. Rejects as `LipModels.add` does too. */
  async addLipModel(
    wish: LipModelWish,
    signal: AbortSignal,
  ): Promise<LipModelProbe & { readonly record: LipModelRecord }> {
    const probe = await this.probeLipModel(wish.file, wish.name ?? basename(wish.file), signal);
    return { ...probe, record: await this.lipModels.add(wish, probe.shape) };
  }

  /** What works here, also where the cache does not: `cacheProblem` tells that. */
  async doctor(): Promise<DoctorReport> {
    return this.front.doctor();
  }

  /** Why the cache cannot be used, with the place in it that cannot be written to. */
  cacheProblem(): Failure | undefined {
    const { cache } = this;
    if (cache.kind === 'unusable') return toFailure(cache.failure);
    const places = [cache.root, ...CACHE_KIND_NAMES.map((name) => join(cache.root, name))];
    return unwritable([...places, dirname(this.log.path)]);
  }

  /** Resolves when no child is left. */
  async dispose(): Promise<void> {
    await this.fleet?.dispose();
    await this.workforce.stop();
    await this.hashes.save();
  }

  /** Looks at files: no more than a device of the queue can do beside its work. */
  private get front(): WorkerClient {
    return this.workforce.front;
  }

  private openFleet(place: NonNullable<EngineOptions['fleet']>): Promise<Fleet> {
    const { fleetPart, modelsRoot } = this.options;
    if (!fleetPart) throw new HeygemError('fleet-missing');
    const parts = { modelsRoot, files: this.files, log: this.log.write };
    return fleetPart().openFleet({ ...place, ...parts });
  }

  private planning() {
    const { modelsRoot, trusted } = this.options;
    return { modelsRoot, trusted, facts: this.files, speech: this.scripts.facts };
  }

  private async saved(plan: ProjectPlan): Promise<ProjectPlan> {
    await this.hashes.save();
    return plan;
  }

  /** Known without starting a worker: the commonest mistake gets the quickest answer. */
  private async missingInput(paths: readonly string[]): Promise<JobResult | undefined> {
    for (const path of paths) {
      const { kind, size } = await this.files.stat(path);
      const other = (await isFolder(path)) ? 'input-is-folder' : 'input-not-media';
      const code = kind === 'missing' ? 'input-missing' : kind === 'other' ? other : undefined;
      const found = code ?? (size === 0 ? 'input-empty' : undefined);
      if (found) {
        return { kind: 'failed', failure: toFailure(new HeygemError(found, { path })) };
      }
    }
    return undefined;
  }

  private withoutCache(): JobResult | undefined {
    const { cache } = this;
    return cache.kind === 'unusable'
      ? { kind: 'failed', failure: toFailure(cache.failure) }
      : undefined;
  }

  private tellOfCache(): void {
    const { cache } = this;
    if (cache.kind === 'unusable') this.log.write(`cache: ${String(cache.failure.detail)}`);
    else if (cache.beside !== undefined) {
      this.log.write(`cache: ${cache.beside} holds other things, so ${cache.root} in it is used`);
    }
  }

  private async prune(): Promise<void> {
    const { cacheBytes } = this;
    const { cacheRoot } = this.options;
    // Opened again: somebody may have removed the whole folder, mark and all, while we were at work.
    const place = openCache(cacheRoot);
    if (place.kind === 'unusable') return;
    const pruned = await pruneCache(place.root, cacheBytes);
    if (pruned.removed > 0) this.log.write(`cache: ${JSON.stringify(pruned)}`);
  }
}

/** As many workers as this machine has room for now, or so many. */
function fitting(parallel: Parallel): number {
  return workersFor(parallel, { cores: availableParallelism(), freeMemory: freemem() });
}
