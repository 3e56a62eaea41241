import type { FoundProject } from './projectFolder.js';
import { StudioProject } from './studioProject.js';
import type { Surroundings } from './surroundings.js';

/** The projects that are shown or being made. Owns their lives. */
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
    if (known) return known;
    const project = new StudioProject(path, this.surroundings, () => {
      this.release(path);
    });
    this.projects.set(path, project);
    return project;
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

  private release(path: string): void {
    this.projects.get(path)?.dispose();
    this.projects.delete(path);
  }
}
