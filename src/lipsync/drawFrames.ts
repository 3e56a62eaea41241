import { allocateFrame, around, type Box, type YuvFrame } from '../core/frame.js';
import { sharpnessRatio } from '../core/measure/sharpnessMeter.js';
import { ratio, type VideoInfo } from '../core/videoInfo.js';
import { showsInside } from '../render/own/mouthPatch.js';
import { FaceRenderer } from '../render/faceRenderer.js';
import { DrawnInterior } from '../render/drawn/drawnInterior.js';
import { pictureBlur, restMouth } from '../render/drawn/restMouth.js';
import { paintLabel } from '../render/visibleLabel.js';
import type { Actor } from './actor/actor.js';
import type { FaceScript, WishedFace } from './faceScript.js';
import type { LoadedModels } from './loadedModels.js';
import type { SegmentMeasures } from './outputMeasures.js';
import { PassedSpans } from './passThrough.js';
import { RenderedLips } from './renderedLips.js';
import type { BurntSubtitles } from './subtitles/burntSubtitles.js';
import type { StageTimes } from './stageTimes.js';

/** Result frames in flight: one being drawn while others wait for the encoder. */
const IN_FLIGHT = 3;
/** Sharpness is measured on one output frame in so many. */
const SHARPNESS_STRIDE = 10;

export interface DrawRequest {
  readonly info: VideoInfo;
  readonly actor: Actor;
  /** What is to be seen. */
  readonly script: FaceScript;
  /** Whether the visible label is painted. */
  readonly label: boolean;
  /** What is to be read in the picture; it is written last, over lips that were looked at. */
  readonly subtitles?: BurntSubtitles;
  /** Number in the output of the first frame. */
  readonly from: number;
  readonly times: StageTimes;
  /** False: the result's lips are not looked at, and nothing is known of how well they follow. */
  readonly measured?: boolean;
}

/**
 * Turns source frames into result frames, in output order, from any frame of the output on: what a
 * frame looks like depends on its number alone. Owns the measures taken on the way and the small ring
 * of result frames.
 */
export class FrameDrawer {
  private readonly passed = new PassedSpans();
  private readonly sharpness: (number | null)[] = [];
  private mouth: Box | undefined;
  private readonly lips: RenderedLips;
  /** One a person. */
  private readonly renderers = new Map<number, FaceRenderer>();
  private readonly ring: readonly YuvFrame[];
  private readonly busy: Promise<void>[];
  private output: number;

  constructor(
    private readonly models: LoadedModels,
    private readonly request: DrawRequest,
  ) {
    const { info, from } = request;
    this.output = from;
    this.lips = new RenderedLips(models.tracker.landmarks, info.color, ratio(info.frameRate));
    this.ring = Array.from({ length: IN_FLIGHT }, () => allocateFrame(info.width, info.height));
    this.busy = this.ring.map(() => Promise.resolve());
  }

  /** Of the frames drawn so far. */
  get measures(): SegmentMeasures {
    return {
      frames: this.output - this.request.from,
      passed: this.passed.spans,
      meant: this.lips.meant,
      found: this.lips.found,
      sharpness: this.sharpness,
      drawnInteriors: [...this.renderers.values()].reduce((sum, r) => sum + r.drawnFrames, 0),
      ...(this.mouth && { mouth: this.mouth }),
    };
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
    const { times, label } = this.request;
    if (label) paintLabel(result);
    this.request.subtitles?.paint(result, this.output);
    times.add('render.encoder-wait', (started - waited) / 1000, 1);
    times.add('render.draw', (performance.now() - started) / 1000, 1);
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
    const { script } = this.request;
    const face = script.wish(this.output, index);
    if (face === undefined) {
      this.passed.push(this.output, script.plan.reasons[index] ?? 'no-face');
      this.lips.skip();
      return;
    }
    const { mouth } = this.rendererOf(face.person).render({ ...face, source }, result);
    this.mouth = around(this.mouth, mouth);
    this.measureSharpness(source, result, mouth);
    if (face.weight < 1 || this.request.measured === false) this.lips.skip();
    else await this.look(result, face);
  }

  private rendererOf(person: number): FaceRenderer {
    const known = this.renderers.get(person);
    if (known) return known;
    const renderer = new FaceRenderer(this.models.mesh, drawnMouth(this.request, person));
    this.renderers.set(person, renderer);
    return renderer;
  }

  private async look(result: YuvFrame, face: WishedFace): Promise<void> {
    const started = performance.now();
    await this.lips.look(this.output, result, face);
    this.request.times.add('render.measure', (performance.now() - started) / 1000, 1);
  }

  private measureSharpness(source: YuvFrame, result: YuvFrame, mouth: Box): void {
    if (this.output % SHARPNESS_STRIDE !== 0) return;
    this.sharpness.push(sharpnessRatio(source, result, mouth));
  }
}

/** An inside for people who never open the mouth. */
function drawnMouth(
  { actor, script, info }: DrawRequest,
  person: number,
): DrawnInterior | undefined {
  const { tone } = actor;
  const patches = script.ownMouths.of(person);
  const rest = restMouth(patches);
  if (tone === undefined || rest === undefined || showsInside(patches)) return undefined;
  return new DrawnInterior({ rest, tone, blur: pictureBlur(patches) }, info.color);
}
