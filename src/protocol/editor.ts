import type { FaceBox } from '../core/inspection.js';
import type { ProjectEdit, SourceRef } from '../core/project/projectEdit.js';
import type { EditorView, Notice, Preview } from './editorView.js';
import type { FleetView } from './fleetViews.js';
import type { ScriptAnswer, ScriptIntent } from './scriptViews.js';
import type { TriedView, TryIntent } from './tryViews.js';

/**
 * The conversation between an editor page (VS Code's webview or the browser's studio) and its host.
 * The host sends whole snapshots, so a page that was hidden needs only the next one; the page sends
 * intents by stable id and never edits text itself.
 */

/** What the page asks of its host. */
export type Intent =
  /** The page is ready to be shown the first snapshot. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'edit'; readonly edit: ProjectEdit }
  /** All or none, as one undo step; each sees what the one before did. */
  | { readonly kind: 'edits'; readonly edits: readonly ProjectEdit[] }
  /** Which pairs are selected in this page now: what commands of the window act on. */
  | { readonly kind: 'select'; readonly pairs: readonly string[] }
  /** Opens the host's file dialog, then adds what is chosen. */
  | { readonly kind: 'pick'; readonly list: 'audios' | 'videos' }
  | { readonly kind: 'relink'; readonly list: 'audios' | 'videos'; readonly id: string }
  /** Copies a source that lies outside into the project's folder and names the copy instead. */
  | { readonly kind: 'copy-in'; readonly list: 'audios' | 'videos'; readonly id: string }
  /** Files dropped or pasted: paths or file: addresses where the page is given them. */
  | { readonly kind: 'drop'; readonly uris: readonly string[] }
  /**
   * A part of a file from outside, which a page is given without its path. Parts come in order, each
   * after the answer to the one before. At offset 0 the host asks whether to copy the file into the
   * project's folder; with the last part it adds the source.
   */
  | {
      readonly kind: 'import';
      /** The same for all parts of a file. */
      readonly upload: string;
      readonly name: string;
      /** Bytes of the whole file. */
      readonly size: number;
      readonly offset: number;
      readonly bytes: Uint8Array;
    }
  /** Has the person choose a folder, and looks through it for the files of sources that are gone. */
  | { readonly kind: 'find-missing' }
  | { readonly kind: 'stop-files' }
  | { readonly kind: 'add-again'; readonly yes: boolean }
  | { readonly kind: 'add-all-pairs' }
  /** Names a source's file once more, so that another part of it can be used. */
  | { readonly kind: 'add-part'; readonly source: SourceRef }
  | {
      readonly kind: 'generate';
      readonly pairs: 'all' | readonly string[];
      readonly force: boolean;
    }
  | { readonly kind: 'cancel'; readonly pairs: 'all' | readonly string[] }
  | { readonly kind: 'preview'; readonly pair: string }
  /** The result and an earlier one, to be seen side by side: the one before it unless a number says another. */
  | { readonly kind: 'compare'; readonly pair: string; readonly number?: number }
  | TryIntent
  /** The lip models of this machine. */
  | { readonly kind: 'lip-models' }
  /** Has the person add one, where the window has a way to choose a file of this machine. */
  | { readonly kind: 'add-lip-model' }
  | ScriptIntent
  | { readonly kind: 'frame'; readonly video: string; readonly time: number }
  /** A copy of a source that plays here: of a recording, what is heard of it. */
  | { readonly kind: 'play-source'; readonly source: SourceRef }
  /** A small still, one of a strip. */
  | { readonly kind: 'strip-still'; readonly video: string; readonly time: number }
  /** The faces in that frame. */
  | { readonly kind: 'faces'; readonly video: string; readonly time: number }
  /** A copy of a result that plays here, by itself. */
  | { readonly kind: 'play'; readonly pair: string }
  /** Asks, then moves a pair's result away, where it can be taken back from. */
  | { readonly kind: 'delete-result'; readonly pair: string }
  /** A still of a result, for a list of them. */
  | { readonly kind: 'poster'; readonly output: string }
  | { readonly kind: 'open'; readonly output: string }
  /** Shows where the file lies; a page in a browser is given it as a download instead. */
  | { readonly kind: 'reveal'; readonly output: string }
  /** The folder of the results, where there is a file manager to show it in. */
  | { readonly kind: 'open-folder' }
  /** Videos alone, unless their reports are wished too. */
  | { readonly kind: 'export-zip'; readonly reports?: boolean }
  | { readonly kind: 'clean-up' }
  | { readonly kind: 'check' }
  /** Stops the check that is under way. What it said so far is kept. */
  | { readonly kind: 'cancel-check' }
  | { readonly kind: 'show-log' }
  /** 1-based. What a problem is about that begins there is selected. */
  | { readonly kind: 'open-as-text'; readonly line?: number; readonly column?: number }
  /** Another project, made of the demo's footage where the person says, and opened. */
  | { readonly kind: 'sample-project' }
  | { readonly kind: 'undo' }
  /** This page shows how the fleet stands, or does no more. */
  | { readonly kind: 'show-fleet'; readonly on: boolean }
  /** Shows where the person may say that they trust this folder. */
  | { readonly kind: 'trust' };

/** A lip model of this machine, as a page lists it. */
export interface LipModelView {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly licence: string;
  /** Side of its pictures, in pixels. */
  readonly size: number;
}

export type PageMessage = { readonly id: number; readonly intent: Intent };

/** What a window's own places, such as its notifications, ask its page to show. */
export type ShowWish =
  | { readonly kind: 'preview'; readonly pair: string }
  /** The pairs that failed. */
  | { readonly kind: 'failed' }
  /** A new script. */
  | { readonly kind: 'script' };

/** What the host tells its page. */
export type HostMessage =
  | { readonly kind: 'view'; readonly view: EditorView }
  | { readonly kind: 'show'; readonly wish: ShowWish }
  /** Once a second at most, while the page shows the fleet or something is made. */
  | { readonly kind: 'fleet'; readonly fleet: FleetView }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer };

export type Answer =
  | { readonly kind: 'ok' }
  | { readonly kind: 'refused'; readonly notice: Notice }
  /** Nothing was done, because nothing is left to do: news, not a mistake. */
  | {
      readonly kind: 'news';
      readonly notice: Notice;
      /** Whether it would be done by force. */
      readonly again: boolean;
    }
  /** The person was asked and thought better of it: nothing was done and nothing is to be said. */
  | { readonly kind: 'declined' }
  | { readonly kind: 'preview'; readonly preview: Preview }
  | { readonly kind: 'comparison'; readonly current: Preview; readonly previous: Preview }
  /** To `lip-models`. */
  | { readonly kind: 'lip-models'; readonly models: readonly LipModelView[] }
  /** To `try`. */
  | { readonly kind: 'tried'; readonly tried: TriedView }
  | ScriptAnswer
  /** To `play`, `play-source` and `listen`. */
  | { readonly kind: 'playable'; readonly address: string }
  /** Largest first. */
  | { readonly kind: 'faces'; readonly faces: readonly FaceBox[] }
  /** To `frame`, `strip-still` and `poster`. */
  | { readonly kind: 'frame'; readonly image: string };

/** How a page reaches its host; one adapter for VS Code, one for the browser. */
export interface EditorHost {
  send(message: PageMessage): void;
  onMessage(listener: (message: HostMessage) => void): void;
  /** Small page-only state (open tab, scroll, view mode), kept by the host across reloads. */
  loadState(): unknown;
  saveState(state: unknown): void;
  /** True where there is no file manager to show a file in, only downloads. */
  readonly inBrowser?: boolean;
  /** Where files come another way than in parts of messages. */
  importFiles?(files: readonly File[]): Promise<Answer>;
}
