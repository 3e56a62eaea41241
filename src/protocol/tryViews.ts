import type { TriedSettings } from '../core/tryout.js';
import type { Preview } from './editorView.js';

/** How far a try is, by the window that asked for it. */
export interface TryingView {
  readonly id: string;
  /** Worded by the host. */
  readonly stage: string;
  /** 0..1 */
  readonly fraction: number;
}

/** Some seconds of a pair, made to be looked at: never its result. */
export interface TriedView {
  /** Its source is the same seconds as they were filmed, frame for frame. */
  readonly preview: Preview;
  /** Where it begins in the recording, seconds. */
  readonly at: number;
  readonly frames: number;
  /** Frames that stay as filmed. */
  readonly passed: number;
  /** Share in which somebody speaks, 0..1. */
  readonly speechShare: number;
  /** Less of the person is known than the result will know. */
  readonly rough: boolean;
}

/** What the window of a try asks for. */
export type TryIntent =
  /** Some seconds of a pair from a place of its recording, with other settings than are kept. */
  | {
      readonly kind: 'try';
      /** Names the open window: what it asked for before is ended. */
      readonly window: string;
      readonly pair: string;
      /** Seconds of the recording. */
      readonly at: number;
      readonly settings: TriedSettings;
    }
  | { readonly kind: 'stop-try'; readonly window: string };
