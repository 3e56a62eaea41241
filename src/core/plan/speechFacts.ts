import type { SpeechRecord } from '../voice/speechRecord.js';
import type { VoiceLack } from '../voice/usualVoice.js';

/** A voice as this machine has it. */
export type VoiceHere = { readonly kind: 'here'; readonly version: string } | VoiceLack;

/** What the plan has to know of scripts and voices besides files. Paths are absolute. */
export interface SpeechFacts {
  /** Rejects with `input-missing`, `script-unreadable` or `script-too-long`. */
  scriptText(path: string): Promise<string>;
  /** The record beside a recording; `foreign` where something else lies there. */
  record(recording: string): Promise<SpeechRecord | 'foreign' | undefined>;
  /** @param id a voice's. Never rejects. */
  readonly voice: (id: string) => Promise<VoiceHere>;
}

/** Of a machine without scripts and voices. */
export const NO_SPEECH: SpeechFacts = {
  scriptText: () => Promise.resolve(''),
  record: () => Promise.resolve(undefined),
  voice: () => Promise.resolve({ kind: 'none' }),
};
