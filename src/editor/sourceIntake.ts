import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HeygemError } from '../core/errors.js';
import { resolvePath } from '../core/plan/resolvePath.js';
import type { Project } from '../core/project/project.js';
import type { SourceRef } from '../core/project/projectEdit.js';
import type { Intent } from '../protocol/editor.js';
import { mediaListOf } from '../engine/scaffold.js';
import { copyInto } from './copyInto.js';
import { relativeTo } from './projectPaths.js';
import type { EditorShell, ProjectText } from './shell.js';
import type { EditResult, TextEdits } from './textEdits.js';
import { Uploads } from './uploads.js';
import { addingSources, type NewSource } from './wishes.js';

type List = NewSource['list'];

/** What is not there is named as it would be. */
const REAL_PATHS = { realpath: (path: string) => realpath(path).catch(() => path) };
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
    return this.name({ list, id }, names[0]);
  }

  /**
   * Copies a source that lies outside into the folder and names the copy instead. Rejects with
   * `path-outside-project` where nothing outside may be read, and with `input-missing`.
   */
  async copyIn(list: List, id: string): Promise<EditResult> {
    const sources: readonly { readonly id: string; readonly path: string }[] =
      this.project()?.[list] ?? [];
    const source = sources.find((each) => each.id === id);
    if (!source) throw new HeygemError('input-missing', { path: id });
    if (!this.shell.outsideAllowed()) {
      throw new HeygemError('path-outside-project', { path: source.path });
    }
    const place = { folder: this.folder, outsideAllowed: true };
    const copy = await copyInto(this.folder, await resolvePath(source.path, place, REAL_PATHS));
    return this.name({ list, id }, (await relativeTo(this.folder, copy)).relative);
  }

  /** Gives a source a file in the folder: whether it may lie outside is of no meaning any more. */
  private name(source: SourceRef, path: string): Promise<EditResult> {
    return this.edits.apply(() => [
      { kind: 'relink-source', source, path },
      ...(path.startsWith('../') ? [] : [{ kind: 'set-outside', source, outside: false } as const]),
    ]);
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
