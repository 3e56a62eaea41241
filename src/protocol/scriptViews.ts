import type { Pauses, Pronunciations, Say } from '../core/voice/say.js';
import type { Voice } from '../core/voice/voice.js';
import type { Notice } from './editorView.js';

/** A script as its card shows it; the whole text comes with `read-script`, since views are sent often. */
export interface SayView {
  /** Its first words; empty where they are not known: of a file, until it was read. */
  readonly opening: string;
  /** What the audio is called, where it has a name of its own. */
  readonly label?: string;
  /** Characters of the text, where it stands in the project. */
  readonly length?: number;
  /** The file that it is read from, relative to the project's folder. */
  readonly file?: string;
  /** A voice's id; absent: the usual one of the text's language. */
  readonly voice?: string;
  /** What that voice is called, where it is known. */
  readonly voiceName?: string;
  readonly speed?: number;
  readonly pauses?: Pauses;
  /** Whether the recording is what the script says now. */
  readonly spoken: 'not-yet' | 'current' | 'changed';
  /** It is being spoken: 0..1. */
  readonly speaking?: number;
  /** Subtitles of the script whose text was too long for their time; `from`: seconds of the first. */
  readonly late?: { readonly count: number; readonly from: number };
  /** Words that are read as written, as the project's way to say them cannot be followed. */
  readonly unsaidWords?: readonly string[];
}

/** The text of a recording as its card shows it. */
export interface TranscriptView {
  /** Relative to the project's folder. */
  readonly file: string;
  /** Why it cannot be read; absent: it is there. */
  readonly notice?: Notice;
}

/** A script that is to be added. */
export interface NewScript {
  readonly name: string;
  /** The text; of a timed file, the file's content. */
  readonly text: string;
  readonly voice?: string;
  /** A file in the project's folder that it stays in, relative to that. */
  readonly path?: string;
  /** The name of a file that is written beside the project for it, since a text would lose its times. */
  readonly file?: string;
}

/** What is heard of a text: all that changes how it sounds. */
export interface HeardWords {
  readonly text: string;
  readonly voice?: string;
  readonly speed?: number;
  /** Besides those of the project, and before them. */
  readonly pronunciations?: Pronunciations;
}

export type ScriptIntent =
  | { readonly kind: 'voices' }
  | { readonly kind: 'read-script'; readonly id: string }
  /** Without an id it is a new one. An empty label is none. */
  | {
      readonly kind: 'write-script';
      readonly id?: string;
      readonly label: string;
      readonly say: Say;
    }
  /** Ends what the same window listened for before. */
  | ({ readonly kind: 'listen'; readonly window: string } & HeardWords)
  | { readonly kind: 'stop-listen'; readonly window: string }
  /** Makes the recording of a script without making a video. */
  | { readonly kind: 'speak-source'; readonly id: string }
  | { readonly kind: 'stop-speaking'; readonly id: string }
  | { readonly kind: 'add-scripts'; readonly scripts: readonly NewScript[] }
  /** Gives the files that may hold scripts: those dropped, or those that the person chooses. */
  | {
      readonly kind: 'read-files';
      readonly from: 'files' | 'folder' | 'transcript' | readonly string[];
    }
  /**
   * Gives a recording its text: a file in the project's folder, by its path there, or another one's name and text,
   * of which a file is written beside the project. Of neither: what was chosen is no text.
   */
  | {
      readonly kind: 'give-transcript';
      readonly id: string;
      readonly name: string;
      readonly text?: string;
      readonly path?: string;
    }
  /** Shows the file that a script is read from, or the text of a recording. */
  | { readonly kind: 'open-script'; readonly id: string }
  /** Shows where voices can be had. */
  | { readonly kind: 'find-voices' };

/** To `voices`, `read-script` and `read-files`. */
export type ScriptAnswer =
  | { readonly kind: 'voices'; readonly voices: readonly Voice[] }
  | { readonly kind: 'script'; readonly text: string }
  | {
      readonly kind: 'script-files';
      readonly files: readonly {
        readonly name: string;
        readonly bytes: Uint8Array;
        readonly path?: string;
      }[];
    };
