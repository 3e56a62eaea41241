import type { FaceChoice } from '../faceTrack.js';
import type { Settings } from '../settings.js';
import type { Say } from '../voice/say.js';

/** One audio or video of a project. */
export interface SourceRef {
  readonly list: 'audios' | 'videos';
  readonly id: string;
}

export type SettingScope =
  | { readonly kind: 'project' }
  | { readonly kind: 'video'; readonly id: string }
  | { readonly kind: 'audio'; readonly id: string }
  | { readonly kind: 'pair'; readonly video: string; readonly audio: string };

interface Cell {
  readonly video: string;
  readonly audio: string;
}

/** What a person wants changed, by stable ids: plain data, so that it can cross processes. */
export type ProjectEdit =
  | { readonly kind: 'set-title'; readonly title: string }
  | { readonly kind: 'set-output'; readonly folder?: string; readonly name?: string }
  | {
      readonly kind: 'add-source';
      readonly source: SourceRef;
      readonly path: string;
      readonly label?: string;
      /** It may lie outside the project's folder. */
      readonly outside?: boolean;
    }
  /** Takes its pairs, matrix cells and settings with it. */
  | { readonly kind: 'remove-source'; readonly source: SourceRef }
  /** Changes the id, everywhere. */
  | { readonly kind: 'rename-source'; readonly source: SourceRef; readonly id: string }
  /** An empty label removes it. */
  | { readonly kind: 'relabel-source'; readonly source: SourceRef; readonly label: string }
  | {
      readonly kind: 'relink-source';
      readonly source: SourceRef;
      readonly path: string;
      /** Whether this file may lie outside the project's folder; as it was, unless told. */
      readonly outside?: boolean;
      /** Of a spoken audio: the file that its script is read from has another path, not its recording. */
      readonly script?: boolean;
    }
  /** An audio that is spoken: `path` is where its recording is made. */
  | {
      readonly kind: 'add-script';
      readonly id: string;
      readonly path: string;
      readonly say: Say;
      readonly label?: string;
      /** The file that its script is read from may lie outside the project's folder. */
      readonly outside?: boolean;
    }
  /** Without a script, what lies at its path is a recording like any other. */
  | { readonly kind: 'set-say'; readonly source: SourceRef; readonly say?: Say }
  /** The text of a recording, for subtitles; without a path it has none. */
  | {
      readonly kind: 'set-transcript';
      readonly audio: string;
      readonly path?: string;
      /** Whether this file may lie outside the project's folder; as it was, unless told. */
      readonly outside?: boolean;
    }
  /** How a word is said in all scripts; empty removes it. */
  | { readonly kind: 'set-pronunciation'; readonly word: string; readonly said: string }
  /** Whether this one file may lie outside the project's folder. */
  | { readonly kind: 'set-outside'; readonly source: SourceRef; readonly outside: boolean }
  /** Without a face: back to the largest one. */
  | { readonly kind: 'set-face'; readonly video: string; readonly face?: FaceChoice }
  /** What is absent is removed: all of the file is used, and the speech begins at once. */
  | {
      readonly kind: 'set-part';
      readonly source: SourceRef;
      /** Seconds into the file. */
      readonly from?: number;
      readonly to?: number;
      /** Audios only: seconds of silence before the speech. */
      readonly offset?: number;
    }
  /** An empty note removes it. */
  | { readonly kind: 'set-consent'; readonly video: string; readonly consent: string }
  | ({ readonly kind: 'add-pair' } & Cell)
  | ({ readonly kind: 'remove-pair' } & Cell)
  /** Switching off forgets the matrix's cells. */
  | { readonly kind: 'set-matrix'; readonly on: boolean }
  | ({ readonly kind: 'include-cell' } & Cell)
  | ({ readonly kind: 'exclude-cell' } & Cell)
  | {
      readonly kind: 'set-setting';
      readonly scope: SettingScope;
      readonly name: keyof Settings;
      readonly value: Settings[keyof Settings];
    }
  | {
      readonly kind: 'reset-setting';
      readonly scope: SettingScope;
      readonly name: keyof Settings;
    };
