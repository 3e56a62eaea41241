import type { FaceChoice } from '../faceTrack.js';
import type { Settings } from '../settings.js';

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
  | { readonly kind: 'relink-source'; readonly source: SourceRef; readonly path: string }
  /** Whether this one file may lie outside the project's folder. */
  | { readonly kind: 'set-outside'; readonly source: SourceRef; readonly outside: boolean }
  /** Without a face: back to the largest one. */
  | { readonly kind: 'set-face'; readonly video: string; readonly face?: FaceChoice }
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
