import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WrittenFile } from '../core/outputFiles.js';
import type { JoinResult, Unprepared } from '../core/outputSegments.js';
import type { SubtitleReport } from '../core/report.js';
import { writeVtt } from '../core/subtitles/writeSubtitles.js';
import { ratio } from '../core/videoInfo.js';
import { muxSpeech } from '../media/mux.js';
import { joinPictures } from '../media/segmentFile.js';
import { aiLabel } from './aiLabel.js';
import { composeReport } from './composeReport.js';
import { readSegment, type KeptSegment } from './journal/segments.js';
import { OutputMeasures } from './outputMeasures.js';
import { spokenOf } from './hearSpeech.js';
import type { Output } from './outputs.js';
import type { StageClock } from './stageClock.js';
import { StageTimes } from './stageTimes.js';
import type { Workshop } from './workshop.js';

/**
 * Joins an output's segments and puts the speech beside them, at `job.target`. Whatever goes wrong,
 * nothing partial is left there, and the journal stays.
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
    const file = await writeVideo(workshop, output, pictures, signal);
    clock.advance(1);
    times.add('finish', (performance.now() - started) / 1000, 1);
    const report = composeReport({ job, facts, measures, times, workshop });
    signal.throwIfAborted();
    return { kind: 'joined', report, file };
  } catch (error) {
    await rm(job.target, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function writeVideo(
  { tools, scratch }: Workshop,
  { job, journal, plan }: Output,
  segments: readonly Pick<KeptSegment, 'picture' | 'setup' | 'from' | 'to'>[],
  signal: AbortSignal,
): Promise<WrittenFile> {
  const { info, duration, frames } = plan.facts;
  const pictures = segments.map(({ picture: path, setup, from, to }) => ({
    ...{ path, setup, frames: to - from },
  }));
  const { audio, track, wish } = spokenOf(job);
  const list = await journal.temporary('.txt');
  const folder = await scratch.take();
  try {
    const picture = join(folder, 'picture.mp4');
    const subtitles = await trackFile(plan.facts.subtitles, folder);
    await joinPictures(tools, { pictures, rate: info.frameRate, list, output: picture, signal });
    return await muxSpeech(tools, {
      ...{
        picture,
        frames,
        speech: audio,
        track,
        wish,
        output: job.target,
        duration,
        info,
        signal,
        ...(subtitles && { subtitles }),
      },
      tags: (mediaHash) =>
        aiLabel({ output: job.output, producer: job.settings.producer, mediaHash }),
    });
  } finally {
    await scratch.giveBack(folder);
  }
}

/** What becomes a track of text; undefined where none is wished for, or there is nothing to read. */
async function trackFile(subtitles: SubtitleReport | undefined, folder: string) {
  if (subtitles?.way !== 'track' || subtitles.cues.length === 0) return undefined;
  const path = join(folder, 'subtitles.vtt');
  await writeFile(path, writeVtt(subtitles.cues));
  return { path, language: subtitles.language };
}
