import type { ExecutionProvider } from '../core/model.js';
import type { TextEdit } from '../core/project/editProject.js';
import type { Locale } from '../core/strings/locale.js';
import type { Intent } from '../protocol/editor.js';

/** The text of a project that is open. The shell owns it; a session only reads and asks. */
export interface ProjectText {
  /** Absolute path of the project file. */
  readonly path: string;
  read(): string;
  /** One undo step. False when the text could not be changed. */
  apply(edits: readonly TextEdit[]): Promise<boolean>;
}

/** Intents that only the shell can follow: they are about windows, not about the project. */
export type ShellIntent = Extract<
  Intent,
  {
    kind:
      | 'open'
      | 'reveal'
      | 'open-folder'
      | 'show-log'
      | 'open-as-text'
      | 'sample-project'
      | 'undo'
      | 'trust'
      | 'open-script'
      | 'find-voices'
      | 'add-lip-model';
  }
>;

/** What is about to go, for the question whether it may. */
export type Discarding =
  /** Old files, with what goes from the cache besides. Bytes. */
  | { readonly kind: 'old-files'; readonly count: number; readonly bytes: number }
  /** A result, by its file's name. */
  | { readonly kind: 'result'; readonly name: string };

/** Named where they lie, or copied to the project. */
export type OutsidePlacing = 'link' | 'copy';

/** What an editor session needs of the program it runs in. */
export interface EditorShell {
  readonly locale: Locale;
  /** False: nothing runs and nothing is written. */
  trusted(): boolean;
  /** Whether projects may name files outside their folders, where they say so themselves. */
  outsideAllowed(): boolean;
  provider(): ExecutionProvider;
  /** What a page may load a file by. `version` differs whenever the content does. */
  address(path: string, version: string): string;
  /** Files that are chosen were copied into the project's folder for it, as what a browser uploads. */
  readonly chosenAreCopies: boolean;
  /** Absolute paths; empty when the person thought better of it. */
  chooseFiles(list: 'audios' | 'videos', many: boolean): Promise<readonly string[]>;
  /**
   * Absolute paths of files that hold scripts, of a folder of such, or of one text of a recording; empty when the
   * person thought better of it, and where a page has its own way to choose them.
   */
  chooseScripts(what: 'files' | 'folder' | 'transcript'): Promise<readonly string[]>;
  /** The files of this machine that addresses name; others are left out. */
  pathsOf(uris: readonly string[]): readonly string[];
  /** The folder that is looked through for missing files, absolute; undefined when the person thought better of it. */
  chooseFolder(): Promise<string | undefined>;
  /** Asks what becomes of files from outside of the project's folder; undefined: they are not added. */
  placeOutside(paths: readonly string[], folder: string): Promise<OutsidePlacing | undefined>;
  /** Asks whether files that are handed over without a path may be copied into the project's folder. */
  mayCopy(paths: readonly string[], folder: string): Promise<boolean>;
  chooseArchive(suggested: string): Promise<string | undefined>;
  /** Where the person's files lie on another machine: the archive is packed while it is sent there. */
  sendArchive?(reports: boolean): void;
  /** False when the person thought better of it. */
  mayDiscard(what: Discarding): Promise<boolean>;
  /** Moves files to where they can be taken back from. Rejects with `output-not-writable`. */
  discard(paths: readonly string[]): Promise<void>;
  perform(intent: ShellIntent, absolute?: string): Promise<void>;
  /** What is being made, so that it can go on after the window was reloaded; empty: nothing. */
  rememberRun(pairs: readonly string[]): void;
  log(line: string): void;
}
