import type { Failure } from '../core/errors.js';
import type { Pronunciations } from '../core/voice/say.js';
import type { SpokenSentence } from '../core/voice/spoken.js';
import type { Voice } from '../core/voice/voice.js';

export interface SpeakOptions {
  /** One of the engine's own. */
  readonly voice: Voice;
  /** 1 is the voice's own pace. */
  readonly speed: number;
  readonly pronunciations: Pronunciations;
  readonly signal: AbortSignal;
}

/** What speaks: the pack's model, the system, or a command of the user's. */
export interface VoiceEngine {
  readonly voices: readonly Voice[];
  /** Why voices that were asked for are not among them. */
  readonly problems?: readonly Failure[];
  /** Changes whenever the same sentence could sound otherwise; never a path or a date. */
  version(voice: Voice): Promise<string>;
  /**
   * @param sentence one sentence, not empty. Rejects with `voice-failed`, or `cancelled`.
   */
  speak(sentence: string, options: SpeakOptions): Promise<SpokenSentence>;
  dispose(): Promise<void>;
}

/** Voices that are there at once; others have to be looked for, and programs be started for it. */
export interface VoicesAtHand extends VoiceEngine {
  /** All voices, these before the others, which are looked for once. They end with these. */
  readonly all?: () => Promise<VoiceEngine>;
}
