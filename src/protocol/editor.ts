import type { FaceBox, TimeSpan } from '../core/inspection.js';
import type { Part } from '../core/part.js';
import type { ProjectEdit, SourceRef } from '../core/project/projectEdit.js';
import type { OutputReport, PicturePart } from '../core/report.js';
import type { Settings } from '../core/settings.js';

/**
 * The conversation between an editor page (VS Code's webview or the browser's studio) and its host.
 * The host sends whole snapshots, so a page that was hidden needs only the next one; the page sends
 * intents by stable id and never edits text itself.
 */

/** A sentence and what to do about it, worded by the host in the page's language. */
export interface Notice {
  readonly code: string;
  readonly sentence: string;
  readonly hint: string;
}

export interface ProblemView extends Notice {
  readonly severity: 'error' | 'warning';
  /** 1-based, in the document's text. */
  readonly line: number;
  readonly column: number;
  /** What a check of the inputs found; absent: what is wrong with the text itself. */
  readonly origin?: 'check';
  /** What of the page it can be seen at, where it is about one thing. */
  readonly about?: ProblemSubject;
}

/** A source or a pair that a problem is about. */
export type ProblemSubject =
  | { readonly kind: 'source'; readonly list: 'audios' | 'videos'; readonly id: string }
  | { readonly kind: 'pair'; readonly id: string };

/** What the disk and a probe say of a source file; probed lazily, so it may come later. */
export type MediaFacts =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly notice: Notice }
  | {
      readonly kind: 'ready';
      /** Seconds. */
      readonly duration: number;
      /** Bytes. */
      readonly size: number;
      /** Videos only. Pixels as shown, frames a second. */
      readonly picture?: { readonly width: number; readonly height: number; readonly rate: number };
      /** Address the page may load: a still for a video. */
      readonly thumbnail?: string;
      /** Videos only: the faces in the still, the largest first, where they were looked for. */
      readonly faces?: readonly FaceBox[];
      /** Audios only: 0..1 peaks, evenly spread. */
      readonly waveform?: readonly number[];
      /** Audios only: seconds at which speech begins and ends, where somebody speaks. */
      readonly spoken?: TimeSpan;
    };

export interface SourceView {
  readonly id: string;
  readonly list: 'audios' | 'videos';
  /** Label, else the file's name. */
  readonly name: string;
  readonly path: string;
  readonly facts: MediaFacts;
  /** Videos only: the chosen face, fractions of the picture and seconds. */
  readonly face?: { readonly x: number; readonly y: number; readonly time: number };
  /** Videos only: most faces seen in one picture so far. */
  readonly mostFaces?: number;
  readonly consent?: string;
  /** What of the file is used. */
  readonly part?: Part;
  /** Audios only: seconds of silence before the speech. */
  readonly offset?: number;
  /** Videos only: seconds of the file at which the face is first seen, where that is late. */
  readonly firstFace?: number;
  /** Overrides at this source's own scope. */
  readonly settings: Partial<Settings>;
  /** It lies outside the project's folder: it can be allowed or copied in, or may not be used here. */
  readonly outside?: 'mendable' | 'refused';
  /** What a check says that a person should look at. Absent: nothing, or it was not checked. */
  readonly concerns?: readonly Notice[];
}

/** How a result turned out, in words, and the figures behind them. Worded by the host. */
export interface Turnout {
  readonly summary: string;
  readonly figures?: string;
}

export type PairState =
  | { readonly kind: 'new' }
  /** `reason` is worded by the host. */
  /** `older`: what was made before is there to be watched. */
  | { readonly kind: 'stale'; readonly reason: string; readonly older?: true }
  | ({ readonly kind: 'current' } & Partial<Turnout>)
  | { readonly kind: 'missing-input'; readonly notice: Notice }
  | { readonly kind: 'invalid'; readonly notice: Notice }
  | { readonly kind: 'queued' }
  | {
      readonly kind: 'running';
      /** Worded by the host, e.g. `drawing`. */
      readonly stage: string;
      /** 0..1 */
      readonly fraction: number;
      readonly rate: number;
      /** Seconds left, null while unknown. */
      readonly eta: number | null;
      /** Address of a small picture of what was drawn last; another every second or so. */
      readonly picture?: string;
    }
  /** Another window or program makes it. */
  | { readonly kind: 'elsewhere' }
  /** Asked to stop, and not yet at an end. */
  | { readonly kind: 'cancelling' }
  | ({ readonly kind: 'done' } & Turnout)
  | { readonly kind: 'failed'; readonly notice: Notice; readonly older?: true }
  | { readonly kind: 'cancelled'; readonly older?: true };

export interface PairView {
  /** `${video}+${audio}` */
  readonly id: string;
  readonly video: string;
  readonly audio: string;
  /** Relative output path. */
  readonly output: string;
  readonly state: PairState;
  readonly settings: Partial<Settings>;
}

/** How a run ended. */
export interface EndedRun {
  /** Another for every run: what a person has read is not shown again. */
  readonly id: number;
  /** Pairs that were stopped before they were made. */
  readonly cancelled: number;
  /** The first pair that was made, if any was. */
  readonly first?: string;
}

/** All that is made from when something begins until nothing is under way any more. */
export interface RunView {
  readonly running: boolean;
  readonly done: number;
  readonly failed: number;
  readonly total: number;
  /** 0..1 */
  readonly fraction: number;
  /** Seconds left, null while unknown. */
  readonly eta: number | null;
  /** All that is under way was asked to stop. */
  readonly cancelling?: boolean;
  /** Once it is over. */
  readonly ended?: EndedRun;
}

/** How far a check of all inputs is. */
export interface CheckingView {
  /**
   * Of the input that is looked at, counted from one, and how many there are; 0 of 0 until the files
   * are read.
   */
  readonly number: number;
  readonly total: number;
  readonly name: string;
  /** 0..1 */
  readonly fraction: number;
}

/** How the inputs stand that were checked as they are now. */
export interface CheckedView {
  /** Of the latest check. Milliseconds since 1970. */
  readonly at: number;
  readonly inputs: number;
  /** How many of these a person should look at. */
  readonly concerns: number;
  /** Inputs that changed since, or were never checked. */
  readonly unchecked: number;
}

/** A video that was made, as it lies on the disk. */
export interface MadeVideo {
  /** Milliseconds since 1970. */
  readonly made: number;
  /** Bytes. */
  readonly size: number;
  readonly report?: OutputReport;
}

/** One of several earlier results of an output. */
export interface OlderVideo extends MadeVideo {
  /** 2: the one before the previous one, and so on. */
  readonly number: number;
}

export interface HistoryEntry extends MadeVideo {
  readonly output: string;
  readonly pair: string;
  /** What the output was before it was made anew, where that was kept: `compare` shows both. */
  readonly previous?: MadeVideo;
  /** What it was before that, the youngest first. */
  readonly older?: readonly OlderVideo[];
}

/** What goes through files for a person now; `stop-files` ends it. */
export type FileWorkView =
  | { readonly kind: 'looking'; readonly folder: string; readonly files: number }
  | {
      readonly kind: 'copying';
      /** The file that is copied, its number counted from one, and how many there are. */
      readonly name: string;
      readonly number: number;
      readonly total: number;
      /** 0..1, of all of them. */
      readonly fraction: number;
    };

/** A file that was to be added and is in the project already. */
export interface RepeatedFile {
  readonly name: string;
  /** What the project calls it. */
  readonly known: string;
}

/** Everything the page shows. */
export interface EditorView {
  /** Rises with every snapshot. */
  readonly revision: number;
  readonly locale: 'en' | 'zh';
  /** False in an untrusted workspace: look, but nothing runs and nothing is written. */
  readonly trusted: boolean;
  /** Files outside its folder may not be used here, and the project says that it may use some. */
  readonly outsideRefused?: boolean;
  readonly problems: readonly ProblemView[];
  /** Undefined while the text has errors that keep it from being understood. */
  readonly project?: {
    readonly title: string;
    readonly output: { readonly folder: string; readonly name: string };
    readonly matrix: boolean;
    readonly settings: Partial<Settings>;
    readonly audios: readonly SourceView[];
    readonly videos: readonly SourceView[];
    /** In the order of the plan. Matrix cells that are excluded are absent. */
    readonly pairs: readonly PairView[];
  };
  readonly run: RunView;
  /** While a check is under way. */
  readonly checking?: CheckingView;
  /** Once inputs were checked; those of now only. */
  readonly checked?: CheckedView;
  readonly files?: FileWorkView;
  /** What was not added a second time; `add-again` does it, or lets the matter rest. */
  readonly repeated?: readonly RepeatedFile[];
  readonly history: readonly HistoryEntry[];
  /** How far playable copies are that are waited for, 0..1 by pair. */
  readonly preparing?: Readonly<Record<string, number>>;
  /** Bytes free where outputs go, and what the pending pairs will need by estimate. */
  readonly disk?: { readonly free: number; readonly needed: number };
  /** A passing sentence, e.g. that a crashed worker's job is tried again. */
  readonly message?: Notice;
}

/** Addresses of playable copies, made lazily: H.264 + MP3, because webviews play no AAC. */
export interface Preview {
  readonly result: string;
  readonly source: string;
  /** Spans for the QC timeline, seconds. */
  readonly spans: readonly {
    readonly from: number;
    readonly to: number;
    readonly kind: 'passed' | 'silence' | 'low-sync';
    readonly reason: string;
  }[];
  readonly duration: number;
  /** Frames a second of the result, and how many frames of the source it goes through. */
  readonly rate: number;
  readonly sourceFrames?: number;
  /** Where the mouth is, where it is known. */
  readonly mouth?: PicturePart;
}

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
  /** Shows where the person may say that they trust this folder. */
  | { readonly kind: 'trust' };

export type PageMessage = { readonly id: number; readonly intent: Intent };

/** What a window's own places, such as its notifications, ask its page to show. */
export type ShowWish =
  | { readonly kind: 'preview'; readonly pair: string }
  /** The pairs that failed. */
  | { readonly kind: 'failed' };

/** What the host tells its page. */
export type HostMessage =
  | { readonly kind: 'view'; readonly view: EditorView }
  | { readonly kind: 'show'; readonly wish: ShowWish }
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
  /** To `play` and `play-source`. */
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
