import type { PlannedJob } from '../core/plan/plannedJob.js';
import { HeygemError } from '../core/errors.js';
import type { NoticeCode } from '../core/strings/editorTexts.js';
import type { Answer, Preview } from '../protocol/editor.js';
import { previousVideo } from '../engine/previousResults.js';
import { lookAt } from './cacheKey.js';
import type { MediaLibrary } from './mediaLibrary.js';
import { Previews, type PageFile } from './previews.js';
import type { ProjectModel } from './projectModel.js';
import type { SessionParts } from './sessionParts.js';

type Looked = Exclude<Answer, { kind: 'refused' }> | { readonly refused: NoticeCode };

/** What pages are shown of the videos themselves: playable copies and single frames. */
export class Viewing {
  private readonly previews: Previews;

  constructor(
    private readonly parts: SessionParts,
    private readonly model: ProjectModel,
    private readonly library: MediaLibrary,
    signal: AbortSignal,
  ) {
    this.previews = new Previews(parts.cacheRoot, parts.engine, signal);
  }

  /** Rejects with input errors, `disk-full`, `ffmpeg-failed` or `cancelled`; so do the others. */
  async preview(pair: string): Promise<Looked> {
    const job = this.madeJob(pair);
    if (!job) return { refused: 'not-made-yet' };
    return { kind: 'preview', preview: await this.copies(job, job.output) };
  }

  /** The result and an earlier one. @param number 1: the one before it */
  async compare(pair: string, number = 1): Promise<Looked> {
    const job = this.madeJob(pair);
    if (!job) return { refused: 'not-made-yet' };
    const before = previousVideo(this.parts.cacheRoot, job.output, number);
    if (!(await lookAt(before))) return { refused: 'no-previous' };
    const current = await this.copies(job, job.output);
    return { kind: 'comparison', current, previous: await this.copies(job, before) };
  }

  async play(pair: string): Promise<Looked> {
    const job = this.madeJob(pair);
    if (!job) return { refused: 'not-made-yet' };
    return { kind: 'playable', address: this.address(await this.previews.playable(job.output)) };
  }

  async frame(video: string, time: number): Promise<Looked> {
    const file = await this.previews.frame(await this.model.pathOfVideo(video), time);
    return { kind: 'frame', image: this.address(file) };
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

  private copies(job: PlannedJob, result: string): Promise<Preview> {
    const facts = this.library.factsOf('audios', job.audio.relative);
    const silences = facts.kind === 'ready' ? (facts.inspection.silences ?? []) : [];
    const wanted = { result, source: job.video.path, silences };
    return this.previews.ofResult(wanted, this.parts.shell.locale, this.address);
  }

  private readonly address = (file: PageFile): string =>
    this.parts.shell.address(file.path, file.version);
}
