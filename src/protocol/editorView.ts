import type { FaceBox, TimeSpan } from '../core/inspection.js';
import type { Part } from '../core/part.js';
import type { OutputReport, PicturePart } from '../core/report.js';
import type { Settings } from '../core/settings.js';
import type { Pronunciations } from '../core/voice/say.js';
import type { SayView, TranscriptView } from './scriptViews.js';
import type { TryingView } from './tryViews.js';

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
      /** Audios only: where the first clear speech begins, seconds. */
      readonly speechAt?: number;
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
  /** Audios only: the script that it is spoken from. */
  readonly say?: SayView;
  /** Recordings only: the file with what is said in it. */
  readonly transcript?: TranscriptView;
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
      /** Names of the machines that make it, where others do. */
      readonly by?: readonly string[];
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
  /** Nobody asked for that: something else ended the run, such as a full disk. */
  readonly stopped?: boolean;
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
    /** The project's own way to say words. */
    readonly pronunciations?: Pronunciations;
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
  /** Tries under way. */
  readonly tries?: readonly TryingView[];
  readonly history: readonly HistoryEntry[];
  /** How far playable copies are that are waited for, 0..1 by pair. */
  readonly preparing?: Readonly<Record<string, number>>;
  /** Bytes free where outputs go, and what the pending pairs will need by estimate. */
  readonly disk?: { readonly free: number; readonly needed: number };
  /** Several machines make the videos: there is a page of them, and messages that tell how they stand. */
  readonly fleet?: true;
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
