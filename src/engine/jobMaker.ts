import { failureForLog, HeygemError, toFailure } from '../core/errors.js';
import type { JobResult, MadeVideo } from '../core/job.js';
import type { WrittenFile } from '../core/outputFiles.js';
import type { DiskFacts } from './diskFacts.js';
import type { FileLock } from './fileLock.js';
import type { JobOrder, JobOutcome, MakingWatch } from './jobOrder.js';
import { subtitlePaths } from '../core/outputFiles.js';
import { withLipModel, type LipModels } from './lipModels.js';
import { guardInputs } from './outputGuard.js';
import { lockOutput } from './outputLock.js';
import { OutputPlace } from './outputPlace.js';
import type { OutputLedger, OutputStanding } from './outputStanding.js';
import type { OutputMaker } from './outputMaker.js';
import type { HeldResult } from './previousResults.js';

/** Makes one job from guarding its output to its result. Never rejects. */
export class JobMaker {
  constructor(
    private readonly files: Pick<DiskFacts, 'hash' | 'remember'>,
    private readonly log: (line: string) => void,
    /** Takes hold of the result that is about to be replaced, where previous ones are kept. */
    private readonly hold: (output: string, file: WrittenFile) => Promise<HeldResult | undefined>,
    private readonly lipModels: Pick<LipModels, 'resolve'>,
  ) {}

  async make(order: JobOrder, maker: OutputMaker, watch: MakingWatch): Promise<JobOutcome> {
    const { job } = order;
    const { signal } = watch;
    try {
      signal.throwIfAborted();
      await guardInputs(job.output, inputsOf(job), writtenBy(order));
      const place = this.placeOf(order);
      // Refused at once, without a worker, unless what an earlier process left may change it.
      if (!(await place.isUnfinished())) allowed(await place.standing(), order.force);
      return this.logged(order, await this.makeLocked(order, maker, watch));
    } catch (error) {
      if (signal.aborted) return this.logged(order, { kind: 'cancelled' });
      return this.logged(order, { kind: 'failed', failure: toFailure(error) });
    }
  }

  private placeOf({ job, ledger }: JobOrder): OutputPlace {
    return new OutputPlace(job.output, this.files, ledger, job.settings.subtitles !== 'none');
  }

  private async makeLocked(
    order: JobOrder,
    maker: OutputMaker,
    watch: MakingWatch,
  ): Promise<JobOutcome> {
    const { output } = order.job;
    // Who works on a project waits for whoever makes the same: most likely it is then there.
    const patience = order.ledger ? { patienceMs: Number.POSITIVE_INFINITY } : {};
    const onWait = (reason: string): void => {
      this.log(`${order.job.id}: ${reason}`);
    };
    const lock = await lockOutput(output, { signal: watch.signal, onWait, ...patience });
    try {
      const place = this.placeOf(order);
      await place.mend(order.force);
      const standing = allowed(await place.standing(), order.force);
      if (!order.force && (await isThere(standing, order.ledger))) return { kind: 'skipped' };
      return await this.makeIn(place, standing, order, { maker, watch });
    } finally {
      await this.release(lock);
    }
  }

  private async makeIn(
    place: OutputPlace,
    standing: OutputStanding,
    order: JobOrder,
    { maker, watch }: { readonly maker: OutputMaker; readonly watch: MakingWatch },
  ): Promise<JobResult> {
    // Before anything that is there is touched.
    const job = await withLipModel(order.job, this.lipModels);
    const held = await this.comfort(async () =>
      standing.kind === 'ours' && standing.report
        ? this.hold(job.output, standing.file)
        : undefined,
    );
    let made: WrittenFile | undefined;
    try {
      const output = await maker.make({ ...job, target: place.target }, watch);
      const { report, file } = withSpeaking(order, output);
      watch.signal.throwIfAborted();
      made = file;
      const published = await place.publish({ report, file });
      await output.release();
      return { kind: 'done', report: published, file };
    } catch (error) {
      throw namingOutput(error, place.target, job.output);
    } finally {
      const now = place.replaced ? made : undefined;
      await place.discard();
      await this.comfort(async () => (now ? held?.keep(now) : held?.drop()));
    }
  }

  /** Keeping what was before must never be why a video is not made. */
  private async comfort<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.log(`the previous result could not be kept: ${String(error)}`);
      return undefined;
    }
  }

  private async release(lock: FileLock): Promise<void> {
    await lock.release().catch((error: unknown) => {
      this.log(`a lock could not be released: ${String(error)}`);
    });
  }

  private logged({ job }: JobOrder, result: JobOutcome): JobOutcome {
    const detail = result.kind === 'failed' ? ` ${failureForLog(result.failure)}` : '';
    this.log(`${job.id} (${job.output}): ${result.kind}${detail}`);
    return result;
  }
}

/** Files that a job reads, and that nothing it writes may replace. */
export function inputsOf({ video, audio, transcript }: JobOrder['job']): readonly string[] {
  return [video, audio, ...(transcript === undefined ? [] : [transcript])];
}

function writtenBy({ job, alsoWritten = [] }: JobOrder): readonly string[] {
  const texts = job.settings.subtitles === 'none' ? [] : Object.values(subtitlePaths(job.output));
  return [...alsoWritten, ...texts];
}

/** The report with what came before its worker had the job. */
function withSpeaking<Made extends MadeVideo>({ spoken }: JobOrder, made: Made): Made {
  if (!spoken) return made;
  const speak = { seconds: spoken.seconds, frames: spoken.sentences };
  return { ...made, report: { ...made.report, stages: { speak, ...made.report.stages } } };
}

/** @throws HeygemError output-exists, output-of-another unless forced */
function allowed(standing: OutputStanding, force: boolean): OutputStanding {
  if (standing.kind === 'refused' && !force) throw standing.error;
  return standing;
}

/** Whether what is wanted is there already; what the ledger did not know it knows afterwards. */
async function isThere(standing: OutputStanding, ledger?: OutputLedger): Promise<boolean> {
  if (standing.kind !== 'ours' || !standing.wanted) return false;
  if (standing.wanted === 'reported' && standing.report) {
    await ledger?.record(standing.file, standing.report);
  }
  return true;
}

/** To a person the file has one name, whatever it is called until it is whole. */
function namingOutput(error: unknown, target: string, output: string): unknown {
  if (!(error instanceof HeygemError) || error.params['path'] !== target) return error;
  const { code, params, detail, cause } = error;
  return new HeygemError(code, { ...params, path: output }, detail, cause);
}
