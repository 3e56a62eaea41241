import { canonicalJson } from '../plan/fingerprint.js';
import { DEFAULT_PAUSES, type Pauses, type Pronunciations, type Say } from './say.js';
import type { Script } from './script.js';
import { voiceFor } from './usualVoice.js';

/**
 * Changes whenever the same sentences, voice and pauses could make another recording: how sentences are joined and
 * made loud. How words are read is the voice's own matter, and in its version.
 */
export const SPEAKING_RULES = 3;

/** What a person asks for: the same on every machine. */
export interface SpeechWish {
  /** Lower-case hex sha256 of the sentences and what stands between them. */
  readonly text: string;
  /** A voice's id. */
  readonly voice: string;
  readonly speed: number;
  readonly pauses: Required<Pauses>;
  /** Only of words that occur in the script. */
  readonly pronunciations: Pronunciations;
}

/** All that decides how a script sounds. */
export interface SpeechParts extends SpeechWish {
  /** As the voice's engine tells it. */
  readonly voiceVersion: string;
  readonly rules: number;
}

type HashText = (text: string) => string;

export function speechWish(
  script: Script,
  say: Omit<Say, 'script'>,
  pronunciations: Pronunciations,
  hashText: HashText,
): SpeechWish {
  const { said, sentences, cues } = script;
  const spoken = sentences.map(({ text, then }) => [text, then]);
  const timed = cues.map(({ from, to, start, end }) => [from, to, start, end]);
  return {
    text: hashText(JSON.stringify([spoken, ...(timed.length > 0 ? [timed] : [])])),
    voice: voiceFor(said, say.voice),
    speed: say.speed ?? 1,
    pauses: { ...DEFAULT_PAUSES, ...say.pauses },
    pronunciations: occurring(pronunciations, said),
  };
}

/** The hash that stands for a recording made from a script, whatever its file came to. */
export function speechKey(parts: SpeechParts, hashText: HashText): string {
  return hashText(canonicalJson(parts));
}

/** Whether a recording was spoken from what is wished now, whatever version the voice had then. */
export function isWished(parts: SpeechParts, wish: SpeechWish): boolean {
  const { text, voice, speed, pauses, pronunciations } = parts;
  return canonicalJson({ text, voice, speed, pauses, pronunciations }) === canonicalJson(wish);
}

/** Pronunciations of words that occur in a text: a few too many do no harm, one too few would. */
export function occurring(pronunciations: Pronunciations, text: string): Pronunciations {
  const within = comparable(text);
  const found = Object.entries(pronunciations).filter(([word]) =>
    within.includes(comparable(word).trim()),
  );
  return Object.fromEntries(found.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function comparable(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ');
}
