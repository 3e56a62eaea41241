import type { Run } from '../core/runs.js';
import { cutSegments } from '../core/segments.js';
import type { LipSyncJob } from '../core/job.js';
import type { ContentHashes } from './actor/contentHashes.js';
import { assertExpected } from './expectedInputs.js';
import { Journal } from './journal/journal.js';
import { journalKey } from './journal/journalKey.js';
import { readPlan, type OutputPlan } from './journal/outputPlan.js';
import { readSegment } from './journal/segments.js';
import type { Workshop } from './workshop.js';

/** An output under way, in whatever process. */
export interface Output {
  readonly job: LipSyncJob;
  readonly journal: Journal;
  readonly plan: OutputPlan;
  readonly segments: readonly Run[];
}

/** Finds the journals of outputs and what is in them. Owns the plan that was used last. */
export class Outputs {
  private last: { readonly key: string; readonly plan: OutputPlan } | undefined;

  constructor(
    private readonly cacheRoot: string,
    private readonly hashes: ContentHashes,
  ) {}

  /** @throws Node's errors when an input cannot be read, HeygemError input-changed */
  async journal(workshop: Workshop, job: LipSyncJob): Promise<Journal> {
    await assertExpected(this.hashes, job);
    return new Journal(this.cacheRoot, await journalKey(workshop, this.hashes, job));
  }

  /** The output as it was prepared; undefined when it was not, or its inputs have changed since. */
  async find(workshop: Workshop, job: LipSyncJob): Promise<Output | undefined> {
    const journal = await this.journal(workshop, job);
    if (this.last?.key === journal.key) return outputOf(job, journal, this.last.plan);
    return this.read(workshop, job, journal);
  }

  /** As `find`, from the disk. */
  async read(workshop: Workshop, job: LipSyncJob, journal: Journal): Promise<Output | undefined> {
    const plan = await readPlan(journal, workshop.models.basis);
    if (plan === undefined) return undefined;
    this.last = { key: journal.key, plan };
    return outputOf(job, journal, plan);
  }

  async forget(journal: Journal): Promise<void> {
    if (this.last?.key === journal.key) this.last = undefined;
    await journal.forget();
  }
}

function outputOf(job: LipSyncJob, journal: Journal, plan: OutputPlan): Output {
  const { frames, info } = plan.facts;
  return { job, journal, plan, segments: cutSegments(frames, info.frameRate) };
}

/** Which of the segments are there and whole, in order; of all of them unless told. */
export async function keptSegments(
  output: Output,
  among: Iterable<number> = output.segments.keys(),
): Promise<readonly number[]> {
  const kept: number[] = [];
  for (const index of among) {
    if ((await readSegment(output, index)) !== undefined) kept.push(index);
  }
  return kept;
}
