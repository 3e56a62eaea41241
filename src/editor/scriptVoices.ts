import type { HeardWords } from '../protocol/scriptViews.js';
import type { Pauses, Pronunciations } from '../core/voice/say.js';
import type { ScriptFormat } from '../core/voice/script.js';
import type { Voice } from '../core/voice/voice.js';

/** A sound that a page may load: its absolute path, and what differs whenever its content does. */
export interface HeardFile {
  readonly path: string;
  readonly version: string;
}

/** Words, and all that changes how they sound. */
export interface SpokenWords extends HeardWords {
  readonly pauses?: Pauses;
  readonly pronunciations: Pronunciations;
  /** Plain text unless told. */
  readonly format?: ScriptFormat;
  /** What it is called in errors. */
  readonly name?: string;
}

/** How far a speech is. */
export interface SpeakingWatch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

/** What an editor needs of whatever speaks. */
export interface ScriptVoices {
  /** Empty where none is installed. */
  list(): Promise<readonly Voice[]>;
  /** Speaks a few words to be heard at once. Rejects with `voices-missing`, `voice-missing`, `voice-failed` or `cancelled`. */
  listen(words: SpokenWords, signal: AbortSignal): Promise<HeardFile>;
  /** Makes the recording of a script. Rejects as `listen` does, and where something else lies at that place. */
  speak(target: string, words: SpokenWords, watch: SpeakingWatch): Promise<void>;
}
