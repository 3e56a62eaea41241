import { basename, dirname } from 'node:path';
import { HeygemError, toFailure } from '../../core/errors.js';
import type { PairId } from '../../core/ids.js';
import type { JobEvent } from '../../core/progress.js';
import type { Problem } from '../../core/project/problems.js';
import { describeProblem } from '../../core/strings/describe.js';
import { editorNotice, sizeText, type NoticeCode } from '../../core/strings/editorTexts.js';
import type { Answer, EditorView, Intent, Notice, ProblemView } from '../../protocol/editor.js';
import type { BatchSummary } from '../batch.js';
import { mediaListOf } from '../scaffold.js';
import { DiskWatch } from './diskWatch.js';
import { Errands } from './errands.js';
import { problemViews, projectView } from './editorView.js';
import { MediaLibrary } from './mediaLibrary.js';
import { failureNotice } from './pairStates.js';
import { ProjectModel } from './projectModel.js';
import { Runs } from './runs.js';
import type { SessionParts } from './sessionParts.js';
import { TextEdits, type EditResult } from './textEdits.js';
import { ViewFeed } from './viewFeed.js';
import { Viewing } from './viewing.js';
import { SourceIntake } from './sourceIntake.js';
import { addingAllPairs, type NewSource } from './wishes.js';

export type Generation =
  | { readonly kind: 'started'; readonly done: Promise<BatchSummary> }
  | { readonly kind: 'refused'; readonly notice: Notice };

type Listener<T> = (value: T) => void;

const OK: Answer = { kind: 'ok' };
/** How long a passing sentence stays. */
const MESSAGE_MS = 20_000;
/** What may be done in a workspace that is not trusted: nothing that runs or writes. */
const HARMLESS: ReadonlySet<Intent['kind']> = new Set([
  ...(['ready', 'select', 'open', 'reveal', 'show-log', 'open-as-text'] as const),
]);

/**
 * One open project, however many pages show it: follows its text and its files, does what the pages
 * ask for, and tells them how it stands. Knows neither VS Code nor a browser.
 */
export class EditorSession {
  private readonly abort = new AbortController();
  private readonly feed = new ViewFeed(() => {
    const view = this.view();
    for (const listener of this.listeners) listener(view);
  });
  private readonly edits: TextEdits;
  private readonly intake: SourceIntake;
  private readonly errands: Errands;
  private readonly library: MediaLibrary;
  private readonly viewing: Viewing;
  private readonly model: ProjectModel;
  private readonly runs: Runs;
  private readonly diskWatch: DiskWatch;
  private readonly listeners = new Set<Listener<EditorView>>();
  private readonly eventListeners = new Set<Listener<JobEvent>>();
  private readonly endListeners = new Set<Listener<BatchSummary>>();
  private findings: readonly ProblemView[] = [];
  private message: Notice | undefined;
  private messageTimer: NodeJS.Timeout | undefined;
  private revision = 0;
  private opening: Promise<void> | undefined;
  private readonly folder: string;

  constructor(private readonly parts: SessionParts) {
    const { text, shell, engine, cacheRoot } = parts;
    const changed = () => {
      this.feed.changed();
    };
    const { signal } = this.abort;
    this.folder = dirname(text.path);
    this.edits = new TextEdits(text);
    this.library = new MediaLibrary(
      cacheRoot,
      (request) => engine().inspect(request, signal),
      changed,
    );
    this.model = new ProjectModel(parts, this.library, () => this.runs.left(), changed);
    this.viewing = new Viewing(parts, this.model, this.library, signal);
    this.diskWatch = new DiskWatch(
      async () => {
        const disk = await this.model.lookAtDisk();
        changed();
        return disk;
      },
      ({ needed, free }) => {
        this.say('disk-short', { needed: sizeText(needed), free: sizeText(free) });
      },
    );
    this.intake = new SourceIntake(text, shell, this.edits, () => this.model.parsed.project);
    this.errands = new Errands(parts, this.model, (code, params) => {
      this.say(code, params);
    });
    this.runs = new Runs({
      onChange: changed,
      onEvent: (event) => {
        this.follow(event);
      },
      onRetry: (pair) => {
        const job = this.model.jobs.find((each) => each.pair === pair);
        this.say('tried-again', { output: job?.outputRelative ?? pair });
      },
    });
  }

  get running(): boolean {
    return this.runs.running;
  }

  /** Returns a function that stops listening. */
  onView(listener: Listener<EditorView>): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  onEvent(listener: Listener<JobEvent>): () => void {
    this.eventListeners.add(listener);
    return () => this.eventListeners.delete(listener);
  }

  onRunEnd(listener: Listener<BatchSummary>): () => void {
    this.endListeners.add(listener);
    return () => this.endListeners.delete(listener);
  }

  /**
   * Begins to follow the text and its files, once. Resolves when there is something to show; whoever
   * makes a page calls it beforehand, so that reading and making go on at the same time.
   */
  open(): Promise<void> {
    return (this.opening ??= this.model.follow());
  }

  /** A source or an output may be another. */
  async filesChanged(): Promise<void> {
    await this.model.follow();
  }

  /** The text or trust changed. */
  async changed(): Promise<void> {
    this.findings = [];
    await this.model.follow();
  }

  view(): EditorView {
    const { model, library, findings, runs } = this;
    const { shell } = this.parts;
    const { parsed, jobs, states: plan, lock, history, disk } = model;
    const knowledge = { folder: this.folder, plan, lock, jobs: runs.jobs, outcomes: runs.outcomes };
    const viewParts = { parsed, jobs, knowledge, library, findings, shell };
    const project = projectView(viewParts);
    this.revision += 1;
    return {
      revision: this.revision,
      locale: shell.locale,
      trusted: shell.trusted(),
      problems: problemViews(viewParts),
      ...(project && { project }),
      run: runs.view,
      history,
      ...(disk && { disk }),
      ...(this.message && { message: this.message }),
    };
  }

  /** Never rejects: what goes wrong is an answer. */
  async handle(intent: Intent): Promise<Answer> {
    if (!this.parts.shell.trusted() && !HARMLESS.has(intent.kind)) {
      return this.refusal(new HeygemError('not-trusted'));
    }
    try {
      return await this.follows(intent);
    } catch (error) {
      return this.refusal(error);
    }
  }

  /** Starts making pairs that neither wait nor run yet. */
  async generate(pairs: 'all' | readonly string[], force: boolean): Promise<Generation> {
    const { shell, engine } = this.parts;
    try {
      if (!shell.trusted()) throw new HeygemError('not-trusted');
      await this.edits.drained();
      const plan = await this.model.planned();
      const wanted = pairs === 'all' ? undefined : new Set<string>(pairs);
      const busy = this.runs.busyPairs;
      const chosen = plan.jobs.filter(
        ({ pair, state }) =>
          (wanted?.has(pair) ?? true) && !busy.has(pair) && (force || state.kind !== 'current'),
      );
      if (chosen.length === 0) {
        return this.refused(plan.jobs.length === 0 ? 'no-pairs' : 'nothing-to-make');
      }
      const ids = new Set(chosen.map(({ pair }) => pair));
      const done = this.runs.start(engine(), plan, {
        pairs: ids,
        force,
        provider: shell.provider(),
      });
      this.rememberRuns();
      this.diskWatch.start(this.model.disk);
      return { kind: 'started', done: this.afterwards(done) };
    } catch (error) {
      const answer = this.refusal(error);
      return { kind: 'refused', notice: answer.notice };
    }
  }

  /** Shows a passing sentence in the pages. */
  say(code: NoticeCode, params: Readonly<Record<string, string | number>> = {}): void {
    this.message = editorNotice(this.parts.shell.locale, code, params);
    this.feed.changed();
    clearTimeout(this.messageTimer);
    this.messageTimer = setTimeout(() => {
      this.message = undefined;
      this.feed.changed();
    }, MESSAGE_MS);
    this.messageTimer.unref();
  }

  /** What is being made is cancelled; what pages show no longer changes. */
  dispose(): void {
    this.abort.abort();
    this.runs.cancel('all');
    this.feed.stop();
    this.diskWatch.stop();
    void this.intake.dispose();
    clearTimeout(this.messageTimer);
    this.listeners.clear();
    this.eventListeners.clear();
    this.endListeners.clear();
  }

  private async follows(intent: Intent): Promise<Answer> {
    const { shell } = this.parts;
    switch (intent.kind) {
      case 'ready':
        await this.open();
        return OK;
      case 'edit':
        return this.edited(await this.edits.apply(() => [intent.edit]));
      case 'edits':
        return this.edited(await this.edits.apply(() => intent.edits));
      case 'select':
        // Each page has its own: whoever holds the pages keeps it.
        return OK;
      case 'add-all-pairs':
        return this.edited(await this.edits.apply(addingAllPairs));
      case 'pick':
        return this.edited(await this.intake.pick(intent.list));
      case 'drop':
        return this.dropped(shell.pathsOf(intent.uris));
      case 'import':
        return this.edited(await this.intake.importPart(intent));
      case 'relink':
        return this.edited(await this.intake.relink(intent.list, intent.id));
      case 'generate': {
        const started = await this.generate(intent.pairs, intent.force);
        return started.kind === 'refused' ? started : OK;
      }
      case 'cancel':
        this.runs.cancel(intent.pairs === 'all' ? 'all' : (intent.pairs as readonly PairId[]));
        return OK;
      case 'preview':
        return this.shown(this.viewing.preview(intent.pair));
      case 'compare':
        return this.shown(this.viewing.compare(intent.pair));
      case 'frame':
        return this.shown(this.viewing.frame(intent.video, intent.time));
      case 'poster':
        return this.shown(this.viewing.poster(intent.output));
      case 'export-zip':
        await this.errands.exportZip();
        return OK;
      case 'clean-up':
        await this.errands.cleanUp();
        return OK;
      case 'check':
        this.findings = await this.errands.check(this.abort.signal);
        this.feed.changed();
        return OK;
      case 'open':
      case 'reveal': {
        const job = this.model.jobs.find(({ outputRelative }) => outputRelative === intent.output);
        if (!job) throw new HeygemError('input-missing', { path: intent.output });
        await shell.perform(intent, job.output);
        return OK;
      }
      default:
        await shell.perform(intent);
        return OK;
    }
  }

  /** Adds files by absolute path; those outside the project are copied into it after asking. */
  async addFiles(files: readonly NewSource[]): Promise<Answer> {
    try {
      if (!this.parts.shell.trusted()) throw new HeygemError('not-trusted');
      return this.edited(await this.intake.add(files));
    } catch (error) {
      return this.refusal(error);
    }
  }

  private async dropped(paths: readonly string[]): Promise<Answer> {
    if (paths.length === 0) return this.refused('no-files');
    const files = paths.map((path) => ({ path, list: mediaListOf(path) }));
    const stranger = files.find(({ list }) => list === undefined);
    if (stranger) return this.refused('not-a-medium', { name: basename(stranger.path) });
    return this.addFiles(files.flatMap(({ path, list }) => (list ? [{ path, list }] : [])));
  }

  private async shown(looked: ReturnType<Viewing['preview']>): Promise<Answer> {
    const answer = await looked;
    return 'refused' in answer ? this.refused(answer.refused) : answer;
  }

  private follow(event: JobEvent): void {
    // A result that is there can be looked at while the next one is made.
    if (event.kind === 'finished') {
      void this.model.look();
      const { result } = event;
      if (result.kind === 'failed' && result.failure.code === 'disk-full')
        this.say('disk-ran-full');
      // What a person cancels must not come back after a reload.
      if (!this.abort.signal.aborted) this.rememberRuns();
    }
    for (const listener of this.eventListeners) listener(event);
  }

  private async afterwards(done: Promise<BatchSummary>): Promise<BatchSummary> {
    try {
      const summary = await done;
      for (const listener of this.endListeners) listener(summary);
      return summary;
    } finally {
      if (!this.runs.running) this.diskWatch.stop();
      if (!this.abort.signal.aborted) {
        this.rememberRuns();
        void this.model.follow();
      }
    }
  }

  private rememberRuns(): void {
    this.parts.shell.rememberRun([...this.runs.busyPairs]);
  }

  private edited(result: EditResult): Answer {
    switch (result.kind) {
      case 'applied':
        return OK;
      case 'lost':
        return this.refused('edit-lost');
      case 'refused':
        return { kind: 'refused', notice: this.problemNotice(result.problem) };
    }
  }

  private problemNotice(problem: Problem): Notice {
    return { code: problem.code, ...describeProblem(problem, this.parts.shell.locale) };
  }

  private refused(code: NoticeCode, params: Readonly<Record<string, string | number>> = {}) {
    const notice = editorNotice(this.parts.shell.locale, code, params);
    return { kind: 'refused', notice } as const;
  }

  private refusal(error: unknown) {
    const failure = toFailure(error);
    this.parts.shell.log(`${failure.code} ${failure.detail ?? ''}`);
    const notice = failureNotice(failure, this.parts.shell.locale, this.folder);
    return { kind: 'refused', notice } as const;
  }
}
