import type { CueOverrun } from './cueOverrun.js';
import type { SentenceThen } from './sentences.js';
import type { SpeechParts } from './speechParts.js';
import type { SpokenSound, SpokenWord } from './spoken.js';

export const SPEECH_RECORD_VERSION = 1;

/** A sentence in a recording. All its times are seconds from the beginning of the recording. */
export interface RecordedSentence {
  readonly text: string;
  /** What comes after it. */
  readonly then: SentenceThen;
  readonly from: number;
  readonly to: number;
  /** In their order; empty where the voice does not tell. Places are in the sentence's text. */
  readonly words: readonly SpokenWord[];
  readonly sounds: readonly SpokenSound[];
}

/** What lies beside a recording that was made from a script, as `<recording>.json`. */
export interface SpeechRecord {
  readonly version: typeof SPEECH_RECORD_VERSION;
  /** Of `parts`: what identifies the speech. */
  readonly key: string;
  readonly parts: SpeechParts;
  /** Of the recording: by this it is known whether the file beside is the one spoken. */
  readonly sha256: string;
  /** What the recording was before, while it is being replaced: that one is ours too. */
  readonly replaces?: string;
  readonly sampleRate: number;
  readonly seconds: number;
  /** LUFS; null of a silent one. */
  readonly loudness: number | null;
  /** Subtitles whose time was too short; absent where all fitted. */
  readonly overruns?: readonly CueOverrun[];
  readonly sentences: readonly RecordedSentence[];
}

/** Where the record of a recording lies. */
export function speechRecordPath(recording: string): string {
  return `${recording}.json`;
}

/** How the file at a recording's place stands to its record. */
export type RecordingStanding = 'missing' | 'spoken' | 'replaced' | 'altered';

/** @param sha256 of the file; undefined where there is none */
export function standingOf(
  sha256: string | undefined,
  record: Pick<SpeechRecord, 'sha256' | 'replaces'> | undefined,
): RecordingStanding {
  if (sha256 === undefined) return 'missing';
  if (sha256 === record?.sha256) return 'spoken';
  return sha256 === record?.replaces ? 'replaced' : 'altered';
}

/** A sentence a line: so a change of one is a change of few lines. */
export function writeSpeechRecord({ sentences, ...head }: SpeechRecord): string {
  const lines = sentences.map((sentence) => `    ${JSON.stringify(sentence)}`);
  const beginning = JSON.stringify(head, null, 2).slice(0, -2);
  return `${beginning},\n  "sentences": [\n${lines.join(',\n')}\n  ]\n}\n`;
}
