import { rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LipSyncJob } from '../core/job.js';
import {
  partialPath,
  partialPaths,
  partialReportPath,
  picturePath,
  reportPath,
} from '../core/outputFiles.js';
import type { JoinResult, Unprepared } from '../core/outputSegments.js';
import { ratio } from '../core/videoInfo.js';
import { muxSpeech } from '../media/mux.js';
import { joinPictures } from '../media/segmentFile.js';
import { composeReport } from './composeReport.js';
import { readSegment, type KeptSegment } from './journal/segments.js';
import { OutputMeasures } from './outputMeasures.js';
import type { Output } from './outputs.js';
import type { StageClock } from './stageClock.js';
import { StageTimes } from './stageTimes.js';
import type { Workshop } from './workshop.js';

/**
 * Joins an output's segments, puts the speech beside them and writes the report. Whatever goes wrong,
 * nothing partial is left beside the output, and the journal stays.
 * @throws HeygemError input-no-audio, disk-full, ffmpeg-failed, cancelled
 */
export async function joinOutput(
  workshop: Workshop,
  output: Output,
  clock: StageClock,
  signal: AbortSignal,
): Promise<Exclude<JoinResult, Unprepared>> {
  const { job, plan, segments } = output;
  const { facts } = plan;
  clock.begin('finish', 1);
  const started = performance.now();
  const times = new StageTimes();
  times.addAll(facts.stages);
  const measures = new OutputMeasures(ratio(facts.info.frameRate));
  const pictures: Pick<KeptSegment, 'picture' | 'setup' | 'from' | 'to'>[] = [];
  const missing: number[] = [];
  for (const index of segments.keys()) {
    signal.throwIfAborted();
    const segment = await readSegment(output, index);
    if (segment === undefined) {
      missing.push(index);
      continue;
    }
    const { picture, setup, from, to } = segment;
    pictures.push({ picture, setup, from, to });
    measures.add(segment.measures);
    times.addAll(segment.stages);
  }
  if (missing.length > 0) return { kind: 'missing', segments: missing };
  try {
    await writeVideo(workshop, output, pictures, signal);
    clock.advance(1);
    times.add('finish', (performance.now() - started) / 1000, 1);
    const report = composeReport({ job, facts, measures, times, workshop });
    signal.throwIfAborted();
    await writeFile(partialReportPath(job.output), `${JSON.stringify(report, null, 2)}\n`);
    await rename(partialPath(job.output), job.output);
    await rename(partialReportPath(job.output), reportPath(job.output));
    return { kind: 'joined', report };
  } finally {
    await Promise.all(partialPaths(job.output).map((path) => rm(path, { force: true })));
  }
}

async function writeVideo(
  { tools }: Workshop,
  { job, journal, plan }: Output,
  segments: readonly Pick<KeptSegment, 'picture' | 'setup' | 'from' | 'to'>[],
  signal: AbortSignal,
): Promise<void> {
  const { info, duration } = plan.facts;
  const picture = picturePath(job.output);
  const pictures = segments.map(({ picture: path, setup, from, to }) => ({
    ...{ path, setup, frames: to - from },
  }));
  const list = await journal.temporary('.txt');
  const rate = info.frameRate;
  await joinPictures(tools, { pictures, rate, list, output: picture, signal });
  await muxSpeech(tools, {
    ...{ picture, speech: job.audio, output: partialPath(job.output) },
    ...{ duration, info, metadata: aiLabel(job), signal },
  });
}

/** Machine-readable and human-readable label that players and platforms can show. */
function aiLabel(job: LipSyncJob): Record<string, string> {
  return {
    title: `${basename(job.output)} (AI-generated)`,
    comment: 'AI-generated: the lip movements in this video were made by HeyGem Studio.',
    ai_generated: 'true',
  };
}
