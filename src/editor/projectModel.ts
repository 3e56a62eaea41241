import { dirname } from 'node:path';
import { HeygemError, toFailure } from '../core/errors.js';
import type { PairId } from '../core/ids.js';
import type { Ledger } from '../core/plan/ledger.js';
import type { PlannedJob, PlanState } from '../core/plan/plannedJob.js';
import { type PathRules, resolvePath } from '../core/plan/resolvePath.js';
import { parseProject, type ParsedProject } from '../core/project/parseProject.js';
import type { Project } from '../core/project/project.js';
import type { EditorView, HistoryEntry } from '../protocol/editor.js';
import type { Engine } from '../engine/engine.js';
import { LedgerStore } from '../engine/ledgerStore.js';
import type { ProjectPlan } from '../engine/planProject.js';
import { freeBytes } from '../engine/freeBytes.js';
import { neededBytes } from './diskSpace.js';
import { readHistory } from './history.js';
import { LatestOnly } from './latestOnly.js';
import type { LibrarySource, MediaLibrary } from './mediaLibrary.js';
import type { SessionParts } from './sessionParts.js';
import type { EditorShell, ProjectText } from './shell.js';
import { sketchJobs } from './sketch.js';

const NOTHING: ParsedProject = { project: undefined, problems: [] };

/**
 * What is known of an open project: first from its text alone, then, when the files were read, from
 * the engine's plan. Owns no truth: the text and the disk have it, and it follows them when told.
 */
export class ProjectModel {
  parsed: ParsedProject = NOTHING;
  jobs: readonly PlannedJob[] = [];
  ledger: Ledger = new Map();
  states: ReadonlyMap<PairId, PlanState> = new Map();
  history: readonly HistoryEntry[] = [];
  disk: EditorView['disk'];
  private plan: { readonly text: string; readonly plan: ProjectPlan } | undefined;
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

  /** Something may have changed. Resolves when all that the text alone tells is known. */
  async follow(): Promise<void> {
    await this.sketching.run();
    void this.planning.run();
  }

  /** The plan of the text as it is now. Rejects with `project-invalid` when it has errors. */
  async planned(): Promise<ProjectPlan> {
    await this.sketching.run();
    await this.planning.run();
    const { plan } = this;
    if (plan?.plan.usable !== true || plan.text !== this.text.read()) {
      throw new HeygemError('project-invalid', { path: this.text.path });
    }
    return plan.plan;
  }

  /** Where a video lies. Rejects with `input-missing` or `path-outside-project`. */
  async pathOfVideo(id: string): Promise<string> {
    const { project } = this.parsed;
    const video = project?.videos.find((each) => (each.id as string) === id);
    if (!project || !video) throw new HeygemError('input-missing', { path: id });
    return resolvePath(video.path, await this.rules(project), this.engine().files);
  }

  /**
   * Where the outputs go, symlinks resolved; the project's own folder while its text is not understood.
   * Rejects with `path-outside-project`.
   */
  async outputFolder(): Promise<string> {
    await this.sketching.run();
    const { project } = this.parsed;
    if (!project) return dirname(this.text.path);
    return resolvePath(project.output.folder, await this.rules(project), this.engine().files);
  }

  /** Frames that a pair's output will have, where both of its sources were looked at. */
  framesOf({ video, audio }: PlannedJob): number | undefined {
    const picture = this.library.factsOf('videos', video.relative);
    const speech = this.library.factsOf('audios', audio.relative);
    if (picture.kind !== 'ready' || speech.kind !== 'ready') return undefined;
    return speech.inspection.duration * (picture.inspection.picture?.rate ?? 25);
  }

  /** Looks at the outputs and the disk again. */
  async look(): Promise<void> {
    this.history = await readHistory(this.jobs, this.cacheRoot);
    await this.lookAtDisk();
    this.onChange();
  }

  async lookAtDisk(): Promise<EditorView['disk']> {
    const output = this.jobs.find(({ output }) => output !== '')?.output;
    const free = await freeBytes(output ?? dirname(this.text.path));
    const leftOf = this.leftToMake();
    const unmade = this.jobs.flatMap((job) => {
      const kind = this.states.get(job.pair)?.kind;
      const left = kind === 'new' || kind === 'stale' ? leftOf(job.pair) : 0;
      return left > 0 ? [{ job, left }] : [];
    });
    const needed = neededBytes(unmade, this.library);
    this.disk = free === undefined ? undefined : { free, needed };
    return this.disk;
  }

  private async sketch(): Promise<void> {
    const parsed = parseProject(this.text.read());
    const ledger = await new LedgerStore(this.text.path).read();
    const { project } = parsed;
    const folder = dirname(this.text.path);
    const jobs = project
      ? await sketchJobs(project, { folder, ledger, trusted: this.shell.trusted() })
      : [];
    [this.parsed, this.ledger, this.jobs] = [parsed, ledger, jobs];
    this.onChange();
    if (project) await this.library.refresh(await this.sources(project), this.shell.trusted());
  }

  private async makePlan(): Promise<void> {
    const text = this.text.read();
    try {
      const plan = await this.engine().planText(this.text.path, text);
      this.plan = { text, plan };
      this.ledger = plan.ledger;
      this.states = new Map(plan.jobs.map(({ pair, state }) => [pair, state]));
      // The plan has symlinks resolved, but an older text's pairs must not come back.
      if (text === this.text.read() && plan.jobs.length > 0) this.jobs = plan.jobs;
    } catch (error) {
      this.plan = undefined;
      const { code, detail } = toFailure(error);
      this.shell.log(`${this.text.path}: ${code} ${detail ?? ''}`);
    }
    await this.look();
  }

  private async sources(project: Project): Promise<LibrarySource[]> {
    const { files } = this.engine();
    const rules = await this.rules(project);
    const place = async (relative: string): Promise<LibrarySource['place']> => {
      try {
        return { path: await resolvePath(relative, rules, files) };
      } catch (error) {
        return { failure: toFailure(error) };
      }
    };
    const listed = (['videos', 'audios'] as const).flatMap((list) =>
      project[list].map(async ({ path }) => {
        return { list, relative: path, place: await place(path) };
      }),
    );
    return Promise.all(listed);
  }

  private async rules(project: Project): Promise<PathRules> {
    const folder = await this.engine().files.realpath(dirname(this.text.path));
    return { folder, outsideAllowed: project.allowOutsidePaths && this.shell.trusted() };
  }
}
