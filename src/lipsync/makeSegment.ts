import { rm } from 'node:fs/promises';
import { HeygemError } from '../core/errors.js';
import type { Run } from '../core/runs.js';
import { FrameEncoder } from '../media/encoder.js';
import { LoopedVideo } from '../media/loopedVideo.js';
import { inspectPicture } from '../media/segmentFile.js';
import { assertStudied, type Actor } from './actor/actor.js';
import type { Backend } from './backend.js';
import { backendOf } from './chooseBackend.js';
import { FrameDrawer } from './drawFrames.js';
import { DrawnPicture } from './drawnPicture.js';
import { FaceScript } from './faceScript.js';
import { keepSegment } from './journal/segments.js';
import type { Output } from './outputs.js';
import { spokenSamples } from './spokenSamples.js';
import { BurntSubtitles } from './subtitles/burntSubtitles.js';
import { StageTimes } from './stageTimes.js';
import type { Workshop } from './workshop.js';

export interface SegmentWatch {
  readonly signal: AbortSignal;
  /** Called after each frame. @param picture version of what lies at the job's `picture` */
  readonly onFrame: (picture: number | undefined) => void;
}

export interface Planned {
  readonly output: Output;
  /** The one that the output was planned with. */
  readonly actor: Actor;
}

/**
 * Draws segments of an output one after the other and keeps each as soon as it is whole. What a
 * segment becomes depends on the output's plan and the segment's number alone.
 * @throws HeygemError cancelled, disk-full, ffmpeg-failed, input-damaged, and as backends do
 */
export async function makeSegments(
  workshop: Workshop,
  { output, actor }: Planned,
  indices: readonly number[],
  watch: SegmentWatch,
): Promise<void> {
  const { job, plan } = output;
  const { signal } = watch;
  const { info } = plan.facts;
  const { checksums } = actor;
  assertStudied(actor, plan.facts.frames);
  const backend = await backendOf(workshop, job);
  const source = new LoopedVideo(workshop.tools, job.video, info, { checksums, signal });
  const picture = job.picture === undefined ? undefined : new DrawnPicture(job.picture, info.color);
  try {
    for (const index of indices) {
      await new SegmentMaker(workshop, output, actor, backend, source, picture).make(index, watch);
    }
  } finally {
    await picture?.settled();
    await source.close();
  }
}

/** Makes one segment. Owns its temporary file. */
class SegmentMaker {
  private readonly times = new StageTimes();

  constructor(
    private readonly workshop: Workshop,
    private readonly output: Output,
    private readonly actor: Actor,
    private readonly backend: Backend,
    private readonly source: LoopedVideo,
    private readonly picture: DrawnPicture | undefined,
  ) {}

  async make(index: number, watch: SegmentWatch): Promise<void> {
    const { output, times } = this;
    const { journal, plan, segments } = output;
    const { from, to } = segments[index];
    const picture = await journal.temporary('.mp4');
    try {
      const started = performance.now();
      const measures = await this.draw(segments[index], picture, watch);
      times.add('render', (performance.now() - started) / 1000, to - from);
      const { frames, setup } = await inspectPicture(picture);
      if (frames !== to - from) {
        const detail = `${frames} of ${to - from} frames were encoded`;
        throw new HeygemError('ffmpeg-failed', { path: picture }, detail);
      }
      const record = { plan: plan.digest, from, to, setup, measures, stages: times.sums };
      await keepSegment(output, index, picture, record);
    } finally {
      await rm(picture, { force: true });
    }
  }

  /** Streams decode -> draw -> encode with back-pressure. */
  private async draw({ from, to }: Run, picture: string, { signal, onFrame }: SegmentWatch) {
    const { times, source, workshop, output, picture: drawn } = this;
    const { info, encoder: codec } = output.plan.facts;
    const { crf, preset, encoder: kind } = output.job.settings;
    const drawer = await this.drawer({ from, to }, signal);
    const encoder = await FrameEncoder.start(workshop.tools, {
      ...{ output: picture, info, crf, preset, encoder: kind, codec, signal },
    });
    try {
      let asked = performance.now();
      for await (const { index, frame } of source.play(from, to)) {
        times.add('render.decoder-wait', (performance.now() - asked) / 1000, 1);
        await drawer.next(index, frame, (result) => {
          drawn?.look(result);
          return encoder.write(result);
        });
        onFrame(drawn?.version);
        asked = performance.now();
      }
      await drawer.drained();
      await encoder.finish();
      return drawer.measures;
    } catch (error) {
      await encoder.abort();
      throw error;
    }
  }

  private subtitles(run: Run, signal: AbortSignal): Promise<BurntSubtitles | undefined> {
    const { plan, job } = this.output;
    const { subtitles, info } = plan.facts;
    const { label } = job.settings;
    return BurntSubtitles.of(this.workshop, { subtitles, info, label }, run, signal);
  }

  private async drawer(run: Run, signal: AbortSignal): Promise<FrameDrawer> {
    const { actor, times, workshop, output, backend } = this;
    const { plan, job, journal } = output;
    const { facts, motion } = plan;
    const { info } = facts;
    const { settings } = job;
    const { models, tools } = workshop;
    const script = new FaceScript(models, { info, actor, motion, settings });
    const subtitles = await this.subtitles(run, signal);
    const samples = spokenSamples(tools, job, signal);
    const order = { info, actor, first: 0, journal, samples, signal };
    const drawer = await backend.drawer({ ...order, script, run });
    const read = subtitles && { subtitles };
    const { label } = settings;
    const request = { info, script, drawer, label, from: run.from, times, ...read };
    return new FrameDrawer(models, request);
  }
}
