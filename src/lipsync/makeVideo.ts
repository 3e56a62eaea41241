import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HeygemError } from '../core/errors.js';
import type { LipSyncJob, MadeVideo } from '../core/job.js';
import { ratio, type VideoInfo } from '../core/videoInfo.js';
import { FrameEncoder } from '../media/encoder.js';
import { decodeLooped } from '../media/frameSource.js';
import { muxSpeech } from '../media/mux.js';
import { probeVideo } from '../media/probe.js';
import { aiLabel } from './aiLabel.js';
import { FrameDrawer } from './drawFrames.js';
import { hearSpeech } from './hearSpeech.js';
import { composeReport } from './composeReport.js';
import type { TaskOptions } from './service.js';
import type { Workshop } from './workshop.js';
import { StageClock } from './stageClock.js';

/** Makes one video at `job.target`. Whatever goes wrong, nothing partial is left behind. */
export async function makeVideo(
  workshop: Workshop,
  job: LipSyncJob,
  { signal, onProgress }: TaskOptions,
): Promise<MadeVideo> {
  const { tools, models } = workshop;
  const clock = new StageClock(onProgress);
  let scratch: string | undefined;
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
    scratch = await workshop.scratch.take();
    const picture = join(scratch, 'picture.mp4');
    const encoder = await drawAll(workshop, job, { picture, info, drawer, frames, clock, signal });
    clock.begin('finish', 1);
    const file = await muxSpeech(tools, {
      picture,
      frames,
      speech: job.audio,
      output: job.target,
      duration,
      info,
      tags: (mediaHash) =>
        aiLabel({ output: job.output, producer: job.settings.producer, mediaHash }),
      signal,
    });
    clock.end();
    const report = composeReport({ job, info, drawer, clock, workshop, duration, cached, encoder });
    signal.throwIfAborted();
    return { report, file };
  } catch (error) {
    await rm(job.target, { force: true }).catch(() => undefined);
    throw signal.aborted ? new HeygemError('cancelled', {}, undefined, error) : error;
  } finally {
    if (scratch !== undefined) await workshop.scratch.giveBack(scratch);
  }
}

interface DrawAll {
  /** Where the encoded picture goes, without sound. */
  readonly picture: string;
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
  { picture, info, drawer, frames, clock, signal }: DrawAll,
): Promise<{ readonly name: string; readonly width: number; readonly height: number }> {
  const { crf, preset, encoder: kind } = job.settings;
  const encoder = await FrameEncoder.start(tools, {
    output: picture,
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
