import type { HeardWords } from '../protocol/scriptViews.js';
import type { Pronunciations } from '../core/voice/say.js';
import type { Voice } from '../core/voice/voice.js';

/** A sound that a page may load: its absolute path, and what differs whenever its content does. */
export interface HeardFile {
  readonly path: string;
  readonly version: string;
}

/** What an editor needs of whatever speaks. */
export interface ScriptVoices {
  /** Empty where none is installed. */
  list(): Promise<readonly Voice[]>;
  /**
   * Speaks a few words to be heard at once. Rejects with `voice-missing`, `voice-failed` or `cancelled`.
   */
  listen(
    words: HeardWords & { readonly pronunciations: Pronunciations },
    signal: AbortSignal,
  ): Promise<HeardFile>;
}
