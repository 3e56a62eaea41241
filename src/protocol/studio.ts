import type { ExecutionProvider } from '../core/model.js';
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

/** The settings of a studio's server. */
export type ServerSettingName = 'parallel' | 'provider' | 'cacheBytes' | 'keepPrevious';

export interface SettingsView {
  readonly settings: {
    /** Workers side by side; `auto`: as many as the machine has room for. */
    readonly parallel: 'auto' | number;
    readonly provider: ExecutionProvider;
    readonly cacheBytes: number;
    /** Results before the present one of a pair. */
    readonly keepPrevious: number;
  };
  /** Said by the command line, which comes before what is set here. */
  readonly fixed: readonly ServerSettingName[];
  readonly choices: {
    readonly mostWorkers: number;
    readonly providers: readonly ExecutionProvider[];
    /** Bytes. */
    readonly cache: { readonly least: number; readonly most: number };
  };
  /** Workers there are now. */
  readonly workers: number;
  /** What the cache holds. */
  readonly cacheBytes: number;
  /** Absolute paths. */
  readonly places: {
    readonly projects: string;
    readonly cache: string;
    readonly log: string;
    readonly state: string;
  };
  /** Bytes free where projects lie, and where the cache does. */
  readonly free?: number;
  readonly cacheFree?: number;
  readonly started: {
    readonly password: boolean;
    readonly encrypted: boolean;
    readonly trust: boolean;
  };
}

/** What was removed from the cache, and how all stands now. */
export interface CacheCleaning {
  readonly removed: number;
  readonly freedBytes: number;
  readonly view: SettingsView;
}
