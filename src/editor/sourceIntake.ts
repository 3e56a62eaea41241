import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HeygemError } from '../core/errors.js';
import type { FileFacts } from '../core/plan/fileFacts.js';
import { resolvePath } from '../core/plan/resolvePath.js';
import { namingEdit, type SourceText } from '../core/project/followMoves.js';
import type { Project } from '../core/project/project.js';
import type { ProjectEdit, SourceRef } from '../core/project/projectEdit.js';
import type { Intent } from '../protocol/editor.js';
import type { RepeatedFile } from '../protocol/editorView.js';
import { mediaListOf } from '../engine/scaffold.js';
import { bringFiles, removeBrought } from './broughtFiles.js';
import type { FileWork } from './fileWork.js';
import { withAllowance } from './outsideLinks.js';
import { relativeTo } from './projectPaths.js';
import { partRepeated, type Repeated } from './repeatedFiles.js';
import type { EditorShell, ProjectText } from './shell.js';
import type { EditResult, TextEdits } from './textEdits.js';
import { Uploads } from './uploads.js';
import { addingSources, type NewSource } from './wishes.js';

type List = NewSource['list'];

export interface IntakeParts {
  readonly text: ProjectText;
  readonly shell: EditorShell;
  readonly edits: TextEdits;
  readonly work: FileWork;
  readonly project: () => Project | undefined;
  readonly files: () => Pick<FileFacts, 'hash'>;
  /** What is there twice became another. */
  readonly onChange: () => void;
}

interface Twice {
  readonly repeated: readonly Repeated[];
  /** They were copied below the project's folder just for this. */
  readonly brought: boolean;
}

/** What is not there is named as it would be. */
const REAL_PATHS = { realpath: (path: string) => realpath(path).catch(() => path) };
const NOTHING_DONE: EditResult = { kind: 'applied' };

/**
 * Brings files into a project: those outside its folder are named where they lie or copied, as the person says, who
 * is asked once for all that are added together. Owns what was not added since it is there already.
 */
export class SourceIntake {
  private readonly folder: string;
  private readonly uploads: Uploads;
  private twice: Twice | undefined;

  constructor(private readonly parts: IntakeParts) {
    this.folder = dirname(parts.text.path);
    this.uploads = new Uploads(this.folder);
  }

  /** What was to be added and is in the project already. */
  get repeated(): readonly RepeatedFile[] | undefined {
    return this.twice?.repeated.map(({ file, known }) => ({ name: nameOf(file.path), known }));
  }

  async pick(list: List): Promise<EditResult> {
    const paths = await this.parts.shell.chooseFiles(list, true);
    return this.add(paths.map((path) => ({ list, path })));
  }

  /** Adds files by absolute path, but none that the project has already. */
  async add(
    files: readonly NewSource[],
    brought = this.parts.shell.chosenAreCopies,
  ): Promise<EditResult> {
    const hash = (path: string) => this.parts.files().hash(path);
    const place = { folder: this.folder, hash };
    const { fresh, repeated } = await partRepeated(unlike(files), this.parts.project(), place);
    const added = await this.enter(fresh, false);
    if (repeated.length > 0) {
      await this.forgetRepeated();
      this.twice = { repeated, brought };
      this.parts.onChange();
    }
    return added;
  }

  /** Adds what is there already a second time, or lets the matter rest. */
  async addAgain(yes: boolean): Promise<EditResult> {
    const { twice } = this;
    if (!twice) return NOTHING_DONE;
    if (!yes) {
      await this.forgetRepeated();
      return NOTHING_DONE;
    }
    this.twice = undefined;
    this.parts.onChange();
    return this.enter(
      twice.repeated.map(({ file }) => file),
      true,
    );
  }

  async relink(list: List, id: string): Promise<EditResult> {
    const paths = await this.parts.shell.chooseFiles(list, false);
    const names = await this.placed(paths.map((path) => ({ list, path })));
    if (!names || names.length === 0) return NOTHING_DONE;
    return this.apply(() => [{ kind: 'relink-source', source: { list, id }, path: names[0] }]);
  }

  /** Has sources name files that were found, all at once. */
  async relinkAll(
    found: readonly (SourceRef & { readonly path: string; readonly text?: SourceText })[],
  ): Promise<EditResult> {
    const names = await this.placed(found);
    if (!names) throw new HeygemError('cancelled');
    return this.apply(() =>
      found.map(({ list, id, text }, at) => namingEdit({ list, id }, text, names[at])),
    );
  }

  /**
   * Copies a source that lies outside into the folder and names the copy instead. Rejects with
   * `path-outside-project` where nothing outside may be read, and with `input-missing`.
   */
  async copyIn(list: List, id: string): Promise<EditResult> {
    const { project, shell, work } = this.parts;
    const sources: readonly { readonly id: string; readonly path: string }[] =
      project()?.[list] ?? [];
    const source = sources.find((each) => each.id === id);
    if (!source) throw new HeygemError('input-missing', { path: id });
    if (!shell.outsideAllowed())
      throw new HeygemError('path-outside-project', { path: source.path });
    const place = { folder: this.folder, outsideAllowed: true };
    const path = await resolvePath(source.path, place, REAL_PATHS);
    const [copy] = await bringFiles(this.folder, [{ list, path }], work);
    const { relative } = await relativeTo(this.folder, copy);
    return this.apply(() => [{ kind: 'relink-source', source: { list, id }, path: relative }]);
  }

  /** The source is added with the last part. */
  async importPart(part: Extract<Intent, { kind: 'import' }>): Promise<EditResult> {
    const list = mediaListOf(part.name);
    if (!list) throw new HeygemError('input-not-media', { path: part.name });
    if (part.offset === 0 && !(await this.parts.shell.mayCopy([part.name], this.folder))) {
      throw new HeygemError('cancelled');
    }
    const path = await this.uploads.take(part, list);
    return path === undefined ? NOTHING_DONE : this.add([{ list, path }], true);
  }

  async dispose(): Promise<void> {
    await this.forgetRepeated();
    await this.uploads.dispose();
  }

  private async enter(files: readonly NewSource[], again: boolean): Promise<EditResult> {
    const names = files.length === 0 ? undefined : await this.placed(files);
    if (!names) return NOTHING_DONE;
    const sources = files.map(({ list }, index) => ({ list, path: names[index] }));
    return this.apply((text) => addingSources(text, sources, again));
  }

  private apply(wishes: (text: string) => readonly ProjectEdit[]): Promise<EditResult> {
    return this.parts.edits.apply((text) => withAllowance(text, wishes(text)));
  }

  /** How the project names each file, in order; undefined when the person thought better of it. */
  private async placed(files: readonly NewSource[]): Promise<readonly string[] | undefined> {
    const { shell, work } = this.parts;
    const places = await Promise.all(files.map(({ path }) => relativeTo(this.folder, path)));
    const outside = files.filter((_, index) => !places[index].inside);
    if (outside.length === 0) return places.map(({ relative }) => relative);
    const allowed = this.parts.project()?.allowOutsidePaths === true && shell.outsideAllowed();
    const paths = outside.map(({ path }) => path);
    const placing = allowed ? 'link' : await shell.placeOutside(paths, this.folder);
    if (!placing) return undefined;
    if (placing === 'link') return places.map(({ relative }) => relative);
    const copies = await bringFiles(this.folder, outside, work);
    const names = await Promise.all(copies.map((path) => relativeTo(this.folder, path)));
    const copied = new Map(outside.map((file, at) => [file, names[at].relative]));
    return files.map((file, at) => copied.get(file) ?? places[at].relative);
  }

  private async forgetRepeated(): Promise<void> {
    const { twice } = this;
    if (!twice) return;
    this.twice = undefined;
    this.parts.onChange();
    if (!twice.brought) return;
    const copies = twice.repeated.filter(({ itself }) => !itself);
    await removeBrought(copies.map(({ file }) => file.path));
  }
}

/** What is dragged tells one file in several ways. */
function unlike(files: readonly NewSource[]): readonly NewSource[] {
  return [...new Map(files.map((file) => [`${file.list} ${file.path}`, file])).values()];
}

function nameOf(path: string): string {
  return path.replace(/^.*[\\/]/, '');
}
