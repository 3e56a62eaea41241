import type { FoundProject } from './projectFolder.js';
import { StudioProject } from './studioProject.js';
import type { Surroundings } from './surroundings.js';

/** Of projects that nobody has open and nothing is made of, so many are kept, those that were left last. */
const MOST_LEFT = 4;

/**
 * The projects that are shown or being made, and a few that were: a page that is loaded anew, or comes back after a
 * run, is told how the run ended and what a check found. Owns their lives.
 */
export class OpenProjects {
  private readonly projects = new Map<string, StudioProject>();

  constructor(private readonly surroundings: Surroundings) {}

  get running(): boolean {
    return [...this.projects.values()].some(({ session }) => session.running);
  }

  find(path: string): StudioProject | undefined {
    return this.projects.get(path);
  }

  /** Opened if it is not yet. @throws HeygemError input-missing, project-invalid */
  open({ path }: Pick<FoundProject, 'path'>): StudioProject {
    const known = this.projects.get(path);
    if (known) {
      known.lookAnew();
      return known;
    }
    const project = new StudioProject(path, this.surroundings, () => {
      this.leave(path, project);
    });
    this.projects.set(path, project);
    return project;
  }

  /** Of a project that is deleted: another of its name begins with nothing. */
  forget(path: string): void {
    const project = this.projects.get(path);
    if (project?.idle !== true) return;
    project.dispose();
    this.projects.delete(path);
  }

  /** Goes on with what a server that was killed did not finish. */
  async resume(runs: ReadonlyMap<string, readonly string[]>): Promise<void> {
    for (const [path, pairs] of runs) {
      try {
        const { session } = this.open({ path });
        await session.open();
        const { kind } = await session.generate(pairs, false);
        if (kind === 'started') session.say('resumed');
        else this.surroundings.remember(path, []);
      } catch (error) {
        this.surroundings.log(`${path}: not gone on with: ${String(error)}`);
        this.surroundings.remember(path, []);
      }
    }
  }

  dispose(): void {
    for (const project of this.projects.values()) project.dispose();
    this.projects.clear();
  }

  private leave(path: string, project: StudioProject): void {
    if (this.projects.get(path) !== project) return;
    this.projects.delete(path);
    this.projects.set(path, project);
    const left = [...this.projects].filter(([, { idle }]) => idle);
    for (const [oldest] of left.slice(0, -MOST_LEFT)) this.forget(oldest);
  }
}
