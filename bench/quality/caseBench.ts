import { join } from 'node:path';
import type { SoundOffset } from '../../src/core/measure/soundOffset.js';
import type { TrackerModels } from '../../src/face/tracker.js';
import { probeVideo } from '../../src/media/probe.js';
import type { Workbench } from '../workbench.js';
import type { Case } from './cases.js';
import { CaseVideos, type Seen } from './caseVideos.js';
import { closureScore } from './closures.js';
import { DrivingAudio, SHIFT_SECONDS } from './drivingAudio.js';
import { onOwnClock, type FaceSeries } from './faceSeries.js';
import { assertItself } from './itself.js';
import { followScore, ownOffsetScore, quietScore, shapeScore } from './lipMeasures.js';
import { MEASURE_NAMES, type Figures, type Measure } from './measures.js';
import type { OwnOffsets } from './ownOffsets.js';
import type { RealVideos } from './realVideos.js';
import type { Row } from './rows.js';

export interface CaseScores {
  readonly rows: Partial<Record<Row, Figures>>;
  /** Share of the frames of `ours` shown as filmed, which are not scored. */
  readonly passedShare: number;
}

export interface CaseTools {
  readonly bench: Workbench;
  readonly models: TrackerModels;
  readonly real: RealVideos;
  readonly offsets: OwnOffsets;
  /** Folder for a contact sheet of each case's `ours`; none when absent. */
  readonly sheets?: string;
}

/** Owns the scores of one case, and its `ours`, which several rows need. */
export class CaseBench {
  private ours: Promise<Seen> | undefined;

  private constructor(
    private readonly tools: CaseTools,
    private readonly item: Case,
    private readonly source: FaceSeries,
    private readonly seconds: number,
    private readonly audio: DrivingAudio,
    private readonly videos: CaseVideos,
    private readonly offset: SoundOffset | null,
  ) {}

  static async open(tools: CaseTools, item: Case): Promise<CaseBench> {
    const { bench, models } = tools;
    const info = await probeVideo(bench.tools, item.video, bench.signal);
    const source = await tools.real.face(item.video);
    const audio = new DrivingAudio(bench);
    const videos = new CaseVideos(bench, models, audio, item.video, info, source);
    const offset = item.ownLips ? await tools.offsets.of(item.audio, source) : null;
    return new CaseBench(tools, item, source, info.duration, audio, videos, offset);
  }

  async score(rows: ReadonlySet<Row>): Promise<CaseScores> {
    const scores: Partial<Record<Row, Figures>> = {};
    const real = this.item.ownLips ? await this.scoreReal() : undefined;
    if (real !== undefined) assertItself(real);
    if (rows.has('real') && real !== undefined) scores.real = real;
    if (rows.has('ours')) scores.ours = await this.scoreOurs();
    const passedShare = this.ours === undefined ? 0 : (await this.ours).passed;
    if (rows.has('late')) scores.late = await this.scoreShifted('late');
    if (rows.has('early')) scores.early = await this.scoreShifted('early');
    if (rows.has('hushed')) scores.hushed = await this.scoreHushed();
    if (rows.has('reversed') && this.item.ownLips) scores.reversed = await this.scoreReversed();
    if (rows.has('mismatched')) Object.assign(scores, await this.scoreMismatched());
    if (rows.has('untouched')) Object.assign(scores, await this.scoreUntouched());
    return { rows: scores, passedShare };
  }

  private async scoreOurs(): Promise<Figures> {
    const outside = figures({ outside: await this.videos.findDrawn(await this.speech()) });
    const made = await this.asOurs();
    await this.drawSheet(made);
    if (!this.item.ownLips) return { ...this.withoutReference(made), ...outside };
    return { ...this.against(await this.reference(), made), ...outside };
  }

  private async scoreReal(): Promise<Figures> {
    return this.against(this.source, await this.videos.asFilmed(this.item.audio));
  }

  private async scoreShifted(row: 'late' | 'early'): Promise<Figures> {
    const seconds = row === 'late' ? SHIFT_SECONDS : -SHIFT_SECONDS;
    const audio = await this.audio.shifted(await this.speech(), seconds);
    const made = await this.videos.speaking(audio, this.fileOf(row));
    return this.against(await this.reference(), made);
  }

  private async scoreHushed(): Promise<Figures> {
    const audio = await this.audio.hushed(await this.speech(), this.seconds / 2);
    const made = await this.videos.speaking(audio, this.fileOf('hushed'));
    const { lipJitterSilence } = shapeScore(this.source, made.face, made.parts);
    const { pixelJitterSilence } = made.picture;
    const { leak, gape, movement } = quietScore(made.face, made.parts);
    return figures({ leak, gape, movement, lipJitterSilence, pixelJitterSilence });
  }

  private async scoreReversed(): Promise<Figures> {
    const made = await this.videos.speakingBackwards(this.item.audio, this.fileOf('reversed'));
    const reference = onOwnClock(this.source);
    const own = ownOffsetScore(reference, made, this.offset);
    return figures({ ...followScore(reference, made), ...own });
  }

  private async scoreMismatched(): Promise<Partial<Record<Row, Figures>>> {
    const { other } = this.item;
    const audio = await this.audio.cut(other.audio, this.seconds);
    const made = await this.videos.speaking(audio, this.fileOf('mismatched'));
    const mismatched = this.against(await this.reference(), made);
    const theirs = await this.theirLips();
    if (theirs === undefined) return { mismatched };
    const { apertureR, widthR, lagMs, bestR } = followScore(onOwnClock(theirs), made.face);
    const offset = await this.tools.offsets.of(other.audio, theirs);
    const own = ownOffsetScore(onOwnClock(theirs), made.face, offset);
    return { mismatched, driven: figures({ apertureR, widthR, lagMs, bestR, ...own }) };
  }

  private async scoreUntouched(): Promise<Partial<Record<Row, Figures>>> {
    const theirs = await this.theirLips();
    if (theirs === undefined) return {};
    const { apertureR, widthR, lagMs, bestR } = followScore(
      onOwnClock(theirs),
      onOwnClock(this.source),
    );
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
    return this.item.ownLips ? onOwnClock(this.source) : (await this.asOurs()).face;
  }

  private against(reference: FaceSeries, made: Seen): Figures {
    if (!this.item.ownLips) {
      return { ...figures(followScore(reference, made.face)), ...this.withoutReference(made) };
    }
    return figures({
      ...followScore(reference, made.face),
      ...ownOffsetScore(reference, made.face, this.offset),
      renderLagMs: made.renderLagMs,
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
    this.ours ??= this.speech().then((audio) => this.videos.speaking(audio, this.fileOf('ours')));
    return this.ours;
  }

  /** A foreign recording is cut to the video's length. */
  private speech(): Promise<string> {
    const { audio, ownLips } = this.item;
    return ownLips ? Promise.resolve(audio) : this.audio.cut(audio, this.seconds, 'speech.wav');
  }

  private async drawSheet(made: Seen): Promise<void> {
    const { sheets } = this.tools;
    if (sheets === undefined) return;
    await this.videos.sheet(made, join(sheets, this.fileOf('ours').replace(/mp4$/, 'png')));
  }

  private fileOf(row: Row): string {
    const { set, name } = this.item;
    return `${[set, name, row].join('-').replaceAll(/[^\w.-]+/g, '-')}.mp4`;
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
