import { rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { HeygemError } from '../core/errors.js';
import type { LipSyncJob } from '../core/job.js';
import {
  partialPath,
  partialPaths,
  partialReportPath,
  picturePath,
  reportPath,
} from '../core/outputFiles.js';
import type { OutputReport } from '../core/report.js';
import { ratio, type VideoInfo } from '../core/videoInfo.js';
import { FrameEncoder } from '../media/encoder.js';
import { decodeLooped } from '../media/frameSource.js';
import { muxSpeech } from '../media/mux.js';
import { probeVideo } from '../media/probe.js';
import { FrameDrawer } from './drawFrames.js';
import { hearSpeech } from './hearSpeech.js';
import { composeReport } from './composeReport.js';
import type { TaskOptions } from './service.js';
import type { Workshop } from './workshop.js';
import { StageClock } from './stageClock.js';

/** Makes one output and its report. Whatever goes wrong, nothing partial is left behind. */
export async function makeVideo(
  workshop: Workshop,
  job: LipSyncJob,
  { signal, onProgress }: TaskOptions,
): Promise<OutputReport> {
  const { tools, models } = workshop;
  const clock = new StageClock(onProgress);
  const { output } = job;
  const partial = partialPath(output);
  try {
    clock.begin('probe', 1);
    const info = await probeVideo(tools, job.video, signal);
    clock.begin('track', info.frameCount);
    const { actor, cached } = await workshop.actors.get(tools, models, {
      video: job.video,
      info,
      ...(job.face ? { choice: job.face } : {}),
      signal,
      onFrame: (done) => {
        clock.advance(done);
      },
    });
    clock.begin('speech', 1);
    const heard = await hearSpeech(
      tools,
      models,
      job.audio,
      job.settings,
      signal,
      (done, total) => {
        clock.advance(done, total);
      },
    );
    const { duration } = heard;
    const motion = heard.motion.suitedTo(actor.spread);
    const frames = Math.max(1, Math.round(duration * ratio(info.frameRate)));
    clock.begin('render', frames);
    const drawer = new FrameDrawer(models, {
      info,
      actor,
      motion,
      settings: job.settings,
      clock,
    });
    if (!drawer.hasFace && job.settings.noFace === 'fail') {
      throw new HeygemError('no-face', { path: job.video });
    }
    drawer.prepare(frames, signal);
    const encoder = await drawAll(workshop, job, { info, drawer, frames, clock, signal });
    clock.begin('finish', 1);
    const metadata = aiLabel(job);
    const picture = picturePath(output);
    const speech = job.audio;
    await muxSpeech(tools, { picture, speech, output: partial, duration, info, metadata, signal });
    clock.end();
    const report = composeReport({ job, info, drawer, clock, workshop, duration, cached, encoder });
    signal.throwIfAborted();
    await writeFile(partialReportPath(output), `${JSON.stringify(report, null, 2)}\n`);
    await rename(partial, output);
    await rename(partialReportPath(output), reportPath(output));
    return report;
  } catch (error) {
    throw signal.aborted ? new HeygemError('cancelled', {}, undefined, error) : error;
  } finally {
    await Promise.all(partialPaths(output).map((path) => rm(path, { force: true })));
  }
}

interface DrawAll {
  readonly info: VideoInfo;
  readonly drawer: FrameDrawer;
  readonly frames: number;
  readonly clock: StageClock;
  readonly signal: AbortSignal;
}

/** Streams decode -> draw -> encode with back-pressure. Resolves to what the encoder is called. */
async function drawAll(
  { tools }: Workshop,
  job: LipSyncJob,
  { info, drawer, frames, clock, signal }: DrawAll,
): Promise<{ readonly name: string; readonly width: number; readonly height: number }> {
  const { crf, preset, encoder: kind } = job.settings;
  const encoder = await FrameEncoder.start(tools, {
    output: picturePath(job.output),
    info,
    crf,
    preset,
    encoder: kind,
    signal,
  });
  try {
    let done = 0;
    let asked = performance.now();
    const source = { signal, frames, sourceFrames: drawer.sourceFrames };
    for await (const { index, frame } of decodeLooped(tools, job.video, info, source)) {
      clock.add('render.decoder-wait', (performance.now() - asked) / 1000, 1);
      await drawer.next(index, frame, (result) => encoder.write(result));
      done += 1;
      clock.advance(done);
      asked = performance.now();
    }
    await drawer.drained();
    await encoder.finish();
    return { name: encoder.name, ...encoder.outputSize };
  } catch (error) {
    await encoder.abort();
    throw error;
  }
}

/** Machine-readable and human-readable label that players and platforms can show. */
function aiLabel(job: LipSyncJob): Record<string, string> {
  return {
    title: `${basename(job.output)} (AI-generated)`,
    comment: 'AI-generated: the lip movements in this video were made by HeyGem Studio.',
    ai_generated: 'true',
  };
}
