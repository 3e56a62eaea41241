import { dirname } from 'node:path';
import { HeygemError } from '../core/errors.js';
import type { Project } from '../core/project/project.js';
import type { Intent } from '../protocol/editor.js';
import { mediaListOf } from '../engine/scaffold.js';
import { copyInto } from './copyInto.js';
import { relativeTo } from './projectPaths.js';
import type { EditorShell, ProjectText } from './shell.js';
import type { EditResult, TextEdits } from './textEdits.js';
import { Uploads } from './uploads.js';
import { addingSources, type NewSource } from './wishes.js';

type List = NewSource['list'];

const NOTHING_DONE: EditResult = { kind: 'applied' };

/** Brings files into a project: those outside its folder are copied into it, after asking. */
export class SourceIntake {
  private readonly folder: string;
  private readonly uploads: Uploads;

  constructor(
    text: ProjectText,
    private readonly shell: EditorShell,
    private readonly edits: TextEdits,
    private readonly project: () => Project | undefined,
  ) {
    this.folder = dirname(text.path);
    this.uploads = new Uploads(this.folder);
  }

  async pick(list: List): Promise<EditResult> {
    const paths = await this.shell.chooseFiles(list, true);
    return this.add(paths.map((path) => ({ list, path })));
  }

  /** Adds files by absolute path. */
  async add(files: readonly NewSource[]): Promise<EditResult> {
    const names = await this.placed(files.map(({ path }) => path));
    if (!names) return NOTHING_DONE;
    const sources = files.map(({ list }, index) => ({ list, path: names[index] }));
    return this.edits.apply((text) => addingSources(text, sources));
  }

  async relink(list: List, id: string): Promise<EditResult> {
    const names = await this.placed(await this.shell.chooseFiles(list, false));
    if (!names || names.length === 0) return NOTHING_DONE;
    const edit = { kind: 'relink-source', source: { list, id }, path: names[0] } as const;
    return this.edits.apply(() => [edit]);
  }

  /** The source is added with the last part. */
  async importPart(part: Extract<Intent, { kind: 'import' }>): Promise<EditResult> {
    const list = mediaListOf(part.name);
    if (!list) throw new HeygemError('input-not-media', { path: part.name });
    if (part.offset === 0 && !(await this.shell.mayCopy([part.name], this.folder))) {
      throw new HeygemError('cancelled');
    }
    const path = await this.uploads.take(part);
    return path === undefined ? NOTHING_DONE : this.add([{ list, path }]);
  }

  dispose(): Promise<void> {
    return this.uploads.dispose();
  }

  /** How the project names each file, in order; undefined when the person thought better of it. */
  private async placed(paths: readonly string[]): Promise<readonly string[] | undefined> {
    const wished = this.project()?.allowOutsidePaths === true;
    const outsideAllowed = wished && this.shell.outsideAllowed();
    const places = await Promise.all(paths.map((path) => relativeTo(this.folder, path)));
    const outside = paths.filter((_, index) => !places[index].inside && !outsideAllowed);
    if (outside.length > 0 && !(await this.shell.mayCopy(outside, this.folder))) return undefined;
    const names: string[] = [];
    for (const [index, path] of paths.entries()) {
      const { inside, relative } = places[index];
      if (inside || outsideAllowed) names.push(relative);
      else names.push((await relativeTo(this.folder, await copyInto(this.folder, path))).relative);
    }
    return names;
  }
}
