import { LANDMARK_FLOATS } from '../core/faceTrack.js';
import { allocateFrame, type Box, type YuvFrame } from '../core/frame.js';
import { MOVED } from '../core/landmarkSets.js';
import { median } from '../core/measure/statistics.js';
import { SharpnessMeter } from '../core/measure/sharpnessMeter.js';
import type { SyncMeasure } from '../core/report.js';
import type { Settings } from '../core/settings.js';
import { ratio, type VideoInfo } from '../core/videoInfo.js';
import { fitPose, gatherPoints, toCanonical } from '../face/canonical.js';
import type { MouthMotion } from '../motion/mouthMotion.js';
import { FaceRenderer, type LearntMouth } from '../render/faceRenderer.js';
import { interiorScale, LearntInterior } from '../render/learntInterior.js';
import { paintLabel } from '../render/visibleLabel.js';
import type { Actor } from './actor/actor.js';
import type { LoadedModels } from './loadedModels.js';
import { PassedSpans, planFrames, type FramePlan } from './passThrough.js';
import { RenderedLips } from './renderedLips.js';
import type { StageClock } from './stageClock.js';

/** Result frames in flight: one being drawn while others wait for the encoder. */
const IN_FLIGHT = 3;

export interface DrawRequest {
  readonly info: VideoInfo;
  readonly actor: Actor;
  readonly motion: MouthMotion;
  readonly settings: Settings;
  readonly clock: StageClock;
}

/**
 * Turns source frames into result frames, in output order. Owns the measures taken on the way and
 * the small ring of result frames.
 */
export class FrameDrawer {
  readonly passed = new PassedSpans();
  readonly sharpness = new SharpnessMeter();
  private readonly lips: RenderedLips;
  private readonly renderer: FaceRenderer;
  private readonly plan: FramePlan;
  private readonly canonical = new Float32Array(LANDMARK_FLOATS);
  private readonly current = new Float32Array(3 * MOVED.length);
  private readonly shape = new Float32Array(3 * MOVED.length);
  private readonly ring: readonly YuvFrame[];
  private readonly busy: Promise<void>[];
  private output = 0;

  constructor(
    private readonly models: LoadedModels,
    private readonly request: DrawRequest,
  ) {
    const { info, actor, settings } = request;
    this.renderer = new FaceRenderer(models.mesh, actor.patches, learntMouth(models, request));
    this.plan = planFrames(actor.facts, settings);
    this.lips = new RenderedLips(models.tracker.landmarks, info.color);
    this.ring = Array.from({ length: IN_FLIGHT }, () => allocateFrame(info.width, info.height));
    this.busy = this.ring.map(() => Promise.resolve());
  }

  get frames(): number {
    return this.output;
  }

  get sourceFrames(): number {
    return this.request.actor.frames;
  }

  get sync(): SyncMeasure {
    return this.lips.measure;
  }

  /** Share of drawn frames whose mouth interior is the learnt one. */
  get learntShare(): number {
    const drawn = this.output - this.passed.frames;
    return drawn > 0 ? this.renderer.learntFrames / drawn : 0;
  }

  /** Whether any source frame's face can be re-animated. */
  get hasFace(): boolean {
    return this.request.actor.neutral !== undefined && this.plan.weights.some((w) => w > 0);
  }

  /**
   * Draws the next output frame from source frame `index` and hands it to `write`.
   * @param write resolves when the frame's buffer may be used again
   */
  async next(
    index: number,
    source: YuvFrame,
    write: (frame: YuvFrame) => Promise<void>,
  ): Promise<void> {
    const slot = this.output % IN_FLIGHT;
    const waited = performance.now();
    await this.busy[slot];
    const result = this.ring[slot];
    const started = performance.now();
    result.data.set(source.data);
    await this.draw(index, source, result);
    const { clock, settings } = this.request;
    if (settings.label) paintLabel(result);
    clock.add('render.encoder-wait', (started - waited) / 1000, 1);
    clock.add('render.draw', (performance.now() - started) / 1000, 1);
    const writing = write(result);
    // A failed write is met when its slot comes round or at `drained`, never as unhandled.
    writing.catch(() => undefined);
    this.busy[slot] = writing;
    this.output += 1;
  }

  async drained(): Promise<void> {
    await Promise.all(this.busy);
  }

  private async draw(index: number, source: YuvFrame, result: YuvFrame): Promise<void> {
    const { actor, motion, settings, info } = this.request;
    const weight = this.plan.weights[index] ?? 0;
    if (weight === 0 || actor.neutral === undefined) {
      this.passed.push(this.output, this.plan.reasons[index] ?? 'no-face');
      this.lips.skip();
      return;
    }
    const landmarks = actor.track.read(index);
    const pose = fitPose(landmarks, this.models.canonical);
    toCanonical(landmarks, pose, this.canonical);
    gatherPoints(this.canonical, MOVED, this.current);
    const seconds = this.output / ratio(info.frameRate);
    motion.shapeAt(seconds, actor.neutral, settings.strength, this.shape);
    this.models.speechPart.settle(this.shape, this.current, actor.neutral);
    const { current, shape } = this;
    const shot = this.plan.shots[index];
    const request = { source, landmarks, pose, current, shape, weight, shot };
    const { mouth } = await this.renderer.render(request, result);
    this.measureSharpness(source, result, mouth);
    if (weight < 1) this.lips.skip();
    else await this.look(result, landmarks);
  }

  private async look(result: YuvFrame, landmarks: Float32Array): Promise<void> {
    const started = performance.now();
    await this.lips.look(result, landmarks, this.canonical, this.shape);
    this.request.clock.add('render.measure', (performance.now() - started) / 1000, 1);
  }

  private measureSharpness(source: YuvFrame, result: YuvFrame, mouth: Box): void {
    if (this.output % 10 !== 0) return;
    this.sharpness.push(source, result, mouth);
  }
}

/** The learnt inside at a resolution that fits this face. */
function learntMouth(models: LoadedModels, { actor, info }: DrawRequest): LearntMouth | undefined {
  const { tone, patches } = actor;
  if (tone === undefined) return undefined;
  const widths = patches.map(({ lips }) => Math.hypot(lips[20] - lips[0], lips[21] - lips[1]));
  const scale = interiorScale(median(widths) ?? 64);
  return { interior: new LearntInterior(models.interior, info.color, scale), tone };
}
