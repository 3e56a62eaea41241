import { HeygemError } from '../core/errors.js';
import type { LipSyncJob, MadeVideo } from '../core/job.js';
import type { PreparedOutput } from '../core/outputSegments.js';
import type { Device } from './device.js';
import type { MakingWatch } from './jobOrder.js';
import type { Crew } from './jobQueue.js';
import { SegmentProgress } from './segmentProgress.js';

/** Who makes an output. */
export interface Hands {
  readonly lead: Device;
  readonly crew: Crew<Device>;
}

/**
 * So many portions a device: few enough that each decodes on from segment to segment, enough that no
 * device waits long for the last one.
 */
const PORTIONS_EACH = 4;
/** A journal that is lost while it is used, e.g. to somebody who empties the cache, is begun again. */
const ATTEMPTS = 3;

/**
 * One output on its way from a job to a whole file at `job.target`: prepared by the lead, its segments
 * made by whoever is free, joined by the lead. Owns nothing that lasts: what is made is in the journal.
 */
export class OutputWork {
  /** Segments that were made here: an attempt that gets further than the last is worth another. */
  made = 0;

  constructor(
    private readonly job: LipSyncJob,
    private readonly hands: Hands,
    private readonly watch: MakingWatch,
  ) {}

  /** Rejects with the failure, with `cancelled`, or as `Device.make` does. The journal stays. */
  async run(): Promise<MadeVideo & { readonly journal: string }> {
    const { lead } = this.hands;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const prepared = await lead.make('prepare', this.job, this.watch);
      const missing = [...prepared.segments.keys()].filter((k) => !prepared.kept.includes(k));
      const joined = await this.finish(prepared, missing);
      if (joined) return { ...joined, journal: prepared.journal };
    }
    throw new HeygemError('internal', {}, 'the journal was lost again and again');
  }

  /** Undefined when the output has to be prepared again. */
  private async finish(
    prepared: PreparedOutput,
    missing: readonly number[],
  ): Promise<MadeVideo | undefined> {
    if (missing.length > 0 && !(await this.makeSegments(prepared, missing))) return undefined;
    const joined = await this.hands.lead.make('join', this.job, this.watch);
    if (joined.kind === 'joined') return { report: joined.report, file: joined.file };
    // Found damaged only now: they are made again, with all that is prepared.
    return undefined;
  }

  /** False when the output has to be prepared again. */
  private async makeSegments(
    { segments }: PreparedOutput,
    missing: readonly number[],
  ): Promise<boolean> {
    const { lead, crew } = this.hands;
    const { signal, onProgress } = this.watch;
    const framesOf = (k: number) => segments[k].to - segments[k].from;
    const total = segments.reduce((sum, { from, to }) => sum + to - from, 0);
    const kept = missing.reduce((left, k) => left - framesOf(k), total);
    const progress = new SegmentProgress(total, kept, onProgress);
    let prepared = true;
    const tasks = portions(missing, crew.size).map((indices) => {
      return async (device: Device, taskSignal: AbortSignal) => {
        const watch = { signal: taskSignal, onProgress: progress.part() };
        const { kind } = await device.make('segments', { job: this.job, indices }, watch);
        if (kind === 'made') this.made += indices.length;
        else prepared = false;
      };
    });
    await crew.share(lead, tasks, signal);
    return prepared;
  }
}

/** Neighbouring segments together, in order. */
export function portions(
  segments: readonly number[],
  devices: number,
): readonly (readonly number[])[] {
  const count = devices === 1 ? 1 : devices * PORTIONS_EACH;
  const size = Math.max(1, Math.ceil(segments.length / count));
  const parts: (readonly number[])[] = [];
  for (let from = 0; from < segments.length; from += size) {
    parts.push(segments.slice(from, from + size));
  }
  return parts;
}
