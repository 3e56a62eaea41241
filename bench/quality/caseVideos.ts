import type { PassedSpan } from '../../src/core/report.js';
import { DEFAULT_SETTINGS } from '../../src/core/settings.js';
import { ratio, type VideoInfo } from '../../src/core/videoInfo.js';
import { FaceTracker, type TrackerModels } from '../../src/face/tracker.js';
import { FrameEncoder } from '../../src/media/encoder.js';
import { decodeFrames } from '../../src/media/frameSource.js';
import { probeVideo } from '../../src/media/probe.js';
import { changedOutside } from '../outsideFace.js';
import { makeSheet } from '../sheet.js';
import type { Workbench } from '../workbench.js';
import type { DrivingAudio } from './drivingAudio.js';
import { drawnMask, type DrawnMask } from './drawnMask.js';
import { FaceSeriesBuilder, withoutPassed, type FaceSeries } from './faceSeries.js';
import { PictureMeter, type PictureScore } from './pictureMeter.js';
import { trackFace } from './realVideos.js';
import { speechParts, type SpeechParts } from './speechParts.js';

/** Seconds rendered losslessly to see where is drawn. */
const DRAWN_SECONDS = 2;

/** A video as one row shows it: its lips, its looks, and the speech it follows. */
export interface Seen {
  readonly path: string;
  readonly face: FaceSeries;
  readonly picture: PictureScore;
  readonly parts: SpeechParts;
  /** Share of frames shown as filmed. */
  readonly passed: number;
  /** Milliseconds by which the lips trail the motion that was meant; null where none was. */
  readonly renderLagMs: number | null;
}

/** Makes the videos of one case and looks at them. Owns what is known of where is drawn. */
export class CaseVideos {
  private drawn: readonly (DrawnMask | null)[] = [];

  constructor(
    private readonly bench: Workbench,
    private readonly models: TrackerModels,
    private readonly audio: DrivingAudio,
    private readonly video: string,
    private readonly info: VideoInfo,
    private readonly source: FaceSeries,
  ) {}

  /** The video made to speak, in a file of the given name. */
  async speaking(audio: string, name: string): Promise<Seen> {
    const { output, report } = await this.bench.render({ video: this.video, audio, name });
    const { frames, spans } = report.passedThrough;
    const seen = await this.see(output, audio, spans);
    const { lagFrames } = report.sync;
    const renderLagMs = lagFrames === null ? null : (1000 * lagFrames) / report.frameRate;
    return { ...seen, passed: frames / Math.max(1, report.frames), renderLagMs };
  }

  /** The face alone of the video played backwards and made to speak. */
  async speakingBackwards(audio: string, name: string): Promise<FaceSeries> {
    const { bench } = this;
    const video = bench.path('quality-backwards.mp4');
    const lossless = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '0'];
    await bench.ffmpeg(['-i', this.video, '-an', '-vf', 'reverse', ...lossless, video]);
    const { output, report } = await bench.render({ video, audio, name });
    const face = await trackFace(bench, this.models, output);
    return withoutPassed(face, report.passedThrough.spans);
  }

  /** The source's own frames through the product's decoder and encoder. */
  async asFilmed(audio: string): Promise<Seen> {
    return this.see(await this.reencoded(), audio, []);
  }

  /** A contact sheet of source and result. */
  async sheet({ path }: Seen, output: string): Promise<void> {
    const layout = { from: 0, every: 3, columns: 8, rows: 3, zoom: 1 };
    await makeSheet(this.bench, { source: this.video, result: path, output, ...layout });
  }

  /**
   * Renders the beginning losslessly: where the result differs there, it was drawn on. Resolves to the
   * number of values that differ outside the face's box.
   */
  async findDrawn(speech: string): Promise<number> {
    const { bench, video } = this;
    const audio = await this.audio.cut(speech, DRAWN_SECONDS, 'drawn.wav');
    const settings = { crf: 0, preset: 'ultrafast' } as const;
    const { output } = await bench.render({ video, audio, name: 'quality-drawn.mp4', settings });
    const masks: (DrawnMask | null)[] = [];
    const change = await changedOutside(bench, video, output, (was, made) => {
      masks.push(drawnMask(was, made));
    });
    this.drawn = masks;
    return change.outside;
  }

  /** Decodes a result beside its source, tracks it and compares the pictures. */
  private async see(path: string, audio: string, spans: readonly PassedSpan[]): Promise<Seen> {
    const { tools, signal } = this.bench;
    const info = await probeVideo(tools, path, signal);
    const frameRate = ratio(info.frameRate);
    const tracker = new FaceTracker(this.models, { color: info.color, frameRate });
    const builder = new FaceSeriesBuilder();
    const passed = (frame: number): boolean =>
      spans.some(({ from, to }) => frame >= from && frame < to);
    const meter = new PictureMeter(this.source, passed, this.drawn);
    const made = decodeFrames(tools, path, info, { signal })[Symbol.asyncIterator]();
    try {
      for await (const was of decodeFrames(tools, this.video, this.info, { signal })) {
        const next = await made.next();
        if (next.done === true) break;
        const step = await tracker.track(next.value);
        builder.push(step.kind === 'face' ? step.landmarks : undefined);
        meter.push(was, next.value);
      }
    } finally {
      await made.return?.();
    }
    const parts = speechParts(await this.audio.samples(audio), frameRate);
    const face = withoutPassed(builder.build(frameRate), spans);
    return { path, face, parts, picture: meter.score(parts), passed: 0, renderLagMs: null };
  }

  /** The source's own frames through the product's decoder and encoder. */
  private async reencoded(): Promise<string> {
    const { bench, info } = this;
    const { tools, signal } = bench;
    const output = bench.path('quality-real.mp4');
    const encoder = await FrameEncoder.start(tools, { ...DEFAULT_SETTINGS, output, info, signal });
    try {
      for await (const frame of decodeFrames(tools, this.video, info, { signal })) {
        await encoder.write(frame);
      }
      await encoder.finish();
    } catch (error) {
      await encoder.abort();
      throw error;
    }
    return output;
  }
}
