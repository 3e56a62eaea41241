import { allocateFrame, around, type Box, type YuvFrame } from '../core/frame.js';
import { sharpnessRatio } from '../core/measure/sharpnessMeter.js';
import { ratio, type VideoInfo } from '../core/videoInfo.js';
import { paintLabel } from '../render/visibleLabel.js';
import type { LipDrawer } from './backend.js';
import type { FaceScript, WishedFace } from './faceScript.js';
import { FrameQueue, type QueuedFrame } from './frameQueue.js';
import type { LoadedModels } from './loadedModels.js';
import type { SegmentMeasures } from './outputMeasures.js';
import { PassedSpans } from './passThrough.js';
import { RenderedLips } from './renderedLips.js';
import type { BurntSubtitles } from './subtitles/burntSubtitles.js';
import type { StageTimes } from './stageTimes.js';

/** Result frames beside those that are drawn together: they wait for the encoder. */
const WAITING = 2;
/** Sharpness is measured on one output frame in so many. */
const SHARPNESS_STRIDE = 10;

export interface DrawRequest {
  readonly info: VideoInfo;
  /** What is to be seen. */
  readonly script: FaceScript;
  /** Makes the lips. */
  readonly drawer: LipDrawer;
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

/** @returns when the frame's buffer may be used again */
type Write = (frame: YuvFrame) => Promise<void>;

interface Coming extends QueuedFrame {
  /** The source frame that it shows. */
  readonly index: number;
  readonly write: Write;
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
  private readonly queue: FrameQueue<Coming>;
  private readonly ring: readonly YuvFrame[];
  private readonly busy: Promise<void>[];
  /** Numbers of the next frame that is taken, and of the next that is done. */
  private taken: number;
  private done: number;

  constructor(
    models: LoadedModels,
    private readonly request: DrawRequest,
  ) {
    const { info, from, drawer } = request;
    this.taken = from;
    this.done = from;
    this.lips = new RenderedLips(models.tracker.landmarks, info.color, ratio(info.frameRate));
    this.queue = new FrameQueue(drawer.batch, info);
    const frames = drawer.batch + WAITING;
    this.ring = Array.from({ length: frames }, () => allocateFrame(info.width, info.height));
    this.busy = this.ring.map(() => Promise.resolve());
  }

  /** Of the frames drawn so far. */
  get measures(): SegmentMeasures {
    return {
      frames: this.done - this.request.from,
      passed: this.passed.spans,
      meant: this.lips.meant,
      found: this.lips.found,
      sharpness: this.sharpness,
      drawnInteriors: this.request.drawer.drawnInteriors,
      ...(this.mouth && { mouth: this.mouth }),
    };
  }

  /**
   * Takes the next output frame, shown by source frame `index`, and hands what is drawn to `write`, now or
   * with a later one. `source` may be used again when it resolves.
   */
  async next(index: number, source: YuvFrame, write: Write): Promise<void> {
    const slot = this.taken % this.ring.length;
    const waited = performance.now();
    await this.busy[slot];
    const result = this.ring[slot];
    const started = performance.now();
    result.data.set(source.data);
    const output = this.taken++;
    const face = this.request.script.wish(output, index);
    const { times } = this.request;
    times.add('render.encoder-wait', (started - waited) / 1000, 1);
    const isFull = this.queue.push({ output, index, face, source, result, write });
    times.add('render.draw', (performance.now() - started) / 1000, 0);
    if (isFull) await this.flush();
  }

  /** Draws what still waits; resolves when all is written. */
  async drained(): Promise<void> {
    await this.flush();
    await Promise.all(this.busy);
  }

  private async flush(): Promise<void> {
    const started = performance.now();
    const { drawer, times } = this.request;
    const coming = this.queue.take();
    const faces = coming.flatMap((frame) =>
      frame.face === undefined ? [] : [{ ...frame, face: frame.face }],
    );
    const mouths = faces.length === 0 ? [] : await drawer.draw(faces);
    let drawn = 0;
    for (const frame of coming) {
      if (frame.face === undefined) this.pass(frame);
      else await this.measure(frame, frame.face, mouths[drawn++]);
      this.finish(frame);
    }
    times.add('render.draw', (performance.now() - started) / 1000, coming.length);
  }

  private pass({ output, index }: Coming): void {
    this.passed.push(output, this.request.script.plan.reasons[index] ?? 'no-face');
    this.lips.skip();
  }

  private async measure(
    { output, source, result }: Coming,
    face: WishedFace,
    mouth: Box,
  ): Promise<void> {
    this.mouth = around(this.mouth, mouth);
    if (output % SHARPNESS_STRIDE === 0) {
      this.sharpness.push(sharpnessRatio(source, result, mouth));
    }
    if (face.weight < 1 || this.request.measured === false) {
      this.lips.skip();
      return;
    }
    const started = performance.now();
    await this.lips.look(output, result, face);
    this.request.times.add('render.measure', (performance.now() - started) / 1000, 1);
  }

  private finish({ output, result, write }: Coming): void {
    const { label, subtitles } = this.request;
    if (label) paintLabel(result);
    subtitles?.paint(result, output);
    const writing = write(result);
    // A failed write is met when its slot comes round or at `drained`, never as unhandled.
    writing.catch(() => undefined);
    this.busy[output % this.ring.length] = writing;
    this.done = output + 1;
  }
}
