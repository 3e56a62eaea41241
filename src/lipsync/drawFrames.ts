import { allocateFrame, type Box, type YuvFrame } from '../core/frame.js';
import { SharpnessMeter } from '../core/measure/sharpnessMeter.js';
import type { LowSyncSpan, SyncMeasure } from '../core/report.js';
import { ratio } from '../core/videoInfo.js';
import { showsInside } from '../render/mouthPatch.js';
import { FaceRenderer } from '../render/faceRenderer.js';
import { DrawnInterior } from '../render/drawnInterior.js';
import { pictureBlur, restMouth } from '../render/restMouth.js';
import { paintLabel } from '../render/visibleLabel.js';
import { FaceScript, type ScriptInputs, type WishedFace } from './faceScript.js';
import type { LoadedModels } from './loadedModels.js';
import { PassedSpans } from './passThrough.js';
import { RenderedLips } from './renderedLips.js';
import type { StageClock } from './stageClock.js';

/** Result frames in flight: one being drawn while others wait for the encoder. */
const IN_FLIGHT = 3;

export interface DrawRequest extends ScriptInputs {
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
  private readonly script: FaceScript;
  private readonly ring: readonly YuvFrame[];
  private readonly busy: Promise<void>[];
  private output = 0;

  constructor(
    models: LoadedModels,
    private readonly request: DrawRequest,
  ) {
    const { info } = request;
    this.renderer = new FaceRenderer(models.mesh, drawnMouth(request));
    this.script = new FaceScript(models, request);
    this.lips = new RenderedLips(models.tracker.landmarks, info.color, ratio(info.frameRate));
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

  get lowSync(): readonly LowSyncSpan[] {
    return this.lips.lowSync;
  }

  /** Share of drawn frames whose mouth interior is a drawn one. */
  get drawnShare(): number {
    const drawn = this.output - this.passed.frames;
    return drawn > 0 ? this.renderer.drawnFrames / drawn : 0;
  }

  /** Whether any source frame's face can be re-animated. */
  get hasFace(): boolean {
    return this.script.hasFace;
  }

  /** Must run once before the first frame. @param frames in the output */
  prepare(frames: number, signal: AbortSignal): void {
    this.script.rehearse(frames, signal);
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
    const face = this.script.wish(this.output, index);
    if (face === undefined) {
      this.passed.push(this.output, this.script.plan.reasons[index] ?? 'no-face');
      this.lips.skip();
      return;
    }
    const patch = this.script.patchAt(this.output);
    const blend = this.script.blendAt(this.output);
    const { mouth } = this.renderer.render({ ...face, source, patch, blend }, result);
    this.measureSharpness(source, result, mouth);
    if (face.weight < 1) this.lips.skip();
    else await this.look(result, face);
  }

  private async look(result: YuvFrame, face: WishedFace): Promise<void> {
    const started = performance.now();
    await this.lips.look(result, face.landmarks, face.canonical, face.shape);
    this.request.clock.add('render.measure', (performance.now() - started) / 1000, 1);
  }

  private measureSharpness(source: YuvFrame, result: YuvFrame, mouth: Box): void {
    if (this.output % 10 !== 0) return;
    this.sharpness.push(source, result, mouth);
  }
}

/** An inside for people who never open the mouth. */
function drawnMouth({ actor, info }: DrawRequest): DrawnInterior | undefined {
  const { tone, patches } = actor;
  const rest = restMouth(patches);
  if (tone === undefined || rest === undefined || showsInside(patches)) return undefined;
  return new DrawnInterior({ rest, tone, blur: pictureBlur(patches) }, info.color);
}
