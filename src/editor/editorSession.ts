import { basename, dirname } from 'node:path';
import { HeygemError, toFailure } from '../core/errors.js';
import type { JobEvent } from '../core/progress/jobEvents.js';
import type { NoticeCode } from '../core/strings/editorTexts.js';
import type { Locale, Worded } from '../core/strings/locale.js';
import type { Answer, Intent } from '../protocol/editor.js';
import type { EditorView, Notice } from '../protocol/editorView.js';
import type { FleetView } from '../protocol/fleetViews.js';
import type { BatchSummary } from '../engine/batch.js';
import { mediaListOf } from '../engine/scaffold.js';
import { ScreenPace } from '../engine/screenPace.js';
import { Answers, OK } from './answers.js';
import { Checking } from './checking.js';
import { Errands } from './errands.js';
import { asksOutside, problemViews, projectView } from './editorView.js';
import { FleetFeed, type FleetSeat } from './fleetFeed.js';
import { FileWork } from './fileWork.js';
import { firstFaces } from './firstFace.js';
import { Making, type Generation } from './making.js';
import { MediaLibrary } from './mediaLibrary.js';
import { findMissing } from './missingFiles.js';
import { PassingMessage } from './passingMessage.js';
import { ProjectModel } from './projectModel.js';
import { isAboutScripts, Scripts } from './scripts.js';
import { HARMLESS } from './harmless.js';
import type { SessionParts } from './sessionParts.js';
import { TextEdits, type EditResult } from './textEdits.js';
import { Trying } from './trying.js';
import { Viewing } from './viewing.js';
import { SourceIntake } from './sourceIntake.js';
import { addingAgain, addingAllPairs, type NewSource } from './wishes.js';

type Listener<T> = (value: T) => void;

/**
 * One open project, however many pages show it: follows its text and its files, does what the pages
 * ask for, and tells them how it stands. Knows neither VS Code nor a browser.
 */
export class EditorSession {
  private readonly abort = new AbortController();
  private readonly feed = new ScreenPace(() => {
    this.tellPages();
  });
  private readonly edits: TextEdits;
  private readonly work: FileWork;
  private readonly intake: SourceIntake;
  private readonly errands: Errands;
  private readonly library: MediaLibrary;
  private readonly viewing: Viewing;
  private readonly model: ProjectModel;
  private readonly making: Making;
  private readonly trying: Trying;
  private readonly scripts: Scripts;
  private readonly fleet: FleetFeed;
  private readonly answers: Answers;
  /** Who is told of views, and in which language. */
  private readonly listeners = new Map<Listener<EditorView>, Locale>();
  private readonly checking: Checking;
  private readonly message: PassingMessage;
  /** Higher than any of a session before: a page may outlive the program that it was told by. */
  private revision = Date.now();
  private opening: Promise<void> | undefined;
  private readonly folder: string;

  constructor(private readonly parts: SessionParts) {
    const { text, shell, engine, cacheRoot } = parts;
    const changed = () => {
      this.feed.changed();
    };
    const { signal } = this.abort;
    this.folder = dirname(text.path);
    this.message = new PassingMessage(changed);
    this.answers = new Answers(shell, this.folder);
    this.edits = new TextEdits(text);
    this.library = new MediaLibrary(
      cacheRoot,
      (request) => engine().inspect(request, signal),
      changed,
    );
    this.model = new ProjectModel(parts, this.library, () => this.making.runs.left(), changed);
    this.viewing = new Viewing(parts, this.model, this.library, signal, changed);
    this.trying = new Trying(parts, this.model, signal, changed);
    this.work = new FileWork(changed);
    this.intake = new SourceIntake({
      ...{ text, shell, edits: this.edits, work: this.work, onChange: changed },
      project: () => this.model.now.parsed.project,
      files: () => engine().files,
    });
    const say = (code: NoticeCode, params?: Readonly<Record<string, string | number>>): void => {
      this.say(code, params);
    };
    this.errands = new Errands(parts, this.model, say);
    const { model, edits, answers, message, library } = this;
    this.scripts = new Scripts(parts, { model, edits, answers, onChange: changed }, signal);
    this.checking = new Checking({
      ...parts,
      ...{ model, library, say, onChange: changed, signal },
    });
    this.fleet = new FleetFeed({
      fleet: parts.fleet ?? (() => (shell.trusted() ? engine().fleet : undefined)),
      running: () => this.running,
      folder: this.folder,
    });
    this.making = new Making({
      ...parts,
      ...{ model, edits, answers, message, onChange: changed, signal },
      onMade: (pair) => {
        this.viewing.prepare(pair);
      },
    });
  }

  get running(): boolean {
    return this.making.runs.running;
  }

  /** Returns a function that stops listening. @param locale what the views are worded in */
  onView(listener: Listener<EditorView>, locale: Locale = this.parts.shell.locale): () => void {
    this.listeners.set(listener, locale);
    this.making.others.start();
    return () => this.listeners.delete(listener);
  }

  /** For a page: how the machines stand that make its videos. @param locale what it is worded in */
  onFleet(listener: Listener<FleetView>, locale: Locale = this.parts.shell.locale): FleetSeat {
    return this.fleet.join(listener, locale);
  }

  onEvent(listener: Listener<JobEvent>): () => void {
    return this.making.onEvent(listener);
  }

  onRunEnd(listener: Listener<BatchSummary>): () => void {
    return this.making.onRunEnd(listener);
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
    await this.model.follow();
  }

  view(locale: Locale = this.parts.shell.locale): EditorView {
    const { model, library, checking } = this;
    const message = this.message.notice?.(locale);
    const { preparing } = this.viewing;
    const { shell } = this.parts;
    const { parsed, jobs, states: plan, ledger, history, disk, lostTranscripts } = model.now;
    const knowledge = {
      folder: this.folder,
      ...{ plan, ledger, ...this.making.knowledge },
      made: new Set(history.map(({ pair }) => pair)),
    };
    const viewParts = {
      ...{ parsed, jobs, knowledge, library, checking, shell, locale, scripts: this.scripts },
      lostTranscripts,
      firstFaces: firstFaces(jobs, history, knowledge),
    };
    const checked = checking.view();
    const project = projectView(viewParts);
    const tries = this.trying.views(locale);
    this.revision += 1;
    return {
      revision: this.revision,
      locale,
      trusted: shell.trusted(),
      ...(asksOutside(parsed.project) && !shell.outsideAllowed() && { outsideRefused: true }),
      problems: problemViews(viewParts),
      ...(project && { project }),
      run: this.making.runs.view,
      ...(checking.now && { checking: checking.now }),
      ...(checked && { checked }),
      ...(this.work.view && { files: this.work.view }),
      ...(this.intake.repeated && { repeated: this.intake.repeated }),
      ...(tries.length > 0 && { tries }),
      history,
      ...(preparing && { preparing }),
      ...(disk && { disk }),
      ...(this.fleet.wished && { fleet: true }),
      ...(message && { message }),
    };
  }

  /** Never rejects: what goes wrong is an answer. */
  async handle(intent: Intent): Promise<Answer> {
    if (!this.parts.shell.trusted() && !HARMLESS.has(intent.kind)) {
      return this.answers.refusal(new HeygemError('not-trusted'));
    }
    try {
      return await this.follows(intent);
    } catch (error) {
      if (toFailure(error).code === 'cancelled') return { kind: 'declined' };
      return this.answers.refusal(error);
    }
  }

  /** Starts making pairs that neither wait nor run yet. */
  generate(pairs: 'all' | readonly string[], force: boolean): Promise<Generation> {
    return this.making.generate(pairs, force);
  }

  /** Makes the folder that outputs go to, if need be. Rejects with `path-outside-project` and others. */
  async makeOutputFolder(): Promise<string> {
    if (!this.parts.shell.trusted()) throw new HeygemError('not-trusted');
    return this.model.makeOutputFolder();
  }

  /** Shows a passing sentence in the pages. */
  say(code: NoticeCode, params: Readonly<Record<string, string | number>> = {}): void {
    this.message.say(code, params);
  }

  /** The same for what was answered to a command of the window. */
  show(notice: Notice): void {
    this.message.show(() => notice);
  }

  /** What is being made is cancelled; what pages show no longer changes. */
  dispose(): void {
    this.abort.abort();
    this.making.dispose();
    this.fleet.dispose();
    this.work.stop();
    this.feed.stop();
    void this.intake.dispose();
    this.message.stop();
    this.listeners.clear();
  }

  /** Pages that read the same language are told the same view. */
  private tellPages(): void {
    this.fleet.follow();
    const views = new Map<Locale, EditorView>();
    for (const [listener, locale] of this.listeners) {
      const view = views.get(locale) ?? this.view(locale);
      views.set(locale, view);
      listener(view);
    }
  }

  private async follows(intent: Intent): Promise<Answer> {
    const { shell } = this.parts;
    switch (intent.kind) {
      case 'ready':
        await this.open();
        return OK;
      case 'edit':
        return this.answers.edited(await this.edits.apply(() => [intent.edit]));
      case 'edits':
        return this.answers.edited(await this.edits.apply(() => intent.edits));
      case 'select':
      case 'show-fleet':
        // Each page has its own: whoever holds the pages keeps it.
        return OK;
      case 'add-all-pairs':
        return this.answers.edited(await this.edits.apply(addingAllPairs));
      case 'add-part':
        return this.answers.edited(
          await this.edits.apply((text) => addingAgain(text, intent.source)),
        );
      case 'pick':
        return this.answers.edited(await this.intake.pick(intent.list));
      case 'drop':
        return this.dropped(shell.pathsOf(intent.uris));
      case 'import':
        return this.answers.edited(await this.intake.importPart(intent));
      case 'relink':
        return this.answers.edited(await this.intake.relink(intent.list, intent.id));
      case 'find-missing':
        return this.answers.edited(await this.findMissing());
      case 'stop-files':
        this.work.stop();
        return OK;
      case 'add-again':
        return this.answers.edited(await this.intake.addAgain(intent.yes));
      case 'copy-in':
        return this.answers.edited(await this.intake.copyIn(intent.list, intent.id));
      case 'generate': {
        const started = await this.generate(intent.pairs, intent.force);
        return started.kind === 'started' ? OK : started;
      }
      case 'cancel':
        this.making.cancel(intent.pairs);
        return OK;
      case 'preview':
        return this.shown(this.viewing.preview(intent.pair));
      case 'compare':
        return this.shown(this.viewing.compare(intent.pair, intent.number));
      case 'play':
        return this.shown(this.viewing.play(intent.pair));
      case 'try':
        return this.trying.make(intent);
      case 'stop-try':
        this.trying.stop(intent.window);
        return OK;
      case 'lip-models':
        return this.errands.lipModels();
      case 'delete-result':
        return this.deleted(intent.pair);
      case 'play-source':
        return this.shown(this.viewing.playSource(intent.source));
      case 'strip-still':
        return this.shown(this.viewing.stripStill(intent.video, intent.time));
      case 'frame':
        return this.shown(this.viewing.frame(intent.video, intent.time));
      case 'faces':
        return this.shown(this.viewing.faces(intent.video, intent.time));
      case 'poster':
        return this.shown(this.viewing.poster(intent.output));
      case 'export-zip':
        await this.errands.exportZip(intent.reports === true);
        return OK;
      case 'clean-up':
        await this.errands.cleanUp();
        return OK;
      case 'check':
        await this.checking.run();
        return OK;
      case 'cancel-check':
        this.checking.cancel();
        return OK;
      case 'open-folder':
        await shell.perform(intent, await this.makeOutputFolder());
        return OK;
      case 'open':
      case 'reveal': {
        const job = this.model.now.jobs.find(
          ({ outputRelative }) => outputRelative === intent.output,
        );
        // Empty: one that lies where it may not.
        if (!job?.output) throw new HeygemError('input-missing', { path: intent.output });
        await shell.perform(intent, job.output);
        return OK;
      }
      default:
        if (isAboutScripts(intent)) return this.scripts.follow(intent);
        await shell.perform(intent);
        return OK;
    }
  }

  private findMissing(): Promise<EditResult> {
    const { parts, model, intake, work } = this;
    const show = (notice: Worded<Notice>): void => {
      this.message.show(notice);
    };
    return findMissing({ ...parts, model, intake, work, show });
  }

  private async deleted(pair: string): Promise<Answer> {
    const job = this.model.now.jobs.find((each) => (each.pair as string) === pair);
    if (!job?.output) return this.answers.refused('not-made-yet');
    if (this.making.runs.busyPairs.has(job.pair)) return this.answers.refused('result-busy');
    return (await this.errands.deleteResult(job)) ? OK : { kind: 'declined' };
  }

  /** Adds files by absolute path; those outside the project are copied into it after asking. */
  async addFiles(files: readonly NewSource[]): Promise<Answer> {
    return this.addBrought(() => Promise.resolve(files));
  }

  /** The same for files that must be brought first; what goes wrong then is an answer too. */
  async addBrought(bring: () => Promise<readonly NewSource[]>): Promise<Answer> {
    try {
      if (!this.parts.shell.trusted()) throw new HeygemError('not-trusted');
      return this.answers.edited(await this.intake.add(await bring()));
    } catch (error) {
      if (toFailure(error).code === 'cancelled') return { kind: 'declined' };
      return this.answers.refusal(error);
    }
  }

  private async dropped(paths: readonly string[]): Promise<Answer> {
    if (paths.length === 0) return this.answers.refused('no-files');
    const files = paths.map((path) => ({ path, list: mediaListOf(path) }));
    const stranger = files.find(({ list }) => list === undefined);
    if (stranger) return this.answers.refused('not-a-medium', { name: basename(stranger.path) });
    return this.addFiles(files.flatMap(({ path, list }) => (list ? [{ path, list }] : [])));
  }

  private async shown(looked: ReturnType<Viewing['preview']>): Promise<Answer> {
    const answer = await looked;
    return 'refused' in answer ? this.answers.refused(answer.refused) : answer;
  }
}
