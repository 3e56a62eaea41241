import type { Answer, HostMessage, PageMessage } from './editor.js';

/**
 * What the studio's page and its server tell each other besides the editor's own conversation: questions
 * that VS Code asks with dialogs of its own, files on their way, and steps forth after an undo.
 */

/** What the server has somebody asked, on the page that wished for something. */
export type Question =
  | { readonly kind: 'confirm'; readonly sentence: string; readonly yes: string }
  /** Files of the device that the page is on; they are uploaded before the reply. */
  | {
      readonly kind: 'choose';
      readonly list: 'audios' | 'videos';
      readonly many: boolean;
      /** Without dots. */
      readonly extensions: readonly string[];
    };

export type Reply =
  | { readonly kind: 'confirmed'; readonly yes: boolean }
  /** Ids of whole uploads; none: the person thought better of it. */
  | { readonly kind: 'chosen'; readonly uploads: readonly string[] };

/** What a page is to do and needs no answer. */
export type Errand =
  /** Shown in place, in another tab. */
  | { readonly kind: 'open'; readonly address: string }
  | { readonly kind: 'download'; readonly address: string };

export type StudioPageMessage =
  | { readonly kind: 'page'; readonly message: PageMessage }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  /** Whole uploads become sources. `list` where the file's name does not tell, such as of a recording. */
  | {
      readonly kind: 'add';
      readonly id: number;
      readonly uploads: readonly string[];
      readonly list?: 'audios' | 'videos';
    }
  | { readonly kind: 'redo'; readonly id: number };

export type StudioHostMessage =
  | { readonly kind: 'host'; readonly message: HostMessage }
  | { readonly kind: 'question'; readonly id: number; readonly question: Question }
  | { readonly kind: 'errand'; readonly errand: Errand }
  /** To `add` and `redo`. */
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer };

/** A project on the home page. */
export interface ProjectEntry {
  readonly id: string;
  readonly title: string;
  /** Relative to the studio's folder, with slashes. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly changed: number;
  /** Its page is open somewhere, or it makes videos. */
  readonly open: boolean;
  readonly running: boolean;
}

export interface HomeView {
  /** Name of the studio's folder. */
  readonly folder: string;
  readonly projects: readonly ProjectEntry[];
  /** Bytes free there. */
  readonly free?: number;
}

/** A stretch of the running log. */
export interface LogPiece {
  readonly path: string;
  /** Whole lines. */
  readonly text: string;
  /** Where the next piece begins. */
  readonly next: number;
}
