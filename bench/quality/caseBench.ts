import type { PassedSpan } from '../../src/core/report.js';
import { DEFAULT_SETTINGS } from '../../src/core/settings.js';
import { ratio, type VideoInfo } from '../../src/core/videoInfo.js';
import { FaceTracker, type TrackerModels } from '../../src/face/tracker.js';
import { FrameEncoder } from '../../src/media/encoder.js';
import { decodeFrames } from '../../src/media/frameSource.js';
import { probeVideo } from '../../src/media/probe.js';
import { changedOutside } from '../outsideFace.js';
import type { Workbench } from '../workbench.js';
import type { Case } from './cases.js';
import { closureScore } from './closures.js';
import { DrivingAudio, SHIFT_SECONDS } from './drivingAudio.js';
import { drawnMask, type DrawnMask } from './drawnMask.js';
import { FaceSeriesBuilder, withoutPassed, type FaceSeries } from './faceSeries.js';
import { followScore, quietScore, shapeScore } from './lipMeasures.js';
import { MEASURE_NAMES, type Figures, type Measure } from './measures.js';
import { PictureMeter, type PictureScore } from './pictureMeter.js';
import type { RealVideos } from './realVideos.js';
import type { Row } from './rows.js';
import { speechParts, type SpeechParts } from './speechParts.js';

/** Seconds rendered losslessly to see where is drawn. */
const DRAWN_SECONDS = 2;

/** A video as one row shows it: its lips, its looks, and the speech it follows. */
interface Seen {
  readonly face: FaceSeries;
  readonly picture: PictureScore;
  readonly parts: SpeechParts;
  readonly passed: number;
}

export interface CaseScores {
  readonly rows: Partial<Record<Row, Figures>>;
  /** Share of the frames of `ours` shown as filmed, which are not scored. */
  readonly passedShare: number;
}

export interface CaseTools {
  readonly bench: Workbench;
  readonly models: TrackerModels;
  readonly real: RealVideos;
}

/** Owns the renders and measurements of one case. */
export class CaseBench {
  private readonly audio: DrivingAudio;
  private drawn: readonly (DrawnMask | null)[] = [];
  private outside: number | null = null;
  private ours: Promise<Seen> | undefined;

  private constructor(
    private readonly tools: CaseTools,
    private readonly item: Case,
    private readonly info: VideoInfo,
    private readonly source: FaceSeries,
  ) {
    this.audio = new DrivingAudio(tools.bench);
  }

  static async open(tools: CaseTools, item: Case): Promise<CaseBench> {
    const info = await probeVideo(tools.bench.tools, item.video, tools.bench.signal);
    return new CaseBench(tools, item, info, await tools.real.face(item.video));
  }

  async score(rows: ReadonlySet<Row>): Promise<CaseScores> {
    const scores: Partial<Record<Row, Figures>> = {};
    if (rows.has('ours') || rows.has('real')) await this.findDrawn();
    if (rows.has('ours')) scores.ours = await this.scoreOurs();
    const passedShare = this.ours === undefined ? 0 : (await this.ours).passed;
    if (rows.has('real') && this.item.ownLips) scores.real = await this.scoreReal();
    if (rows.has('late')) scores.late = await this.scoreShifted(SHIFT_SECONDS);
    if (rows.has('early')) scores.early = await this.scoreShifted(-SHIFT_SECONDS);
    if (rows.has('hushed')) scores.hushed = await this.scoreHushed();
    if (rows.has('mismatched')) Object.assign(scores, await this.scoreMismatched());
    if (rows.has('untouched')) Object.assign(scores, await this.scoreUntouched());
    return { rows: scores, passedShare };
  }

  private async scoreOurs(): Promise<Figures> {
    const made = await this.asOurs();
    const outside = figures({ outside: this.outside });
    if (!this.item.ownLips) return { ...this.withoutReference(made), ...outside };
    return { ...this.against(this.source, made), ...outside };
  }

  private async scoreReal(): Promise<Figures> {
    const path = await this.reencoded();
    return this.against(this.source, await this.see(path, this.item.audio, []));
  }

  private async scoreShifted(seconds: number): Promise<Figures> {
    const made = await this.make(await this.audio.shifted(await this.speech(), seconds));
    return this.against(await this.reference(), made);
  }

  private async scoreHushed(): Promise<Figures> {
    const audio = await this.audio.hushed(await this.speech(), this.info.duration / 2);
    const made = await this.make(audio);
    const { lipJitterSilence } = shapeScore(this.source, made.face, made.parts);
    const { pixelJitterSilence } = made.picture;
    const { leak, gape, movement } = quietScore(made.face, made.parts);
    return figures({ leak, gape, movement, lipJitterSilence, pixelJitterSilence });
  }

  private async scoreMismatched(): Promise<Partial<Record<Row, Figures>>> {
    const { other } = this.item;
    const made = await this.make(await this.audio.cut(other.audio, this.info.duration));
    const mismatched = this.against(await this.reference(), made);
    const theirs = await this.theirLips();
    if (theirs === undefined) return { mismatched };
    const { apertureR, widthR, lagMs, bestR } = followScore(theirs, made.face);
    return { mismatched, driven: figures({ apertureR, widthR, lagMs, bestR }) };
  }

  private async scoreUntouched(): Promise<Partial<Record<Row, Figures>>> {
    const theirs = await this.theirLips();
    if (theirs === undefined) return {};
    const { apertureR, widthR, lagMs, bestR } = followScore(theirs, this.source);
    return { untouched: figures({ apertureR, widthR, lagMs, bestR }) };
  }

  /** The other clip's lips, where they were filmed at this one's rate. */
  private async theirLips(): Promise<FaceSeries | undefined> {
    const { lips } = this.item.other;
    if (lips === undefined || lips === this.item.video) return undefined;
    const theirs = await this.tools.real.face(lips);
    return Math.abs(theirs.frameRate / this.source.frameRate - 1) < 0.005 ? theirs : undefined;
  }

  /** Real lips where there are any; else our own, which at least the controls must leave. */
  private async reference(): Promise<FaceSeries> {
    return this.item.ownLips ? this.source : (await this.asOurs()).face;
  }

  private against(reference: FaceSeries, made: Seen): Figures {
    if (!this.item.ownLips) {
      return { ...figures(followScore(reference, made.face)), ...this.withoutReference(made) };
    }
    return figures({
      ...followScore(reference, made.face),
      ...shapeScore(reference, made.face, made.parts),
      ...quietScore(made.face, made.parts),
      ...made.picture,
      ...closureScore(this.item.name, reference, made.face),
    });
  }

  /** What can be said where nobody spoke: likeness to the source's lips would be no merit. */
  private withoutReference({ face, picture, parts }: Seen): Figures {
    const { sharpness, seam, pixelJitterSilence } = picture;
    const { lipJitterSilence } = shapeScore(this.source, face, parts);
    const looks = { sharpness, seam, lipJitterSilence, pixelJitterSilence };
    return figures({ ...quietScore(face, parts), ...looks });
  }

  private asOurs(): Promise<Seen> {
    this.ours ??= this.speech().then((audio) => this.make(audio));
    return this.ours;
  }

  /** A foreign recording is cut to the video's length. */
  private speech(): Promise<string> {
    const { audio, ownLips } = this.item;
    return ownLips
      ? Promise.resolve(audio)
      : this.audio.cut(audio, this.info.duration, 'speech.wav');
  }

  private async make(audio: string): Promise<Seen> {
    const request = {
      video: this.item.video,
      audio,
      name: `quality-${fileName(this.item.name)}.mp4`,
    };
    const { output, report } = await this.tools.bench.render(request);
    const { frames, spans } = report.passedThrough;
    const seen = await this.see(output, audio, spans);
    return { ...seen, passed: frames / Math.max(1, report.frames) };
  }

  /** Decodes a result beside its source, tracks it and compares the pictures. */
  private async see(path: string, audio: string, spans: readonly PassedSpan[]): Promise<Seen> {
    const { tools, signal } = this.tools.bench;
    const info = await probeVideo(tools, path, signal);
    const frameRate = ratio(info.frameRate);
    const tracker = new FaceTracker(this.tools.models, { color: info.color, frameRate });
    const builder = new FaceSeriesBuilder();
    const passed = (frame: number): boolean =>
      spans.some(({ from, to }) => frame >= from && frame < to);
    const meter = new PictureMeter(this.source, passed, this.drawn);
    const made = decodeFrames(tools, path, info, { signal })[Symbol.asyncIterator]();
    try {
      for await (const was of decodeFrames(tools, this.item.video, this.info, { signal })) {
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
    return { face, parts, picture: meter.score(parts), passed: 0 };
  }

  /** Renders the beginning losslessly: where the result differs there, it was drawn on. */
  private async findDrawn(): Promise<void> {
    const { bench } = this.tools;
    const { video } = this.item;
    const audio = await this.audio.cut(await this.speech(), DRAWN_SECONDS, 'drawn.wav');
    const settings = { crf: 0, preset: 'ultrafast' } as const;
    const { output } = await bench.render({ video, audio, name: 'quality-drawn.mp4', settings });
    const masks: (DrawnMask | null)[] = [];
    const change = await changedOutside(bench, video, output, (was, made) => {
      masks.push(drawnMask(was, made));
    });
    this.drawn = masks;
    this.outside = change.outside;
  }

  /** The source's own frames through the product's decoder and encoder. */
  private async reencoded(): Promise<string> {
    const { bench } = this.tools;
    const { tools, signal } = bench;
    const { info } = this;
    const output = bench.path('quality-real.mp4');
    const encoder = await FrameEncoder.start(tools, { ...DEFAULT_SETTINGS, output, info, signal });
    try {
      for await (const frame of decodeFrames(tools, this.item.video, info, { signal })) {
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

/** Only what could be measured. */
function figures(values: Partial<Record<Measure, number | null>>): Figures {
  return Object.fromEntries(
    MEASURE_NAMES.flatMap((name) => {
      const value = values[name] ?? null;
      return value === null || !Number.isFinite(value) ? [] : [[name, value]];
    }),
  );
}

function fileName(name: string): string {
  return name.replaceAll(/[^\w.-]+/g, '-');
}
