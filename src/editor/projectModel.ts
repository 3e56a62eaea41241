import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HeygemError, toFailure } from '../core/errors.js';
import type { PairId } from '../core/ids.js';
import type { Ledger } from '../core/plan/ledger.js';
import type { PlannedJob, PlanState } from '../core/plan/plannedJob.js';
import { pathRules } from '../core/plan/originals.js';
import { type PathRules, resolvePath, rulesFor } from '../core/plan/resolvePath.js';
import { isEmptyText, startedText } from '../core/project/emptyText.js';
import { parseProject, type ParsedProject } from '../core/project/parseProject.js';
import type { AudioSource, Project, VideoSource } from '../core/project/project.js';
import type { SourceRef } from '../core/project/projectEdit.js';
import { outputSeconds } from '../core/usedTime.js';
import type { EditorView, HistoryEntry } from '../protocol/editorView.js';
import type { Engine } from '../engine/engine.js';
import { LedgerStore } from '../engine/ledgerStore.js';
import type { ProjectPlan } from '../engine/planProject.js';
import { freeBytes } from '../engine/freeBytes.js';
import { neededBytes } from './diskSpace.js';
import { readHistory } from './history.js';
import { LatestFindings } from './latestFindings.js';
import { LatestOnly } from './latestOnly.js';
import type { LibrarySource, MediaLibrary } from './mediaLibrary.js';
import type { SessionParts } from './sessionParts.js';
import type { EditorShell, ProjectText } from './shell.js';
import { sketchJobs } from './sketch.js';
import { type LostTranscripts, lostTranscripts } from './transcripts.js';

/** What was found of a project so far. */
interface Findings {
  readonly parsed: ParsedProject;
  /** Of the same text as `parsed`. */
  readonly jobs: readonly PlannedJob[];
  readonly ledger: Ledger;
  readonly lostTranscripts: LostTranscripts;
  readonly states: ReadonlyMap<PairId, PlanState>;
  readonly history: readonly HistoryEntry[];
  readonly disk: EditorView['disk'];
  /** The latest plan and its text; undefined after one that failed. */
  readonly planned: { readonly text: string; readonly plan: ProjectPlan } | undefined;
}

const NOTHING: Findings = {
  parsed: { project: undefined, problems: [] },
  jobs: [],
  ledger: new Map(),
  lostTranscripts: new Map(),
  states: new Map(),
  history: [],
  disk: undefined,
  planned: undefined,
};

/** An empty file is shown as a project to begin with, not as a mistake. */
function shownProject(text: string): ParsedProject {
  return parseProject(isEmptyText(text) ? startedText(text) : text);
}

/**
 * What is known of an open project: first from its text alone, then, when the files were read, from
 * the engine's plan. Owns no truth: the text and the disk have it, and it follows them when told.
 */
export class ProjectModel {
  private readonly findings = new LatestFindings<Findings>(NOTHING);
  private readonly sketching = new LatestOnly(() => this.sketch());
  private readonly planning = new LatestOnly(() => this.makePlan());

  private readonly text: ProjectText;
  private readonly shell: EditorShell;
  private readonly engine: () => Engine;
  private readonly cacheRoot: string;

  /** @param leftToMake tells the share of a pair that is not made yet as it is now, 0..1 */
  constructor(
    { text, shell, engine, cacheRoot }: SessionParts,
    private readonly library: MediaLibrary,
    private readonly leftToMake: () => (pair: PairId) => number,
    private readonly onChange: () => void,
  ) {
    [this.text, this.shell, this.engine, this.cacheRoot] = [text, shell, engine, cacheRoot];
  }

  /** All that is known at this moment; later findings make another. */
  get now(): Omit<Findings, 'planned'> {
    return this.findings.now;
  }

  /**
   * Something may have changed. Resolves when all that the text alone tells is known. A plan follows
   * every sketch, since a sketch takes the place of what an earlier plan said of the pairs.
   */
  async follow(): Promise<void> {
    await this.sketching.run();
    void this.planning.run();
  }

  /** The plan of the text as it is now. Rejects with `project-invalid` when it has errors. */
  async planned(): Promise<ProjectPlan> {
    await this.sketching.run();
    await this.planning.run();
    const { planned } = this.findings.now;
    if (planned?.plan.usable !== true || planned.text !== this.text.read()) {
      throw new HeygemError('project-invalid', { path: this.text.path });
    }
    return planned.plan;
  }

  /** Where a source lies, and which track of it was chosen. Rejects with `input-missing` or `path-outside-project`. */
  async placeOfSource({ list, id }: SourceRef): Promise<{ path: string; track?: number }> {
    const { project } = this.now.parsed;
    const sources: readonly (AudioSource | VideoSource)[] = project?.[list] ?? [];
    const source = sources.find((each) => (each.id as string) === id);
    if (!project || !source) throw new HeygemError('input-missing', { path: id });
    const rules = rulesFor(source, await this.rules(project));
    const path = await resolvePath(source.path, rules, this.engine().files);
    const track = 'track' in source ? source.track : undefined;
    return { path, ...(track !== undefined && { track }) };
  }

  /** Where the file lies that a script is read from, or a recording's text. Rejects as `placeOfSource` does. */
  async placeOfScript(id: string): Promise<string> {
    const { project } = this.now.parsed;
    const source = project?.audios.find((each) => (each.id as string) === id);
    const script = source?.say?.script;
    const path = script?.kind === 'file' ? script.path : script ? undefined : source?.transcript;
    if (!project || !source || path === undefined) {
      throw new HeygemError('input-missing', { path: id });
    }
    const rules = rulesFor(source, await this.rules(project));
    return resolvePath(path, rules, this.engine().files);
  }

  /**
   * Where the outputs go, symlinks resolved; the project's own folder while its text is not understood.
   * Rejects with `path-outside-project`.
   */
  async outputFolder(): Promise<string> {
    await this.follow();
    const { project } = this.now.parsed;
    if (!project) return dirname(this.text.path);
    return resolvePath(project.output.folder, await this.rules(project), this.engine().files);
  }

  /** Makes that folder, if need be. Rejects with `output-not-writable` too. */
  async makeOutputFolder(): Promise<string> {
    const folder = await this.outputFolder();
    try {
      await mkdir(folder, { recursive: true });
    } catch (error) {
      throw new HeygemError('output-not-writable', { path: folder }, String(error), error);
    }
    return folder;
  }

  /** Frames that a pair's output will have, where both of its sources were looked at. */
  framesOf(job: PlannedJob): number | undefined {
    const picture = this.library.factsOf('videos', job.video.relative);
    const speech = this.library.factsOf('audios', job.audio.relative);
    if (picture.kind !== 'ready' || speech.kind !== 'ready') return undefined;
    const seconds = outputSeconds(job, speech.inspection.duration);
    return seconds * (picture.inspection.picture?.rate ?? 25);
  }

  /** Looks at the outputs and the disk again. */
  async look(): Promise<void> {
    const found = this.findings.beginLook();
    found({ history: await readHistory(this.now.jobs, this.cacheRoot) });
    await this.lookAtDisk();
    this.onChange();
  }

  async lookAtDisk(): Promise<EditorView['disk']> {
    const found = this.findings.beginLook();
    const output = this.now.jobs.find(({ output }) => output !== '')?.output;
    const free = await freeBytes(output ?? dirname(this.text.path));
    const leftOf = this.leftToMake();
    const { jobs, states } = this.now;
    const unmade = jobs.flatMap((job) => {
      const kind = states.get(job.pair)?.kind;
      const left = kind === 'new' || kind === 'stale' ? leftOf(job.pair) : 0;
      return left > 0 ? [{ job, left }] : [];
    });
    const needed = neededBytes(unmade, this.library);
    const disk = free === undefined ? undefined : { free, needed };
    found({ disk });
    return disk;
  }

  private async sketch(): Promise<void> {
    const found = this.findings.beginLook();
    const parsed = shownProject(this.text.read());
    const ledger = await new LedgerStore(this.text.path).read();
    const { project } = parsed;
    const folder = dirname(this.text.path);
    const jobs = project
      ? await sketchJobs(project, { folder, ledger, trusted: this.shell.outsideAllowed() })
      : [];
    const rules = project && (await this.rules(project));
    const lost = rules && (await lostTranscripts(project, rules, this.engine().files));
    found({ parsed, jobs, ledger, lostTranscripts: lost ?? new Map() });
    this.onChange();
    if (project) await this.library.refresh(await this.sources(project), this.shell.trusted());
  }

  private async makePlan(): Promise<void> {
    const found = this.findings.beginLook();
    const text = this.text.read();
    try {
      const plan = await this.engine().planText(this.text.path, text);
      const states = new Map(plan.jobs.map(({ pair, state }) => [pair, state]));
      found({ planned: { text, plan }, ledger: plan.ledger, states });
      // The plan has symlinks resolved, but an older text's pairs must not come back.
      if (text === this.text.read() && plan.jobs.length > 0) {
        found({ parsed: shownProject(text), jobs: plan.jobs });
      }
    } catch (error) {
      found({ planned: undefined });
      const { code, detail } = toFailure(error);
      this.shell.log(`${this.text.path}: ${code} ${detail ?? ''}`);
    }
    await this.look();
  }

  private async sources(project: Project): Promise<LibrarySource[]> {
    const { files } = this.engine();
    const rules = await this.rules(project);
    const place = async (source: VideoSource | AudioSource): Promise<LibrarySource['place']> => {
      try {
        return { path: await resolvePath(source.path, rulesFor(source, rules), files) };
      } catch (error) {
        return { failure: toFailure(error) };
      }
    };
    const listed = (['videos', 'audios'] as const).flatMap((list) =>
      project[list].map(async (source) => {
        return { list, relative: source.path, place: await place(source) };
      }),
    );
    return Promise.all(listed);
  }

  private async rules(project: Project): Promise<PathRules> {
    const folder = dirname(this.text.path);
    return pathRules(project, {
      ...{ files: this.engine().files, folder, trusted: this.shell.outsideAllowed() },
    });
  }
}
