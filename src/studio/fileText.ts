import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { applyEdits } from 'jsonc-parser';
import { HeygemError } from '../core/errors.js';
import type { TextEdit } from '../core/project/editProject.js';
import { notWritten } from '../editor/copyInto.js';
import type { ProjectText } from '../editor/shell.js';
import { replaceFile } from '../files/replaceFile.js';

/** Bytes: a project file that is longer is none. */
const MOST_BYTES = 16 << 20;
/** Steps back that are kept. */
const MOST_STEPS = 200;

/**
 * A project file on the disk as a session sees it. The file is the truth: this keeps a copy, follows
 * changes from outside when told to look, and owns the steps that can be undone, shared by all who look.
 */
export class FileText implements ProjectText {
  private text: string;
  /** Where the file really lies, as it was when it was found to lie in the studio's folder. */
  private readonly place: string;
  private undone: string[] = [];
  private before: string[] = [];

  /**
   * @param onChange the text is another, whoever changed it
   * @throws HeygemError input-missing, project-invalid
   */
  constructor(
    readonly path: string,
    private readonly onChange: () => void,
  ) {
    this.text = readProject(path);
    this.place = realpathSync(path);
  }

  read(): string {
    return this.text;
  }

  /** False when somebody else wrote the file meanwhile: what they wrote stays, and is followed. */
  async apply(edits: readonly TextEdit[]): Promise<boolean> {
    const text = applyEdits(this.text, [...edits]);
    return this.replace(text, () => {
      this.remember(this.before, this.text);
      this.undone = [];
    });
  }

  /** False when there is nothing to undo, or the file was changed meanwhile. */
  undo(): Promise<boolean> {
    return this.step(this.before, this.undone);
  }

  redo(): Promise<boolean> {
    return this.step(this.undone, this.before);
  }

  /** Reads what is on the disk; true when it is another text. What was there can be undone to. */
  look(): boolean {
    let text: string;
    try {
      if (!this.isInPlace()) return false;
      text = readProject(this.path);
    } catch {
      // Between two steps of an editor's saving, or gone: the text stays what it was.
      return false;
    }
    if (text === this.text) return false;
    this.remember(this.before, this.text);
    this.undone = [];
    this.text = text;
    this.onChange();
    return true;
  }

  private async step(from: string[], to: string[]): Promise<boolean> {
    const text = from.at(-1);
    if (text === undefined) return false;
    return this.replace(text, () => {
      from.pop();
      this.remember(to, this.text);
    });
  }

  private async replace(text: string, onWritten: () => void): Promise<boolean> {
    if (this.look()) return false;
    try {
      if (!this.isInPlace()) throw new Error(`${this.path} leads elsewhere now`);
      await replaceFile(this.path, text);
    } catch (error) {
      throw notWritten(this.path, error);
    }
    onWritten();
    this.text = text;
    this.onChange();
    return true;
  }

  /** A link that took the file's place may lead out of the studio's folder. A file that is gone may be written. */
  private isInPlace(): boolean {
    try {
      return realpathSync(this.path) === this.place;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT' && !isLink(this.path);
    }
  }

  private remember(steps: string[], text: string): void {
    steps.push(text);
    if (steps.length > MOST_STEPS) steps.shift();
  }
}

/** Of a link that leads nowhere too. */
function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function readProject(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new HeygemError('input-missing', { path });
  if (!stats.isFile() || stats.size > MOST_BYTES)
    throw new HeygemError('project-invalid', { path });
  return readFileSync(path, 'utf8');
}
