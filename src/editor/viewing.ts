import type { PlannedJob } from '../core/plan/plannedJob.js';
import { HeygemError } from '../core/errors.js';
import type { SourceRef } from '../core/project/projectEdit.js';
import type { NoticeCode } from '../core/strings/editorTexts.js';
import type { Answer } from '../protocol/editor.js';
import type { Preview } from '../protocol/editorView.js';
import { previousVideo } from '../engine/previousResults.js';
import { lookAt } from './cacheKey.js';
import type { MediaLibrary } from './mediaLibrary.js';
import { Previews, type PageFile } from './previews.js';
import type { ProjectModel } from './projectModel.js';
import type { SessionParts } from './sessionParts.js';

/** Bytes that stay free when copies are made that nobody asked for yet. */
const SPARE_BYTES = 1e9;

type Looked = Exclude<Answer, { kind: 'refused' }> | { readonly refused: NoticeCode };

/** What pages are shown of the videos themselves: playable copies and single frames. */
export class Viewing {
  private readonly previews: Previews;
  /** How far the copies are that a person waits for, by pair. */
  private readonly waiting = new Map<string, number>();
  /** Copies that nobody waits for are made one after the other. */
  private ahead: Promise<void> = Promise.resolve();

  constructor(
    private readonly parts: SessionParts,
    private readonly model: ProjectModel,
    private readonly library: MediaLibrary,
    private readonly signal: AbortSignal,
    private readonly onChange: () => void,
  ) {
    this.previews = new Previews(parts.cacheRoot, parts.engine, signal);
  }

  /** How far the copies are that are waited for, 0..1 by pair; undefined where none is. */
  get preparing(): Readonly<Record<string, number>> | undefined {
    return this.waiting.size === 0 ? undefined : Object.fromEntries(this.waiting);
  }

  /** Makes the copies of a result before anybody asks for them, unless the disk is short. */
  prepare(pair: string): void {
    this.ahead = this.ahead.then(async () => {
      const job = this.model.now.jobs.find((each) => (each.pair as string) === pair);
      const { disk } = this.model.now;
      if (!job || this.signal.aborted) return;
      if (disk && disk.free < disk.needed + SPARE_BYTES) return;
      // Whoever asks for it is told why it cannot be made.
      await this.previews
        .ahead({ result: job.output, source: job.video.path })
        .catch(() => undefined);
    });
  }

  /** Rejects with input errors, `disk-full`, `ffmpeg-failed` or `cancelled`; so do the others. */
  async preview(pair: string): Promise<Looked> {
    const job = this.madeJob(pair);
    if (!job) return { refused: 'not-made-yet' };
    return {
      kind: 'preview',
      preview: await this.waitedFor(job, (tell) => this.copies(job, job.output, tell)),
    };
  }

  /** The result and an earlier one. @param number 1: the one before it */
  async compare(pair: string, number = 1): Promise<Looked> {
    const job = this.madeJob(pair);
    if (!job) return { refused: 'not-made-yet' };
    const before = previousVideo(this.parts.cacheRoot, job.output, number);
    if (!(await lookAt(before))) return { refused: 'no-previous' };
    const current = await this.waitedFor(job, (tell) => this.copies(job, job.output, tell));
    const previous = await this.waitedFor(job, (tell) => this.copies(job, before, tell));
    return { kind: 'comparison', current, previous };
  }

  async play(pair: string): Promise<Looked> {
    const job = this.madeJob(pair);
    if (!job) return { refused: 'not-made-yet' };
    return { kind: 'playable', address: this.address(await this.previews.playable(job.output)) };
  }

  async playSource(source: SourceRef): Promise<Looked> {
    const { path, track } = await this.model.placeOfSource(source);
    const file = await this.previews.ofSource(path, source.list, track);
    return { kind: 'playable', address: this.address(file) };
  }

  async stripStill(video: string, time: number): Promise<Looked> {
    const { path } = await this.model.placeOfSource({ list: 'videos', id: video });
    return { kind: 'frame', image: this.address(await this.previews.stripStill(path, time)) };
  }

  async frame(video: string, time: number): Promise<Looked> {
    const { path } = await this.model.placeOfSource({ list: 'videos', id: video });
    const file = await this.previews.frame(path, time);
    return { kind: 'frame', image: this.address(file) };
  }

  /** The faces in the frame that `frame` shows. */
  async faces(video: string, time: number): Promise<Looked> {
    const { path } = await this.model.placeOfSource({ list: 'videos', id: video });
    return { kind: 'faces', faces: await this.previews.faces(path, time) };
  }

  async poster(output: string): Promise<Looked> {
    const job = this.model.now.jobs.find(({ outputRelative }) => outputRelative === output);
    if (!job) throw new HeygemError('input-missing', { path: output });
    return { kind: 'frame', image: this.address(await this.previews.poster(job.output)) };
  }

  private madeJob(pair: string): PlannedJob | undefined {
    const made = this.model.now.history.some((entry) => entry.pair === pair);
    return made ? this.model.now.jobs.find((each) => (each.pair as string) === pair) : undefined;
  }

  /** Nothing is told of what is there at once. */
  private async waitedFor<T>(
    { pair }: PlannedJob,
    make: (tell: (fraction: number) => void) => Promise<T>,
  ): Promise<T> {
    try {
      return await make((fraction) => {
        this.waiting.set(pair, fraction);
        this.onChange();
      });
    } finally {
      if (this.waiting.delete(pair)) this.onChange();
    }
  }

  private copies(
    job: PlannedJob,
    result: string,
    tell: (fraction: number) => void,
  ): Promise<Preview> {
    const facts = this.library.factsOf('audios', job.audio.relative);
    const silences = facts.kind === 'ready' ? (facts.inspection.silences ?? []) : [];
    const wanted = {
      result,
      source: job.video.path,
      part: job.videoPart,
      silences,
    };
    return this.previews.ofResult(wanted, this.parts.shell.locale, this.address, tell);
  }

  private readonly address = (file: PageFile): string =>
    this.parts.shell.address(file.path, file.version);
}
