import type { Voice } from '../../core/voice/voice.js';

/** What is to be said, once it holds nothing that a program could take for more than words. */
export interface Utterance {
  readonly voice: Voice;
  /** One line, not empty. */
  readonly text: string;
  readonly speed: number;
  /** Empty, private, removed afterwards: where files may be written. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

export interface Uttered {
  /** A sound file in the utterance's folder. */
  readonly path: string;
  /** Whether it is as fast as was asked for; what is not is made so afterwards. */
  readonly paced: boolean;
}

/** A program, or several, that give sound files for texts. */
export interface VoiceSource {
  readonly voices: readonly Voice[];
  /** As `VoiceEngine.version`. */
  version(voice: Voice): Promise<string>;
  /** Rejects with `voice-failed` or `cancelled`. */
  utter(utterance: Utterance): Promise<Uttered>;
}

/** A voice of the system with what its program calls it. */
export interface SystemVoice {
  readonly name: string;
  /** BCP 47, or empty. */
  readonly language: string;
  readonly gender?: 'female' | 'male';
  /** By which the program is told to use it. */
  readonly handle: string;
}

/**
 * The system's voices by ids that stay: `system:NAME`, and with the language behind it where several have one
 * name. What is listed twice is one voice.
 */
export function systemVoiceIds(listed: readonly SystemVoice[]): ReadonlyMap<string, SystemVoice> {
  const byId = new Map<string, SystemVoice>();
  for (const voice of listed) {
    const several = listed.some(
      ({ name, language }) => name === voice.name && language !== voice.language,
    );
    const id = several ? `system:${voice.name} (${voice.language})` : `system:${voice.name}`;
    if (!byId.has(id)) byId.set(id, voice);
  }
  return byId;
}

/** As every voice of the system is told to others. */
export function systemVoices(byId: ReadonlyMap<string, SystemVoice>): Voice[] {
  return [...byId].map(([id, { name, language, gender }]) => ({
    id,
    kind: 'system',
    name,
    language,
    ...(gender === undefined ? {} : { gender }),
  }));
}
