import { HeygemError } from '../core/errors.js';
import type { LipSyncJob, MadeVideo } from '../core/job.js';
import type {
  JoinResult,
  PreparedOutput,
  SegmentRequest,
  SegmentResult,
} from '../core/outputSegments.js';
import { joinOutput } from './joinOutput.js';
import { makeSegments } from './makeSegment.js';
import { keptSegments, type Output } from './outputs.js';
import { learnOnly, plannedActor, prepareOutput } from './prepareOutput.js';
import type { TaskOptions } from './service.js';
import { StageClock } from './stageClock.js';
import type { Workshop } from './workshop.js';

/** A journal that is lost while it is used, e.g. to somebody who empties the cache, is begun again. */
const ATTEMPTS = 3;

/**
 * Makes one video at `job.target`: prepares it, makes the segments that no earlier attempt has left, and
 * joins them. When it fails or is cancelled nothing partial is left there, and what is made of it is kept
 * in the cache.
 */
export function makeVideo(
  workshop: Workshop,
  job: LipSyncJob,
  { signal, onProgress }: TaskOptions,
): Promise<MadeVideo> {
  const clock = new StageClock(onProgress);
  return cancellable(signal, async () => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const output = await prepareOutput(workshop, job, clock, signal);
      const joined = await finish(workshop, output, clock, signal).catch(async (error: unknown) => {
        const isLost = (await workshop.outputs.read(workshop, job, output.journal)) === undefined;
        if (!isLost || signal.aborted || attempt === ATTEMPTS) throw error;
        return undefined;
      });
      if (joined?.kind !== 'joined') continue;
      await workshop.outputs.forget(output.journal);
      const { report, file } = joined;
      return { report, file };
    }
    throw new HeygemError('internal', {}, 'the journal was lost again and again');
  });
}

async function finish(workshop: Workshop, output: Output, clock: StageClock, signal: AbortSignal) {
  const kept = await keptSegments(output);
  const { segments, plan } = output;
  let done = framesOf(output, kept);
  clock.begin('render', plan.facts.frames, done);
  const missing = [...segments.keys()].filter((index) => !kept.includes(index));
  const onFrame = (picture: number | undefined): void => {
    done += 1;
    clock.show(picture);
    clock.advance(done);
  };
  if (missing.length > 0) {
    const actor = await plannedActor(workshop, output, signal);
    if (actor === undefined) return undefined;
    await makeSegments(workshop, { output, actor }, missing, { signal, onFrame });
  }
  return joinOutput(workshop, output, clock, signal);
}

/** What `prepareVideo` does first, and no more: then it is known to all outputs that show as much of the video. */
export function learnVideo(
  workshop: Workshop,
  job: LipSyncJob,
  { signal, onProgress }: TaskOptions,
): Promise<void> {
  return cancellable(signal, () => learnOnly(workshop, job, new StageClock(onProgress), signal));
}

/** The first of the three steps of `makeVideo`, for outputs that several processes make together. */
export function prepareVideo(
  workshop: Workshop,
  job: LipSyncJob,
  { signal, onProgress }: TaskOptions,
): Promise<PreparedOutput> {
  return cancellable(signal, async () => {
    const clock = new StageClock(onProgress);
    const output = await prepareOutput(workshop, job, clock, signal);
    clock.end();
    const { journal, segments } = output;
    return { journal: journal.key, segments, kept: await keptSegments(output) };
  });
}

/** Makes segments of a prepared output, whether or not they are there. Progress counts their frames. */
export function makePortion(
  workshop: Workshop,
  { job, indices, missingOnly = false }: SegmentRequest,
  { signal, onProgress }: TaskOptions,
): Promise<SegmentResult> {
  return cancellable(signal, async () => {
    const output = await workshop.outputs.find(workshop, job);
    const actor = output && (await plannedActor(workshop, output, signal));
    if (output === undefined || actor === undefined) return { kind: 'unprepared' };
    const asked = indices.map((index) => {
      if (!(index in output.segments)) throw new RangeError(`no segment ${index}`);
      return index;
    });
    const kept = missingOnly ? await keptSegments(output, asked) : [];
    const missing = asked.filter((index) => !kept.includes(index));
    const clock = new StageClock(onProgress);
    let done = framesOf(output, kept);
    clock.begin('render', framesOf(output, asked), done);
    const onFrame = (picture: number | undefined): void => {
      done += 1;
      clock.show(picture);
      clock.advance(done);
    };
    await makeSegments(workshop, { output, actor }, missing, { signal, onFrame });
    return { kind: 'made' };
  });
}

function framesOf({ segments }: Output, indices: readonly number[]): number {
  return indices.reduce((sum, index) => sum + segments[index].to - segments[index].from, 0);
}

/** Joins the segments of a prepared output. The journal stays until `forget`. */
export function joinVideo(
  workshop: Workshop,
  job: LipSyncJob,
  { signal, onProgress }: TaskOptions,
): Promise<JoinResult> {
  return cancellable(signal, async () => {
    const output = await workshop.outputs.find(workshop, job);
    if (output === undefined) return { kind: 'unprepared' };
    return joinOutput(workshop, output, new StageClock(onProgress), signal);
  });
}

/** Whatever an aborted task failed with is a consequence of the abort. */
async function cancellable<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw signal.aborted ? new HeygemError('cancelled', {}, undefined, error) : error;
  }
}
